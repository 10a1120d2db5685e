"""The items of a deck's file, each checked: a question, a prompt, an idea, a line."""

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from assistant.rituals.deck import TOPICS, DateItem, Feelings, Opener, Question
from assistant.rituals.faults import Faults, guess
from assistant.rituals.ritual import Lines

LONGEST_QUESTION = 20
LONGEST_PROMPT = 14
LONGEST_OPENER = 14
FEELINGS_AT_ONCE = 5
LINES = {
    "starters": 15,
    "topics": 12,
    "goodnight": 16,
    "sleep_on": 16,
    "after_a_row": 25,
    "alone": LONGEST_QUESTION,
}
"""The decks of plain lines, and how many words each may have."""

FIXED = "fixed"
"""The category of the questions that belong to a day."""

_FIELDS = tuple(one.name for one in fields(Question) if one.name not in ("category", "on"))
_CHOICES = {
    "depth": ("light", "open", "deep"),
    "about": ("self", "partner", "us"),
    "needs": ("none", "children", "living_together"),
    "author": ("us", "couple"),
    "status": ("active", "never", "fav"),
    "guest_safe": ("true", "false"),
    "kind": ("talk", "do"),
    "place": ("home", "outside", "any"),
    "new": ("true", "false"),
    "walk": ("false", "true"),
    "season": ("any", "spring", "summer", "autumn", "winter"),
    "mood": ("pleasant", "unpleasant", "mixed"),
}
_A_DAY = re.compile(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])|anniversary|birthday|clocks")


def questions(given: Any, defaults: Any, category: str, faults: Faults) -> list[Question]:
    """The questions of one category."""
    if not isinstance(defaults, dict):
        faults.add("defaults", "it must be a list of names with values.")
        defaults = {}
    return [
        _question(place, defaults | written, category, faults)
        for place, written in _items("question", given, ("id", "text"), faults)
    ]


def fixed(given: Any, faults: Faults) -> list[Question]:
    """The questions that belong to a day of the year or of the couple."""
    found = []
    for place, written in _items("fixed", given, ("id", "text", "on"), faults):
        on = str(written["on"])
        if not _A_DAY.fullmatch(on):
            faults.add(
                f"{place}, on", f"'{on}' is no day; write 12-31, anniversary, birthday or clocks."
            )
        rest = {key: value for key, value in written.items() if key != "on"}
        found.append(replace(_question(place, rest, FIXED, faults), on=on))
    return found


def prompts(given: Any, faults: Faults) -> dict[str, tuple[Lines, ...]]:
    """What the one who listened is asked to do, by family."""
    if not isinstance(given, dict):
        faults.add("prompts", "write them as families with their variants below.")
        return {}
    return {
        family: tuple(
            _prompt(place, written, faults)
            for place, written in _items(family, variants, ("say", "nameless"), faults)
        )
        for family, variants in given.items()
    }


def dates(given: Any, faults: Faults) -> list[DateItem]:
    """What can be talked about or done on a date night."""
    needed = ("id", "text", "kind", "place")
    known = (*needed, "new", "topics", "walk")
    found = []
    for place, written in _items("date", given, needed, faults, known):
        item = DateItem(
            id=str(written["id"]),
            text=_breath(place, str(written["text"]), LONGEST_QUESTION, faults),
            kind=_choice(place, "kind", written["kind"], faults),
            place=_choice(place, "place", written["place"], faults),
            new=_choice(place, "new", written.get("new", "false"), faults) == "true",
            walk=_choice(place, "walk", written.get("walk", "false"), faults) == "true",
            topics=_topics(place, written.get("topics", []), faults),
        )
        if item.walk and item.place == "home":
            faults.add(f"{place}, walk", "nobody walks at home; write place: outside or any.")
        found.append(item)
    return found


def openers(given: Any, faults: Faults) -> list[Opener]:
    """The lines that open a weekly meeting."""
    return [
        Opener(
            str(written["id"]),
            _breath(place, str(written["text"]), LONGEST_OPENER, faults),
            _choice(place, "season", written.get("season", "any"), faults),
        )
        for place, written in _items(
            "opener", given, ("id", "text"), faults, ("id", "text", "season")
        )
    ]


def feelings(given: Any, faults: Faults) -> list[Feelings]:
    """Words for feelings, five at a time."""
    found = []
    for place, written in _items("feelings", given, ("mood", "words"), faults):
        words = _texts(f"{place}, words", written["words"], faults)
        if len(words) != FEELINGS_AT_ONCE:
            faults.add(f"{place}, words", f"there must be {FEELINGS_AT_ONCE}, one breath.")
        found.append(Feelings(_choice(place, "mood", written["mood"], faults), words))
    return found


def lines(name: str, given: Any, longest: int, faults: Faults) -> list[str]:
    """Plain lines, each one breath."""
    return [_breath(name, line, longest, faults) for line in _texts(name, given, faults)]


def _items(
    what: str, given: Any, needed: tuple[str, ...], faults: Faults, known: tuple[str, ...] = ()
) -> list[tuple[str, dict[str, Any]]]:
    """Each item with its place for whoever reads of a mistake; what is no item is left out."""
    if not isinstance(given, list):
        faults.add(what, "it must be a list, with a dash before each.")
        return []
    found = []
    for number, written in enumerate(given, 1):
        place = f"{what} {number}"
        if not isinstance(written, dict) or not set(needed) <= set(written):
            faults.add(place, f"it needs {' and '.join(needed)}.")
            continue
        place += f" ('{written['id']}')" if "id" in written else ""
        if known:
            faults.keys(place, written, known)
        found.append((place, written))
    return found


def _question(place: str, written: Mapping[str, Any], category: str, faults: Faults) -> Question:
    faults.keys(place, written, _FIELDS)
    lists = {
        "listen": _texts(f"{place}, listen", written.get("listen", []), faults),
        "topics": _topics(place, written.get("topics", []), faults),
    }
    known = {
        key: _choice(place, key, value, faults) if key in _CHOICES else str(value)
        for key, value in written.items()
        if key in _FIELDS and key not in lists
    }
    safe = known.pop("guest_safe", "true" if known.get("depth", "light") == "light" else "false")
    text = _breath(place, known.pop("text"), LONGEST_QUESTION, faults)
    question = Question(known.pop("id"), text, category, guest_safe=safe == "true")
    return replace(question, **(known | lists))  # type: ignore[arg-type]


def _prompt(place: str, written: Mapping[str, Any], faults: Faults) -> Lines:
    faults.keys(place, written, ("say", "nameless"))
    say, nameless = (
        _breath(place, str(written[key]), LONGEST_PROMPT, faults) for key in ("say", "nameless")
    )
    return Lines((say,), (), (nameless,))


def _choice(place: str, key: str, value: Any, faults: Faults) -> str:
    choices = _CHOICES[key]
    if value not in choices:
        faults.add(f"{place}, {key}", f"'{value}' is not one of {choices}.{guess(value, choices)}")
        return choices[0]
    return str(value)


def _topics(place: str, given: Any, faults: Faults) -> tuple[str, ...]:
    found = _texts(f"{place}, topics", given, faults)
    for topic in found:
        if topic not in TOPICS:
            faults.add(f"{place}, topics", f"'{topic}' is not one of {TOPICS}.")
    return found


def _texts(place: str, given: Any, faults: Faults) -> tuple[str, ...]:
    if isinstance(given, list) and all(isinstance(one, str) for one in given):
        return tuple(given)
    faults.add(place, "it must be a list, with a dash before each.")
    return ()


def _breath(place: str, line: str, longest: int, faults: Faults) -> str:
    if (words := len(line.split())) > longest:
        faults.add(place, f'{words} words are too many for one breath ({longest}): "{line}"')
    return line
