"""What is announced beside the timetable: date night before its day, and a talk they put off."""

from datetime import datetime, timedelta

from assistant.household import Household
from assistant.household.cue_share import DATE_NIGHT, TALK_KEY, TOLD_BEFORE, TOLD_KEY

TOO_LATE = timedelta(days=1)
"""Nearer than this the evening is no news any more."""

PATIENCE = timedelta(hours=1)
"""After so long the time they chose has passed without a word."""


class LookAhead:
    """Each thing is due once; a restart changes nothing about it."""

    def __init__(self, house: Household) -> None:
        self._house = house
        self._journal = house.memory.journal

    def date_night_in_two_days(self) -> bool:
        """Whether date night is to be announced now."""
        now = self._house.now()
        plan = next((p for p in self._house.rituals.plans() if p.ritual == DATE_NIGHT), None)
        if plan is None or not plan.on or plan.next is None:
            return False
        day = plan.next.date().isoformat()
        near = TOO_LATE < plan.next - now <= TOLD_BEFORE
        if not near or self._journal.kept(TOLD_KEY) == day:
            return False
        self._journal.keep(TOLD_KEY, day)
        return True

    def time_to_talk(self) -> bool:
        """Whether the time has come that they chose for a talk; forgotten once it is there."""
        kept = self._journal.kept(TALK_KEY)
        if not kept:
            return False
        now = self._house.now()
        at = datetime.fromisoformat(f"{kept['day']}T{kept['time']}").replace(tzinfo=now.tzinfo)
        if now < at:
            return False
        self._journal.keep(TALK_KEY, None)
        return now - at <= PATIENCE
