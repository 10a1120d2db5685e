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

    def search(self, words: str, limit: int = 50, **which: Unpack[Which]) -> list[Entry]:
        """Entries with all of these words, in any order and form, newest first.

        Anything may be passed, as it was heard or typed; without a word in it nothing is found.
        """
        said = " ".join(re.findall(r"[^\W_]+(?:['’][^\W_]+)*", words))
        if not said:
            return []
        where, values = which_rows(which)
        with self._reading() as db:
            return self._entries(
                db.table("entries").search(
                    said,
                    quote=True,  # or words such as AND and NOT would be commands
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

    def on_day(self, day: date, limit: int = 50, year: int | None = None) -> list[Entry]:
        """What was noted on this day of the year before, in any year or in this one; newest first.

        In a year without a 29 February its entries are shown on the 28th.
        """
        days = [day.isoformat()[5:]]
        if days == ["02-28"] and not isleap(day.year):
            days.append("02-29")
        where = "deleted_at IS NULL AND substr(day, 6) IN (:one, :other) AND day < :today"
        values = {"one": days[0], "other": days[-1], "today": day.isoformat()}
        if year is not None:
            where, values = (
                f"{where} AND substr(day, 1, 4) = :year",
                values | {"year": f"{year:04}"},
            )
        with self._reading() as db:
            rows = db.table("entries").rows_where(where, values, order_by=NEWEST_FIRST, limit=limit)
            return self._entries(rows)

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
    for name, sign in (("since", ">="), ("until", "<=")):
        day = which.get(name)
        if isinstance(day, date):
            parts.append(f"day {sign} :{name}")
            values[name] = day.isoformat()
    return " AND ".join(parts), values
