"""The open journal file: one connection, its promises about power cuts, and its transactions."""

import contextlib
import os
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from sqlite_utils import Database

from assistant.journal.errors import JournalDamaged, JournalTooNew, told_plainly
from assistant.journal.schema import OURS, STEPS, form_of, migrate

PATIENCE_MS = 2000
"""How long to wait for another program; longer, and a person wonders what the house is doing."""

_TURNS: dict[Path | None, threading.RLock] = {}
"""Who opens, closes or writes to which file. SQLite wakes those who wait by chance, so that on a
slow disk the page could keep the brain waiting for longer than its patience; and who opens the file
first, or closes it last, has it alone for a moment."""

SMALLEST_PAGE = 512
"""SQLite takes a shorter file for an empty one and writes over it."""


class Book:
    """One connection to the file; made, used and closed on one thread."""

    def __init__(self, path: Path | None, now: Callable[[], datetime]) -> None:
        self.path = path
        self._now = now
        self._turn = _TURNS.setdefault(path, threading.RLock())
        with told_plainly(path), self._turn:
            if path is not None:
                look_before_touching(path)
            self._db = _connect(path)
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Closing twice does nothing."""
        with self._turn:
            self._db.close()

    def _prepare(self) -> None:
        execute = self._db.execute
        execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        execute("PRAGMA foreign_keys = ON")
        execute("PRAGMA secure_delete = ON")  # what is deleted for good is overwritten in the file
        execute("PRAGMA temp_store = MEMORY")
        self._db.enable_wal()
        execute("PRAGMA synchronous = FULL")  # in WAL the default skips the sync at each commit
        if form_of(self._db) != len(STEPS):
            with self._writing():
                migrate(self._db, self.path)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Database]:
        """All of what happens inside, on the disk when the block ends, or none of it."""
        with told_plainly(self.path), self._turn:
            # IMMEDIATE: a transaction that begins by reading and then wants to write would be
            # refused at once, without the busy timeout, when somebody else wrote in between.
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                self._db.rollback()
                raise

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Database]:
        with told_plainly(self.path):
            yield self._db

    def _stored_now(self) -> str:
        return stored(self._now())

    def _shown(self, text: str) -> datetime:
        return datetime.fromisoformat(text).astimezone(self._now().tzinfo)


def stored(at: datetime) -> str:
    """A moment as the file keeps it: UTC at a fixed width, so that text order is time order."""
    if at.tzinfo is None:
        raise ValueError("The journal needs to know the zone of a time.")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def inserted(db: Database, table: str, row: Mapping[str, Any]) -> int:
    """Put in a row and say its number."""
    number = db.table(table).insert(dict(row)).last_pk
    assert isinstance(number, int)
    return number


def _connect(path: Path | None) -> Database:
    if path is None:
        return Database(memory=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _create_private(path)
    return Database(path)


def _create_private(path: Path) -> None:
    """An empty file that only its owner may read; SQLite gives its side files the same mode.

    It is made under another name, because closing a file that another thread's connection has
    open would drop that connection's locks (https://www.sqlite.org/howtocorrupt.html, 2.2).
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    try:
        with contextlib.suppress(FileExistsError):  # another thread was first: just as well
            os.link(name, path)
    finally:
        Path(name).unlink()


def look_before_touching(path: Path) -> None:
    """Refuse a file that isn't ours or is too new, without changing a byte of it."""
    if not path.exists() or path.stat().st_size == 0:
        return
    if path.stat().st_size < SMALLEST_PAGE:
        raise JournalDamaged(path)
    # Without a -wal beside it nothing is pending, and `immutable` leaves no side files behind.
    pending = path.with_name(path.name + "-wal").exists()
    address = f"{path.absolute().as_uri()}?{'mode=ro' if pending else 'immutable=1'}"
    with contextlib.closing(sqlite3.connect(address, PATIENCE_MS / 1000, uri=True)) as look:
        form = look.execute("PRAGMA user_version").fetchone()[0]
        whose = look.execute("PRAGMA application_id").fetchone()[0]
        tables = look.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and whose != OURS:
        raise JournalDamaged(path)
    if form > len(STEPS):
        raise JournalTooNew(path, form, len(STEPS))
