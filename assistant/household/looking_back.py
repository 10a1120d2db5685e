"""The journal looked back on: by chance, by the day of the year, in words and in round numbers."""

import random
from collections.abc import Callable, Container
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Literal, cast

from assistant.journal import Entry, EntryMissing, Journal, JournalError, evening_day
from intents.house import Person, Remembered, Wanted

MILESTONES_KEY = "milestones"
FIRST_MILESTONES = (5, 10, 25)
EVERY = 25
LONG_AGO = timedelta(days=330)
"""A question comes back after a year at the earliest, unless somebody asks for it."""

FOR_BOTH = ("appreciation", "memory", "answer", "note")
"""What may come up by itself: nothing that was left for one of the two."""


class LookingBack:
    """Belongs to the thread of its journal."""

    def __init__(
        self, journal: Journal, now: Callable[[], datetime], chance: random.Random | None = None
    ) -> None:
        self.journal, self._now = journal, now
        self._chance = chance or random.Random()
        self._drawn_last = 0

    def entry(self, id: int) -> Remembered | None:
        """The entry with this number, if it is still there."""
        try:
            found = self.journal.get(id)
        except EntryMissing:
            return None
        return None if found.deleted_at else remembered(found)

    def by_chance(self, wanted: Wanted, but_not: Container[int]) -> Remembered | None:
        """One of them, all as likely as each other; never the same one twice running."""
        if wanted.kind == "memory" and not self.journal.count(kind="memory"):
            wanted = replace(wanted, kind=None)
        which = filters(wanted) | ({} if wanted.kind else {"kinds": FOR_BOTH})
        found = [id for id in self.journal.ids(**which) if id not in but_not]
        if len(found) > 1 and self._drawn_last in found:
            found.remove(self._drawn_last)
        if not found:
            return None
        self._drawn_last = self._chance.choice(found)
        return remembered(self.journal.get(self._drawn_last))

    def on_this_day(self, years: int | None = None) -> list[Remembered]:
        """What was kept on this day of other years, or so many years back; newest first."""
        today = evening_day(self._now())
        year = None if years is None else today.year - years
        found = self.journal.on_day(today, year=year, kinds=FOR_BOTH, hidden_from_anybody=True)
        return [remembered(entry) for entry in found]

    def days(self) -> list[date]:
        """The evenings on which something was kept or a ritual was held, newest first."""
        return sorted({*self.journal.days(), *self.journal.evenings()}, reverse=True)

    def subjects(self, wanted: Wanted, left_out: Container[str], most: int) -> list[str]:
        """The words that come up in most of them, if they come up more than once."""
        return [word for word, _ in self.journal.subjects(left_out, most, **filters(wanted))]

    def milestone(self, what: Literal["appreciations", "evenings"]) -> int | None:
        """A round number reached just now; each is given once."""
        total = (
            self.journal.count(kind="appreciation")
            if what == "appreciations"
            else len(self.journal.evenings())
        )
        told: dict[str, int] = self.journal.kept(MILESTONES_KEY, {})
        reached = last_milestone(total)
        if reached <= told.get(what, 0):
            return None
        try:
            self.journal.keep(MILESTONES_KEY, told | {what: reached})
        except JournalError:
            return None  # the next time, rather than twice
        return reached

    def answered_before(self, question: str) -> date | None:
        """The last day, months ago, of which both answers to this question were kept."""
        until = evening_day(self._now()) - LONG_AGO
        found = self.journal.entries(kind="answer", question=question, until=until)
        for entry in found:
            if {other.by for other in found if other.day == entry.day} >= {"one", "two"}:
                return entry.day
        return None


def last_milestone(total: int) -> int:
    """The highest of 5, 10, 25 and then every 25 that this number has reached; 0 below five."""
    if total >= EVERY:
        return total - total % EVERY
    return max((one for one in FIRST_MILESTONES if one <= total), default=0)


def filters(wanted: Wanted) -> dict[str, Any]:
    """The same, as the journal asks for it."""
    seen = {"hidden_from": wanted.reader} if wanted.reader else {"hidden_from_anybody": True}
    return seen | {
        "kind": wanted.kind,
        "by": wanted.by,
        "to": wanted.to,
        "since": wanted.since,
        "until": wanted.until,
        "question": wanted.question,
    }


def remembered(entry: Entry) -> Remembered:
    """The entry as far as a request needs it."""
    by, to = cast(Person | None, entry.by), cast(Person | None, entry.to)
    return Remembered(entry.id, entry.kind, entry.text, by, to, entry.at, entry.day)
