"""The rituals' times, as voice and page change them; the timetable follows at once."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from assistant.events import Planned
from assistant.household.settings_book import SettingsBook
from assistant.journal import Journal
from assistant.rituals import Ritual, RitualTimes, Timetable, find, next_run, ritual_times
from config.settings import RitualPlan
from intents.house import Plan

SUSPENDED_KEY = "suspended_until"
LOOK_BACK = timedelta(days=2)


def plans(
    rituals: Mapping[str, Ritual], book: SettingsBook, journal: Journal, now: datetime
) -> list[Plan]:
    """Every ritual with its time and its next run; for the voice and for the page."""
    moves, done = _memory(rituals, journal, now)
    suspended = suspended_until(journal)
    start = now
    if suspended and suspended > now.date():
        start = datetime.combine(suspended, datetime.min.time(), now.tzinfo)
    found = []
    for times in ritual_times(rituals.values(), book.settings):
        ritual = rituals[times.ritual]
        run = next_run(times, start, book.zone, moves, done)
        found.append(_plan(ritual, times, run[0] if run else None))
    return found


def _plan(ritual: Ritual, times: RitualTimes, at: datetime | None) -> Plan:
    return Plan(
        ritual=ritual.name,
        title=ritual.title,
        time=times.time.strftime("%H:%M"),
        days=times.days_text,
        on=times.on,
        next=at,
        evening=ritual.evening,
    )


def suspended_until(journal: Journal) -> date | None:
    """The day on which rituals run again after "no rituals until Monday"."""
    until = journal.kept(SUSPENDED_KEY)
    return date.fromisoformat(until) if until else None


def _memory(
    rituals: Mapping[str, Ritual], journal: Journal, now: datetime
) -> tuple[dict[tuple[str, date], str | None], set[tuple[str, date]]]:
    since = (now - LOOK_BACK).date()
    days = [since + timedelta(days=back) for back in range(LOOK_BACK.days + 1)]
    done = {(name, day) for name in rituals for day in days if journal.ritual_outcome(name, day)}
    return journal.moves(since), done


class Planning:
    """Belongs to the brain's thread."""

    def __init__(
        self,
        rituals: Mapping[str, Ritual],
        book: SettingsBook,
        journal: Journal,
        timetable: Timetable,
        now: Callable[[], datetime],
        publish: Callable[[tuple[Planned, ...]], None],
    ) -> None:
        self._rituals, self._book, self._journal = rituals, book, journal
        self._timetable, self._now, self._publish = timetable, now, publish
        self.current = ""

    def last_done(self, ritual: str) -> date | None:
        """The evening on which it was held last."""
        return self._journal.last_done(ritual)

    def find(self, slot: str) -> str | None:
        """The ritual behind a name in a sentence."""
        if slot == "current":
            return self.current or self.find("question")
        ritual = find(self._rituals, slot)
        if ritual is None:
            return None
        self.current = ritual.name
        return ritual.name

    def plans(self) -> list[Plan]:
        """All rituals with their times."""
        return plans(self._rituals, self._book, self._journal, self._now())

    def plan(self, ritual: str, time: str | None, days: str | None, on: bool | None) -> Plan:
        """Change the weekly time; a once-only move for tonight gives way to it."""
        self._book.plan(ritual, RitualPlan(time=time, days=days, on=on))
        self._journal.unmove(ritual, self._now().date())
        return self._replanned(ritual)

    def move(self, ritual: str, day: date, time: str | None) -> Plan:
        """For one day only."""
        self._journal.move(ritual, day, time)
        return self._replanned(ritual)

    def snooze(self, ritual: str, minutes: int) -> None:
        """Cue it again in so many minutes."""
        self._timetable.snooze(ritual, minutes)

    def suspend(self, until: date | None) -> None:
        """No cues before that day."""
        self._journal.keep(SUSPENDED_KEY, until.isoformat() if until else None)
        self.replan()

    def is_suspended(self) -> bool:
        """Whether cues are off for now."""
        until = suspended_until(self._journal)
        return until is not None and self._now().date() < until

    def replan(self) -> None:
        """Bring the timetable and the page in line with settings, moves and what is done."""
        moves, done = _memory(self._rituals, self._journal, self._now())
        times = ritual_times(self._rituals.values(), self._book.settings)
        self._timetable.plan(times, moves, done)
        self._publish(
            tuple(
                Planned(p.ritual, p.title, p.next.isoformat() if p.next else "")
                for p in self.plans()
            )
        )

    def _replanned(self, ritual: str) -> Plan:
        self.replan()
        self.current = ritual
        return next(plan for plan in self.plans() if plan.ritual == ritual)
