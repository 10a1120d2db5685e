"""When each ritual comes, read and changed in one place: by voice and by page alike."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from assistant.household.agreement import Agreement
from assistant.household.cue_share import LOOK_AHEAD, CueShare
from assistant.household.news import News
from assistant.household.settings_book import SettingsBook
from assistant.journal import Journal, evening_day
from assistant.rituals import Ritual, RitualTimes, next_run, ritual_times
from assistant.rituals.plan import Moves, run_on
from config.settings import RitualPlan
from intents.house import Coming, Person, Plan
from intents.saying import say_days, say_time

SUSPENDED_KEY = "suspended_until"
LOOK_BACK = timedelta(days=2)


class Calendar:
    """Belongs to the thread of its journal, so a request of the page makes its own.

    Every change is on the disk when its method returns. Whoever changes something on another
    thread than the brain's posts `SettingsChanged` to the brain, and the timetable follows.
    `by` is who changes it (None: nobody knows), and is told to the other one once.
    """

    def __init__(
        self,
        rituals: Mapping[str, Ritual],
        book: SettingsBook,
        journal: Journal,
        now: Callable[[], datetime],
    ) -> None:
        self._rituals, self._book, self._journal, self._now = rituals, book, journal, now
        self.agreement = Agreement(rituals, book, journal)
        self.news = News(journal)
        self.share = CueShare(journal)

    # ---- reading

    def plans(self) -> list[Plan]:
        """Every ritual with its time and its next run."""
        moves, done = self.memory()
        done |= self.stepping_back()
        start, until = self._now(), self.suspended_until()
        if until and until > start.date():
            start = datetime.combine(until, time.min, start.tzinfo)
        found = []
        for times in self.times():
            run = next_run(times, start, self._book.zone, moves, done)
            found.append(self._plan(times, run[0] if run else None))
        return found

    def coming(self, first: date, last: date) -> list[Coming]:
        """Everything from the first day to the last, itself included, in order of time.

        What a suspension or a "not tonight" takes away is not in it, nor what steps back for
        others that day; what is over is.
        """
        back = self.stepping_back()
        return [one for one in self._wanted(first, last) if (one.ritual, one.day) not in back]

    def stepping_back(self) -> frozenset[tuple[str, date]]:
        """The rituals, with their days, that keep quiet because three others speak up."""
        now, (_, done) = self._now(), self.memory()
        wanted = self._wanted(evening_day(now), (now + LOOK_AHEAD).date())
        return self.share.stepping_back(wanted, done, now)

    def _wanted(self, first: date, last: date) -> list[Coming]:
        moves, until = self._journal.moves(first), self.suspended_until()
        days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
        found = []
        for times in self.times():
            for day in days:
                at = run_on(times, day, self._book.zone, moves)
                if at is not None and not (until and self._now().date() <= day < until):
                    title, once = self._rituals[times.ritual].title, (times.ritual, day) in moves
                    found.append(Coming(times.ritual, title, at, day, once))
        return sorted(found, key=lambda one: one.at)

    def times(self) -> list[RitualTimes]:
        """Every ritual's weekly time; on only while both agree."""
        return [
            replace(times, on=times.on and self.agreement.both(times.ritual))
            for times in ritual_times(self._rituals.values(), self._book.settings)
        ]

    def memory(self) -> tuple[Moves, set[tuple[str, date]]]:
        """The moves that still count, and what has been done or let go lately."""
        since = (self._now() - LOOK_BACK).date()
        days = [since + timedelta(days=back) for back in range(LOOK_BACK.days + 1)]
        outcome = self._journal.ritual_outcome
        done = {(name, day) for name in self._rituals for day in days if outcome(name, day)}
        return self._journal.moves(since), done

    def suspended_until(self) -> date | None:
        """The day on which rituals run again after "no rituals until Monday"."""
        until = self._journal.kept(SUSPENDED_KEY)
        return date.fromisoformat(until) if until else None

    def is_suspended(self) -> bool:
        """Whether cues are off for now."""
        until = self.suspended_until()
        return until is not None and self._now().date() < until

    def last_done(self, ritual: str) -> date | None:
        """The evening on which it was held last."""
        return self._journal.last_done(ritual)

    # ---- changing

    def plan(
        self,
        ritual: str,
        time: str | None,
        days: str | None,
        on: bool | None = None,
        by: Person | None = None,
    ) -> Plan:
        """Change the weekly time; what is None stays. A move for tonight gives way to it."""
        before = self._find(ritual)
        self._book.plan(ritual, RitualPlan(time=time, days=days, on=on))
        self._journal.unmove(ritual, self._now().date())
        after = self._find(ritual)
        if (after.time, after.days) != (before.time, before.days):
            other_days = say_days(after.days) if after.days != before.days else ""
            self._tell(ritual, "news_moved", by, time=say_time(after.time), days=other_days)
        self._changed()
        return after

    def move(self, ritual: str, day: date, time: str | None, by: Person | None = None) -> Plan:
        """For one day only: another time ("24:30" is half past midnight), or None: not at all."""
        self._journal.move(ritual, day, time)
        if time is not None:
            clock = f"{int(time[:2]) % 24:02}{time[2:]}"
            self._tell(ritual, "news_moved", by, time=say_time(clock), days="")
        self._changed()
        return self._find(ritual)

    def unmove(self, ritual: str, day: date) -> Plan:
        """That day as on any other."""
        self._journal.unmove(ritual, day)
        self._changed()
        return self._find(ritual)

    def suspend(self, until: date | None) -> None:
        """No cues before that day; None takes it back."""
        self._journal.keep(SUSPENDED_KEY, until.isoformat() if until else None)
        self._changed()

    def agree(self, what: str, person: Person | None, yes: bool) -> None:
        """A ritual (or "deep", or "affection") is wanted by this person, or no longer.

        None is both. A ritual begins to come when both want it, and ends when one does not.
        """
        wanted = self.agreement.both(what)
        self.agreement.say(what, person, yes)
        if what in self._rituals:
            self._book.plan(what, RitualPlan(on=yes))
            title = self._rituals[what].title
            title = title[:1].lower() + title[1:]
            if yes and self.agreement.lacking(what):
                self._tell(what, "news_wish", person, ritual=title)
            elif not yes and wanted:
                self._tell(what, "news_off", person, ritual=title)
            else:
                self.news.drop(what)
        self._changed()

    def _changed(self) -> None:
        """What follows from a change beyond the journal and the settings: here nothing."""

    def _tell(self, ritual: str, key: str, by: Person | None, /, **words: str) -> None:
        if self.agreement.two_named:
            self.news.tell(ritual, key, by, **words)

    def _find(self, ritual: str) -> Plan:
        return next(plan for plan in self.plans() if plan.ritual == ritual)

    def _plan(self, times: RitualTimes, at: datetime | None) -> Plan:
        ritual = self._rituals[times.ritual]
        return Plan(
            ritual=ritual.name,
            title=ritual.title,
            time=times.time.strftime("%H:%M") if times.time else "",
            days=times.days_text,
            on=times.on,
            next=at,
            evening=ritual.evening,
            lacking=self.agreement.lacking(ritual.name),
        )
