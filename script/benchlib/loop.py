"""From the end of speech to the first sound, on a real sound card made of software."""

import argparse
import itertools
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from audio.ears import LET_GO_AFTER
from tests.real.house import RunningHouse, settle
from tests.real.people import AFTER_SPEECH, speech
from tests.real.soundcard import SoundCard, sound_card

REQUESTS = (
    "what's tonight's question",
    "what can I say",
    "what's planned for tonight",
    "read today's appreciations",
    "when is the question",
    "what rituals do we have",
    "be quiet until ten",
    "what do you keep",
    "say that again",
    "slower please",
)
STEPS = ("endpointing", "recognition", "understanding", "rendering", "output")


def run(options: argparse.Namespace) -> None:
    """Print the times of the requests, then memory and idle CPU for both voices."""
    with sound_card() as card, tempfile.TemporaryDirectory(prefix="bench-") as folder:
        _times(card, Path(folder), options.requests)
        print(f"the speech model by itself: {_model_memory(options.model):.0f} MB")
        for engine in ("pyttsx3", "hibari"):
            _rest(card, Path(folder), engine, options.noise)


def _times(card: SoundCard, folder: Path, requests: int) -> None:
    house = _open(card, settle(folder / "home"))
    rows: list[dict[str, float]] = []
    stops: list[float] = []
    uncut: Counter[str] = Counter()
    for number in range(requests):
        text = REQUESTS[number % len(REQUESTS)]
        mark = house.mark()
        card.say(speech(f"hey juniper, {text}", folder / "said.wav", ("Maya", "Sam")[number % 2]))
        try:
            house.event(mark, "sound", 6)
        except AssertionError:
            continue
        rows.append(_split(house.events[mark:]))
        time.sleep(1.0)
        silence = _stop(card, house, folder)
        if isinstance(silence, str):
            uncut[silence] += 1
        else:
            stops.append(silence)
    print(f"Ended {house.close():.2f} s after it was asked to")
    print(f"{len(rows)} of {requests} requests answered; seconds from the end of speech:")
    print(f"{'':>16}  {'median':>7}  {'95 %':>7}")
    for name in (*STEPS, "first sound"):
        _line(name, [row[name] for row in rows])
    _line("“stop” → silence", stops)
    for reason, number in uncut.items():
        print(f"{'no “stop” timed':>16}: {reason} ({number})")


def _line(name: str, values: list[float]) -> None:
    if values:
        high = sorted(values)[min(len(values) - 1, round(0.95 * (len(values) - 1)))]
        print(f"{name:>16}  {statistics.median(values):7.3f}  {high:7.3f}   ({len(values)})")


def _split(events: list[dict[str, Any]]) -> dict[str, float]:
    """How long each step took, from the house's own account."""
    understood = next(e for e in events if e["event"] == "understood")
    say = next(e for e in events if e["event"] == "say")
    sound = next(e for e in events if e["event"] == "sound")
    moments = (
        understood["speech_ended"],
        understood["turn_over"],
        understood["recognised"],
        say["at"],
        sound["at"],
        sound["at"] + OUTPUT_SECONDS,
    )
    steps = dict(zip(STEPS, (b - a for a, b in itertools.pairwise(moments)), strict=True))
    return steps | {"first sound": moments[-1] - moments[0]}


OUTPUT_SECONDS = 0.07
"""From handing a clip to the device to its sound on the tape of this sound card, as measured."""


def _stop(card: SoundCard, house: RunningHouse, folder: Path) -> float | str:
    """Cut the house short: seconds from the end of "stop" in the room to silence, or why not."""
    mark = house.mark()
    player = card.say(speech("stop", folder / "stop.wav", "Maya", before=0.1), wait=False)
    try:
        cut = house.event(mark, "spoken", 4)["cut"]
        silent = time.monotonic() + OUTPUT_SECONDS
    except AssertionError:
        cut, silent = False, math.inf
    player.wait()
    said = time.monotonic() - AFTER_SPEECH
    time.sleep(6.0)
    if cut:
        return silent - said
    return "the line was over before the word was" if silent < said else "not heard"


def _open(card: SoundCard, home: Path) -> RunningHouse:
    began = time.monotonic()
    # As at home, where Python keeps what it has compiled for the next start.
    environment = card.environment()
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    house = RunningHouse(home, environment)
    assert house.address
    print(f"Listening {time.monotonic() - began:.2f} s after the start")
    return house


def _rest(card: SoundCard, folder: Path, engine: str, noise: Path | None) -> None:
    home = settle(folder / engine, more=f'\n[speaking]\nengine = "{engine}"\n')
    house = _open(card, home)
    mark = house.mark()
    card.say(speech("hey juniper, what can I say", folder / "said.wav"))
    house.event(mark, "spoken")
    talking = _memory(house)
    time.sleep(LET_GO_AFTER + 10)
    rest = _memory(house)
    print(f"{engine}: {rest:.0f} MB resident at rest, {talking:.0f} in a talk, with the model")
    print(f"{engine}: {_cpu(house, 20):.2f} % of a core in silence")
    if noise is not None:
        player = card.say(noise, wait=False)
        print(f"{engine}: {_cpu(house, 20):.2f} % of a core in kitchen noise")
        player.kill()
    house.close()


def _model_memory(folder: Path) -> float:
    """What loading the speech model and one recogniser adds to a process, MB."""
    return float(
        subprocess.run(
            [sys.executable, "-c", LOAD, str(folder)], capture_output=True, check=True, text=True
        ).stdout
    )


LOAD = """
import sys, vosk
def resident():
    status = open("/proc/self/status").read()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024
before = resident()
vosk.SetLogLevel(-1)
ear = vosk.KaldiRecognizer(vosk.Model(sys.argv[1]), 16000)
ear.AcceptWaveform(bytes(96000))
print(resident() - before)
"""


def _memory(house: RunningHouse) -> float:
    status = Path(f"/proc/{house.process_id}/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def _cpu(house: RunningHouse, seconds: float) -> float:
    def used() -> float:
        fields = Path(f"/proc/{house.process_id}/stat").read_text(encoding="ascii").split(") ")[1]
        return sum(map(int, fields.split()[11:13])) / os.sysconf("SC_CLK_TCK")

    before = used()
    time.sleep(seconds)
    return 100 * (used() - before) / seconds
