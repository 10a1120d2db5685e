"""What a request may do to the household, and what comes back: the seam that handlers use."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol

from config.helplines import Helplines
from intents.discretion import Confidence, Discretion, Messages
from intents.match import Match
from intents.person import Company as Company
from intents.person import Person as Person
from intents.timetable import Coming as Coming
from intents.timetable import Plan as Plan
from intents.timetable import Rituals as Rituals


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence to speak: a key of the language's replies, or words that are ready to speak."""

    key: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    ready: str = ""
    """Spoken as it stands when there is no key."""

    slow: bool = False
    private: bool = False
    """The sound of it is never kept on disk."""

    unseen: bool = False
    """Said once and then nowhere: no caption, no "say that again", no sound to fetch."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What the house wants to know before it can finish a request."""

    state: Literal["confirm", "free_text", "person", "ritual_keep", "hard_moment"]
    match: Match
    """The request to try again with the answer."""

    slot: str = ""
    """The slot that the answer goes into; for "confirm", set to "yes"."""

    otherwise: str = ""
    """What goes into the slot when nobody answers; "" leaves the request."""


@dataclass(frozen=True, slots=True)
class Start:
    """A ritual to begin."""

    ritual: str
    alone: bool = False
    first: Match | None = None
    """A request for the ritual's first step, such as another question of a certain depth."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What to say and what happens next."""

    lines: tuple[Line, ...] = ()
    chime: str = ""
    """An earcon before the lines; alone it confirms what needs no words."""

    ask: Ask | None = None
    start: Start | None = None
    saved: bool = False
    """Something was kept: for five seconds "undo", "no" and "change that" work."""

    hush: bool = False
    """Cut what is being said now."""

    stop: Literal["", "ritual", "listening"] = ""
    """Ends the ritual, or closes the microphone."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """One journal entry, as far as a handler needs it."""

    id: int
    kind: str
    text: str
    by: Person | None
    to: Person | None
    at: datetime
    day: date


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are asked for; None means any."""

    kind: str | None = None
    by: Person | None = None
    to: Person | None = None
    since: date | None = None
    until: date | None = None
    words: str = ""
    reader: Person | None = None
    """Who wants them, without what they have hidden; None: without what anybody has hidden."""
    question: str | None = None


class People(Protocol):
    """The two who live here."""

    speaker: Person | None
    """Who is talking, if somebody said so lately or a ritual gave them the turn."""

    def spoken(self, person: Person | None) -> str:
        """How the voice says their name; "" if nobody has told the house."""

    def find(self, name: str) -> Person | None:
        """Whose name, alias or spoken form this is."""


class Memory(Protocol):
    """The journal, as requests see it. Every change is durable before the call returns."""

    last_question: str
    """Id of the question asked last; "" if none was."""

    why_held: str
    """The reply that says why the last words could not be saved yet."""

    def keep(self, kind: str, match: Match, by: Person | None, to: Person | None) -> bool:
        """Keep the match's text; False if it could not be saved yet (it is held and retried)."""

    def entries(self, wanted: Wanted, limit: int, offset: int = 0) -> list[Remembered]:
        """Newest first."""

    def count(self, wanted: Wanted) -> int:
        """How many there are."""

    def entry(self, id: int) -> Remembered | None:
        """The entry with this number, if it is still there."""

    def by_chance(self, wanted: Wanted, but_not: Container[int]) -> Remembered | None:
        """One of them, all as likely as each other; never the same one twice running."""

    def on_this_day(self, years: int | None = None) -> list[Remembered]:
        """What was kept on this day of other years, or so many years back; newest first."""

    def days(self) -> list[date]:
        """The evenings on which something was kept or a ritual was held, newest first."""

    def subjects(self, wanted: Wanted, left_out: Container[str], most: int) -> list[str]:
        """The words that come up in most of them, if they come up more than once."""

    def milestone(self, what: Literal["appreciations", "evenings"]) -> int | None:
        """A round number reached just now; each is given once."""

    def answered_before(self, question: str) -> date | None:
        """The last day, months ago, of which both answers to this question were kept."""

    def undo(self) -> Remembered | None:
        """Take back the last change; what it was about, or None if there is nothing."""

    def next_undone(self) -> tuple[Remembered, datetime] | None:
        """What `undo` would be about, and when that was changed; None if nobody need be asked."""

    def next_restored(self) -> tuple[Remembered, datetime] | None:
        """What `restore` would bring back, and when it was put away."""

    def delete(self, entries: Sequence[Remembered]) -> None:
        """Put all of them away; they can be brought back for 30 days."""

    def hide(self, entries: Sequence[Remembered], person: Person) -> None:
        """They stay as they are, and this person is not shown them any more."""

    def restore(self) -> Remembered | None:
        """Bring back what was put away last."""

    def edit(self, entry: int, text: str | None = None, to: Person | None = None) -> Remembered:
        """Mend the words or the person of one entry."""

    last_read: int
    """The entry that was read aloud last; 0 if none was."""

    def mark_question(self, status: str) -> bool:
        """Mark the question asked last as "never" or "favourite"; False if there was none."""

    def add_question(self, text: str) -> None:
        """Put a question of the couple's own into the deck."""


class Manners(Protocol):
    """How loud, how fast, and when to be silent."""

    last_line: str
    """What the house said last."""

    @property
    def volume(self) -> int:
        """0 to 100."""

    @property
    def rate(self) -> int:
        """Words a minute."""

    def set_volume(self, volume: int) -> None:
        """0 to 100, from now on."""

    def set_rate(self, rate: int) -> None:
        """Words a minute, from now on."""

    def be_quiet(self, until: datetime | None) -> None:
        """No cue before then; None: speak again."""

    def set_quiet_hours(self, begins: str, ends: str) -> None:
        """Both HH:MM."""


class House(Protocol):
    """Everything a handler may touch."""

    @property
    def people(self) -> People:
        """The two who live here."""

    @property
    def memory(self) -> Memory:
        """The journal."""

    @property
    def rituals(self) -> Rituals:
        """The rituals and their times."""

    @property
    def manners(self) -> Manners:
        """How the house speaks."""

    @property
    def discretion(self) -> Discretion:
        """What is better not said or kept."""

    @property
    def confidence(self) -> Confidence:
        """What is for one alone, or for nobody yet."""

    @property
    def messages(self) -> Messages:
        """Words left for the other."""

    @property
    def helplines(self) -> Helplines:
        """Whom to call, where this household lives."""

    def now(self) -> datetime:
        """Local time of the household."""

    def evening(self) -> date:
        """The day that tonight belongs to: until 03:00 it is still yesterday's."""

    def examples(self, count: int) -> list[str]:
        """Things that can be said right now."""

    @property
    def language(self) -> str:
        """The language that is spoken with the house."""


Handler = Callable[[Match, House], Reply]
_handlers: dict[str, Handler] = {}


def handles(*intents: str) -> Callable[[Handler], Handler]:
    """Register a function as what happens for these intents."""

    def register(handler: Handler) -> Handler:
        for intent in intents:
            _handlers[intent] = handler
        return handler

    return register


def handler_for(intent: str) -> Handler | None:
    """What happens for an intent, or None if nothing can be done yet."""
    return _handlers.get(intent)


def handled() -> frozenset[str]:
    """Every intent that something happens for."""
    return frozenset(_handlers)


def say(key: str, **words: str) -> Reply:
    """A reply of one sentence."""
    return Reply(lines=(Line(key, words),))
