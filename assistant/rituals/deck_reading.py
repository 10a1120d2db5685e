"""From the deck's files to a Deck: one category a file, every mistake told at once."""

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from assistant.rituals.deck import Deck, Question
from assistant.rituals.faults import Faults, RitualError, guess, read_yaml
from assistant.rituals.ritual import Lines

SHIPPED = Path(__file__).parents[2] / "config" / "decks"
LONGEST_QUESTION = 20
LONGEST_PROMPT = 14
LONGEST_STARTER = 15

_TOP = ("category", "title", "defaults", "questions", "prompts", "starters")
_FIELDS = tuple(field.name for field in fields(Question) if field.name != "category")
_CHOICES = {
    "depth": ("light", "open", "deep"),
    "about": ("self", "partner", "us"),
    "needs": ("none", "children", "living_together"),
    "author": ("us", "couple"),
    "status": ("active", "never", "fav"),
    "guest_safe": ("true", "false"),
}


def read_deck(*folders: Path) -> Deck:
    """The deck in these folders, by default the one that comes with the house.

    Raises RitualError with everything that is wrong in any file.
    """
    questions: list[Question] = []
    categories: dict[str, str] = {}
    prompts: list[Lines] = []
    starters: list[str] = []
    problems: list[str] = []
    paths = (path for folder in folders or (SHIPPED,) for path in sorted(folder.glob("*.yaml")))
    for path in paths:
        faults = Faults(path)
        content = read_yaml(path, faults)
        faults.keys("", content, _TOP)
        if "questions" in content:
            category = str(content.get("category", path.stem))
            categories[category] = str(content.get("title", category))
            questions += _questions(content, category, faults)
        prompts += [_prompt(written, faults) for written in _many(content, "prompts", faults)]
        starters += [_starter(written, faults) for written in _many(content, "starters", faults)]
        problems += faults.problems
    problems += _twice(questions)
    if not questions and not problems:
        problems.append("There is no question in the deck.")
    if problems:
        raise RitualError(problems)
    return Deck(tuple(questions), categories, tuple(prompts), tuple(starters))


def _questions(content: dict[str, Any], category: str, faults: Faults) -> list[Question]:
    defaults = content.get("defaults", {})
    if not isinstance(defaults, dict):
        faults.add("defaults", "it must be a list of names with values.")
        defaults = {}
    found = []
    for number, written in enumerate(_many(content, "questions", faults), 1):
        place = f"question {number}"
        if not isinstance(written, dict) or not {"id", "text"} <= set(written):
            faults.add(place, "it needs an id and a text.")
            continue
        place = f"{place} ('{written['id']}')"
        found.append(_question(place, defaults | written, category, faults))
    return found


def _question(place: str, written: dict[str, Any], category: str, faults: Faults) -> Question:
    faults.keys(place, written, _FIELDS)
    known = {key: str(value) for key, value in written.items() if key in _FIELDS}
    for key, choices in _CHOICES.items():
        if key in known and known[key] not in choices:
            faults.add(
                f"{place}, {key}",
                f"'{known[key]}' is not one of {choices}.{guess(known[key], choices)}",
            )
            del known[key]
    safe = known.pop("guest_safe", "true" if known.get("depth", "light") == "light" else "false")
    question = Question(known["id"], known["text"], category, guest_safe=safe == "true")
    _breath(place, question.text, LONGEST_QUESTION, faults)
    return replace(question, **known)  # type: ignore[arg-type]


def _prompt(written: Any, faults: Faults) -> Lines:
    if not isinstance(written, dict) or set(written) != {"say", "nameless"}:
        faults.add("prompts", "each needs a 'say' and a 'nameless', and nothing else.")
        return Lines()
    say, nameless = str(written["say"]), str(written["nameless"])
    for line in (say, nameless):
        _breath("prompts", line, LONGEST_PROMPT, faults)
    return Lines((say,), (), (nameless,))


def _starter(written: Any, faults: Faults) -> str:
    _breath("starters", str(written), LONGEST_STARTER, faults)
    return str(written)


def _breath(place: str, line: str, longest: int, faults: Faults) -> None:
    if (words := len(line.split())) > longest:
        faults.add(place, f'{words} words are too many for one breath ({longest}): "{line}"')


def _many(content: dict[str, Any], key: str, faults: Faults) -> list[Any]:
    given = content.get(key, [])
    if isinstance(given, list):
        return given
    faults.add(key, "it must be a list, with a dash before each.")
    return []


def _twice(questions: list[Question]) -> list[str]:
    ids = [question.id for question in questions]
    return [f"Two questions are called '{one}'." for one in sorted({*ids}) if ids.count(one) > 1]
