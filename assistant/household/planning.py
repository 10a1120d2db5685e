"""The rituals' times as requests change them; the timetable follows at once."""

import contextlib
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from assistant.events import Planned
from assistant.household.calendar import Calendar
from assistant.household.cue_share import SNOOZED_KEY
from assistant.household.settings_book import SettingsBook
from assistant.journal import Journal, JournalError
from assistant.rituals import Ritual, Timetable, find
from intents.house import Person, Plan

LONGEST_SNOOZE = timedelta(days=1)


class Planning(Calendar):
    """The calendar on the brain's thread."""

    def __init__(
        self,
        rituals: Mapping[str, Ritual],
        book: SettingsBook,
        journal: Journal,
        timetable: Timetable,
        now: Callable[[], datetime],
        publish: Callable[[tuple[Planned, ...]], None],
    ) -> None:
        super().__init__(rituals, book, journal, now)
        self._timetable, self._publish = timetable, publish
        self.current = ""
        self._cued: tuple[str, date] | None = None
        self._taken_up = False

    def find(self, slot: str) -> str | None:
        """The ritual behind a name in a sentence."""
        if slot == "current":
            return self.current or self.find("question")
        ritual = find(self._rituals, slot)
        if ritual is None:
            return None
        self.current = ritual.name
        return ritual.name

    def plan(
        self,
        ritual: str,
        time: str | None,
        days: str | None,
        on: bool | None = None,
        by: Person | None = None,
    ) -> Plan:
        """Change the weekly time, and go on speaking of this ritual."""
        self.current = ritual
        return super().plan(ritual, time, days, on, by)

    def snooze(self, ritual: str, minutes: int) -> None:
        """Cue it again in so many minutes, also when the house is opened anew before."""
        self._timetable.snooze(ritual, minutes)
        at = (self._now() + timedelta(minutes=minutes)).isoformat()
        self._keep_snoozed(self._snoozed() | {ritual: at})

    def _take_up(self) -> None:
        """The house has been opened: what was put off before still comes."""
        self._taken_up = True
        for ritual, at in self._snoozed().items():
            left = datetime.fromisoformat(at) - self._now()
            if ritual in self._rituals and timedelta(0) < left <= LONGEST_SNOOZE:
                self._timetable.snooze(ritual, left.total_seconds() / 60)

    def was_cued(self, ritual: str, day: date) -> None:
        """The house has spoken up for it."""
        snoozed = self._snoozed()
        if snoozed.pop(ritual, None):
            self._keep_snoozed(snoozed)
        self._cued = ritual, day
        self.current = ritual

    def _keep_snoozed(self, snoozed: dict[str, str]) -> None:
        with contextlib.suppress(JournalError):  # it is only for a restart
            self._journal.keep(SNOOZED_KEY, snoozed or None)

    def _snoozed(self) -> dict[str, str]:
        kept: dict[str, str] = self._journal.kept(SNOOZED_KEY, {})
        return kept

    def cued(self) -> str | None:
        """The ritual that the house spoke up for last, if it was not held since."""
        if self._cued is None or self._journal.ritual_outcome(*self._cued) == "done":
            return None
        return self._cued[0] if (self._now().date() - self._cued[1]).days <= 1 else None

    def replan(self) -> None:
        """Bring the timetable and the page in line with settings, moves and what is done."""
        self._timetable.plan(self.times(), *self.memory())
        if not self._taken_up:
            self._take_up()
        self._publish(
            tuple(
                Planned(p.ritual, p.title, p.next.isoformat() if p.next else "")
                for p in self.plans()
            )
        )

    def _changed(self) -> None:
        self.replan()
