"""Counts over time for the two together; nothing here tells one from the other."""

from datetime import date

from assistant.journal.book import Book
from assistant.journal.household import DONE


class Counting(Book):
    """Sums by day, of what is there and not deleted."""

    def count_by_day(self, since: date, kind: str | None = None) -> dict[date, int]:
        """How many entries (of this kind) each evening day has, from that day on."""
        where, values = "deleted_at IS NULL AND day >= :since", {"since": since.isoformat()}
        if kind is not None:
            where, values = f"{where} AND kind = :kind", values | {"kind": kind}
        with self._reading() as db:
            rows = db.execute(
                f"SELECT day, count(*) FROM entries WHERE {where} GROUP BY day", values
            ).fetchall()
        return {date.fromisoformat(day): count for day, count in rows}

    def evenings_held(self, since: date) -> dict[date, int]:
        """How many rituals were held on each day, from that day on."""
        with self._reading() as db:
            rows = db.execute(
                "SELECT day, count(*) FROM evenings WHERE outcome = ? AND day >= ? GROUP BY day",
                [DONE, since.isoformat()],
            ).fetchall()
        return {date.fromisoformat(day): count for day, count in rows}

    def texts(self, since: date, limit: int) -> list[str]:
        """The words of the newest entries from that day on."""
        with self._reading() as db:
            rows = db.execute(
                "SELECT text FROM entries WHERE deleted_at IS NULL AND day >= ?"
                " ORDER BY at DESC, id DESC LIMIT ?",
                [since.isoformat(), limit],
            ).fetchall()
        return [row[0] for row in rows]

    def kinds(self) -> list[str]:
        """Every kind of entry there is."""
        with self._reading() as db:
            # One step along the index for each kind, however many entries there are.
            rows = db.execute(
                "WITH RECURSIVE found(kind) AS ("
                " SELECT min(kind) FROM entries WHERE deleted_at IS NULL"
                " UNION ALL SELECT (SELECT min(kind) FROM entries"
                "  WHERE deleted_at IS NULL AND kind > found.kind)"
                " FROM found WHERE found.kind IS NOT NULL)"
                " SELECT kind FROM found WHERE kind IS NOT NULL"
            ).fetchall()
        return [row[0] for row in rows]

    def years(self) -> list[int]:
        """The years that have entries, the newest first."""
        with self._reading() as db:
            first, last = db.execute(
                "SELECT (SELECT day FROM entries WHERE deleted_at IS NULL ORDER BY day LIMIT 1),"
                " (SELECT day FROM entries WHERE deleted_at IS NULL ORDER BY day DESC LIMIT 1)"
            ).fetchone()
        return list(range(int(last[:4]), int(first[:4]) - 1, -1)) if first else []
