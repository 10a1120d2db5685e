"""From a voice in the room to the right action: the whole house, on a sound card of software."""

import argparse
import http.cookiejar
import tempfile
import time
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import yaml

from audio.sound import RATE
from script.benchlib.mixing import Samples, mix, read_samples
from script.benchlib.speaking import spoken
from tests.real.house import RunningHouse, settle
from tests.real.soundcard import SoundCard, sound_card

VOICES = {"a woman": "slt", "a man": "rms"}
UTTERANCES = Path(__file__).parents[2] / "tests" / "languages" / "en" / "utterances.yaml"
LEFT_OUT = ("none", "person", "crisis.", "privacy.", "quiet.", "house.")
"""Not requests, or such that the house would hear nothing, or nothing in its usual way, after."""

ANSWER_SECONDS = 9.0


@dataclass(frozen=True)
class Wanted:
    """A sentence and the action that it must end in."""

    text: str
    intent: str
    slots: dict[str, str]


def run(options: argparse.Namespace) -> None:
    """Print how many sentences ended in the right action, for each voice and noise level."""
    noise = read_samples(options.noise)
    sentences = wanted(options.sentences)
    print(f"{len(sentences)} sentences after “hey juniper”; ended in the right action:")
    with sound_card() as card, tempfile.TemporaryDirectory(prefix="bench-") as folder:
        house = RunningHouse(settle(Path(folder) / "home"), card.environment())
        try:
            desk = Desk(house.address)
            for name, voice in VOICES.items():
                for level in options.snr.split(","):
                    room = Room(card, house, desk, noise, Path(folder))
                    _count(room, sentences, name, voice, level, options.tell)
        finally:
            house.close()


def wanted(count: int) -> list[Wanted]:
    """So many of the sentences that the house must understand, spread over all topics."""
    page = yaml.safe_load(UTTERANCES.read_text(encoding="utf-8"))
    lines = [line for topic in page.values() for line in topic]
    fit = [line for line in lines if not str(line[1]).startswith(LEFT_OUT)]
    chosen = [fit[round(at * len(fit) / count)] for at in range(count)]
    return [Wanted(line[0], line[1], (line[2:] or [{}])[0]) for line in chosen]


class Desk:
    """The page, where "stop" is typed between two sentences."""

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._web = urllib.request.build_opener(cookies)

    def type(self, text: str) -> None:
        """Send it as the page does."""
        with self._web.open(f"{self._address}/token", timeout=10) as answer:
            token = answer.read().decode().strip()
        form = urllib.parse.urlencode({"text": text}).encode()
        headers = {"X-CSRFToken": token, "HX-Request": "true"}
        self._web.open(urllib.request.Request(f"{self._address}/say", form, headers), timeout=10)


@dataclass(frozen=True)
class Room:
    """Where somebody speaks to the house."""

    card: SoundCard
    house: RunningHouse
    desk: Desk
    noise: Samples
    folder: Path

    def ask(self, sentence: str, voice: str, level: str) -> dict[str, Any] | None:
        """What the house understood; None if it did not notice, or understood nothing."""
        quiet = np.zeros(RATE)
        speech = np.concatenate([quiet / 2, 0.6 * spoken(sentence, voice), quiet])
        sound = speech if level == "clean" else mix(speech, self.noise, float(level), sentence)
        file = self.folder / "said.wav"
        soundfile.write(file, sound, RATE, subtype="PCM_16")
        mark = self.house.mark()
        self.card.say(file)
        try:
            found: dict[str, Any] = self.house.event(
                mark, "understood", ANSWER_SECONDS, source="microphone"
            )
        except AssertionError:
            return None
        finally:
            self.desk.type("stop")
            time.sleep(1.5)
        return found


def _count(
    room: Room, sentences: list[Wanted], name: str, voice: str, level: str, tell: bool
) -> None:
    called = right = wrong = 0
    for one in sentences:
        found = room.ask(f"Hey Juniper, {one.text}", voice, level)
        called += found is not None
        done = found is not None and found["decision"] == "do"
        fits = found is not None and _is(found, one)
        right += done and fits
        wrong += done and not fits
        if tell and not (done and fits):
            heard = (found["heard"], found["intent"], found["decision"]) if found else "nothing"
            print(f"  {one.text} → {heard}")
    print(
        f"{name:>8} {level:>6}  {right:>3}/{len(sentences)}   something else {wrong}, "
        f"asked again or left alone {called - right - wrong}, call not heard "
        f"{len(sentences) - called}",
        flush=True,
    )


def _is(found: dict[str, Any], one: Wanted) -> bool:
    slots = {str(name): str(value).casefold() for name, value in found["slots"].items()}
    want = {name: str(value).casefold() for name, value in one.slots.items()}
    return found["intent"] == one.intent and want.items() <= slots.items()
