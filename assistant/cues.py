"""When a ritual may speak up: never over people, never at night, never too often."""

import contextlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from assistant.events import RitualDue
from assistant.household import Household
from assistant.household.cue_share import CUES_A_DAY, ENOUGH
from assistant.journal import JournalError
from assistant.look_ahead import LookAhead
from intents.house import Line

QUIET_NEEDED = 3.0
"""Seconds nobody has talked before a cue is given (conversation.md 4.3)."""

PATIENCE = timedelta(seconds=60)
SECOND_TRY_MINUTES = 15
SILENT_DAYS = 7
LOOK_EVERY = timedelta(minutes=1)

UNANSWERED_KEY = "unanswered_since"
RESTING_KEY = "resting_until_asked"


@dataclass(frozen=True, slots=True)
class Held:
    """A cue that waits for its moment."""

    due: RitualDue
    since: datetime


@dataclass(frozen=True, slots=True)
class Cue:
    """What the house speaks up with."""

    lines: tuple[Line, ...]
    begins: RitualDue | None = None
    """The ritual to begin after the lines."""


class Cues:
    """Holds at most one cue of each ritual and says when it may be given.

    What it has to remember outlasts a restart, but for cues that wait for their moment.
    """

    def __init__(self, house: Household, at_night: frozenset[str] = frozenset()) -> None:
        """`at_night`: the rituals that may also come in quiet hours."""
        self._house, self._at_night = house, at_night
        self._held: dict[str, Held] = {}
        self._tried: set[tuple[str, date]] = set()
        self._unanswered: bool | None = None
        self._looked: datetime | None = None

    def add(self, due: RitualDue) -> None:
        """A ritual's time has come. At a quiet time it passes without a word."""
        manners, rituals = self._house.manners, self._house.rituals
        night = manners.quiet_hours() and due.ritual not in self._at_night
        if manners.asked_to_be_quiet() or night or rituals.is_suspended():
            self._let_go(due, "quiet")
        elif self._kept(RESTING_KEY):
            self._let_go(due, "resting")
        elif not self._may_count(due):
            self._let_go(due, ENOUGH)
        else:
            self._held[due.ritual] = Held(due, self._house.now())

    def ready(self, quiet_for: float, busy: bool, deaf: bool) -> Cue | None:
        """The cue to give now: when nobody has talked for a moment and nothing else goes on."""
        self._look_ahead()
        self._give_up()
        if busy or deaf or quiet_for < QUIET_NEEDED or not self._held:
            return None
        due = self._held.pop(next(iter(self._held))).due
        self._house.rituals.share.count(due.ritual, due.day, self._house.now())
        if self._silent_for_days():
            return self._rest(due)
        if not due.part:
            self._house.rituals.was_cued(due.ritual, due.day)
        return Cue(tuple(self._house.waiting_lines()), due)

    def answered(self) -> None:
        """Somebody speaks with the house: it may speak up as before."""
        if self._unanswered is False:
            return
        for key in (UNANSWERED_KEY, RESTING_KEY):
            if self._kept(key) is not None:
                self._keep(key, None)
        self._unanswered = False

    # ---- at most three a day

    def _may_count(self, due: RitualDue) -> bool:
        """A cue that comes once more because somebody put it off is not another one."""
        rituals = self._house.rituals
        given = rituals.share.given(self._house.now())
        if [due.ritual, due.day.isoformat()] in given:
            return True
        steps_back = not due.part and (due.ritual, due.day) in rituals.stepping_back()
        return len(given) < CUES_A_DAY and not steps_back

    # ---- after many silent days

    def _silent_for_days(self) -> bool:
        """Whether nobody has answered for a week; from the first unanswered cue the days count."""
        today, since = self._house.evening(), self._kept(UNANSWERED_KEY)
        self._unanswered = True
        if since is None:
            self._keep(UNANSWERED_KEY, today.isoformat())
            return False
        return (today - date.fromisoformat(since)).days >= SILENT_DAYS

    def _rest(self, due: RitualDue) -> Cue:
        """One kind line that asks for nothing; then nothing until they ask."""
        self._keep(RESTING_KEY, True)
        self._let_go(due, "resting")
        title = next(p.title for p in self._house.rituals.plans() if p.ritual == due.ritual)
        return Cue((Line("whenever_you_like", {"ritual": title}),))

    # ---- over people's talk

    def _give_up(self) -> None:
        """After a minute in vain once more in a quarter of an hour; after that, not today."""
        now = self._house.now()
        for held in [held for held in self._held.values() if abs(now - held.since) > PATIENCE]:
            due = self._held.pop(held.due.ritual).due
            if due.part or (due.ritual, due.day) in self._tried:
                self._let_go(due, "dropped")
            else:
                self._tried.add((due.ritual, due.day))
                self._house.rituals.snooze(due.ritual, SECOND_TRY_MINUTES)

    # ---- beside the timetable

    def _look_ahead(self) -> None:
        """Date night is announced two days before; a talk comes at the time they chose for it."""
        now = self._house.now()
        if self._looked is not None and abs(now - self._looked) < LOOK_EVERY:
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
        journal = self._house.memory.journal
        with contextlib.suppress(JournalError):
            if journal.ritual_outcome(due.ritual, due.day) != "done":
                journal.note_ritual(due.ritual, due.day, why)
        self._house.rituals.replan()

    def _kept(self, key: str) -> Any:
        return self._house.memory.journal.kept(key)

    def _keep(self, key: str, value: Any) -> None:
        # A journal that is busy is no reason to fall silent, or to stumble before anybody spoke.
        with contextlib.suppress(JournalError):
            self._house.memory.journal.keep(key, value)
