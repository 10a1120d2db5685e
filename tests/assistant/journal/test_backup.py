"""A copy a day, and the way back from any of them."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from assistant.journal import (
    Journal,
    JournalDamaged,
    JournalTooNew,
    JournalUnwritable,
    NewEntry,
)
from assistant.journal.backup import KEPT, back_up, backups, restore
from assistant.journal.schema import STEPS
from tests.assistant.journal.clock import Clock


def texts(file: Path, clock: Clock) -> list[str]:
    with Journal(file, clock) as journal:
        return [entry.text for entry in journal.entries()]


def note(file: Path, clock: Clock, text: str) -> None:
    with Journal(file, clock) as journal:
        journal.note(NewEntry("note", text))


def damage(file: Path) -> None:
    """Everything but the first page."""
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))


def test_a_copy_is_made_once_a_day_while_the_house_writes(
    journal: Journal, file: Path, clock: Clock
):
    """What was said a moment ago, still in the log, is in the copy; the copy is one file."""
    journal.note(NewEntry("note", "tea"))
    copy = back_up(file, clock())
    assert copy is not None
    journal.note(NewEntry("note", "later"))
    assert back_up(file, clock()) is None
    assert list(copy.parent.iterdir()) == [copy]
    assert copy.stat().st_mode & 0o077 == 0
    assert texts(copy, clock) == ["tea"]


def test_without_a_journal_there_is_nothing_to_copy(file: Path, clock: Clock):
    """The first night may come before the first word."""
    assert back_up(file, clock()) is None
    assert backups(file) == []


def test_the_last_fourteen_copies_are_kept(file: Path, clock: Clock):
    """Deleted words must leave the copies too, in time."""
    note(file, clock, "tea")
    for _ in range(KEPT + 5):
        back_up(file, clock())
        clock.pass_by(days=1)
    names = [copy.name for copy in backups(file)]
    assert len(names) == KEPT
    assert names[0] == "journal-2026-06-01.db"
    assert names[-1] == "journal-2026-05-19.db"


def test_a_damaged_journal_pushes_no_good_copy_out(file: Path, clock: Clock):
    """Otherwise two weeks after the damage nothing would be left to go back to."""
    with Journal(file, clock) as journal:
        for n in range(200):
            journal.note(NewEntry("note", f"{n} " + "word " * 60))
    good = back_up(file, clock())
    damage(file)
    clock.pass_by(days=1)
    with pytest.raises(JournalDamaged):
        back_up(file, clock())
    assert backups(file) == [good]
    assert list((file.parent / "backups").iterdir()) == [good]


def test_going_back_keeps_what_was_there_until_now(file: Path, clock: Clock):
    """Choosing the wrong copy must be no second accident."""
    note(file, clock, "tea")
    copy = back_up(file, clock())
    assert copy is not None
    note(file, clock, "later")
    earlier = restore(file, copy, clock())
    assert earlier is not None
    assert texts(file, clock) == ["tea"]
    assert texts(earlier, clock) == ["later", "tea"]
    assert restore(file, earlier, clock()) is not None
    assert texts(file, clock) == ["later", "tea"]
    assert file.stat().st_mode & 0o077 == 0


def test_going_back_from_a_killed_house_takes_its_log_along(file: Path, clock: Clock):
    """A log left beside the old file must never be replayed into the restored one."""
    note(file, clock, "tea")
    copy = back_up(file, clock())
    assert copy is not None
    with Journal(file, clock) as killed:
        killed.note(NewEntry("note", "in the log"))
        (file.parent / "left").mkdir()
        for ending in ("", "-wal"):
            name = file.name + ending
            (file.parent / "left" / name).write_bytes(file.with_name(name).read_bytes())
    left = file.parent / "left" / file.name
    earlier = restore(left, copy, clock())
    assert earlier is not None
    assert texts(left, clock) == ["tea"]
    assert texts(earlier, clock) == ["in the log", "tea"]


def test_a_damaged_journal_can_be_replaced(file: Path, clock: Clock):
    """This is what the copies are for."""
    with Journal(file, clock) as journal:
        for n in range(200):
            journal.note(NewEntry("note", f"{n} " + "word " * 60))
    copy = back_up(file, clock())
    assert copy is not None
    damage(file)
    broken = file.read_bytes()
    earlier = restore(file, copy, clock())
    assert earlier is not None
    assert earlier.read_bytes() == broken
    assert len(texts(file, clock)) == 50


def test_an_older_copy_is_brought_up_to_date_when_opened(file: Path, clock: Clock):
    """Copies may be from before an update."""
    with closing(sqlite3.connect(file.with_name("old.db"))) as old:
        old.executescript(STEPS[0])
        old.execute("PRAGMA application_id = 0x48525453")
        old.execute("PRAGMA user_version = 1")
        old.execute(
            "INSERT INTO entries (at, day, kind, text) VALUES"
            " ('2025-12-24T18:00:00.000000+00:00', '2025-12-24', 'memory', 'the snow')"
        )
        old.commit()
    assert restore(file, file.with_name("old.db"), clock()) is None
    with Journal(file, clock) as journal:
        assert [entry.day for entry in journal.search("snow")] == [date(2025, 12, 24)]


def test_a_copy_that_is_no_use_leaves_the_journal_alone(file: Path, clock: Clock):
    """Missing, a letter, damaged, or from a newer version: the sentence says which."""
    for n in range(3):
        note(file, clock, f"{n} " + "word " * 3000)
    folder = file.parent / "usb"
    folder.mkdir()
    names = ("letter.db", "damaged.db", "newer.db")
    letter, damaged, newer = (folder / name for name in names)
    letter.write_text("Dear diary " * 100)
    for copy in (damaged, newer):
        copy.write_bytes(file.read_bytes())
    damage(damaged)
    with closing(sqlite3.connect(newer)) as later:
        later.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    before = file.read_bytes()
    for copy, error in (
        (folder / "missing.db", JournalUnwritable),
        (letter, JournalDamaged),
        (damaged, JournalDamaged),
        (newer, JournalTooNew),
    ):
        with pytest.raises(error):
            restore(file, copy, clock())
    assert file.read_bytes() == before
    assert {path.name for path in file.parent.iterdir()} == {file.name, "usb"}
