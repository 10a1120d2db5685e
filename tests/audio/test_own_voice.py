"""The house hears itself, with the recogniser of every day: nobody has called."""

import pytest

from audio.devices import open_engine, open_wake_word
from audio.model_thresholds import thresholds_for
from audio.wake import Wake, WakePhrase
from script.benchlib.calling import Sound, counting, through_the_gate
from script.benchlib.mixing import as_pcm
from script.benchlib.own_lines import own_lines
from script.benchlib.speaking import HEART, spoken
from tests.tree import PROJECT

LINES = 36
"""Some of each kind; `script/bench wake` takes all of them, for an hour."""

VOICES = ("en-us", HEART)
"""Both of the house's voices, taking turns."""

CALLS = {"hey juniper": HEART, "hey_jarvis": HEART, "okay_nabu": "en-us"}
"""Each wake phrase, and a voice that this engine understands when it says it."""


@pytest.fixture(scope="module")
def itself() -> list[Sound]:
    """What the loudspeaker says, as it comes through an open gate."""
    lines = own_lines()
    return [
        through_the_gate(as_pcm(0.6 * spoken(line, VOICES[number % len(VOICES)])))
        for number, line in enumerate(lines[:: len(lines) // LINES])
    ]


@pytest.fixture(scope="module", params=CALLS)
def wake(request: pytest.FixtureRequest) -> Wake:
    if "_" in request.param:
        return open_wake_word(request.param)
    engine = open_engine(PROJECT / "audio" / "models" / "en-starter", "en-starter")
    return WakePhrase(engine, request.param, thresholds_for(engine.name))


def test_the_house_s_own_lines_do_not_call_it(itself: list[Sound], wake: Wake):
    """Through the gate, as if it did not know that it speaks."""
    count = counting(wake)
    assert len(itself) >= LINES
    assert sum(len(sound.stretches) > 0 for sound in itself) > 0.9 * len(itself)
    assert sum(count(sound) for sound in itself) == 0


def test_the_same_voice_calling_is_heard(wake: Wake):
    """Otherwise the test above could not fail."""
    voice = CALLS.get(wake.phrase) or CALLS[wake.phrase.replace(" ", "_")]
    sound = through_the_gate(as_pcm(0.6 * spoken(f"{wake.phrase.capitalize()}.", voice)))
    assert counting(wake)(sound) == 1
