"""Taking in entries from an export: counted first, merged afterwards, never twice."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from assistant.journal.book import Book, inserted, stored
from assistant.journal.entry import NewEntry, evening_day
from assistant.journal.errors import JournalError
from assistant.journal.export import FORMAT

LONGEST = 4000
PERSONS = ("one", "two")
Key = tuple[str, str, str, str | None, str | None]


class NoExport(JournalError):
    """The file is none that the journal can take in."""

    def __init__(self) -> None:
        super().__init__(
            "That file is no journal I can read. I take the JSON or the table (CSV) that I gave."
        )


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file holds: entries with their moments, and how many lines could not be used."""

    entries: tuple[tuple[datetime, NewEntry], ...]
    unusable: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """What merging would do."""

    new: int
    known: int
    """Already in the journal, also if deleted there: these stay as they are."""

    unusable: int


def read_export(text: str) -> Brought:
    """The entries of an exported file. Raises NoExport if it is none."""
    rows = _json_rows(text) if text.lstrip().startswith("{") else _csv_rows(text)
    read = [_entry(row) for row in rows]
    found = tuple(one for one in read if one is not None)
    return Brought(found, len(read) - len(found))


class TakingIn(Book):
    """Merging what was brought with what is there."""

    def difference(self, brought: Brought) -> Difference:
        """What `merge` would do; nothing is changed."""
        new = len(self._new(brought))
        return Difference(new, len(brought.entries) - new, brought.unusable)

    def merge(self, brought: Brought) -> int:
        """Write down what is not there yet, all or nothing; says how many entries that were."""
        with self._writing() as db:
            fresh = self._new(brought)
            for at, new in fresh:
                local = at.astimezone(self._now().tzinfo)
                id = inserted(
                    db,
                    "entries",
                    asdict(new)
                    | {
                        "unsure_words": json.dumps(new.unsure_words),
                        "at": stored(at),
                        "day": evening_day(local).isoformat(),
                    },
                )
                change = {"entry": id, "at": self._stored_now(), "what": "note", "before": "{}"}
                inserted(db, "changes", change | {"undone": 0})  # "undo" shall not unpick a book
        return len(fresh)

    def _new(self, brought: Brought) -> list[tuple[datetime, NewEntry]]:
        with self._reading() as db:
            rows = db.execute('SELECT at, kind, text, "by", "to" FROM entries').fetchall()
        seen: set[Key] = {tuple(row) for row in rows}
        fresh = []
        for at, new in brought.entries:
            key = (stored(at), new.kind, new.text, new.by, new.to)
            if key not in seen:
                seen.add(key)
                fresh.append((at, new))
        return fresh


def _json_rows(text: str) -> Iterable[Any]:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NoExport from error
    rows = whole.get("entries") if isinstance(whole, dict) else None
    if not isinstance(rows, list) or whole.get("format") != FORMAT:
        raise NoExport
    return rows


def _csv_rows(text: str) -> Iterable[Any]:
    try:
        table = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
        if not {"at", "kind", "text"} <= set(table.fieldnames or ()):
            raise NoExport
        return list(table)
    except csv.Error as error:
        raise NoExport from error


def _entry(row: Any) -> tuple[datetime, NewEntry] | None:
    if not isinstance(row, Mapping):
        return None
    text, kind = str(row.get("text") or "").strip(), str(row.get("kind") or "").strip()
    try:
        at = datetime.fromisoformat(str(row.get("at")))
        stored(at)
    except (ValueError, OverflowError):
        return None
    if not text or len(text) > LONGEST or not kind or len(kind) > 40 or row.get("deleted_at"):
        return None
    words = row.get("unsure_words") or ()
    new = NewEntry(
        kind=kind,
        text=text,
        by=_person(row.get("by")),
        to=_person(row.get("to")),
        quality=_short(row.get("quality")),
        heard=_short(row.get("heard")),
        unsure=str(row.get("unsure")) == "True",
        unsure_words=tuple(map(str, words.split() if isinstance(words, str) else words)),
        ritual=_short(row.get("ritual")),
        question=_short(row.get("question")),
        source=_short(row.get("source")) or "page",
    )
    return at, new


def _person(value: Any) -> str | None:
    return value if value in PERSONS else None


def _short(value: Any) -> str:
    return str(value or "")[:LONGEST]
