"""Which question it is tonight. No clock and no chance in it: a day always has the same one."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from assistant.rituals.deck import Deck, Depth, Question

A_YEAR = 365
A_WEEK = 7
SKIPPED_DAYS = 60
SAME_CATEGORY_DAYS = 3
FIRST_DAYS = 21
"""So long a new household hears light and open questions only."""

OWN_EVERY_DAYS = 7
"""The couple's own questions have one evening a week while any of them waits."""

_TURNS: tuple[Depth, ...] = (
    *("light", "open", "light", "deep", "light", "open", "deep"),
    *("light", "open", "light", "open", "light", "deep", "open"),
)
"""What two weeks are made of: three light ones a week, two or three open, one or two deep."""

_DEPTHS = {"light": "light", "lighter": "light", "open": "open", "deep": "deep", "deeper": "deep"}


@dataclass(frozen=True, slots=True)
class Evening:
    """What the choice of a question depends on."""

    day: date
    asked: Mapping[str, date] = field(default_factory=dict)
    """Question → the day on which it was put last."""

    today: Sequence[str] = ()
    """The questions of this evening so far, in their order."""

    marks: Mapping[str, str] = field(default_factory=dict)
    """Question → never, favourite, skipped (comes back once), returned (did so) or passed."""

    first_day: date | None = None
    """When this household began."""

    deep: bool = False
    """Whether deep ones may come: both agreed, both here, no guests, no quarrel, not too early."""

    blocked: Container[str] = ()
    """Categories and topics that are left out."""

    occasions: tuple[str, ...] = ()
    """What this day is: "12-31", "anniversary", "birthday"."""

    needs: tuple[str, ...] = ("none", "living_together")
    """What this household fulfils."""

    in_passing: Mapping[str, date] = field(default_factory=dict)
    """The questions that were put in passing, as over a stove: on which day last."""


def pick(
    deck: Deck,
    evening: Evening,
    depth: str = "",
    category: str = "",
    exclude: Container[str] = (),
    favourites: bool = False,
) -> Question:
    """The question of this evening; the same one whenever it is asked for.

    Never one of the last 365 days, never a category of the last three days (unless one is asked
    for), nothing deep in the first 21 days or before both have agreed to it. A question that was
    skipped comes back once, after 60 days. Where that leaves nothing, it is the light one that
    was asked longest ago, then any.
    """
    pool = [one for one in deck.questions if one.id not in exclude and suits(one, evening)]
    if favourites and (loved := [one for one in pool if _loved(one, evening)]):
        # Asking for favourites means asking for old ones.
        return min(loved, key=lambda one: (_last(one, evening), lot(one.id, evening.day)))
    recent = set[str]() if category else _recent_categories(deck, evening)
    if category and (about := [one for one in pool if one.category == category]):
        pool = about
    fresh = [one for one in pool if _rested(one, evening)]
    fresh = [one for one in fresh if one.category not in recent] or fresh
    for wanted in _order(_DEPTHS.get(depth, ""), evening):
        if found := [one for one in fresh if one.depth == wanted]:
            return min(found, key=lambda one: lot(one.id, evening.day))
    oldest = pool or [one for one in deck.questions if one.depth != "deep"] or deck.questions
    return min(oldest, key=lambda one: (one.depth != "light", *_age(one, evening)))


def tonight(deck: Deck, evening: Evening, exclude: Container[str] = ()) -> Question:
    """Tonight's question: what was put already, else what belongs to this day, else our choice."""
    for question in reversed(evening.today):
        found = deck.find(question)
        if found and question not in exclude and _still_stands(found, evening):
            return found
    for special in (_for_the_day(deck, evening), _own_turn(deck, evening)):
        waiting = [one for one in special if one.id not in exclude]
        if waiting:
            return waiting[0]
    return pick(deck, evening, exclude=exclude)


def _still_stands(one: Question, evening: Evening) -> bool:
    return evening.marks.get(one.id) not in ("never", "skipped", "passed")


def _for_the_day(deck: Deck, evening: Evening) -> list[Question]:
    found = [
        one
        for one in deck.questions
        if one.on in evening.occasions and one.on and _rested(one, evening)
    ]
    allowed = [one for one in found if evening.marks.get(one.id) != "never"]
    # The couple's own days come before those of the calendar.
    return sorted(allowed, key=lambda one: (one.on[0].isdigit(), lot(one.id, evening.day)))


def _own_turn(deck: Deck, evening: Evening) -> list[Question]:
    """One of theirs that was never asked, when the last one of theirs is a week ago."""
    own = [one for one in deck.questions if one.author == "couple"]
    latest = max((evening.asked[one.id] for one in own if one.id in evening.asked), default=None)
    if latest and (evening.day - latest).days < OWN_EVERY_DAYS:
        return []
    return [one for one in own if one.id not in evening.asked and suits(one, evening)]


def suits(one: Question, evening: Evening) -> bool:
    """Whether it may be asked in this household on this evening at all."""
    deep = evening.deep and (
        evening.first_day is None or (evening.day - evening.first_day).days >= FIRST_DAYS
    )
    return (
        (deep or one.depth != "deep")
        and not one.on
        and one.needs in evening.needs
        and (evening.marks.get(one.id) or one.status) != "never"
        and not any(subject in evening.blocked for subject in (one.category, *one.topics))
    )


def _loved(one: Question, evening: Evening) -> bool:
    mark = evening.marks.get(one.id)
    return mark == "favourite" or (one.status == "fav" and not mark)


def _rested(one: Question, evening: Evening) -> bool:
    passing = evening.in_passing.get(one.id)
    if passing and (evening.day - passing).days < A_WEEK:
        return False  # they have just talked about it
    last = evening.asked.get(one.id)
    if last is None:
        return True
    rested = (evening.day - last).days
    if evening.marks.get(one.id) == "skipped":
        return rested >= SKIPPED_DAYS
    return rested >= A_YEAR


def _recent_categories(deck: Deck, evening: Evening) -> set[str]:
    return {
        one.category
        for one in deck.questions
        if one.id in evening.asked
        and 0 <= (evening.day - evening.asked[one.id]).days <= SAME_CATEGORY_DAYS
    }


def _order(wanted: str, evening: Evening) -> Iterator[str]:
    """The depth to try first, then its neighbours; nobody is taken deeper than they asked."""
    turn = evening.day.toordinal() + 5 * len(evening.today)
    first = wanted or _TURNS[turn % len(_TURNS)]
    yield first
    if first == "deep":
        yield from ("open", "light")
    elif first == "open":
        yield from ("light", "deep") if not wanted else ("light",)
    else:
        yield from ("open", "deep") if not wanted else ()


def _last(one: Question, evening: Evening) -> date:
    return evening.asked.get(one.id, date.min)


def _age(one: Question, evening: Evening) -> tuple[date, bytes]:
    return _last(one, evening), lot(one.id, evening.day)


def lot(item: str, day: date) -> bytes:
    """A fixed place in a shuffled order that is another one every day."""
    return sha256(f"{day.isoformat()} {item}".encode()).digest()
