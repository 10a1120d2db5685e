"""Calls heard and calls imagined: each wake engine and phrase, beside PocketSphinx."""

import argparse
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path

from audio.devices import open_engine, open_wake_word
from audio.model_thresholds import thresholds_for
from audio.ports import SpeechEngine
from audio.wake import WakePhrase
from script.benchlib.calling import Count, Sound, an_hour, counting, share, through_the_gate
from script.benchlib.mixing import Samples, as_pcm, mix, read_samples
from script.benchlib.own_lines import own_lines
from script.benchlib.speaking import HEART, VOICES, spoken
from script.benchlib.sphinx import sphinx_wake
from script.benchlib.talk import talk

READY_MADE = ("okay_nabu", "hey_jarvis", "hey_mycroft", "alexa")
SAID = ("{}.", "{}, stop.", "{}, what's tonight's question?", "{}, thank you for making dinner.")
HOUSE_VOICES = ("en-us", HEART)
"""The plain one and the natural one, taking turns."""


@dataclass(frozen=True)
class Material:
    """What everything is tried on; each piece under its own name, which draws its noise."""

    callers: dict[str, dict[str, Samples]]
    """Wake phrase → recordings of people saying it."""

    synthesised: dict[str, dict[str, Samples]]
    """Wake phrase → the same by synthesised voices, in four sentences each."""

    others: dict[str, Samples]
    """Commands: nobody calls."""

    talk: dict[str, Samples]
    noise: Samples
    gated: dict[tuple[str, str], Sound] = field(default_factory=dict)

    def at(self, level: str, clips: dict[str, Samples]) -> Iterator[Sound]:
        """The clips at this noise level, each let through the gate once for all engines."""
        for name, samples in clips.items():
            if (name, level) not in self.gated:
                loud = samples if level == "clean" else mix(samples, self.noise, float(level), name)
                self.gated[name, level] = through_the_gate(as_pcm(loud))
            yield self.gated[name, level]


def run(options: argparse.Namespace) -> None:
    """Print a row for each engine and noise level, then the house's own voice."""
    engine = open_engine(options.model, options.model.name)
    material = _material(options.data, options.limit, options.minutes)
    print(f"model {options.model.name}; {options.minutes:g} minutes of synthesised talk")
    print(f"{'':>24} {'noise':>6}  {'missed':>13}  {'missed, synth.':>14}  {'imagined':>10}  /hour")
    engines = _engines(engine, options.sphinx)
    for (name, phrase), make in engines.items():
        if options.only not in f"{name} {phrase}":
            continue
        count = make()
        for level in options.snr.split(","):
            _row(f"{name} “{phrase}”", phrase, count, level, material)
    if options.own_minutes:
        _own_voice(engine, options.own_minutes)


def _row(name: str, phrase: str, count: Count, level: str, material: Material) -> None:
    began = time.monotonic()
    missed = _missed(count, material.at(level, material.callers.get(phrase, {})))
    made = _missed(count, material.at(level, material.synthesised[phrase]))
    others = material.others | {
        clip: samples
        for other, clips in material.callers.items()
        if other != phrase
        for clip, samples in islice(clips.items(), 60)
    }
    imagined, of = share(count, material.at(level, others))
    hourly = an_hour(count, material.at(level, material.talk))
    print(
        f"{name:>24} {level:>6}  {missed:>13}  {made:>14}  {imagined:>4}/{of:<5}  {hourly:5.1f}"
        f"   ({time.monotonic() - began:.0f} s)",
        flush=True,
    )


def _missed(count: Count, sounds: Iterator[Sound]) -> str:
    heard, of = share(count, sounds)
    return f"{of - heard}/{of} {(of - heard) / of:.1%}" if of else "-"


def _engines(engine: SpeechEngine, sphinx: str) -> dict[tuple[str, str], Callable[[], Count]]:
    def phrase_of(phrase: str) -> Callable[[], Count]:
        return lambda: counting(WakePhrase(engine, phrase, thresholds_for(engine.name)))

    def word_of(word: str) -> Callable[[], Count]:
        return lambda: counting(open_wake_word(word))

    def sphinx_of(phrase: str, threshold: str) -> Callable[[], Count]:
        return lambda: sphinx_wake(phrase, float(threshold))

    phrases = ("hey juniper", "computer", "smart mirror")
    found = {("phrase", phrase): phrase_of(phrase) for phrase in phrases}
    found |= {("ready-made", word.replace("_", " ")): word_of(word) for word in READY_MADE}
    for level in filter(None, sphinx.split(",")):
        found |= {(f"Sphinx {level}", phrase): sphinx_of(phrase, level) for phrase in phrases}
    return found


def _material(data: Path, limit: int | None, minutes: float) -> Material:
    labels = json.loads((data / "household" / "labels.json").read_text(encoding="utf-8"))
    household = data / "household"
    ours = [household / name for name, said in labels.items() if said["wake"]]
    callers = {"hey juniper": _read(ours, limit)}
    for folder in sorted((data / "wake").iterdir()):
        callers[folder.name.replace("-", " ")] = _read(sorted(folder.glob("*.flac")), limit)
    plain = [household / name for name, said in labels.items() if not said["wake"]]
    others = _read([*sorted((data / "commands").glob("*.flac")), *plain], limit)
    phrases = [*callers, *(word.replace("_", " ") for word in READY_MADE)]
    return Material(
        callers,
        {phrase: _synthesised(phrase) for phrase in phrases},
        others,
        {f"talk {number}": piece for number, piece in enumerate(talk(minutes))},
        read_samples(data / "noise" / "kitchen.flac"),
    )


def _read(files: list[Path], limit: int | None) -> dict[str, Samples]:
    step = max(1, len(files) // limit) if limit else 1
    return {f"{file.parent.name}/{file.name}": read_samples(file) for file in files[::step]}


def _synthesised(phrase: str) -> dict[str, Samples]:
    return {
        f"{phrase} {voice} {number}": 0.6 * spoken(line.format(phrase.capitalize()), voice)
        for voice in VOICES
        for number, line in enumerate(SAID)
    }


def _own_voice(engine: SpeechEngine, minutes: float) -> None:
    """The house hears itself, as if the gate were open and it did not know that it speaks."""
    counts = {phrase: make() for (_, phrase), make in _engines(engine, "").items()}
    calls, seconds, rate = dict.fromkeys(counts, 0), 0.0, 165
    while seconds < minutes * 60 and rate <= 220:
        for line, voice in zip(own_lines(), cycle(HOUSE_VOICES), strict=False):
            sound = through_the_gate(as_pcm(0.6 * spoken(line, voice, rate)))
            seconds += sound.seconds
            for phrase, count in counts.items():
                calls[phrase] += count(sound)
            if seconds >= minutes * 60:
                break
        rate += 15
    print(f"the house's own lines, {seconds / 60:.0f} minutes of them; calls imagined:")
    print("   ".join(f"“{phrase}” {number}" for phrase, number in calls.items()))
