"""What is wrong with a set of values, each fault as a sentence at its place."""

import difflib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from config.fields import PERSONS, guess
from config.settings import Settings

Place = tuple[str | int, ...]

RITUALS = Path(__file__).parent / "rituals"


def check(data: Mapping[str, Any]) -> tuple[Settings | None, list[tuple[Place, str]]]:
    """The settings made of `data`, or None and every fault: its place and a sentence."""
    found = _near_miss_rituals(data)
    try:
        # Strict, but of JSON: then a list may become a tuple, and 1 still is not "yes".
        settings = Settings.model_validate_json(json.dumps(_two(data), default=str), strict=True)
    except ValidationError as error:
        found += [(detail["loc"], _sentence(detail)) for detail in error.errors()]
    return (None if found else settings), found


def dotted(place: Place) -> str:
    """A place as people write it: "household.partners.one.name"."""
    parts = [str(part) for part in place if isinstance(part, str)]
    if place[:2] == ("household", "partners") and len(place) > 2 and place[2] in (0, 1):
        parts.insert(2, PERSONS[int(place[2])])
    return ".".join(parts)


def known_rituals() -> list[str]:
    """The names of the rituals that come with the house."""
    return sorted(path.stem for path in RITUALS.glob("*.yaml"))


def _two(data: Mapping[str, Any]) -> dict[str, Any]:
    """A household with one partner written down has a second one without a name."""
    full = dict(data)
    household = full.get("household")
    partners = household.get("partners") if isinstance(household, Mapping) else None
    if isinstance(household, Mapping) and isinstance(partners, list) and len(partners) < 2:
        padded = [*partners, *([{}] * (2 - len(partners)))]
        full["household"] = {**household, "partners": padded}
    return full


def _near_miss_rituals(data: Mapping[str, Any]) -> list[tuple[Place, str]]:
    """A ritual that nobody knows is left alone; a misspelt one would silently not be moved."""
    rituals = data.get("rituals")
    known = known_rituals()
    found: list[tuple[Place, str]] = []
    for name in rituals if isinstance(rituals, Mapping) else ():
        if name not in known and (near := difflib.get_close_matches(name, known, 1, 0.7)):
            found.append((("rituals", name), f"there is no such ritual. Did you mean '{near[0]}'?"))
    return found


def _sentence(detail: ErrorDetails) -> str:
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    shown = _shown(value)
    if kind == "extra_forbidden":
        return f"there is no such setting. {guess(dotted(detail['loc']))}".rstrip()
    if kind == "value_error":
        return str(context["error"])
    if kind == "literal_error":
        return f"{shown} is not one of {context['expected']}.{_choice(value, context)}"
    if kind == "greater_than_equal":
        return f"{shown} is too little; it must be at least {context['ge']:g}"
    if kind == "less_than_equal":
        return f"{shown} is too much; it must be at most {context['le']:g}"
    if kind == "string_too_long":
        return f"it is too long; at most {context['max_length']} letters"
    if kind in ("too_long", "too_short"):
        return f"there are two partners, not {context['actual_length']}"
    if kind == "tuple_type" and detail["loc"][-1] == "partners":
        return 'write each partner as [[household.partners]] and name = "…" below it'
    return f"it must be {_WANTED.get(kind, 'of another kind')}, and {shown} is not"


_WANTED = {
    "string_type": 'a text in quotes, like "this"',
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "an ordinary number",
    "bool_type": "true or false",
    "model_type": "a group of settings in [brackets]",
    "dict_type": "a group of settings in [brackets]",
    "tuple_type": 'a list, like ["this", "that"]',
}


def _choice(value: object, context: Mapping[str, Any]) -> str:
    choices = [part for part in str(context["expected"]).split("'") if part.strip(" ,or")]
    near = difflib.get_close_matches(str(value).lower(), choices, n=1, cutoff=0.5)
    return f" Did you mean '{near[0]}'?" if near else ""


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else f"{text[:37]}…"
