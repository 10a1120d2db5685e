"""Words that could not be saved: kept until there is room, saved once, never twice."""

import contextlib
import json
import os
import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.journal.entry import Entry, NewEntry
from assistant.journal.errors import JournalError
from assistant.journal.journal import Journal


@dataclass(frozen=True, slots=True)
class Waiting:
    """One entry that waits for room."""

    new: NewEntry
    at: datetime
    token: str
    """Travels with the words into the journal, which takes each token only once."""


class Unsaved:
    """Keeps what could not be saved: in memory, and if possible in a small file that a restart
    finds again. Belongs to one thread; `path` None keeps it in memory alone.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._waiting = _read(path) if path else []

    @classmethod
    def beside(cls, journal: Path | None) -> "Unsaved":
        """The words that wait for this journal file."""
        return cls(journal.with_name(journal.name + ".unsaved") if journal else None)

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def all(self) -> tuple[Waiting, ...]:
        """The same with when they were said."""
        return tuple(self._waiting)

    @property
    def waiting(self) -> tuple[NewEntry, ...]:
        """The words that wait, the oldest first."""
        return tuple(waiting.new for waiting in self._waiting)

    def note(self, journal: Journal, new: NewEntry, at: datetime) -> Entry:
        """Write it down in the journal, or keep it here and raise why that couldn't be done."""
        token = uuid.uuid4().hex
        try:
            return journal.note(new, at=at, token=token)
        except JournalError:
            self._keep(Waiting(new, at, token))
            raise

    def keep(self, new: NewEntry, at: datetime) -> None:
        """Keep this until there is room. Never fails."""
        self._keep(Waiting(new, at, uuid.uuid4().hex))

    def retry(self, journal: Journal) -> list[Entry]:
        """Save what can be saved now, the oldest first; what can't goes on waiting."""
        saved = []
        with contextlib.suppress(JournalError):
            while self._waiting:
                first = self._waiting[0]
                saved.append(journal.note(first.new, at=first.at, token=first.token))
                del self._waiting[0]
        if saved and self._path:
            _rewrite(self._path, self._waiting)
        return saved

    def drop_last(self) -> NewEntry | None:
        """Let go of what was kept last, for somebody who says "undo"; None if nothing waits."""
        if not self._waiting:
            return None
        dropped = self._waiting.pop()
        if self._path:
            _rewrite(self._path, self._waiting)
        return dropped.new

    def take_out(self, wanted: Callable[[Waiting], bool]) -> list[Waiting]:
        """Take these out of what waits: they will not be saved, and are no longer in the file."""
        taken = [each for each in self._waiting if wanted(each)]
        if taken:
            self._waiting = [each for each in self._waiting if each not in taken]
            if self._path:
                _rewrite(self._path, self._waiting)
        return taken

    def _keep(self, waiting: Waiting) -> None:
        self._waiting.append(waiting)
        if self._path:
            with contextlib.suppress(OSError):  # the memory still has it
                _append(self._path, _line(waiting))


def _line(waiting: Waiting) -> bytes:
    record = {"token": waiting.token, "at": waiting.at.isoformat(), "new": asdict(waiting.new)}
    # The newline comes first: a line that a full disk cut short then stays alone with its damage.
    return b"\n" + json.dumps(record).encode()


def _append(path: Path, line: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        if os.write(handle, line) < len(line):
            raise OSError("cut short")
        os.fsync(handle)
    finally:
        os.close(handle)


def _rewrite(path: Path, waiting: list[Waiting]) -> None:
    with contextlib.suppress(OSError):  # an old line does no harm: its token is known
        path.unlink(missing_ok=True)
        for each in waiting:
            _append(path, _line(each))


def _read(path: Path) -> list[Waiting]:
    try:
        lines = path.read_bytes().splitlines()
    except OSError:
        return []
    found = []
    for line in lines:
        with contextlib.suppress(ValueError, TypeError, KeyError):  # cut short by the full disk
            found.append(_waiting(json.loads(line)))
    return found


def _waiting(record: dict[str, Any]) -> Waiting:
    words = record["new"]
    new = NewEntry(**(words | {"unsure_words": tuple(words["unsure_words"])}))
    return Waiting(new, datetime.fromisoformat(record["at"]), record["token"])
