"""Both answer, then reveal: nothing on no path before both are in and both have said yes."""

import re
from datetime import date
from pathlib import Path

import pytest

from assistant.journal import Journal
from assistant.journal.backup import back_up
from assistant.journal.export import as_json
from assistant.privacy import Closed, Desk, NotYet
from config.errors import HouseError
from config.paths import Home
from tests.assistant.household import FixedClock
from tests.traces import traces

TONIGHT = date(2026, 11, 24)
HERS, HIS = "the marmalade lighthouse", "the crooked windmill"


class Evening:
    """Maya and Sam at the page, each signed in."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.maya, self.sam = desk.enrol("one", "4079").token, desk.enrol("two", "otter-lake").token

    def both_answer(self) -> Closed:
        self.desk.answer(self.maya, "q1", TONIGHT, HERS)
        return self.desk.answer(self.sam, "q1", TONIGHT, HIS)


@pytest.fixture
def evening(desk: Desk) -> Evening:
    return Evening(desk)


def test_one_answer_alone_is_known_to_be_in_and_no_more(evening: Evening):
    closed = evening.desk.answer(evening.maya, "q1", TONIGHT, HERS)
    assert closed == evening.desk.answers()
    assert (closed.answered, closed.complete) == (frozenset({"one"}), False)
    assert "marmalade" not in repr(closed)
    with pytest.raises(NotYet):
        evening.desk.reveal(closed)


@pytest.mark.parametrize("willing", [(), ("maya",), ("sam",)])
def test_both_must_say_yes(evening: Evening, willing: tuple[str, ...]):
    closed = evening.both_answer()
    for name in willing:
        closed = evening.desk.agree(getattr(evening, name), closed)
    with pytest.raises(NotYet):
        evening.desk.reveal(closed)
    with pytest.raises(NotYet):
        evening.desk.settle(closed, frozenset({"one", "two"}))


def test_then_both_are_shown_together(evening: Evening):
    closed = evening.both_answer()
    for token in (evening.maya, evening.sam):
        closed = evening.desk.agree(token, closed)
    assert evening.desk.reveal(closed) == {"one": HERS, "two": HIS}


def test_a_yes_before_the_other_has_answered_does_not_count_for_new_words(evening: Evening):
    """Who agreed has agreed to what was there."""
    closed = evening.both_answer()
    for token in (evening.maya, evening.sam):
        evening.desk.agree(token, closed)
    closed = evening.desk.answer(evening.sam, "q1", TONIGHT, "something else")
    assert closed.agreed == frozenset()
    with pytest.raises(NotYet):
        evening.desk.reveal(closed)


def test_a_made_up_status_opens_nothing(evening: Evening):
    """The page's word for it is not enough."""
    evening.desk.answer(evening.maya, "q1", TONIGHT, HERS)
    both = frozenset({"one", "two"})
    with pytest.raises(NotYet):
        evening.desk.reveal(Closed("q1", TONIGHT, both, both))


@pytest.mark.parametrize(
    ("keep", "kept"),
    [({"one", "two"}, {HERS, HIS}), ({"two"}, {HIS}), (set(), set())],
)
def test_afterwards_each_is_kept_or_let_go(
    evening: Evening, clock: FixedClock, tmp_path: Path, keep: set[str], kept: set[str]
):
    closed = evening.both_answer()
    for token in (evening.maya, evening.sam):
        evening.desk.agree(token, closed)
    evening.desk.settle(closed, frozenset(keep))
    assert evening.desk.answers() is None
    with Journal(Home(tmp_path).journal_file, clock) as journal:
        found = journal.entries(kind="answer", question="q1")
        assert {entry.text for entry in found} == kept
        assert {entry.by for entry in found} == keep


def test_before_the_reveal_they_are_in_no_file_copy_search_count_or_export(
    evening: Evening, clock: FixedClock, tmp_path: Path
):
    evening.both_answer()
    file = Home(tmp_path).journal_file
    back_up(file, clock())
    assert traces(tmp_path, "marmalade", "crooked") == []
    with Journal(file, clock) as journal:
        assert journal.count() == 0
        assert journal.search("marmalade") == []
        assert "marmalade" not in as_json(journal.entries())


def test_the_key_is_in_a_file_of_its_own_and_in_no_copy(
    evening: Evening, clock: FixedClock, tmp_path: Path
):
    """Who gets a copy of the journal has no key to it."""
    evening.both_answer()
    home = Home(tmp_path)
    back_up(home.journal_file, clock())
    key = home.sealing_key.read_bytes()
    assert home.sealing_key.stat().st_mode & 0o077 == 0
    files = [path for path in tmp_path.rglob("*") if path.is_file() and path != home.sealing_key]
    assert [path for path in files if key in path.read_bytes()] == []


def test_without_the_key_file_they_stay_shut_and_it_is_said(evening: Evening, tmp_path: Path):
    """As on another computer."""
    closed = evening.both_answer()
    for token in (evening.maya, evening.sam):
        evening.desk.agree(token, closed)
    Home(tmp_path).sealing_key.unlink()
    with pytest.raises(HouseError, match=re.compile("another computer")):
        evening.desk.reveal(closed)


def test_an_answer_a_week_old_waits_no_longer(evening: Evening, clock: FixedClock):
    evening.both_answer()
    clock.move(days=8)
    assert evening.desk.answers() is None
