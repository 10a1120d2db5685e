"""Everything a request may touch, in one place: the House that handlers are given."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from assistant.household.agreement import Agreement
from assistant.household.confidence import Confidence
from assistant.household.discretion import Discretion
from assistant.household.manners import Manners
from assistant.household.memory import Memory
from assistant.household.messages import Messages
from assistant.household.people import IDS, People
from assistant.household.planning import Planning
from assistant.household.settings_book import SettingsBook
from assistant.journal import evening_day
from config.helplines import Helplines, helplines_for
from intents.house import Line


@dataclass(slots=True)
class Household:
    """The House of intents.house, made of its parts."""

    people: People
    memory: Memory
    rituals: Planning
    manners: Manners
    discretion: Discretion
    agreement: Agreement
    confidence: Confidence
    messages: Messages
    book: SettingsBook
    clock: Callable[[], datetime]
    sayable: Callable[[int], list[str]]
    """So many examples of what can be said in the present state of the dialogue."""

    def now(self) -> datetime:
        """Local time of the household."""
        return self.clock()

    def evening(self) -> date:
        """The day that tonight belongs to."""
        return evening_day(self.clock())

    @property
    def helplines(self) -> Helplines:
        """Whom to call, where this household lives."""
        return helplines_for(self.book.settings)

    def waiting_lines(self) -> list[Line]:
        """That a message waits, said once as a ritual is offered; nothing of what it says."""
        lines = []
        for person in IDS:
            name = self.people.spoken(person)
            if name and self.messages.announce(person):
                lines.append(Line("message_waiting", {"name": name}))
        return lines

    def examples(self, count: int) -> list[str]:
        """Things that can be said right now."""
        return self.sayable(count)

    @property
    def language(self) -> str:
        """The language that is spoken with the house."""
        return self.book.settings.household.language

    def news(self, ritual: str, cue: bool) -> list[Line]:
        """What one changed and the other should hear as this ritual begins; not before others."""
        if self.discretion.company:
            return []
        return self.rituals.news.waiting(ritual, self.people.names(), cue)

    def keep_default(self, deep: bool = False) -> Literal["keep", "let_go"]:
        """What happens to answers when nobody says; deep: to those to a deep question."""
        return "keep" if self.book.settings.household.keeps(deep) else "let_go"
