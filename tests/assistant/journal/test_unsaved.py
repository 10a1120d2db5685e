"""Words that could not be saved wait, and are saved once."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.journal import DiskFull, Journal, NewEntry, Unsaved
from tests.assistant.journal.clock import Clock

BIG = NewEntry("appreciation", "so much " * 2000, by="one", unsure_words=("so", "much"))
SMALL = NewEntry("note", "the tea")


@contextmanager
def full(journal: Journal) -> Iterator[None]:
    """No room in the journal, for as long as this lasts."""
    pages = journal._db.execute("PRAGMA page_count").fetchone()[0]
    journal._db.execute(f"PRAGMA max_page_count = {pages}")
    try:
        yield
    finally:
        journal._db.execute("PRAGMA max_page_count = 1000000")


def keep_while_full(journal: Journal, unsaved: Unsaved, clock: Clock, *words: NewEntry) -> None:
    with full(journal):
        for new in words:
            with pytest.raises(DiskFull):
                unsaved.note(journal, new, clock())


def test_with_room_the_words_go_straight_into_the_journal(
    journal: Journal, file: Path, clock: Clock
):
    """Nothing waits that needn't, and no copy lies about."""
    unsaved = Unsaved.beside(file)
    assert unsaved.note(journal, SMALL, clock()) == journal.entries()[0]
    assert len(unsaved) == 0
    assert not list(file.parent.glob("*.unsaved"))


def test_words_wait_and_are_saved_with_the_time_they_were_said(
    journal: Journal, file: Path, clock: Clock
):
    """An appreciation of last night stays one of last night."""
    said_at = clock()
    unsaved = Unsaved.beside(file)
    keep_while_full(journal, unsaved, clock, BIG)
    assert unsaved.waiting == (BIG,)
    with full(journal):
        assert unsaved.retry(journal) == []
    assert len(unsaved) == 1
    clock.pass_by(hours=20)
    (saved,) = unsaved.retry(journal)
    assert (saved.text, saved.at, saved.unsure_words) == (BIG.text, said_at, BIG.unsure_words)
    assert len(unsaved) == 0
    assert unsaved.retry(journal) == []
    assert journal.entries() == [saved]
    assert not list(file.parent.glob("*.unsaved"))


def test_a_restart_finds_the_words_that_wait(journal: Journal, file: Path, clock: Clock):
    """The obvious thing to do with a full disk is to switch the house off and on."""
    unsaved = Unsaved.beside(file)
    keep_while_full(journal, unsaved, clock, BIG, BIG)
    unsaved.keep(SMALL, clock())
    again = Unsaved.beside(file)
    assert again.waiting == (BIG, BIG, SMALL)
    assert [entry.text for entry in again.retry(journal)] == [BIG.text, BIG.text, SMALL.text]
    assert len(Unsaved.beside(file)) == 0


def test_a_restart_in_the_middle_saves_nothing_twice(journal: Journal, file: Path, clock: Clock):
    """Killed between saving the words and crossing them off, the house finds both."""
    unsaved = Unsaved.beside(file)
    keep_while_full(journal, unsaved, clock, BIG)
    waiting = file.with_name(file.name + ".unsaved")
    lines = waiting.read_bytes()
    (saved,) = unsaved.retry(journal)
    waiting.write_bytes(lines)
    assert Unsaved.beside(file).retry(journal) == [saved]
    assert journal.count() == 1


def test_the_same_words_said_twice_are_two_entries(journal: Journal, clock: Clock):
    """Only a repeated attempt is held back, not a person who says thank you again."""
    unsaved = Unsaved(None)
    unsaved.keep(SMALL, clock())
    unsaved.keep(SMALL, clock())
    assert len(unsaved.retry(journal)) == 2
    assert journal.count() == 2


def test_a_line_cut_short_by_the_full_disk_spoils_no_other(
    journal: Journal, file: Path, clock: Clock
):
    """The file beside the journal lies on the same full disk."""
    unsaved = Unsaved.beside(file)
    unsaved.keep(SMALL, clock())
    waiting = file.with_name(file.name + ".unsaved")
    earlier = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (waiting.stat().st_size + 40, earlier[1]))
    try:
        unsaved.keep(BIG, clock())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, earlier)
    unsaved.keep(SMALL, clock())
    assert unsaved.waiting == (SMALL, BIG, SMALL)
    assert Unsaved.beside(file).waiting == (SMALL, SMALL)
    assert len(unsaved.retry(journal)) == 3


def test_undo_lets_go_of_words_that_still_wait(journal: Journal, file: Path, clock: Clock):
    """What was taken back before it was saved must not appear the next morning."""
    unsaved = Unsaved.beside(file)
    unsaved.keep(BIG, clock())
    unsaved.keep(SMALL, clock())
    assert unsaved.drop_last() == SMALL
    assert Unsaved.beside(file).waiting == (BIG,)
    assert unsaved.drop_last() == BIG
    assert unsaved.drop_last() is None
    assert Unsaved.beside(file).retry(journal) == []


def test_the_waiting_words_are_nobody_elses_to_read(file: Path, clock: Clock):
    """They are as private as the journal."""
    Unsaved.beside(file).keep(SMALL, clock())
    assert file.with_name(file.name + ".unsaved").stat().st_mode & 0o077 == 0
