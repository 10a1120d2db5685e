"""Files from before, from later, and from somewhere else."""

import sqlite3
import threading
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from assistant.journal import Journal, JournalDamaged, JournalTooNew, NewEntry
from assistant.journal.schema import OURS, STEPS
from tests.assistant.journal.clock import Clock


def file_of_step(path: Path, step: int) -> None:
    """A journal as the house left it when only so many steps were known."""
    with closing(sqlite3.connect(path)) as old:
        for sql in STEPS[:step]:
            old.executescript(sql)
        old.execute(f"PRAGMA application_id = {OURS}")
        old.execute(f"PRAGMA user_version = {step}")
        rows = [
            ("2025-12-24T18:00:00.000000+00:00", "2025-12-24", "memory", "the snow", None),
            ("2025-12-25T01:00:00.000000+00:00", "2025-12-24", "note", "gone", "2026-05-10"),
        ]
        old.executemany(
            "INSERT INTO entries (at, day, kind, text, deleted_at) VALUES (?, ?, ?, ?, ?)", rows
        )
        old.commit()


@pytest.mark.parametrize("step", range(1, len(STEPS)))
def test_an_older_file_is_brought_up_to_date_with_all_its_words(
    file: Path, clock: Clock, step: int
):
    """A new version of the house must find years of entries, and do with them all it can do."""
    file_of_step(file, step)
    with Journal(file, clock) as journal:
        (old,) = journal.entries()
        assert (old.text, old.day, old.at.hour) == ("the snow", date(2025, 12, 24), 19)
        assert journal.search("snow") == [old]
        assert journal.edit(old.id, text="the deep snow").text == "the deep snow"
        assert journal.undo() is not None
        assert journal.restore() is not None
        assert journal.restore().text == "gone"  # type: ignore[union-attr]
        journal.note_asked("q", date(2026, 5, 14))
    with closing(sqlite3.connect(file)) as now:
        assert now.execute("PRAGMA user_version").fetchone() == (len(STEPS),)


def test_a_file_brought_up_to_date_has_the_same_form_as_a_new_one(tmp_path: Path, clock: Clock):
    """Otherwise every later step would have two kinds of files to think of."""
    file_of_step(tmp_path / "old.db", 1)
    forms = []
    for path in (tmp_path / "old.db", tmp_path / "new.db"):
        Journal(path, clock).close()
        with closing(sqlite3.connect(path)) as look:
            forms.append(
                look.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
            )
    assert forms[0] == forms[1]


def test_a_step_that_fails_leaves_the_older_file_as_it_was(
    file: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    """A half-migrated journal would be no journal for any version."""
    file_of_step(file, 1)
    broken = (*STEPS, "CREATE TABLE fine (x); CREATE TABLE fine (x);")
    monkeypatch.setattr("assistant.journal.schema.STEPS", broken)
    monkeypatch.setattr("assistant.journal.book.STEPS", broken)
    with pytest.raises(sqlite3.OperationalError):
        Journal(file, clock)
    with closing(sqlite3.connect(file)) as look:
        assert look.execute("PRAGMA user_version").fetchone() == (1,)
        tables = {name for (name,) in look.execute("SELECT name FROM sqlite_master")}
    assert not tables & {"fine", "changes", "entries_fts"}


def test_a_journal_from_a_newer_version_is_refused_untouched(file: Path, clock: Clock):
    """Going back to an older version must not cost a word that the newer one wrote."""
    with Journal(file, clock) as journal:
        journal.note(NewEntry("note", "from the future"))
    with closing(sqlite3.connect(file)) as newer:
        newer.execute(f"PRAGMA user_version = {len(STEPS) + 3}")
    before = file.read_bytes()
    with pytest.raises(JournalTooNew, match=r"newer Hearthside.*untouched.*update"):
        Journal(file, clock)
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_a_newer_journal_with_words_still_in_its_log_is_refused_untouched(file: Path, clock: Clock):
    """The newer house may have been killed; what it had not tidied up stays for it to find."""
    writer = sqlite3.connect(file)
    with closing(writer):
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute(f"PRAGMA application_id = {OURS}")
        writer.execute("CREATE TABLE entries (id)")
        writer.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
        log = file.with_name(file.name + "-wal")
        before = file.read_bytes(), log.read_bytes()
        with pytest.raises(JournalTooNew):
            Journal(file, clock)
        assert (file.read_bytes(), log.read_bytes()) == before


@pytest.mark.parametrize(
    "content", [b"x", b"Dear diary, today we ...\n" * 400, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_a_file_that_is_no_database_is_refused_untouched(file: Path, clock: Clock, content: bytes):
    """It may be somebody's letter, or all that is left of a journal."""
    file.write_bytes(content)
    with pytest.raises(JournalDamaged, match="untouched"):
        Journal(file, clock)
    assert file.read_bytes() == content
    assert list(file.parent.iterdir()) == [file]


def test_another_programs_database_is_refused_untouched(file: Path, clock: Clock):
    """Its own numbers must not be taken for ours."""
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE recipes (name)")
    before = file.read_bytes()
    with pytest.raises(JournalDamaged):
        Journal(file, clock)
    assert file.read_bytes() == before


def test_an_empty_file_becomes_a_journal(file: Path, clock: Clock):
    """A power cut between making the file and the first word leaves just that."""
    file.touch()
    with Journal(file, clock) as journal:
        journal.note(NewEntry("note", "tea"))
        assert journal.count() == 1


def test_many_threads_may_open_a_new_journal_at_once(file: Path, clock: Clock):
    """The brain and the page's requests all start with the house."""
    gate = threading.Barrier(6)
    troubles: list[BaseException] = []

    def open_and_note(n: int) -> None:
        gate.wait()
        try:
            with Journal(file, clock) as journal:
                journal.note(NewEntry("note", f"from {n}"))
        except BaseException as error:
            troubles.append(error)

    threads = [threading.Thread(target=open_and_note, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    with Journal(file, clock) as journal:
        assert journal.count() == 6
    assert list(file.parent.iterdir()) == [file]
