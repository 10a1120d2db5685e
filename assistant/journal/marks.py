"""What each of the two has marked: loved entries, and those they would rather not see."""

from collections.abc import Iterable
from typing import Literal

from assistant.journal.book import Book

Mark = Literal["favourite", "hidden"]
WHOSE = ("one", "two", "both")


class Marks(Book):
    """A mark belongs to one person (or both); the entry itself stays as it is for the other."""

    def mark(self, entry: int, mark: Mark, person: str, on: bool) -> None:
        """Set or take away a mark; doing it twice changes nothing."""
        with self._writing() as db:
            if on:
                row = {"entry": entry, "mark": mark, "person": person, "at": self._stored_now()}
                db.table("entry_marks").insert(row, ignore=True)
            else:
                where = "entry = ? AND mark = ? AND person = ?"
                db.table("entry_marks").delete_where(where, [entry, mark, person])

    def marked(self, entries: Iterable[int], mark: Mark, person: str) -> set[int]:
        """Which of these entries carry this person's mark."""
        wanted = list(entries)
        places = ", ".join("?" * len(wanted))
        with self._reading() as db:
            rows = db.table("entry_marks").rows_where(
                f"mark = ? AND person = ? AND entry IN ({places})", [mark, person, *wanted]
            )
            return {row["entry"] for row in rows}
