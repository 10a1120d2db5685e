"""The states of a dialogue: what counts in each, and what the ears are told to listen for."""

import fnmatch
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from intents.reading import LanguageBroken

if TYPE_CHECKING:
    from intents.language import Template


@dataclass(frozen=True, slots=True)
class State:
    """What counts in one state of a dialogue."""

    name: str
    intents: tuple[str, ...]
    never: frozenset[str]
    no_stretches: bool
    """True if own words are no part of a request here: they would be an answer."""

    commands_only: bool
    """True if nothing but requests is listened for, and no other talk is dictated."""

    at_once: tuple[str, ...]
    short: tuple[str, ...]
    """Intents whose phrases of one word end a turn at once, whatever could follow them."""

    listed: tuple[str, ...]
    """Intents whose sentences the phrase list knows; the others are heard by dictation alone."""

    help: tuple[str, ...]

    network: str = ""
    """The state whose network serves this one; "" for its own."""

    @property
    def is_open(self) -> bool:
        """Whether anything can be asked for, and the phrase list knows all of it."""
        return "*" in self.intents and "*" in self.listed

    def lists(self, template: "Template") -> bool:
        """Whether the phrase list knows this request."""
        return any(fnmatch.fnmatchcase(template.intent, pattern) for pattern in self.listed)

    def allows(self, template: "Template") -> bool:
        """Whether this request counts now."""
        if template.only_in is not None:
            return self.name in template.only_in
        if self.no_stretches and template.is_free:
            return False
        return template.intent not in self.never and any(
            fnmatch.fnmatchcase(template.intent, pattern) for pattern in self.intents
        )


def read_states(page: Any) -> dict[str, State]:
    """The states of a states.yaml by name."""
    return {
        name: State(
            name,
            tuple(s["intents"]),
            frozenset(s.get("never", ())) | (frozenset() if name == "person" else {"person"}),
            bool(s.get("no_stretches", False)),
            bool(s.get("commands_only", False)),
            tuple(s["at_once"]),
            tuple(s.get("short", ())),
            tuple(s.get("listed", ("*",))),
            tuple(s["help"]),
            str(s.get("network", "")),
        )
        for name, s in page["states"].items()
    }


def check_states(templates: "Sequence[Template]", states: Mapping[str, State]) -> None:
    """Raises LanguageBroken for a state or an intent that is named but not there."""
    known = {t.intent for t in templates}
    for template in templates:
        unknown = (template.only_in or frozenset()) - set(states)
        if unknown:
            raise LanguageBroken(f"{template.intent}: there is no state '{min(unknown)}'.")
    for state in states.values():
        for pattern in (
            *state.intents,
            *state.listed,
            *state.at_once,
            *state.short,
            *state.help,
            *state.never,
        ):
            if not any(fnmatch.fnmatchcase(name, pattern) for name in known):
                raise LanguageBroken(f"states.yaml, {state.name}: no sentences for '{pattern}'.")
