"""What the house remembers beside the entries: questions asked, rituals held, times moved."""

import json
from datetime import date
from typing import Any

from assistant.journal.book import Book, inserted
from assistant.journal.entry import OwnQuestion, evening_day

DONE = "done"


class HouseholdMemory(Book):
    """Small things with a day to them."""

    def note_asked(self, question: str, day: date) -> None:
        """This question was asked on that day; telling it twice changes nothing."""
        with self._writing() as db:
            row = {"question": question, "day": day.isoformat()}
            db.table("asked").insert(row, ignore=True)

    def asked(self) -> dict[str, date]:
        """Every question that was asked, and on which day last."""
        with self._reading() as db:
            rows = db.execute("SELECT question, max(day) FROM asked GROUP BY question").fetchall()
        return {question: date.fromisoformat(day) for question, day in rows}

    def asked_on(self, day: date) -> list[str]:
        """The questions of that day, in the order they were asked."""
        with self._reading() as db:
            rows = db.table("asked").rows_where("day = ?", [day.isoformat()], order_by="id")
            return [row["question"] for row in rows]

    def mark_question(self, question: str, status: str | None) -> None:
        """Mark it "never", "favourite" or "skipped"; None takes the mark away."""
        with self._writing() as db:
            if status is None:
                db.table("question_marks").delete_where("question = ?", [question])
            else:
                row = {"question": question, "status": status}
                db.table("question_marks").insert(row, replace=True)

    def question_marks(self) -> dict[str, str]:
        """Every marked question and its mark."""
        with self._reading() as db:
            return {row["question"]: row["status"] for row in db.table("question_marks").rows}

    def add_question(self, text: str, by: str | None = None) -> OwnQuestion:
        """Keep a question that one of the two thought of."""
        day = evening_day(self._now())
        with self._writing() as db:
            row = {"text": text, "by": by, "day": day.isoformat()}
            id = inserted(db, "own_questions", row)
        return OwnQuestion(f"own-{id}", text, by, day)

    def own_questions(self) -> list[OwnQuestion]:
        """The couple's own questions, the oldest first."""
        with self._reading() as db:
            return [
                OwnQuestion(
                    f"own-{row['id']}", row["text"], row["by"], date.fromisoformat(row["day"])
                )
                for row in db.table("own_questions").rows_where(order_by="id")
            ]

    def note_ritual(self, ritual: str, day: date, outcome: str) -> None:
        """How a ritual went that day: "done", "skipped", "missed" …; the last word counts."""
        with self._writing() as db:
            row = {"ritual": ritual, "day": day.isoformat(), "outcome": outcome}
            db.table("evenings").insert(row, replace=True)

    def ritual_outcome(self, ritual: str, day: date) -> str | None:
        """How it went that day; None if it wasn't begun."""
        with self._reading() as db:
            rows = db.table("evenings").rows_where(
                "ritual = ? AND day = ?", [ritual, day.isoformat()]
            )
            return next((str(row["outcome"]) for row in rows), None)

    def outcomes(self, since: date) -> list[tuple[str, date, str]]:
        """How each ritual went on every day from that one on, the oldest first."""
        with self._reading() as db:
            rows = db.table("evenings").rows_where(
                "day >= ?", [since.isoformat()], order_by="day, ritual"
            )
            return [(r["ritual"], date.fromisoformat(r["day"]), r["outcome"]) for r in rows]

    def times_done(self, ritual: str) -> int:
        """On how many days it was "done"."""
        with self._reading() as db:
            values = [ritual, DONE]
            return int(db.table("evenings").count_where("ritual = ? AND outcome = ?", values))

    def evenings(self) -> list[date]:
        """Every day on which a ritual was "done", newest first."""
        with self._reading() as db:
            sql = "SELECT DISTINCT day FROM evenings WHERE outcome = ? ORDER BY day DESC"
            return [date.fromisoformat(day) for (day,) in db.execute(sql, [DONE]).fetchall()]

    def last_done(self, ritual: str) -> date | None:
        """The last day on which it was "done"."""
        with self._reading() as db:
            where = "SELECT max(day) FROM evenings WHERE ritual = ? AND outcome = ?"
            (day,) = db.execute(where, [ritual, DONE]).fetchone()
        return date.fromisoformat(day) if day else None

    def move(self, ritual: str, day: date, at: str | None) -> None:
        """That day only: at this time ("21:30"), or with None not at all."""
        with self._writing() as db:
            row = {"ritual": ritual, "day": day.isoformat(), "at": at}
            db.table("moves").insert(row, replace=True)

    def moves(self, since: date) -> dict[tuple[str, date], str | None]:
        """All moves from that day on."""
        with self._reading() as db:
            rows = db.table("moves").rows_where("day >= ?", [since.isoformat()])
            return {(row["ritual"], date.fromisoformat(row["day"])): row["at"] for row in rows}

    def unmove(self, ritual: str, day: date) -> None:
        """That day as on any other."""
        with self._writing() as db:
            where = "ritual = ? AND day = ?"
            db.table("moves").delete_where(where, [ritual, day.isoformat()])

    def keep(self, key: str, value: Any) -> None:
        """Remember any JSON value under a name; None forgets it."""
        with self._writing() as db:
            if value is None:
                db.table("kept").delete_where("key = ?", [key])
            else:
                row = {"key": key, "value": json.dumps(value)}
                db.table("kept").insert(row, replace=True)

    def kept(self, key: str, default: Any = None) -> Any:
        """What was remembered under this name."""
        with self._reading() as db:
            rows = db.table("kept").rows_where("key = ?", [key])
            return next((json.loads(row["value"]) for row in rows), default)
