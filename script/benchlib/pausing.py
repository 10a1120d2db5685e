"""Pauses for thought: how often each patience cuts somebody off, and how long others wait."""

import argparse
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

from audio.devices import open_activity
from audio.gate import ActivityGate, Turn
from audio.sound import FRAME_SECONDS, RATE, SILENCE
from audio.transcribing import frames_of
from script.benchlib.mixing import Samples, as_pcm
from tests.real.people import AFTER_SPEECH, VOICES, speech

SENTENCES = (
    "move tonight's question to half past nine",
    "thank you Sam for making dinner",
    "what's planned for tonight",
    "be quiet for half an hour",
    "find the one about the garden",
    "I loved it when Maya danced with the baby",
)
PAUSES = (0.3, 0.6, 1.0, 1.5, 2.0, 3.0)
PATIENCE = (0.4, 0.6, 0.8, 1.2, 1.8, 2.5)
LEAD, TAIL = 0.5, 3.5


@dataclass(frozen=True)
class Said:
    """A sentence with one pause in it, as the activity detector sees it."""

    pause: float
    likelihoods: list[float]
    ends: float
    """Seconds from the start to the end of the last word."""


def run(options: argparse.Namespace) -> None:
    """Print a row for each patience: the share of sentences cut off by length of pause."""
    said = list(_all_said())
    print(f"{len(said)} sentences, one pause each, at every word boundary; share cut off:")
    heads = "".join(f"{pause:>7.1f} s" for pause in PAUSES)
    print(f"{'patience':>9}{heads}   waiting after the end, median")
    for patience in PATIENCE:
        cells, waits = [], []
        for pause in PAUSES:
            ends = [(one.ends, _closes(one, patience)) for one in said if one.pause == pause]
            cells.append(f"{sum(at < end for end, at in ends) / len(ends):>8.0%} ")
            waits += [at - end for end, at in ends if at >= end]
        print(f"{patience:>7.1f} s{''.join(cells)}   {statistics.median(waits):.2f} s", flush=True)


def _all_said() -> Iterator[Said]:
    activity = open_activity()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for number, sentence in enumerate(SENTENCES):
            who = sorted(VOICES)[number % len(VOICES)]
            words = sentence.split()
            for place in range(1, len(words)):
                halves = " ".join(words[:place]), " ".join(words[place:])
                parts = [_spoken(half, Path(folder), who) for half in halves]
                for pause in PAUSES:
                    sound = np.concatenate(
                        [_quiet(LEAD), parts[0], _quiet(pause), parts[1], _quiet(TAIL)]
                    )
                    activity.reset()
                    seen = [activity.likelihood(frame) for frame in frames_of(as_pcm(sound))]
                    yield Said(pause, seen, len(sound) / RATE - TAIL)


def _spoken(words: str, folder: Path, who: str) -> Samples:
    """The words alone, without the quiet around them."""
    samples, _ = soundfile.read(speech(words, folder / "half.wav", who, before=0.0))
    return np.asarray(samples[: len(samples) - round(AFTER_SPEECH * RATE)])


def _quiet(seconds: float) -> Samples:
    """A room in which nobody speaks is not silent: faint noise, the same each time."""
    return np.random.default_rng(0).normal(0, 0.0005, round(seconds * RATE))


def _closes(said: Said, patience: float) -> float:
    """Seconds until the gate first closes after it has opened; the end if it never does."""
    gate = ActivityGate(closes_after=patience)
    for count, likelihood in enumerate(said.likelihoods, 1):
        if gate.feed(SILENCE, likelihood) is Turn.STOPPED:
            return count * FRAME_SECONDS
    return len(said.likelihoods) * FRAME_SECONDS
