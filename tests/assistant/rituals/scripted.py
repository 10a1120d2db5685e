"""A couple and decks for rehearsals: everything a ritual can ask for is there."""

from collections.abc import Container
from datetime import date, timedelta
from typing import Any

from assistant.rituals import (
    Action,
    Content,
    Couple,
    Drawn,
    Evening,
    Lines,
    Listen,
    Picks,
    Ritual,
    RitualMemory,
    RitualRun,
    Speak,
    read_deck,
    read_rituals,
)

RITUALS, PROBLEMS = read_rituals()
DECK = read_deck()
NAMES = {"one": "Maya", "two": "Sam"}
DAY = date(2026, 11, 24)
FACTS = {
    "morning_appreciation": {"date_last_night", "waiting"},
    "goodnight": set(),
    "weekly_meeting": {"first_week"},
}
"""What holds in a rehearsal, so that most steps come."""


class PlainDecks:
    """Small decks, a few of everything."""

    def topic(self, turn: int) -> Drawn:
        return Drawn(f"topic_{turn}", f"Topic number {turn}.")

    def feelings(self, turn: int) -> tuple[str, ...]:
        return ("tired", "sad", "hurt", "worried", "calm")

    def goodnight_line(self, kind: str, turn: int) -> Drawn:
        return Drawn(f"{kind}_{turn}", f"The line of {kind}.")

    def opener(self) -> Drawn:
        return Drawn("opener", "One slow breath together.")

    def date_idea(self, place: str, exclude: Container[str]) -> Drawn:
        walks = place == "outside"
        ideas = [Drawn(f"{place}_{n}", f"An idea, {place}, number {n}.", walks) for n in range(9)]
        return next(one for one in ideas if one.id not in exclude)

    def date_question(self, depth: str, exclude: Container[str]) -> Drawn:
        many = [Drawn(f"date_{depth}_{n}", f"Which evening was number {n}?") for n in range(30)]
        return next((one for one in many if one.id not in exclude), Drawn())

    def walk_question(self, exclude: Container[str]) -> Drawn:
        return Drawn("date_path", "Which path was the longest?")

    def light_question(self, exclude: Container[str]) -> Drawn:
        many = [Drawn(f"light_{n}", f"Which smell was number {n}?") for n in range(30)]
        return next((one for one in many if one.id not in exclude), Drawn())

    def listener_prompt(self, turn: int, question_id: str) -> Lines:
        return Lines()


def picks(day: date = DAY) -> Picks:
    return Picks(DECK, Evening(day, first_day=day - timedelta(days=100)))


def read(what: str, person: str) -> list[str]:
    """What the house would read aloud."""
    many = {"tries": 1, "waiting": 1, "own_thanks": 5}[what]
    return [f"{what} of {person}, {n}" for n in range(many)]


def run_of(
    ritual: Ritual,
    alone: bool = False,
    times_done: int = 0,
    day: date = DAY,
    names: dict[str, str] = NAMES,
    content: Content | None = None,
    **memory: Any,
) -> RitualRun:
    """A run that was not begun, with decks that have everything."""
    facts = memory.pop("facts", FACTS.get(ritual.name, set()))
    words = {"day": "Friday", "time": "seven", "waiting": names["two"]}
    known = RitualMemory(
        times_done,
        day,
        "let_go",
        facts=frozenset(facts),
        words=memory.pop("words", words),
        reading=memory.pop("reading", read),
        **memory,
    )
    return RitualRun(
        ritual, Couple("one", names, alone), picks(day), known, content or PlainDecks()
    )


def said(actions: Any) -> list[str]:
    """The lines among the actions."""
    return [action.text for action in actions or () if isinstance(action, Speak)]


def listens(actions: list[Action]) -> bool:
    """Whether the house listens after this."""
    return bool(actions) and isinstance(actions[-1], Listen)
