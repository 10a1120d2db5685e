"""Finding entries again: newest first, by who and when and what, by words, or by chance."""

import json
import random
import re
from calendar import isleap
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypedDict, Unpack

from assistant.journal.book import Book
from assistant.journal.entry import Entry
from assistant.journal.errors import EntryMissing

NEWEST_FIRST = "at DESC, id DESC"
_MARKS = {
    "favourite_of": ("IN", "favourite"),
    "hidden_from": ("NOT IN", "hidden"),
    "hidden_by": ("IN", "hidden"),
}
_MARKED = "SELECT entry FROM entry_marks WHERE mark = '{mark}' AND person = :{name}"


class Which(TypedDict, total=False):
    """Which entries are meant; what is left out does not matter."""

    kind: str | None
    kinds: tuple[str, ...] | None
    """Any of these."""

    by: str | None
    to: str | None
    ritual: str | None
    question: str | None
    since: date | None
    """The first evening day."""

    until: date | None
    """The last evening day, itself included."""

    person: str | None
    """From or for this person."""

    favourite_of: str | None
    """Loved by this person."""

    hidden_from: str | None
    """Without what this person has hidden from themselves."""

    hidden_by: str | None
    """Only what this person has hidden from themselves."""

    hidden_from_anybody: bool
    """Without what any of the two has hidden: for a voice in the room."""

    deleted: bool
    """True for what was deleted and can still be brought back; else what is there."""


class Reading(Book):
    """The questions one can ask of a journal."""

    def get(self, id: int) -> Entry:
        """The entry, also when it was deleted. Raises EntryMissing."""
        with self._reading() as db:
            rows = list(db.table("entries").rows_where("id = ?", [id]))
        if not rows:
            raise EntryMissing
        return self._entry(rows[0])

    def entries(self, *, limit: int = 50, offset: int = 0, **which: Unpack[Which]) -> list[Entry]:
        """Those entries, newest first."""
        where, values = which_rows(which)
        with self._reading() as db:
            return self._entries(
                db.table("entries").rows_where(
                    where, values, order_by=NEWEST_FIRST, limit=limit, offset=offset
                )
            )

    def count(self, **which: Unpack[Which]) -> int:
        """How many such entries there are."""
        where, values = which_rows(which)
        with self._reading() as db:
            return int(db.table("entries").count_where(where, values))

    def search(
        self, words: str, limit: int = 50, *, unfinished: bool = False, **which: Unpack[Which]
    ) -> list[Entry]:
        """Entries with all of these words, in any order and form, newest first.

        Anything may be passed, as it was heard or typed; without a word in it nothing is found.
        With `unfinished` the last word may be the beginning of one, as while somebody types.
        """
        found = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", words)
        if not found:
            return []
        # In quotes, or words such as AND and NOT would be commands.
        said = " ".join(f'"{word}"' for word in found) + ("*" if unfinished else "")
        where, values = which_rows(which)
        with self._reading() as db:
            return self._entries(
                db.table("entries").search(
                    said,
                    where=where,
                    where_args=values,
                    order_by="original.at DESC, original.id DESC",
                    limit=limit,
                )
            )

    def ids(self, **which: Unpack[Which]) -> list[int]:
        """The numbers of those entries, newest first."""
        where, values = which_rows(which)
        with self._reading() as db:
            sql = f"SELECT id FROM entries WHERE {where} ORDER BY {NEWEST_FIRST}"
            return [int(id) for (id,) in db.execute(sql, values).fetchall()]

    def random(self, chance: random.Random | None = None, **which: Unpack[Which]) -> Entry | None:
        """One such entry by chance; None if there is none."""
        many = self.count(**which)
        if not many:
            return None
        found = self.entries(limit=1, offset=(chance or random.Random()).randrange(many), **which)
        return found[0] if found else None

    def on_day(
        self, day: date, limit: int = 50, year: int | None = None, **which: Unpack[Which]
    ) -> list[Entry]:
        """What was noted on this day of the year in the years before (or this one), newest first.

        What belongs to a leap day comes on 28 February in the other years.
        """
        days = [day.isoformat()[5:]]
        if days == ["02-28"] and not isleap(day.year):
            days.append("02-29")
        where, values = which_rows(which)
        where += " AND substr(day, 6) IN (:first, :second) AND day < :today"
        values |= {"first": days[0], "second": days[-1], "today": day.isoformat()}
        if year is not None:
            where, values["year"] = f"{where} AND substr(day, 1, 4) = :year", f"{year:04}"
        with self._reading() as db:
            return self._entries(
                db.table("entries").rows_where(where, values, order_by=NEWEST_FIRST, limit=limit)
            )

    def days(self) -> list[date]:
        """Every evening with an entry, newest first."""
        with self._reading() as db:
            sql = "SELECT DISTINCT day FROM entries WHERE deleted_at IS NULL ORDER BY day DESC"
            return [date.fromisoformat(day) for (day,) in db.execute(sql).fetchall()]

    def _entries(self, rows: Iterable[Mapping[str, Any]]) -> list[Entry]:
        return [self._entry(row) for row in rows]

    def _entry(self, row: Mapping[str, Any]) -> Entry:
        return Entry(
            id=row["id"],
            at=self._shown(row["at"]),
            day=date.fromisoformat(row["day"]),
            kind=row["kind"],
            text=row["text"],
            by=row["by"],
            to=row["to"],
            quality=row["quality"],
            heard=row["heard"],
            unsure=bool(row["unsure"]),
            unsure_words=tuple(json.loads(row["unsure_words"])),
            ritual=row["ritual"],
            question=row["question"],
            source=row["source"],
            edited_at=self._shown(row["edited_at"]) if row["edited_at"] else None,
            deleted_at=self._shown(row["deleted_at"]) if row["deleted_at"] else None,
        )


def which_rows(which: Which) -> tuple[str, dict[str, Any]]:
    """The condition for these entries, and its values."""
    parts = ["deleted_at IS NOT NULL" if which.get("deleted") else "deleted_at IS NULL"]
    values: dict[str, Any] = {}
    for name in ("kind", "by", "to", "ritual", "question"):
        if which.get(name) is not None:
            parts.append(f'"{name}" = :{name}')
            values[name] = which.get(name)
    if which.get("kinds") is not None:
        parts.append("kind IN (SELECT value FROM json_each(:kinds))")
        values["kinds"] = json.dumps(which.get("kinds"))
    if which.get("person") is not None:
        parts.append('("by" = :person OR "to" = :person)')
        values["person"] = which.get("person")
    for name, (inside, mark) in _MARKS.items():
        if which.get(name) is not None:
            parts.append(f"id {inside} ({_MARKED.format(mark=mark, name=name)})")
            values[name] = which.get(name)
    if which.get("hidden_from_anybody"):
        parts.append("id NOT IN (SELECT entry FROM entry_marks WHERE mark = 'hidden')")
    for name, sign in (("since", ">="), ("until", "<=")):
        day = which.get(name)
        if isinstance(day, date):
            parts.append(f"day {sign} :{name}")
            values[name] = day.isoformat()
    return " AND ".join(parts), values
