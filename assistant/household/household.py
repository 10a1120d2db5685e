"""Everything a request may touch, in one place: the House that handlers are given."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from assistant.household.manners import Manners
from assistant.household.memory import Memory
from assistant.household.people import People
from assistant.household.planning import Planning

EVENING_LASTS_UNTIL = timedelta(hours=3)


def evening_of(at: datetime) -> date:
    """The day that a moment's evening belongs to: until 03:00 it is still yesterday's."""
    return (at - EVENING_LASTS_UNTIL).date()


@dataclass(slots=True)
class Household:
    """The House of intents.house, made of its four parts."""

    people: People
    memory: Memory
    rituals: Planning
    manners: Manners
    clock: Callable[[], datetime]
    sayable: Callable[[int], list[str]]
    """So many examples of what can be said in the present state of the dialogue."""

    def now(self) -> datetime:
        """Local time of the household."""
        return self.clock()

    def evening(self) -> date:
        """The day that tonight belongs to."""
        return evening_of(self.clock())

    def examples(self, count: int) -> list[str]:
        """Things that can be said right now."""
        return self.sayable(count)
