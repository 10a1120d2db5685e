"""From the decks' files to a Deck: every mistake in any of them is told at once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.rituals import deck_items as items
from assistant.rituals.deck import DateItem, Deck, Feelings, Opener, Question
from assistant.rituals.faults import Faults, RitualError, read_yaml
from assistant.rituals.ritual import Lines

SHIPPED = Path(__file__).parents[2] / "config" / "decks"


@dataclass(slots=True)
class _Found:
    """What the files read so far hold."""

    questions: list[Question] = field(default_factory=list)
    categories: dict[str, str] = field(default_factory=dict)
    prompts: dict[str, tuple[Lines, ...]] = field(default_factory=dict)
    starters: list[str] = field(default_factory=list)
    dates: list[DateItem] = field(default_factory=list)
    openers: list[Opener] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    feelings: list[Feelings] = field(default_factory=list)
    goodnight: list[str] = field(default_factory=list)
    sleep_on: list[str] = field(default_factory=list)
    after_a_row: list[str] = field(default_factory=list)
    alone: list[str] = field(default_factory=list)


def read_deck(*folders: Path) -> Deck:
    """The decks in these folders, by default those that come with the house.

    Raises RitualError with everything that is wrong in any file.
    """
    found, problems = _Found(), list[str]()
    for folder in folders or (SHIPPED,):
        for path in sorted(folder.glob("*.yaml")):
            faults = Faults(path)
            _read(read_yaml(path, faults), path.stem, found, faults)
            problems += faults.problems
    problems += _twice(found)
    if not found.questions and not problems:
        problems.append("There is no question in the deck.")
    if problems:
        raise RitualError(problems)
    return Deck(
        questions=tuple(found.questions),
        categories=found.categories,
        prompts=found.prompts,
        starters=tuple(found.starters),
        dates=tuple(found.dates),
        openers=tuple(found.openers),
        topics=tuple(found.topics),
        feelings=tuple(found.feelings),
        goodnight=tuple(found.goodnight),
        sleep_on=tuple(found.sleep_on),
        after_a_row=tuple(found.after_a_row),
        alone=tuple(found.alone),
    )


def _read(content: dict[str, Any], stem: str, found: _Found, faults: Faults) -> None:
    readers: dict[str, Callable[[Any], None]] = {
        "questions": lambda given: _category(content, given, stem, found, faults),
        "fixed": lambda given: found.questions.extend(items.fixed(given, faults)),
        "prompts": lambda given: found.prompts.update(items.prompts(given, faults)),
        "date_night": lambda given: found.dates.extend(items.dates(given, faults)),
        "openers": lambda given: found.openers.extend(items.openers(given, faults)),
        "feelings": lambda given: found.feelings.extend(items.feelings(given, faults)),
    }
    for name, longest in items.LINES.items():
        target: list[str] = getattr(found, name)
        readers[name] = lambda given, name=name, longest=longest, target=target: target.extend(  # type: ignore[misc]
            items.lines(name, given, longest, faults)
        )
    faults.keys("", content, (*readers, "category", "title", "defaults"))
    for key, given in content.items():
        if key in readers:
            readers[key](given)


def _category(
    content: dict[str, Any], given: Any, stem: str, found: _Found, faults: Faults
) -> None:
    category = str(content.get("category", stem))
    found.categories[category] = str(content.get("title", category))
    found.questions += items.questions(given, content.get("defaults", {}), category, faults)


def _twice(found: _Found) -> list[str]:
    ids = [one.id for one in found.questions]
    ids += [one.id for one in found.dates] + [one.id for one in found.openers]
    return [f"Two items are called '{one}'." for one in sorted({*ids}) if ids.count(one) > 1]
