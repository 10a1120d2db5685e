"""What everything that can be called promises: the phrase on a recogniser, a ready-made word.

Both are heard with real engines and synthesised callers.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from audio.decoys import COMMON
from audio.devices import open_engine, open_wake_word
from audio.errors import WakeWordMissing
from audio.loudness import decibels_of
from audio.model_thresholds import thresholds_for
from audio.sound import FRAME_SECONDS, SILENCE, Frame
from audio.transcribing import frames_of
from audio.wake import Call, Wake, WakePhrase
from script.benchlib.speaking import heart
from tests.tree import PROJECT

MODEL = PROJECT / "audio" / "models" / "en-starter"
READY_MADE = ("hey_jarvis", "hey_mycroft", "alexa")
"""Okay Nabu is left out: no voice of this machine says it as its network has learnt it."""


@dataclass(frozen=True)
class Caller:
    """Something that can be called, and somebody who calls it."""

    wake: Wake
    say: Callable[[str], list[Frame]]


@pytest.fixture(scope="module", params=["phrase", *READY_MADE])
def caller(request: pytest.FixtureRequest) -> Caller:
    if request.param == "phrase":
        engine = open_engine(MODEL, "en-starter")
        return Caller(WakePhrase(engine, "hey juniper", thresholds_for(engine.name)), spoken)
    return Caller(open_wake_word(request.param), spoken)


def spoken(text: str) -> list[Frame]:
    return [*[SILENCE] * 15, *frames_of(heart(text))]


def calls(wake: Wake, frames: list[Frame]) -> list[tuple[int, Call]]:
    wake.reset()
    found = [(at, call) for at, frame in enumerate(frames, 1) if (call := wake.hear(frame))]
    last = wake.finish()
    return [*found, (len(frames), last)] if last else found


def test_a_call_is_heard_once(caller: Caller):
    """However long the engine stays sure of it."""
    assert len(calls(caller.wake, [*caller.say(f"{caller.wake.phrase}."), *[SILENCE] * 30])) == 1


def test_after_a_reset_it_is_a_call_again(caller: Caller):
    """People call more than once a day."""
    frames = [*caller.say(f"{caller.wake.phrase}."), *[SILENCE] * 30]
    assert [len(calls(caller.wake, frames)) for _ in range(3)] == [1, 1, 1]


def test_the_call_says_where_the_request_begins(caller: Caller):
    """What follows in the same breath must be heard from its first sound."""
    alone = caller.say(f"{caller.wake.phrase}.")
    frames = [*alone, *[SILENCE] * 10, *caller.say("what is planned for tonight?")]
    ((at, call),) = calls(caller.wake, frames)
    last_sound = max(at for at, frame in enumerate(alone, 1) if decibels_of(frame) > -42)
    end = (at * FRAME_SECONDS) - call.ended_ago
    assert end == pytest.approx(last_sound * FRAME_SECONDS, abs=0.25)


@pytest.mark.parametrize("talk", ["What a day it was, and how are you?", " ".join(COMMON[:30])])
def test_other_talk_does_not_call(caller: Caller, talk: str):
    """A kitchen is full of it."""
    assert calls(caller.wake, [*caller.say(talk), *[SILENCE] * 30]) == []


def test_silence_does_not_call(caller: Caller):
    """Nor does a night without anybody."""
    assert calls(caller.wake, [SILENCE] * 400) == []


def test_it_says_what_to_call_it(caller: Caller):
    """The page and the opening line show it."""
    assert caller.wake.phrase == caller.wake.phrase.lower().strip()
    assert "_" not in caller.wake.phrase


def test_a_word_that_nobody_made_is_a_sentence():
    """Never a traceback of a library that the household has not heard of."""
    with pytest.raises(WakeWordMissing, match="“hey hal” cannot start"):
        open_wake_word("hey_hal")


def test_a_library_that_is_missing_is_a_sentence(monkeypatch: pytest.MonkeyPatch):
    """There are machines it was not made for."""
    import sys

    monkeypatch.setitem(sys.modules, "pymicro_wakeword", None)
    monkeypatch.delitem(sys.modules, "audio.devices.micro_wake_word", raising=False)
    with pytest.raises(WakeWordMissing, match="“alexa” is not installed"):
        open_wake_word("alexa")
