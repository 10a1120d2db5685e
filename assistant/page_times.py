"""The rituals' times as the page changes them; the brain's timetable follows at once."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from typing import Any

from assistant.dashboard.door import Coming, RitualCard
from assistant.events import SettingsChanged
from assistant.household import Calendar, SettingsBook
from assistant.journal import Journal
from assistant.rituals import Ritual
from config.days import days_text, parse_days
from config.errors import ConfigError, HouseError
from config.settings import RitualPlan
from intents.house import Person

DAYS_SHOWN = 7


class PageTimes:
    """What the page reads and changes of the week. Called from any thread."""

    def __init__(
        self,
        rituals: Mapping[str, Ritual],
        book: SettingsBook,
        journal: Callable[[], AbstractContextManager[Journal]],
        now: Callable[[], datetime],
        tell: Callable[[Any], None],
    ) -> None:
        self._rituals, self._book, self._journal = rituals, book, journal
        self._now, self._tell = now, tell

    def cards(self) -> list[RitualCard]:
        """Every ritual with its next time."""
        with self._journal() as journal:
            calendar = self._calendar(journal)
            found = calendar.plans()
            agreed = {plan.ritual: calendar.agreement.said(plan.ritual) for plan in found}
        return [
            RitualCard(
                name=plan.ritual,
                title=plan.title,
                time=plan.time,
                days=plan.days,
                on=plan.on,
                next=plan.next.isoformat() if plan.next else "",
                said=self._rituals[plan.ritual].spoken[0],
                agreed=agreed[plan.ritual],
                on_request=not plan.time,
            )
            for plan in found
        ]

    def week(self) -> list[Coming]:
        """What comes in the seven days from today, moved and skipped ones as such."""
        today = self._now().date()
        with self._journal() as journal:
            moves, planned = journal.moves(today), self._calendar(journal).times()
        found = []
        for times in planned:
            for ahead in range(DAYS_SHOWN):
                day = today + timedelta(days=ahead)
                usual = f"{times.time:%H:%M}" if times.time and day.weekday() in times.days else ""
                if not times.on or not (usual or moves.get((times.ritual, day))):
                    continue
                moved = (times.ritual, day) in moves
                at = moves.get((times.ritual, day), usual)
                title = self._rituals[times.ritual].title
                found.append(Coming(times.ritual, title, day, at or usual, moved, at is None))
        return sorted(found, key=lambda one: (one.day, one.time))

    def plan(self, name: str, time: str, days: str, on: bool) -> None:
        """The weekly time, from now on. Raises ConfigError for times that do not exist."""
        self._known(name)
        checked = _checked(time, days, on)
        with self._journal() as journal:
            calendar = self._calendar(journal)
            calendar.plan(name, checked.time, checked.days, on)
            if on and not calendar.agreement.two_named:
                calendar.agree(name, None, True)
        self._tell(SettingsChanged())

    def agreed(self, what: str) -> frozenset[Person]:
        """Who said yes to a ritual, or to "deep" or "affection" questions."""
        with self._journal() as journal:
            return self._calendar(journal).agreement.said(what)

    def agree(self, what: str, who: Person, yes: bool) -> None:
        """One of the two says yes, or takes it back."""
        with self._journal() as journal:
            self._calendar(journal).agree(what, who, yes)
        self._tell(SettingsChanged())

    def shift(self, name: str, day: date, to: date, time: str) -> None:
        """Every week: this weekday's evening on another weekday, and all of them at this time."""
        card = next(card for card in self.cards() if card.name == self._known(name))
        days = (parse_days(card.days) - {day.weekday()}) | {to.weekday()}
        self.plan(name, time, days_text(frozenset(days)), card.on)

    def move(self, name: str, day: date, time: str | None) -> None:
        """That day only: at this time, or with None not at all."""
        self._known(name)
        if time is not None:
            time = _checked(time, "daily", True).time
        if day < self._now().date():
            raise HouseError("That day is over.")
        with self._journal() as journal:
            self._calendar(journal).move(name, day, time)
        self._tell(SettingsChanged())

    def unmove(self, name: str, day: date) -> None:
        """That day as on any other."""
        with self._journal() as journal:
            journal.unmove(self._known(name), day)
        self._tell(SettingsChanged())

    def suspended(self) -> date | None:
        """The day on which rituals come again; None when they come as usual."""
        with self._journal() as journal:
            until = self._calendar(journal).suspended_until()
        return until if until and until > self._now().date() else None

    def suspend(self, until: date | None) -> None:
        """No ritual comes by itself before that day; None takes it back."""
        if until is not None and until <= self._now().date():
            raise HouseError("Choose a day that is still to come.")
        with self._journal() as journal:
            self._calendar(journal).suspend(until)
        self._tell(SettingsChanged())

    def _calendar(self, journal: Journal) -> Calendar:
        return Calendar(self._rituals, self._book, journal, self._now)

    def _known(self, name: str) -> str:
        if name not in self._rituals:
            raise HouseError(f"There is no ritual called {name}.")
        return name


def _checked(time: str, days: str, on: bool) -> RitualPlan:
    try:
        return RitualPlan(time=time, days=days, on=on)
    except ValueError as error:
        details: list[Any] = getattr(error, "errors", list)()
        raise ConfigError([sentence(detail) for detail in details]) from error


def sentence(detail: Any) -> str:
    """What pydantic found, as a sentence with its place."""
    where = ".".join(str(part) for part in detail["loc"])
    return f"{where}: {str(detail['msg']).removeprefix('Value error, ')}"
