"""How the slots of a freely worded request are found: the tables of a language's finding.yaml."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from intents.reading import LanguageBroken
from intents.spoken import WordTable, hear

Phrases = Mapping[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Roles:
    """The words beside a name that say what part the person plays."""

    before: frozenset[str]
    after: frozenset[str]


@dataclass(frozen=True, slots=True)
class Frame:
    """The words around somebody's own words."""

    words: frozenset[str]
    joints: frozenset[str]
    """Own words begin after the last of these."""

    openers: frozenset[str]
    """One of these after a joint shows that the frame goes on."""


@dataclass(frozen=True, slots=True)
class Findings:
    """How a language's slots are found: the tables of its finding.yaml."""

    slots: Mapping[str, Mapping[str, tuple[str, ...]]]
    words: Mapping[str, Phrases]
    roles: Mapping[str, Roles]
    me: frozenset[str]
    own: Mapping[str, Frame]
    taught_names: tuple[str, ...]
    """The names of the two people in the sentences that the classifier learnt from."""


NO_FINDINGS = Findings({}, {}, {}, frozenset(), {}, ())
"""For a language without free wording."""


def read_findings(page: Any, table: WordTable) -> Findings:
    """The tables of a finding.yaml. Raises LanguageBroken naming what is amiss."""
    try:
        roles = dict(page["roles"])
        me = frozenset(roles.pop("me"))
        return Findings(
            {i: {s: _ways(w) for s, w in slots.items()} for i, slots in page["slots"].items()},
            {name: _phrases(values, table) for name, values in page["words"].items()},
            {n: Roles(frozenset(r["before"]), frozenset(r["after"])) for n, r in roles.items()},
            me,
            {intent: _frame(lists) for intent, lists in page["own"].items()},
            tuple(page["taught_names"]),
        )
    except (KeyError, TypeError, AttributeError) as fault:
        raise LanguageBroken(f"finding.yaml: {fault!r}") from fault


def _frame(lists: Mapping[str, Sequence[str]]) -> Frame:
    return Frame(*(frozenset(lists[name]) for name in ("frame", "joints", "openers")))


def _ways(written: str | list[str]) -> tuple[str, ...]:
    return (written,) if isinstance(written, str) else tuple(written)


def _phrases(values: Mapping[str, Sequence[str]], table: WordTable) -> Phrases:
    return {hear(p, table).plain: str(value) for value, said in values.items() for p in said}
