"""What can go wrong with the journal, each as a sentence that helps. The words are never lost."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from config.errors import HouseError


class JournalError(HouseError):
    """The journal could not do it now. Nothing is half-written; the caller may try again."""


class JournalLocked(JournalError):
    """Another program holds the journal."""

    def __init__(self, path: Path | None) -> None:
        super().__init__(
            f"Another program is holding the journal {_name(path)}. "
            "Close it (a database browser, or a backup) and I'll save again."
        )


class DiskFull(JournalError):
    """There is no room left for the journal."""

    def __init__(self, path: Path | None) -> None:
        super().__init__(
            f"There's no room left on the disk for the journal {_name(path)}. "
            "Free some space and I'll save again."
        )


class JournalUnwritable(JournalError):
    """The file or its folder can't be opened or written."""

    def __init__(self, path: Path | None, reason: str) -> None:
        super().__init__(
            f"The journal {_name(path)} can't be opened or written ({reason}). "
            "See that its folder exists and belongs to you."
        )


class JournalDamaged(JournalError):
    """The file is not a journal, or no longer a whole one. It is left as it is."""

    def __init__(self, path: Path | None) -> None:
        super().__init__(
            f"The file {_name(path)} is damaged, or isn't a Hearthside journal. It was left "
            "untouched. Move it away to start afresh, or put a backup in its place."
        )


class JournalTooNew(JournalError):
    """A newer Hearthside wrote the file. It is left as it is."""

    def __init__(self, path: Path | None, found: int, known: int) -> None:
        super().__init__(
            f"The journal {_name(path)} was written by a newer Hearthside (its form is {found}, "
            f"this one knows up to {known}). It was left untouched. Please update Hearthside."
        )


class EntryMissing(JournalError):
    """The entry isn't there, or was deleted."""

    def __init__(self) -> None:
        super().__init__("That entry isn't in the journal any more.")


@contextlib.contextmanager
def told_plainly(path: Path | None) -> Iterator[None]:
    """Turn what SQLite raises inside into the errors above; a mistake of ours stays what it is."""
    try:
        yield
    except sqlite3.Error as error:
        plain = _plain(error, path)
        if plain is None:
            raise
        raise plain from error
    except OSError as error:
        raise JournalUnwritable(path, error.strerror or str(error)) from error


def _plain(error: sqlite3.Error, path: Path | None) -> JournalError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte; the rest is detail
    match code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return JournalLocked(path)
        case sqlite3.SQLITE_FULL:
            return DiskFull(path)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return JournalDamaged(path)
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return JournalUnwritable(path, str(error))
        case sqlite3.SQLITE_IOERR:
            return JournalUnwritable(path, str(error))
    return None


def _name(path: Path | None) -> str:
    return f"“{path}”" if path else "in memory"
