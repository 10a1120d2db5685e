"""When rituals come and who wants them, as handlers see it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from intents.person import Person


@dataclass(frozen=True, slots=True)
class Plan:
    """When one ritual comes."""

    ritual: str
    title: str
    time: str
    """HH:MM, or "" for a ritual that comes only when somebody asks."""

    days: str
    on: bool
    """It is switched on, and both agree."""

    next: datetime | None
    evening: bool
    lacking: Person | None = None
    """Who has yet to agree, when the other one wants it."""


@dataclass(frozen=True, slots=True)
class Coming:
    """One ritual on one day."""

    ritual: str
    title: str
    at: datetime
    day: date
    once: bool
    """At another time than usual, for this day only."""


class Agreement(Protocol):
    """What each of the two said yes to."""

    @property
    def two_named(self) -> bool:
        """Whether there are two who can be told apart."""

    @property
    def waits_for_second(self) -> bool:
        """Whether only one of the two has joined by name: nothing is kept until both have."""

    def both(self, what: str) -> bool:
        """Whether both agree to a ritual, to "deep" or to "affection" questions."""

    def lacking(self, what: str) -> Person | None:
        """Who has yet to agree when the other one does."""


class Rituals(Protocol):
    """The rituals and their times."""

    current: str
    """The ritual in progress or last mentioned; "" if none."""

    @property
    def agreement(self) -> Agreement:
        """Who wants what."""

    def find(self, slot: str) -> str | None:
        """The ritual behind a name in a sentence ("question", "current"); None if not built."""

    def plans(self) -> list[Plan]:
        """All rituals with their times."""

    def coming(self, first: date, last: date) -> list[Coming]:
        """Everything from the first day to the last, in order of time."""

    def plan(
        self,
        ritual: str,
        time: str | None,
        days: str | None,
        on: bool | None = None,
        by: Person | None = None,
    ) -> Plan:
        """Change the weekly time; what is None stays as it is. The other one is told once."""

    def move(self, ritual: str, day: date, time: str | None, by: Person | None = None) -> Plan:
        """For one day only: another time ("24:30" is after midnight), or None for not at all."""

    def agree(self, what: str, person: Person | None, yes: bool) -> None:
        """This person (None: both) wants a ritual, "deep" or "affection", or no longer."""

    def cued(self) -> str | None:
        """The ritual that the house spoke up for last, if it was not held since."""

    def snooze(self, ritual: str, minutes: int) -> None:
        """Cue it again in so many minutes."""

    def last_done(self, ritual: str) -> date | None:
        """The evening on which it was held last."""

    def suspend(self, until: date | None) -> None:
        """No cues before that day; None takes it back."""
