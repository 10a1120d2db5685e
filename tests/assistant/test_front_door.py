"""The door of the running house: what the page asks for reaches the rooms."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.board import Board
from assistant.events import Close, Heard, Say, SettingsChanged
from assistant.front_door import FrontDoor
from assistant.household import SettingsBook
from assistant.journal import NewEntry
from assistant.rituals import read_rituals
from config import load
from config.errors import HouseError
from config.paths import Home
from tests.assistant.household import pack

RITUALS = read_rituals()[0]


class Rooms:
    """What reaches brain and mouth."""

    def __init__(self, folder: Path) -> None:
        home = Home(folder)
        self.door = FrontDoor(home, SettingsBook(home.settings_file), Board(), RITUALS)
        self.brain: list[Any] = []
        self.mouth: list[Any] = []
        self.reopened: Callable[[], None] = lambda: None

    def open(self) -> None:
        def reopen() -> None:
            self.mouth.append(Close(reopen=True))
            self.reopened()

        no_clip = lambda number: None  # noqa: E731
        self.door.connect(self.brain.append, reopen, no_clip, pack(), None, self.mouth.append)


@pytest.fixture
def rooms(tmp_path: Path) -> Rooms:
    made = Rooms(tmp_path)
    made.open()
    return made


def test_a_sentence_is_said_aloud_only_where_nothing_else_goes_on(rooms: Rooms):
    """A test of the speaker must not speak into an answer."""
    rooms.door.board.publish(state="resting")
    rooms.door.speak("Can you hear this?")
    assert rooms.mouth == [Say("Can you hear this?")]
    for state in ("ritual", "speaking", "hearing", "called", "starting"):
        rooms.door.board.publish(state=state)
        with pytest.raises(HouseError, match="in the middle of something"):
            rooms.door.speak("Can you hear this?")
    assert len(rooms.mouth) == 1


def test_what_is_typed_while_the_rooms_open_waits_for_them(rooms: Rooms):
    """Nothing that somebody says is lost."""
    rooms.door.save_settings({"household.partners.one.name": "Maya"})
    rooms.door.say("thank you Maya for the tea")
    assert rooms.brain == []
    rooms.open()
    assert [type(event) for event in rooms.brain] == [Heard]


def test_who_types_that_they_are_in_danger_is_answered_in_writing(rooms: Rooms):
    """With numbers as one dials them; nothing is said aloud, or shown to others."""
    rooms.door.save_settings({"household.country": "IE"})
    rooms.open()
    before = rooms.door.board.snapshot()
    written = rooms.door.say("I want to kill myself")
    assert "116 123" in written
    assert "112" in written
    assert len(written.split()) <= 25
    assert "abuse" not in rooms.door.say("he hit me").lower()
    assert rooms.brain == []
    assert rooms.door.board.snapshot() == before


@pytest.mark.parametrize("typed", ["I nearly died of embarrassment", "what's planned", ""])
def test_everything_else_that_is_typed_has_no_answer_in_writing(rooms: Rooms, typed: str):
    assert rooms.door.say(typed) == ""


def test_times_are_changed_without_opening_the_rooms_again(rooms: Rooms):
    """A ritual in progress goes on."""
    rooms.door.times.plan("tonights_question", "21:15", "mon-fri", True)
    assert rooms.brain == [SettingsChanged()]
    assert rooms.mouth == []


@pytest.mark.parametrize(
    "change",
    [
        {"household.own_help": "Anna Berg | 030 1234"},
        {"household.keep_answers": "keep", "household.keep_deep": "like_others"},
    ],
    ids=lambda change: min(change),
)
def test_nor_do_they_close_for_what_is_read_anew_each_time(rooms: Rooms, change: dict[str, str]):
    """Whoever adds a number, or settles what stays, breaks into nothing."""
    rooms.door.save_settings(change)
    assert rooms.brain == [SettingsChanged()]
    assert rooms.mouth == []
    assert load(rooms.door.home / "settings.toml") == rooms.door.settings()


def test_a_copy_is_put_in_place_while_the_rooms_are_closed(rooms: Rooms):
    """The brain's own connection must not write into the old file afterwards."""
    with rooms.door.journal() as journal:
        journal.note(NewEntry("note", "the river"))
    name = rooms.door.back_up()
    with rooms.door.journal() as journal:
        journal.note(NewEntry("note", "too much"))
    closed = threading.Thread(target=rooms.door.upkeep.between_openings, name="the mouth")
    rooms.reopened = closed.start
    rooms.door.restore(name)
    closed.join()
    with rooms.door.journal() as journal:
        assert [entry.text for entry in journal.entries()] == ["the river"]


def test_a_restore_that_fails_is_told_and_leaves_the_journal(rooms: Rooms, tmp_path: Path):
    """A damaged copy is no journal."""
    with rooms.door.journal() as journal:
        journal.note(NewEntry("note", "the river"))
    name = rooms.door.back_up()
    (tmp_path / "backups" / name).write_bytes(b"not a journal at all" * 100)
    rooms.reopened = rooms.door.upkeep.between_openings
    with pytest.raises(HouseError, match="damaged"):
        rooms.door.restore(name)
    with rooms.door.journal() as journal:
        assert [entry.text for entry in journal.entries()] == ["the river"]
