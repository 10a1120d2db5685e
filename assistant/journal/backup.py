"""A copy of the journal each day, fourteen of them, and the way back."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from assistant.journal.book import look_before_touching
from assistant.journal.errors import JournalDamaged, JournalUnwritable, told_plainly

KEPT = 14
KEPT_BEFORE_RESTORE = 3
SIDE_FILES = ("-wal", "-shm")
OF_THE_EVENING = ("paused_ritual", "light_only_on", "quarrel_open_on")
"""What is kept until three in the morning must not live on for a fortnight in the copies."""


def back_up(journal: Path, now: datetime) -> Path | None:
    """Copy the journal, once a day; None if today's copy is there or there is no journal yet.

    The copy is whole and checked before an older one is let go; the house may go on writing.
    Raises a JournalError, and leaves the earlier copies, if the journal can't be copied.
    """
    target = _folder(journal) / f"journal-{now:%Y-%m-%d}.db"
    if target.exists() or not journal.exists():
        return None
    _copy(journal, target, without=OF_THE_EVENING)
    _let_go(_folder(journal), "journal-????-??-??.db", KEPT)
    return target


def backups(journal: Path) -> list[Path]:
    """The daily copies, the newest first."""
    return sorted(_folder(journal).glob("journal-????-??-??.db"), reverse=True)


def restore(journal: Path, copy: Path, now: datetime) -> Path | None:
    """Put a copy in the journal's place; says where the journal of until now is kept, if any.

    No house may be running. A copy that is missing, damaged or too new is refused, and the
    journal stays as it is.
    """
    if not copy.exists():
        raise JournalUnwritable(copy, "there is no such file")
    fresh = journal.with_name(journal.name + ".restored")
    _copy(copy, fresh)
    earlier = _set_aside(journal, now) if journal.exists() else None
    with told_plainly(journal):
        fresh.replace(journal)
        _sync_folder(journal.parent)
    _let_go(_folder(journal), "before-restore-*.db", KEPT_BEFORE_RESTORE)
    return earlier


def _copy(source: Path, target: Path, without: Sequence[str] = ()) -> None:
    """A whole, checked copy under the new name, or none; `without` these small things."""
    unfinished = target.with_name(target.name + ".unfinished")
    with told_plainly(source):
        look_before_touching(source)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600)
        try:
            with (
                closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as book,
                closing(sqlite3.connect(unfinished)) as new,
            ):
                book.backup(new)
                _forget(new, without)
                # One file, that can be carried about without its log.
                new.execute("PRAGMA journal_mode = DELETE")
                if new.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                    raise JournalDamaged(source)
            unfinished.replace(target)
            _sync_folder(target.parent)
        finally:
            unfinished.unlink(missing_ok=True)


def _forget(copy: sqlite3.Connection, keys: Sequence[str]) -> None:
    """Overwrite these small things; a journal of long ago has no place for them yet."""
    has = "SELECT count(*) FROM sqlite_master WHERE name = 'kept'"
    if keys and copy.execute(has).fetchone() != (0,):
        copy.execute("PRAGMA secure_delete = ON")
        copy.executemany("DELETE FROM kept WHERE key = ?", [(key,) for key in keys])
        copy.commit()


def _set_aside(journal: Path, now: datetime) -> Path:
    """Move the journal away as it is, with its log: even damaged, it may hold words to save."""
    kept = _folder(journal) / f"before-restore-{now:%Y-%m-%d-%H%M%S-%f}.db"
    with told_plainly(journal):
        kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for ending in ("", *SIDE_FILES):
            side = journal.with_name(journal.name + ending)
            if side.exists():
                side.replace(kept.with_name(kept.name + ending))
    return kept


def _let_go(folder: Path, names: str, how_many: int) -> None:
    with told_plainly(folder):
        for old in sorted(folder.glob(names), reverse=True)[how_many:]:
            for ending in ("", *SIDE_FILES):
                old.with_name(old.name + ending).unlink(missing_ok=True)


def _folder(journal: Path) -> Path:
    return journal.with_name("backups")


def _sync_folder(folder: Path) -> None:
    """A new name is only on the disk once its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
