"""Words that the journal keeps but cannot read, the locks they are under, and who looked in."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from assistant.journal.book import inserted, stored
from assistant.journal.erasing import Erasing


@dataclass(frozen=True, slots=True)
class LockRow:
    """One person's lock as the file keeps it."""

    person: str
    public: bytes
    wrapped: bytes
    salt: bytes
    cost: str
    failures: int = 0
    wait_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class SealedAnswer:
    """One person's answer to one evening's question, closed."""

    question: str
    day: date
    person: str
    sealed: bytes
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Access:
    """One line of the access record."""

    at: datetime
    what: str
    person: str | None
    detail: str


class Sealed(Erasing):
    """Ciphertext in, ciphertext out: this file has no key."""

    def lock_of(self, person: str) -> LockRow | None:
        """The person's lock; None before they have chosen a PIN."""
        with self._reading() as db:
            rows = db.table("locks").rows_where("person = ?", [person])
            row: dict[str, Any] | None = next(iter(rows), None)
        if row is None:
            return None
        until = self._shown(row["wait_until"]) if row["wait_until"] else None
        return LockRow(**(row | {"wait_until": until}))

    def put_lock(self, lock: LockRow) -> None:
        """Keep a lock in place of the person's earlier one."""
        until = stored(lock.wait_until) if lock.wait_until else None
        row = {name: getattr(lock, name) for name in LockRow.__slots__} | {"wait_until": until}
        with self._writing() as db:
            db.table("locks").insert(row, replace=True)

    def drop_lock(self, person: str) -> int:
        """Take away the lock with everything that only it could open; how many entries went."""
        with self._writing() as db:
            gone = int(db.table("private_entries").count_where("person = ?", [person]))
            db.table("private_entries").delete_where("person = ?", [person])
            db.table("locks").delete_where("person = ?", [person])
        self.settle()
        return gone

    def put_private(self, person: str, sealed: bytes) -> int:
        """Keep a sealed entry; its number."""
        with self._writing() as db:
            return inserted(db, "private_entries", {"person": person, "sealed": sealed})

    def private(self, person: str) -> list[tuple[int, bytes]]:
        """Number and seal of each of this person's entries, the newest first."""
        with self._reading() as db:
            rows = db.table("private_entries").rows_where(
                "person = ?", [person], order_by="id DESC"
            )
            return [(row["id"], row["sealed"]) for row in rows]

    def drop_private(self, person: str, id: int) -> bool:
        """Delete one for good, if it is this person's; nobody can bring it back."""
        with self._writing() as db:
            where = ("id = ? AND person = ?", [id, person])
            there = bool(db.table("private_entries").count_where(*where))
            db.table("private_entries").delete_where(*where)
        self.settle()
        return there

    def put_answer(self, answer: SealedAnswer) -> None:
        """Keep it closed; a second answer of the same person takes the first one's place.

        Whoever had agreed to the reveal had agreed to other words: that begins anew.
        """
        row = {name: getattr(answer, name) for name in SealedAnswer.__slots__}
        with self._writing() as db:
            row |= {"day": answer.day.isoformat(), "agreed": 0}
            db.table("sealed_answers").insert(row, replace=True)
            same = "question = ? AND day = ?"
            db.execute(
                f"UPDATE sealed_answers SET agreed = 0 WHERE {same}",
                [answer.question, answer.day.isoformat()],
            )

    def sealed_answers(self) -> list[SealedAnswer]:
        """All that are still closed, the latest evening first."""
        with self._reading() as db:
            rows = db.table("sealed_answers").rows_where(order_by="day DESC, rowid DESC")
            return [
                SealedAnswer(
                    row["question"],
                    date.fromisoformat(row["day"]),
                    row["person"],
                    row["sealed"],
                    bool(row["agreed"]),
                )
                for row in rows
            ]

    def agree_to_reveal(self, question: str, day: date, person: str) -> None:
        """This person has said yes."""
        with self._writing() as db:
            db.execute(
                "UPDATE sealed_answers SET agreed = 1"
                " WHERE question = ? AND day = ? AND person = ?",
                [question, day.isoformat(), person],
            )

    def drop_answers(self, question: str, day: date) -> None:
        """Both answers of that evening go."""
        with self._writing() as db:
            where = "question = ? AND day = ?"
            db.table("sealed_answers").delete_where(where, [question, day.isoformat()])
        self.settle()

    def note_access(self, what: str, person: str | None, detail: str = "") -> None:
        """Add a line to the access record."""
        with self._writing() as db:
            row = {"at": self._stored_now(), "what": what, "person": person, "detail": detail}
            inserted(db, "access_record", row)

    def access_record(self, limit: int = 200) -> list[Access]:
        """The newest first."""
        with self._reading() as db:
            rows = db.table("access_record").rows_where(order_by="id DESC", limit=limit)
            return [
                Access(self._shown(row["at"]), row["what"], row["person"], row["detail"])
                for row in rows
            ]
