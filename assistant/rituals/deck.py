"""The deck of questions, and which one it is tonight. No clock and no chance in it."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Literal, TypeVar

from assistant.rituals.ritual import Lines

T = TypeVar("T")
Depth = Literal["light", "open", "deep"]

A_YEAR = 365
SKIPPED_DAYS = 60
SAME_CATEGORY_DAYS = 3
FIRST_DAYS = 21
"""So long a new household hears light and open questions only."""

_WEEK: tuple[Depth, ...] = ("light", "open", "light", "deep", "light", "open", "open")
"""What a week is made of, whatever day it begins on."""

_DEPTHS = {"light": "light", "lighter": "light", "open": "open", "deep": "deep", "deeper": "deep"}


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

    short_reprompt: str = ""
    listener_prompt: str = ""
    status: str = "active"
    """active, never or fav, before the couple has said anything about it."""


@dataclass(frozen=True, slots=True)
class Deck:
    """Every question, prompt and starter there is."""

    questions: tuple[Question, ...]
    categories: Mapping[str, str]
    """Category → its title."""

    listener_prompts: tuple[Lines, ...]
    starters: tuple[str, ...]
    """Where a thank-you may begin: "Think of something they did when they were tired."."""

    def find(self, question_id: str) -> Question | None:
        """The question with this id."""
        return next((one for one in self.questions if one.id == question_id), None)

    def in_company(self) -> "Deck":
        """Only what may be asked in front of guests and children."""
        safe = tuple(one for one in self.questions if one.guest_safe and one.depth == "light")
        return replace(self, questions=safe)

    def with_own(self, own: Iterable[Question]) -> "Deck":
        """The deck with the couple's own questions added."""
        return Deck((*self.questions, *own), self.categories, self.listener_prompts, self.starters)


def pick(
    deck: Deck,
    asked: Mapping[str, date],
    marks: Mapping[str, str],
    day: date,
    depth: str | None = None,
    category: str | None = None,
    exclude: Container[str] = (),
    first_day: date | None = None,
    deep: bool = False,
    favourites: bool = False,
    blocked: Container[str] = (),
) -> Question:
    """The question of this day; the same one whenever it is asked for on the same day.

    Never one of the last 365 days, never a category of the last three days (unless one is asked
    for), nothing deep in the first 21 days or before both have agreed to it (`deep`). Where that
    leaves nothing, it is the one that was asked longest ago. `asked`: when each was put last.
    """
    deep = deep and (first_day is None or (day - first_day).days >= FIRST_DAYS)
    pool = [
        one
        for one in deck.questions
        if one.id not in exclude
        and one.category not in blocked
        and (marks.get(one.id) or one.status) != "never"
        and (deep or one.depth != "deep")
    ]
    if favourites and (loved := [one for one in pool if _loved(one, marks)]):
        pool, asked, marks = loved, {}, {}
    if category and (about := [one for one in pool if one.category == category]):
        pool, recent = about, set[str]()
    else:
        recent = _recent_categories(deck, asked, day)
    fresh = [one for one in pool if _rested(one, asked, marks, day)]
    fresh = [one for one in fresh if one.category not in recent] or fresh
    for wanted in _order(_DEPTHS.get(depth or ""), day):
        if found := [one for one in fresh if one.depth == wanted]:
            return min(found, key=lambda one: _lot(one, day))
    if not pool:
        pool = [one for one in deck.questions if one.depth != "deep"] or list(deck.questions)
    return min(pool, key=lambda one: (asked.get(one.id, date.min), _lot(one, day)))


def _loved(one: Question, marks: Mapping[str, str]) -> bool:
    return marks.get(one.id) == "favourite" or (one.status == "fav" and not marks.get(one.id))


def _rested(one: Question, asked: Mapping[str, date], marks: Mapping[str, str], day: date) -> bool:
    last = asked.get(one.id)
    if last is None:
        return True
    if marks.get(one.id) == "skipped":
        return (day - last).days >= SKIPPED_DAYS
    # Asked today is tonight's question itself: after a restart it must be the same one.
    return last == day or (day - last).days >= A_YEAR


def _recent_categories(deck: Deck, asked: Mapping[str, date], day: date) -> set[str]:
    return {
        one.category
        for one in deck.questions
        if one.id in asked and 0 < (day - asked[one.id]).days <= SAME_CATEGORY_DAYS
    }


def _order(wanted: str | None, day: date) -> Iterator[str]:
    """The depth to try first, then its neighbours; nobody is taken deeper than they asked."""
    first = wanted or _WEEK[day.toordinal() % 7]
    yield first
    if first == "deep":
        yield from ("open", "light")
    elif first == "open":
        yield from ("light", "deep") if wanted is None else ("light",)
    else:
        yield from ("open", "deep") if wanted is None else ()


def _lot(one: Question, day: date) -> bytes:
    """A fixed place in a shuffled order that is another one every day."""
    return sha256(f"{day.isoformat()} {one.id}".encode()).digest()


class Picks:
    """The deck as one evening sees it."""

    def __init__(
        self,
        deck: Deck,
        asked: Mapping[str, date],
        marks: Mapping[str, str],
        day: date,
        *,
        first_day: date | None = None,
        deep: bool = False,
        blocked: Container[str] = (),
    ) -> None:
        """`deep`: both have agreed to deep questions, and both are here this evening."""
        self._deck, self._asked, self._marks, self._day = deck, asked, marks, day
        self._first_day, self._deep, self._blocked = first_day, deep, blocked

    def tonight(self) -> Question:
        """Tonight's question."""
        return self.another()

    def another(
        self,
        depth: str = "",
        category: str = "",
        favourites: bool = False,
        exclude: Container[str] = (),
    ) -> Question:
        """A question of this kind, none of `exclude`."""
        return pick(
            self._deck,
            self._asked,
            self._marks,
            self._day,
            depth=depth,
            category=category,
            exclude=exclude,
            first_day=self._first_day,
            deep=self._deep,
            favourites=favourites,
            blocked=self._blocked,
        )

    def find(self, question_id: str) -> Question | None:
        """The question with this id."""
        return self._deck.find(question_id)

    def mark(self, question_id: str) -> str:
        """How the couple stand towards it; "" if they never said."""
        return self._marks.get(question_id, "")

    def skipped(self, question_id: str) -> str:
        """The mark of a question that is skipped now: it comes back once, not twice."""
        return "returned" if self.mark(question_id) in ("skipped", "returned") else "skipped"

    def listener_prompt(self, turn: int) -> Lines:
        """Today's prompt for the one who listened; another one at each turn of the evening."""
        return _today(self._deck.listener_prompts, self._day, turn) or Lines()

    def starter(self) -> str:
        """Today's idea for a thank-you; "" if the deck has none."""
        return _today(self._deck.starters, self._day, 0) or ""


def _today(many: tuple[T, ...], day: date, turn: int) -> T | None:
    return many[(day.toordinal() * 2 + turn) % len(many)] if many else None
