"""Whose words they are: after a while nobody undoes, changes or brings back the other one's."""

from pathlib import Path

import pytest

from assistant.privacy import Desk
from config.paths import Home
from tests.assistant.household import Home4Two
from tests.assistant.privacy.conftest import CHEAP


@pytest.fixture
def later(house: Home4Two) -> Home4Two:
    """Maya said something kind an hour ago, and has told the house so."""
    house.hears("this is Maya")
    house.hears("thank you Sam for the lemon cake")
    house.clock.move(hours=1)
    return house


@pytest.mark.parametrize("said", ["undo", "change that to the fish"])
def test_the_other_one_s_words_stay_as_they_are(later: Home4Two, said: str) -> None:
    later.hears("this is Sam")
    assert "Maya" in later.hears(said)
    assert later.kept() == ["the lemon cake"]


@pytest.mark.parametrize(
    ("said", "kept"), [("undo", []), ("change that to the apple cake", ["the apple cake"])]
)
def test_their_author_may_change_them_at_any_time(
    later: Home4Two, said: str, kept: list[str]
) -> None:
    later.hears("this is Maya")
    later.hears(said)
    assert later.kept() == kept


def test_a_voice_that_nobody_knows_is_asked_for_its_name(later: Home4Two) -> None:
    """And what is answered decides."""
    assert "who" in later.hears("undo").lower()
    assert later.expects.state == "person"
    assert "Maya" in later.hears("Sam", state="person")
    assert later.kept() == ["the lemon cake"]
    later.hears("undo")
    later.hears("it's Maya", state="person")
    assert later.kept() == []


def test_what_is_fresh_is_mended_at_once_whoever_speaks(house: Home4Two) -> None:
    """The house cannot hear who said it: nobody should have to give a name to say "no, beach"."""
    house.hears("this is Sam")
    house.hears("thank you Sam for the walk on the peach")
    house.hears("change peach to beach", state="saved")
    assert house.kept() == ["the walk on the beach"]
    house.hears("undo", state="saved")
    house.hears("undo", state="saved")
    assert house.kept() == []


def test_what_the_author_took_away_is_not_brought_back_by_the_other(later: Home4Two) -> None:
    later.hears("this is Maya")
    later.hears("undo")
    later.clock.move(hours=1)
    later.hears("this is Sam")
    assert "Maya" in later.hears("bring that back")
    assert later.kept() == []
    later.hears("this is Maya")
    assert "lemon" in later.hears("bring that back")
    assert later.kept() == ["the lemon cake"]


def test_an_undo_after_private_words_reaches_neither_them_nor_the_other_one_s(
    later: Home4Two, tmp_path: Path
) -> None:
    """Sam's words are sealed: the last change that could be undone is Maya's, of before."""
    desk = Desk(Home(tmp_path), lambda: later.book.settings, later.clock, cost=CHEAP)
    token = desk.enrol("two", "4079").token
    later.hears("this is Sam")
    later.hears("thank you Maya for the surprise")
    later.hears("make that private")
    assert "Maya" in later.hears("undo")
    assert later.kept() == ["the lemon cake"]
    assert [entry.text for entry in desk.private_entries(token)] == ["the surprise"]
