"""The explicit words for each kind of danger, as a language's crisis.yaml gives them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from intents.graph import GraphMaker, TemplateFault, WordGraph
from intents.reading import LanguageBroken, parse

RULES = "expansion_rules"
POLITELY, PLEADING, EXCLAIMING = "politely", "pleading", "exclaiming"
OF_EVERY_KIND = (POLITELY, PLEADING, EXCLAIMING)


@dataclass(frozen=True, slots=True)
class Danger:
    """The explicit words for one kind of danger."""

    phrases: tuple[WordGraph, ...]
    ending: tuple[WordGraph, ...]
    """Those that count only as the end of what was said."""

    written: tuple[WordGraph, ...]
    """Those that count only where dictation wrote them or somebody typed them."""

    but_not: tuple[WordGraph, ...]
    """What shows that it was said lightly."""

    lightly: tuple[WordGraph, ...]
    """Whole sentences that sound much like it and mean nothing: so that they can be heard."""

    politely: tuple[WordGraph, ...]
    """What nobody says around it who cries for help; the same for every kind."""

    pleading: tuple[WordGraph, ...]
    """What is called out before it or after it in the same breath; the same for every kind."""

    exclaiming: tuple[WordGraph, ...]
    """What is called out before it only; the same for every kind."""

    @property
    def firing(self) -> tuple[WordGraph, ...]:
        """Whatever fires it by its sound, at whichever place."""
        return (*self.phrases, *self.ending)


def read_danger(page: Any, make: Callable[[Mapping[str, str]], GraphMaker]) -> dict[str, Danger]:
    """Intent → its words. `make` gives a maker that knows the page's rules."""
    try:
        maker = make(page.get(RULES, {}))

        def graphs(entry: Mapping[str, Any], name: str) -> tuple[WordGraph, ...]:
            return tuple(maker.make(parse(phrase)) for phrase in entry.get(name, ()))

        around = tuple(graphs(page, name) for name in OF_EVERY_KIND)
        return {
            name: Danger(
                graphs(entry, "phrases"),
                graphs(entry, "ending"),
                graphs(entry, "written"),
                graphs(entry, "but_not"),
                graphs(entry, "lightly"),
                *around,
            )
            for name, entry in page.items()
            if name not in (RULES, *OF_EVERY_KIND)
        }
    except (TemplateFault, AttributeError, TypeError) as fault:
        raise LanguageBroken(f"crisis.yaml: {fault}") from fault
