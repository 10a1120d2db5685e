"""Evenings on which something fails: it is told, kindly and aloud, and no word is lost."""

import sqlite3

import pytest

from audio.heard import LongAnswer
from tests.assistant.household import Home4Two

THANKS = "thank you Sam for making dinner"


def test_a_full_disk_is_told_and_the_words_are_saved_when_there_is_room(house: Home4Two):
    """Somebody's photos have filled it; the thank-you waits."""
    database = house.journal._db
    pages = database.execute("PRAGMA page_count").fetchone()[0]
    database.execute(f"PRAGMA max_page_count = {pages}")
    long = THANKS + " and everything" * 500
    assert "disk is full" in house.hears(long) or "no room" in house.hears(long)
    assert house.kept() == []
    assert house.tick() == ""
    database.execute("PRAGMA max_page_count = 1000000")
    assert house.tick() != ""
    assert "saved" in house.chimes
    assert house.kept()[0].startswith("making dinner")


def test_a_locked_journal_is_told_and_the_words_are_saved_afterwards(
    house: Home4Two, monkeypatch: pytest.MonkeyPatch
):
    """Another program, a backup perhaps, holds the file."""
    house.journal._db.execute("PRAGMA busy_timeout = 50")
    path = house.journal._db.execute("PRAGMA database_list").fetchone()[2]
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "busy" in house.hears(THANKS) or house.kept() == []
        other.execute("ROLLBACK")
    other.close()
    assert house.tick() != ""
    assert house.kept() == ["making dinner"]


def test_undo_takes_back_words_that_are_only_held(house: Home4Two):
    """They said no before it was saved: it must not come back later."""
    database = house.journal._db
    pages = database.execute("PRAGMA page_count").fetchone()[0]
    database.execute(f"PRAGMA max_page_count = {pages}")
    house.hears(THANKS + " and everything" * 500)
    house.hears("undo")
    database.execute("PRAGMA max_page_count = 1000000")
    house.tick()
    assert house.kept() == []


def test_four_minutes_of_talk_get_a_tick_and_an_end(house: Home4Two):
    """A soft sound at 2:30; at 4:00 the house says that it stops saving."""
    turn = house.expects.turn
    house.receive(LongAnswer(turn, ended=False))
    assert house.chimes == ["halfway"]
    assert "saving" in house._deal(house.conversation.receive(LongAnswer(turn, ended=True)))


def test_a_fault_inside_is_met_with_a_kind_word(house: Home4Two):
    """Silence would leave them wondering whether they were heard."""
    assert "my side" in house._deal(house.conversation.stumble())
    assert house.conversation.state == "resting"
