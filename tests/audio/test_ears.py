"""The ears' thread: it listens whatever happens to its microphone, and shows how it is."""

import logging
import queue
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audio.ears import LET_GO_AFTER, Ears
from audio.errors import ModelUnusable, WakeWordMissing
from audio.floor import Floor
from audio.heard import Called, Heard
from audio.loudness import level_of
from audio.sound import FRAME_BYTES, Expectation, Frame, Grammar
from audio.speech_model import ModelChoice
from audio.wake import Call, Wake
from config.settings import Listening
from tests.audio.hearing_fakes import NOISE, FakeActivity, FakeEngine, quiet, said, word_in
from tests.audio.plugs import Page, Plug

MODEL = ModelChoice("fake", Path("nowhere"), "", "")
PATIENCE = 10.0


class Noticeboard:
    """Keeps what was published last, and every trouble."""

    def __init__(self) -> None:
        self.shown: dict[str, object] = {}
        self.troubles: list[tuple[str, str]] = []

    def publish(self, **fields: object) -> None:
        self.shown |= fields

    def trouble(self, topic: str, sentence: str) -> None:
        self.troubles.append((topic, sentence))


def until(true: Callable[[], bool]) -> None:
    """Wait for another thread; fails loudly rather than for ever."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.005)


class House:
    """Ears on their thread, with everything around them at hand."""

    def __init__(
        self,
        wake_phrase: str = "hey juniper",
        engine: FakeEngine | None = None,
        wake_engine: str = "phrase",
        **seams: Any,
    ) -> None:
        self.plug, self.page, self.board, self.floor = Plug(), Page(), Noticeboard(), Floor()
        self.events: queue.Queue[object] = queue.Queue()
        self.ears = Ears(
            settings=Listening(wake_phrase=wake_phrase, wake_engine=wake_engine),
            model=MODEL,
            open_microphone=lambda: self.plug,
            page_microphone=self.page,
            grammars=lambda state: Grammar(("stop", "yes"), frozenset({"stop", "yes"})),
            floor=self.floor,
            post=self.events.put,
            board=self.board,
            clock=time.monotonic,
            open_engine=lambda: engine or FakeEngine(),
            open_activity=FakeActivity,
            open_suppressor=lambda: None,
            **seams,
        )

    def says(self, where: Plug, text: str) -> None:
        for frame in [*quiet(0.3), *said(text), *quiet(1.5)]:
            where.frames.put(frame)

    def next_event(self) -> object:
        return self.events.get(timeout=PATIENCE)


@pytest.fixture
def house():
    house = House()
    house.ears.start()
    yield house
    house.ears.stop()


def test_what_is_said_into_the_microphone_reaches_the_brain(house: House):
    """From the cable to the inbox."""
    house.says(house.plug, "hey juniper stop")
    assert house.next_event() == Called(goes_on=True)
    assert house.next_event().phrase.text == "stop"


def test_after_a_rest_the_house_hears_as_before(house: House, monkeypatch: pytest.MonkeyPatch):
    """Whatever it let go of meanwhile."""
    let_go = threading.Event()
    monkeypatch.setattr("audio.devices.give_memory_back", let_go.set)
    for _ in range(2):
        let_go.clear()
        house.says(house.plug, "hey juniper stop")
        assert house.next_event() == Called(goes_on=True)
        assert house.next_event().phrase.text == "stop"
        for frame in quiet(LET_GO_AFTER + 15.0):
            house.plug.frames.put(frame)
        assert let_go.wait(PATIENCE)
        until(house.plug.frames.empty)


def test_the_page_is_heard_while_its_button_is_held(house: House):
    """The browser's microphone goes through the same ears, without the wake phrase."""
    house.page.held = True
    house.says(house.page, "what about the cat")
    assert house.next_event() == Called(goes_on=True, by_hand=True)
    until(house.page.frames.empty)
    house.page.held = False
    heard = house.next_event()
    assert isinstance(heard, Heard)
    assert (heard.source, heard.dictation.text) == ("page", "what about the cat")


def test_the_page_is_heard_after_stop_listening(house: House):
    """Deaf to the room, but not to a thumb."""
    house.ears.mute(True)
    house.says(house.page, "yes")
    assert house.next_event() == Called(goes_on=True, by_hand=True)
    assert house.next_event().phrase.text == "yes"


def test_the_house_without_a_microphone_still_notices_that_time_passes():
    """An offer that nobody answers must end, microphone or not."""
    house = House()
    house.plug.there = False
    house.floor.expects = Expectation("confirm", turn=1, start_seconds=0.1)
    house.ears.start()
    try:
        assert house.next_event().turn == 1
        assert ("microphone", "There is no microphone. Plug one in.") in house.board.troubles
    finally:
        house.ears.stop()


def test_the_page_sees_level_and_device(house: House):
    """People look at the meter to see whether it hears them at all."""
    for _ in range(40):
        house.plug.frames.put(NOISE)
    until(lambda: house.board.shown.get("level", 0) != 0)
    assert house.board.shown["microphone"] == "desk microphone"
    assert house.board.shown["dropped"] == 0


def test_a_wake_phrase_that_cannot_be_heard_is_told_and_the_first_one_stands_in():
    """A misspelt setting must not leave a deaf house."""
    house = House("hey snorbert", FakeEngine(strange=["snorbert"]))
    house.ears.start()
    try:
        house.says(house.plug, "hey juniper stop")
        assert house.next_event() == Called(goes_on=True)
    finally:
        house.ears.stop()
    ((_, sentence),) = [told for told in house.board.troubles if told[0] == "wake"]
    assert "“snorbert” is not in the vocabulary" in sentence
    assert "hey juniper" in sentence


def test_a_broken_model_is_told_and_ends_only_the_ears():
    """Page, timetable and journal go on; doctor says what to do."""
    house = House()

    def broken() -> FakeEngine:
        raise ModelUnusable("The speech model is damaged.")

    house.ears._open_engine = broken
    house.ears.start()
    house.ears.stop()
    assert house.board.troubles == [("model", "The speech model is damaged.")]
    assert house.ears.knows("anything")


def test_a_stumble_does_not_leave_the_house_deaf(caplog: pytest.LogCaptureFixture):
    """One unforeseen fault in one sentence: it is logged, and the next sentence is heard."""
    house, stumbled = House(), []
    follow = house.ears._grammars

    def once(state: str) -> Grammar:
        if state == "command" and len(stumbled) < 2:
            stumbled.append(state)
            if len(stumbled) == 2:
                raise RuntimeError("a fault")
        return follow(state)

    house.ears._grammars = once
    house.ears.start()
    try:
        house.says(house.plug, "hey juniper stop")
        until(lambda: len(stumbled) == 2)
        house.says(house.plug, "hey juniper yes")
        assert house.next_event() == Called(goes_on=True)
        assert house.next_event().phrase.text == "yes"
    finally:
        house.ears.stop()
    assert "a fault" in caplog.text


def test_stopping_leaves_no_thread_behind(house: House):
    """The house ends within two seconds, whatever it was hearing."""
    house.says(house.plug, "hey juniper and so on and so on")
    house.ears.stop()
    assert "ears" not in [thread.name for thread in threading.enumerate()]


def test_nothing_that_is_said_is_logged(house: House, caplog: pytest.LogCaptureFixture):
    """Logs are read by others, and kept."""
    with caplog.at_level(logging.DEBUG):
        house.says(house.plug, "hey juniper my password is swordfish")
        house.next_event()
        assert "swordfish" in house.next_event().dictation.text
    assert "swordfish" not in caplog.text


@pytest.mark.parametrize(
    ("sample", "level"), [(0, 0.0), (1, 0.0), (33, 0.0), (328, 0.33), (3277, 0.67), (32767, 1.0)]
)
def test_the_level_is_what_an_ear_would_say(sample: int, level: float):
    """Ten times the swing is a third more on the meter."""
    frame = Frame(sample.to_bytes(2, "little") * (FRAME_BYTES // 2))
    assert level_of(frame) == pytest.approx(level, abs=0.01)


# ---- what calls the house


class OneWord:
    """A ready-made wake word that is heard whenever somebody says "alexa"."""

    phrase = "alexa"

    def hear(self, frame: Frame) -> Call | None:
        return Call(0.0, 1.0) if word_in(frame) == "alexa" else None

    def finish(self) -> Call | None:
        return None

    def reset(self) -> None:
        """Nothing to forget."""


def test_a_ready_made_word_calls_the_house():
    """Another engine behind the same seam; what follows is heard as ever."""
    house = House(wake_engine="alexa", open_wake_word=lambda name: OneWord())
    house.ears.start()
    try:
        house.says(house.plug, "hey juniper stop")
        house.says(house.plug, "alexa stop")
        assert house.next_event() == Called(goes_on=True)
        assert house.next_event().phrase.text == "stop"
        assert house.events.empty()
    finally:
        house.ears.stop()


@pytest.mark.parametrize("phrase", ["hello fig tree", "hey snorbert"])
def test_a_ready_made_word_that_cannot_be_listened_for_is_told_and_a_phrase_stands_in(phrase: str):
    """The household's own phrase, or the first one when that cannot be heard either."""

    def missing(name: str) -> Wake:
        raise WakeWordMissing(f"What listens for “{name}” is not installed.")

    engine = FakeEngine(strange=["snorbert"])
    house = House(phrase, engine, wake_engine="alexa", open_wake_word=missing)
    house.ears.start()
    try:
        stands_in = "hey juniper" if "snorbert" in phrase else phrase
        house.says(house.plug, f"{stands_in} stop")
        assert house.next_event() == Called(goes_on=True)
    finally:
        house.ears.stop()
    ((_, sentence),) = [told for told in house.board.troubles if told[0] == "wake"]
    assert "“alexa” is not installed" in sentence
    assert f"listens for “{stands_in}”" in sentence


def test_a_microphone_that_cuts_off_what_is_said_is_told(house: House):
    """Nobody understands a recording that is distorted, and nobody sees it either."""
    loud = Frame(b"\x7f\x7f" * (FRAME_BYTES // 2))
    for _ in range(3):
        for frame in [*quiet(0.3), *[loud] * 60, *quiet(1)]:
            house.plug.frames.put(frame)
    until(lambda: any(topic == "level" for topic, _ in house.board.troubles))
    assert "too loud" in dict(house.board.troubles)["level"]
