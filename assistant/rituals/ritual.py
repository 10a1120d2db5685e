"""A ritual as it stands in its file: when it comes, its steps, and the words of each step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

END = "end"
"""The jump that leads out of a ritual."""

BY_DEPTH = "depth"
"""A wait that depends on how deep the question goes."""

WAITS = {"light": 12.0, "open": 15.0, "deep": 20.0}
"""Seconds of thinking before anybody says anything: open questions need longer."""


@dataclass(frozen=True, slots=True)
class Lines:
    """One line in its variants; {A} is who goes first today, {B} the other one."""

    full: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    """For couples who have done this ritual three times."""

    nameless: tuple[str, ...] = ()
    """For a household that has not given its names."""

    def __bool__(self) -> bool:
        return bool(self.full)

    def all(self) -> tuple[str, ...]:
        """Every variant."""
        return (*self.full, *self.short, *self.nameless)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a ritual. Which fields a kind has is told in `reading.KEYS`."""

    kind: str
    """cue, tell, question, ask, number, time, window, timer, choose, keep, mirror or close."""

    name: str
    say: Lines = Lines()
    again: Lines = Lines()
    """Said instead when a mirror brings the step round with the two exchanged."""

    one: Lines = Lines()
    """Said instead when only one thing was saved (close) or answered (keep)."""

    none: Lines = Lines()
    """Said instead when there was nothing."""

    nudge: Lines = Lines()
    """The one reprompt: for silence in an ask, elsewhere for words that were not understood."""

    nudge_from: str = ""
    """"starters": practised couples get today's starter from the deck instead."""

    announce: Lines = Lines()
    """Said after the line of a talk window: how long it is, and what ends it."""

    taken: Lines = Lines()
    """Said when a time was understood; {when} is the time."""

    silence_say: Lines = Lines()
    skip_say: Lines = Lines()
    kept: Lines = Lines()
    gone: Lines = Lines()
    whose: Lines = Lines()
    chime: str = ""
    who: str = "A"
    """Whose turn it is in an ask: A or B."""

    note: str = ""
    """Where the words of an ask go: appreciation, quality, answer, another kind, or nowhere."""

    held: bool = False
    """Its words are only held until a keep; so are answers."""

    many: int = 1
    """How many things may be told in an ask, one after the other."""

    reminds: str = ""
    """What "remind me" reads in an ask: "own_thanks"."""

    reads: str = ""
    """What a tell reads after its line: "tries" or "waiting"; without any it is passed over."""

    draws: str = ""
    """What the line takes from the decks: an opener, a topic, an idea, feelings …"""

    role: str = ""
    """In a talk of feelings: "speaker" tells of themselves, "listener" answers, "both" neither."""

    low: int = 0
    """A number up to this one sets the fact "upset"."""

    sets: str = ""
    """What a number or a time is for: "timer", "date_night" or "talk"."""

    repeats: str = ""
    """"question": "say that again" means the question, not the line of this step."""

    prompts: str = ""
    """"listener": the line comes from the deck's listener prompts."""

    state: str = ""
    """The dialogue state of a choose."""

    wait: float | str = 8.0
    """Seconds; "depth" by the question's depth; "asked" in a timer: the number told before."""

    first_words: float = 0.0
    """In a talk window: after so many seconds in which nobody said anything, the nudge comes."""

    halfway: bool = False
    """A soft tick in the middle of a talk window."""

    gently: bool = False
    """When the time of a talk window is over, it goes on in a pause of their talk."""

    nudge_wait: float = 10.0
    then: str = ""
    silence: str = ""
    skip: str = ""
    straight: str = ""
    """Where an appreciation goes that somebody says straight at the cue."""

    begins: str = ""
    """The step from which a mirror goes round again with the two exchanged."""

    needs: str = ""
    """The ask that must have been answered, or this step is passed over."""

    only: str = ""
    """"together" or "alone": passed over otherwise."""

    given: tuple[str, ...] = ()
    """Facts that must hold ("first_week"), or must not ("not shorter"); passed over otherwise."""

    most: int = 0
    """How often it may come in one round; after that its `skip` is taken. 0: any number."""

    retry: int = 0
    """Minutes after which a cue that nobody answered comes once more."""

    next_day: bool = False
    """A cue that nobody answered twice is offered once more on the next day."""

    outcome: str = ""
    """How the ritual went if it ends with this step; "" means done."""

    default: str = ""
    """What a keep does when nobody says: "discard", or "" for what the household settled."""

    both: bool = False
    """A keep that saves only what both want saved."""

    optional: bool = False
    """The couple may leave this step out for good."""

    off: bool = False
    """They do."""

    answers: Mapping[str, str] = field(default_factory=dict)
    """What may be chosen: a choice or an intent → step."""


@dataclass(frozen=True, slots=True)
class Ritual:
    """A ritual, whole and checked."""

    name: str
    """The file's name without its ending; settings and journal know it by this."""

    title: str
    slot: str
    """The name by which understanding knows it."""

    spoken: tuple[str, ...]
    at: time | None
    """None: only when somebody asks for it."""

    days: frozenset[int]
    """Monday is 0."""

    on: bool
    """Whether it comes before anybody has changed anything."""

    evening: bool
    """A bare "half past nine" is in the evening."""

    steps: tuple[Step, ...]
    words: Mapping[str, Lines]
    """The lines that every ritual shares: paused, stopped, fine …"""

    company: frozenset[str] = frozenset()
    """Who may not be there: guests, kids."""

    time_out: str = ""
    """Where "time out" leads, as "repair.break"; "" means a pause."""

    recorded: bool = True
    """Whether the house remembers that it took place."""

    soft: bool = False
    """Spoken softly, and also in quiet hours."""

    loud: bool = False
    """Spoken a little louder than the household has set it, while it lasts."""

    def step(self, name: str) -> Step:
        """The step of this name. KeyError if there is none."""
        for step in self.steps:
            if step.name == name:
                return step
        raise KeyError(name)

    def after(self, step: Step) -> str:
        """The name of the step that follows in the file, or END."""
        place = self.steps.index(step) + 1
        return self.steps[place].name if place < len(self.steps) else END

    @property
    def asks_a_question(self) -> bool:
        """Whether a question from the deck belongs to it."""
        return any(step.kind == "question" for step in self.steps)


def find(rituals: Mapping[str, Ritual], said: str) -> Ritual | None:
    """The ritual with this file name, slot or spoken name."""
    wanted = said.strip().casefold()
    for ritual in rituals.values():
        if wanted in {ritual.name, ritual.slot, *(name.casefold() for name in ritual.spoken)}:
            return ritual
    return None
