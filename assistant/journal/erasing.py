"""Taking words out of the file so that no byte of them stays, neither here nor in the copies."""

import contextlib
import logging
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from assistant.journal.book import Book

log = logging.getLogger(__name__)

PERSONAL = {
    "entries": '"by" = :person',
    "own_questions": '"by" = :person',
    "entry_marks": "person = :person",
    "private_entries": "person = :person",
    "sealed_answers": "person = :person",
    "access_record": "person = :person",
    "locks": "person = :person",
}
"""Everything in the file that is one person's own, by table."""

PATIENCE_SECONDS = 2.0
COPIES = ("journal-????-??-??.db*", "before-restore-*.db*")


class Erasing(Book):
    """What is erased cannot be brought back: not by undo, nor from free pages, log or index."""

    def erase(self, entries: Iterable[int]) -> int:
        """Erase these entries, with what they were before they were edited; how many there were.

        A copy that was made after one of them was written loses it as well.
        """
        wanted = list(entries)
        if not wanted:
            return 0
        places = ", ".join("?" * len(wanted))
        with self._reading() as db:
            rows = db.table("entries").rows_where(f"id IN ({places})", wanted)
            found = {row["id"]: self._shown(row["at"]) for row in rows}
        with self._writing() as db:
            db.table("entries").delete_where(f"id IN ({places})", wanted)
            _refresh_index(db.conn)
        self.settle()
        if self.path is not None and found:
            erase_in_copies(self.path, wanted, min(found.values()))
        return len(found)

    def erase_person(self, person: str) -> None:
        """Erase everything that is this person's own: here, and in every copy of the journal."""
        with self._writing() as db:
            _erase_person(db.conn, person)
        with self._reading() as db:
            db.execute("VACUUM")
        self.settle()
        if self.path is not None:
            _each_copy(self.path, lambda copy: _erase_person(copy, person))

    def settle(self) -> bool:
        """Empty the log beside the file, so that old pages stay nowhere; False if another
        connection kept it busy all the time (it is emptied the next time).
        """
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            with self._reading() as db:
                (busy, _, _) = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy:
                return True
            if time.monotonic() > until:
                return False
            time.sleep(0.05)


def erase_in_copies(journal: Path, entries: list[int], written: datetime) -> None:
    """Take these entries out of every copy that was made after they were written."""

    def take_out(copy: sqlite3.Connection) -> None:
        places = ", ".join("?" * len(entries))
        copy.execute(f"DELETE FROM entries WHERE id IN ({places})", entries)
        _refresh_index(copy)

    _each_copy(journal, take_out, written)


def _erase_person(db: sqlite3.Connection, person: str) -> None:
    there = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table, whose in PERSONAL.items():
        if table in there:
            db.execute(f"DELETE FROM {table} WHERE {whose}", {"person": person})
    if "changes" in there:  # an entry whose author was mended holds the person in its past
        pattern = f'%"by": "{person}"%'
        db.execute("DELETE FROM changes WHERE before LIKE ?", [pattern])
    _refresh_index(db)


def _refresh_index(db: sqlite3.Connection) -> None:
    # The index only marks words as deleted until it is made anew.
    if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'entries_fts'").fetchone():
        db.execute("INSERT INTO entries_fts (entries_fts) VALUES ('rebuild')")


def _each_copy(
    journal: Path, change: Callable[[sqlite3.Connection], None], since: datetime | None = None
) -> None:
    """Change every copy of the journal; one that can't be changed any more is let go."""
    folder = journal.with_name("backups")
    files = sorted({path for name in COPIES for path in folder.glob(name)})
    for path in files:
        if path.name.endswith(("-wal", "-shm", "-journal")):
            continue
        if since is not None and path.stat().st_mtime < since.timestamp():
            continue
        try:
            _rewrite(path, change)
        except sqlite3.Error as error:
            log.warning("The copy %s can't be changed (%s): it is let go", path.name, error)
            for side in ("", "-wal", "-shm", "-journal"):
                path.with_name(path.name + side).unlink(missing_ok=True)


def _rewrite(path: Path, change: Callable[[sqlite3.Connection], None]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as copy:
        copy.execute("PRAGMA secure_delete = ON")
        copy.execute("PRAGMA foreign_keys = ON")
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("BEGIN IMMEDIATE")
        with _all_or_nothing(copy):
            change(copy)
        copy.execute("VACUUM")


@contextlib.contextmanager
def _all_or_nothing(db: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise
