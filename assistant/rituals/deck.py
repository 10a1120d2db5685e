"""The decks: what the house can ask, and what it can propose. Frozen values, all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from assistant.rituals.ritual import Lines

Depth = Literal["light", "open", "deep"]

TOPICS = (
    *("children", "family", "health", "money", "faith", "loss", "work"),
    *("past_loves", "body", "ageing", "drink", "food", "travel", "affection"),
)
"""Subjects that a couple can leave out as a whole, without saying why."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the deck."""

    id: str
    text: str
    category: str
    depth: Depth = "light"
    about: str = "us"
    """self, partner or us."""

    guest_safe: bool = True
    needs: str = "none"
    """children, living_together or none."""

    season: str = "any"
    pack: str = "first"
    author: str = "us"
    """us (who made the house) or couple."""

    listen: tuple[str, ...] = ()
    """Which families of listener prompts suit an answer to it."""

    topics: tuple[str, ...] = ()
    """Of TOPICS: whoever leaves one out does not hear it."""

    on: str = ""
    """A day it belongs to: "12-31", "anniversary", "birthday" or "clocks"; "" for any day."""

    short_reprompt: str = ""
    status: str = "active"
    """active, never or fav, before the couple has said anything about it."""


@dataclass(frozen=True, slots=True)
class DateItem:
    """Something for a date night: to talk about, or to do."""

    id: str
    text: str
    kind: str
    """talk or do."""

    place: str
    """home, outside or any."""

    new: bool = False
    """Whether it is likely new to both."""

    walk: bool = False
    """Whether doing it is a walk; of a question: whether it can be talked about on one."""

    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opener:
    """A line that opens the weekly meeting."""

    id: str
    text: str
    season: str = "any"


@dataclass(frozen=True, slots=True)
class Feelings:
    """Five words for how somebody may feel, said as one list."""

    mood: str
    """pleasant, unpleasant or mixed."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deck:
    """Every question, prompt, idea and starter there is."""

    questions: tuple[Question, ...]
    categories: Mapping[str, str]
    """Category → its title."""

    prompts: Mapping[str, tuple[Lines, ...]] = field(default_factory=dict)
    """Family → what the one who listened is asked to do, in variants."""

    starters: tuple[str, ...] = ()
    """Where a thank-you may begin: "Think of something they did when they were tired."."""

    dates: tuple[DateItem, ...] = ()
    openers: tuple[Opener, ...] = ()
    topics: tuple[str, ...] = ()
    """Easy subjects for practising to listen."""

    feelings: tuple[Feelings, ...] = ()
    goodnight: tuple[str, ...] = ()
    sleep_on: tuple[str, ...] = ()
    after_a_row: tuple[str, ...] = ()
    """What is said at bedtime while a quarrel is still open."""

    alone: tuple[str, ...] = ()
    """Questions to oneself, answered in writing by one alone; never spoken."""

    def find(self, question_id: str) -> Question | None:
        """The question with this id."""
        return next((one for one in self.questions if one.id == question_id), None)

    def in_company(self) -> "Deck":
        """Only what may be asked in front of guests and children."""
        safe = (one for one in self.questions if one.guest_safe and one.depth == "light")
        return replace(
            self,
            questions=tuple(one for one in safe if "affection" not in one.topics),
            dates=tuple(one for one in self.dates if "affection" not in one.topics),
        )

    def with_own(self, own: Iterable[Question]) -> "Deck":
        """The deck with the couple's own questions added."""
        return replace(self, questions=(*self.questions, *own))
