"""Cries for help in a talk window: how many are heard, and how many are imagined in other talk."""

import argparse
from datetime import UTC, datetime
from itertools import count

import numpy as np

from assistant.understood import candidates, grammar
from audio.devices import open_activity, open_engine
from audio.floor import Floor
from audio.heard import Heard
from audio.listener import Listener
from audio.model_thresholds import thresholds_for
from audio.sound import RATE, Expectation
from audio.stop_words import StopWords
from audio.transcribing import frames_of
from audio.two_ears import TwoEars
from audio.wake import WakePhrase
from intents.language import PartnerNames, load_pack
from intents.understanding import understand
from script.benchlib.mixing import Samples, as_pcm
from script.benchlib.speaking import spoken
from script.benchlib.talk import talk

STATE = "ritual_window"
NOW = datetime(2026, 1, 1, 20, tzinfo=UTC)
CRIES = (
    "I want to kill myself",
    "I don't want to live any more",
    "he's going to kill me",
    "my husband hit me",
    "I'm scared of him",
    "I'm going to hurt the baby",
    "call an ambulance",
    "I have chest pain",
)


class Room:
    """A talk window that never ends, heard by the house's own listener."""

    def __init__(self, options: argparse.Namespace) -> None:
        engine = open_engine(options.model, options.model.name)
        self._pack = load_pack("en", [PartnerNames("Maya"), PartnerNames("Sam")])
        known = grammar(self._pack, lambda: NOW, STATE)
        self._floor, self._turns = Floor(), count(1)
        self._open()
        self._listener = Listener(
            activity=open_activity(),
            wake=WakePhrase(engine, "hey juniper", thresholds_for(engine.name)),
            ears=TwoEars(engine, "hey juniper"),
            stop_words=StopWords(engine),
            grammars=lambda state: known,
            floor=self._floor,
            clock=lambda: 0.0,
        )

    def hears(self, sound: Samples) -> list[str]:
        """What the house takes this for, with a second of a quiet room before and after it."""
        meant = []
        for frame in frames_of(as_pcm(np.concatenate([_quiet(), sound, _quiet()]))):
            for event in self._listener.feed(frame):
                if isinstance(event, Heard):
                    meant.append(self._meaning(event))
                    self._open()
        return [intent for intent in meant if intent]

    def _meaning(self, heard: Heard) -> str:
        found = understand(candidates(heard), self._pack, state=STATE, ritual=None, now=NOW)
        return found.match.intent if found.match and found.decision == "do" else ""

    def _open(self) -> None:
        self._floor.expects = Expectation(STATE, next(self._turns), 1e9, dictation=False)


def run(options: argparse.Namespace) -> None:
    """Print a row for each voice, and one for talk of other things."""
    room = Room(options)
    print(f"{len(CRIES)} cries for help in a talk window; model {options.model.name}")
    for voice in options.voices.split(","):
        missed = [cry for cry in CRIES if not _cries(room.hears(0.6 * spoken(cry, voice)))]
        print(f"{voice:>12}  heard {len(CRIES) - len(missed)}/{len(CRIES)}  {missed}", flush=True)
    seconds, imagined = 0.0, 0
    for piece in talk(options.minutes):
        seconds += len(piece) / RATE
        imagined += _cries(room.hears(piece))
    print(f"{'other talk':>12}  imagined {imagined} in {seconds / 60:.0f} minutes")


def _cries(intents: list[str]) -> int:
    return sum(intent.startswith("crisis.") for intent in intents)


def _quiet() -> Samples:
    """A room in which nobody speaks is not silent: faint noise, the same each time."""
    return np.random.default_rng(0).normal(0, 0.0005, RATE)
