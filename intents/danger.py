"""The words of danger as a language's file has them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from intents.graph import GraphMaker, TemplateFault, WordGraph
from intents.reading import LanguageBroken, Shared, parse


@dataclass(frozen=True, slots=True)
class Danger:
    """The explicit words for one kind of danger."""

    phrases: tuple[WordGraph, ...]
    ending: tuple[WordGraph, ...]
    """Those that count only as the end of what was said."""

    but_not: tuple[WordGraph, ...]
    """What shows that it was said lightly."""

    @property
    def all(self) -> tuple[WordGraph, ...]:
        """Every phrase that names it."""
        return (*self.phrases, *self.ending)


def read_danger(page: Any, make: Callable[[str, Shared], GraphMaker]) -> dict[str, Danger]:
    """Crisis intent → its words. Raises LanguageBroken."""
    maker = make("crisis.yaml", Shared({}, page.get("expansion_rules", {})))

    def graphs(entry: Mapping[str, Any], name: str) -> tuple[WordGraph, ...]:
        return tuple(maker.make(parse(phrase)) for phrase in entry.get(name, ()))

    try:
        return {
            name: Danger(*(graphs(entry, part) for part in ("phrases", "ending", "but_not")))
            for name, entry in page.items()
            if name != "expansion_rules"
        }
    except (TemplateFault, KeyError, TypeError) as fault:
        raise LanguageBroken(f"crisis.yaml: {fault}") from fault
