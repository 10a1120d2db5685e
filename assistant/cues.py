"""When a ritual may speak up: never over people, never at night, never too often."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from assistant.events import RitualDue
from assistant.household import Household
from assistant.look_ahead import LookAhead

QUIET_NEEDED = 3.0
"""Seconds nobody has talked before a cue is given (conversation.md 4.3)."""

PATIENCE = timedelta(seconds=60)
SECOND_TRY_MINUTES = 15
CUES_A_DAY = 3
LOOK_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Held:
    """A cue that waits for its moment."""

    due: RitualDue
    since: datetime


class Cues:
    """Holds at most one cue of each ritual and says when it may be given."""

    def __init__(self, house: Household, at_night: frozenset[str] = frozenset()) -> None:
        """`at_night`: the rituals that may also come in quiet hours."""
        self._house, self._at_night = house, at_night
        self._held: dict[str, Held] = {}
        self._tried: set[tuple[str, date]] = set()
        self._given: list[date] = []
        self._looked: datetime | None = None

    def add(self, due: RitualDue) -> None:
        """A ritual's time has come. At a quiet time it passes without a word."""
        manners, rituals = self._house.manners, self._house.rituals
        night = manners.quiet_hours() and due.ritual not in self._at_night
        if manners.asked_to_be_quiet() or night or rituals.is_suspended():
            self._let_go(due, "quiet")
        elif self._given.count(self._house.evening()) >= CUES_A_DAY:
            self._let_go(due, "enough")
        else:
            self._held[due.ritual] = Held(due, self._house.now())

    def ready(self, quiet_for: float, busy: bool, deaf: bool) -> RitualDue | None:
        """The cue to give now: when nobody has talked for a moment and nothing else goes on."""
        self._look_ahead()
        self._give_up()
        if busy or deaf or quiet_for < QUIET_NEEDED or not self._held:
            return None
        held = self._held.pop(next(iter(self._held)))
        self._given.append(self._house.evening())
        return held.due

    def _give_up(self) -> None:
        """After a minute in vain once more in a quarter of an hour; after that, not today."""
        now = self._house.now()
        for held in [held for held in self._held.values() if now - held.since > PATIENCE]:
            due = self._held.pop(held.due.ritual).due
            if due.part or (due.ritual, due.day) in self._tried:
                self._let_go(due, "dropped")
            else:
                self._tried.add((due.ritual, due.day))
                self._house.rituals.snooze(due.ritual, SECOND_TRY_MINUTES)

    def _look_ahead(self) -> None:
        """Date night is announced two days before; a talk comes at the time they chose for it."""
        now = self._house.now()
        if self._looked is not None and now - self._looked < LOOK_EVERY:
            return
        self._looked = now
        ahead = LookAhead(self._house)
        if ahead.date_night_in_two_days():
            self.add(RitualDue("date_night", self._house.evening(), part="plan"))
        if ahead.time_to_talk():
            self.add(RitualDue("repair", self._house.evening(), part="talk_time"))

    def _let_go(self, due: RitualDue, why: str) -> None:
        if due.part:
            return
        self._house.memory.journal.note_ritual(due.ritual, due.day, why)
        self._house.rituals.replan()
