"""Our own sentences as recordings, through the same path as `hearthside transcribe`."""

import argparse
import collections
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from assistant.events import Heard
from assistant.understood import grammar, make_sense
from audio.devices import open_engine
from audio.transcribing import Transcriber
from intents.language import PartnerNames, load_pack
from intents.match import Understanding
from script.benchlib.mixing import clip, read_samples
from script.benchlib.orders import Order, read_orders

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
OWN_WORDS = frozenset({"text", "query", "quality"})
"""Slots in the person's own words: their words are counted, not asked to be right to the letter."""

NONE = "none"
ENDS = ("right", "did you mean", "asked again", "nothing", "wrong")


def end_of(sentence: Order, found: Understanding) -> str:
    """What became of a sentence: one of ENDS. Not to act on what is for nobody is right.

    A wrong "did you mean" counts as nothing: nothing is done.
    """
    if sentence.intent == NONE:
        return "wrong" if found.decision == "do" else "right"
    if found.match is None:
        return "asked again" if found.decision == "ask_again" else "nothing"
    right = sentence.intent == found.match.intent and _fixed(sentence.slots) == _fixed(
        found.match.slots
    )
    if found.decision == "do":
        return "right" if right else "wrong"
    return "did you mean" if right else "nothing"


def _fixed(slots: dict[str, str]) -> dict[str, str]:
    """Slots to the letter; of own words only whether there are any."""
    return {n: v if n not in OWN_WORDS or v == "?" else "…" for n, v in slots.items()}


def word_errors(wanted: str, heard: str) -> tuple[int, int]:
    """How many words were missed, added or changed, and how many there were."""
    words = wanted.lower().split()
    return Levenshtein.distance(words, heard.lower().split()), len(words)


def own_errors(sentence: Order, found: Understanding) -> tuple[int, int]:
    """Word errors of the person's own words in a sentence that was understood."""
    heard = found.match.slots if found.match and found.match.intent == sentence.intent else None
    errors = [
        word_errors(value, heard.get(name, ""))
        for name, value in sentence.slots.items()
        if name in OWN_WORDS and value != "?" and heard is not None
    ]
    return sum(wrong for wrong, _ in errors), sum(of for _, of in errors)


class Household:
    """The house of Maya and Sam, which hears recordings."""

    def __init__(self, model: Path) -> None:
        self._pack = load_pack("en", [PartnerNames("Maya"), PartnerNames("Sam")])
        self._listened_for = grammar(self._pack, lambda: NOW, "command")
        self._transcriber = Transcriber(open_engine(model, model.name), "hey juniper")

    def hear(self, pcm: bytes) -> Understanding:
        """What is understood, as after the wake phrase."""
        found = self._transcriber.transcribe(pcm, self._listened_for)
        heard = Heard(found.phrase, found.dictation, state="command")
        return make_sense(heard, self._pack, "command", None, NOW)


def run(options: argparse.Namespace) -> None:
    """Print a row for each noise level."""
    sentences = read_orders(options.data, options.limit)
    noise_file: Path = options.noise or options.data.parent / "noise" / "kitchen.flac"
    levels: Sequence[str] = options.snr.split(",")
    noise = read_samples(noise_file) if set(levels) - {"clean"} else None
    house = Household(options.model)
    print(f"{len(sentences)} sentences for the house; model {options.model.name}")
    heads = "  ".join(f"{end:>12}" for end in ENDS)
    print(f"{'noise':>8}  {heads}  own words wrong  each")
    for level in levels:
        began, ends, wrong, of = time.monotonic(), collections.Counter[str](), 0, 0
        for sentence in sentences:
            found = house.hear(clip(sentence.file, level, noise))
            ends[end_of(sentence, found)] += 1
            missed, words = own_errors(sentence, found)
            wrong, of = wrong + missed, of + words
        cells = "  ".join(f"{ends[end] / len(sentences):>12.1%}" for end in ENDS)
        each = (time.monotonic() - began) / len(sentences)
        print(f"{level:>8}  {cells}  {wrong:>5} of {of:<5}  {each:6.2f} s", flush=True)
