"""Who takes part in a ritual, what the couple is used to, and how far the ritual has come."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Person = Literal["one", "two"]

PRACTISED = 3
"""After so many times the short lines are enough."""


def other(person: str) -> str:
    """The other one of the two."""
    return "two" if person == "one" else "one"


@dataclass(frozen=True, slots=True)
class Couple:
    """Who takes part today."""

    first: Person
    """Who goes first today; when alone, the one who is here."""

    names: Mapping[str, str]
    """Id → the name as the voice says it, "" if it is not known."""

    alone: bool = False

    def find(self, said: str) -> str | None:
        """Whose id or name this is; None if nobody's."""
        wanted = said.strip().casefold()
        for person in ("one", "two"):
            if wanted in (person, self.names.get(person, "").casefold()) and wanted:
                return person
        return None


@dataclass(frozen=True, slots=True)
class RitualMemory:
    """What the household remembers that shapes a ritual."""

    times_done: int
    day: date
    """The evening's date: picks the wording."""

    keep_default: Literal["keep", "let_go"] = "let_go"
    keep_deep: Literal["keep", "let_go"] = "let_go"
    """What happens to answers to a deep question when nobody says."""

    seed: int = 0
    """Shifts the choice of wording, so that two households do not hear the same."""

    may_keep: Callable[[str], bool] = field(default=lambda person: True)
    """Whether this person's words may be saved at this moment: not off the record, say."""

    turn: int | None = None
    """How often this ritual was begun before: the wording walks on with it. None: by the day."""

    facts: frozenset[str] = frozenset()
    """What holds this evening: "open_quarrel", "first_week", "date_last_night" …"""

    words: Mapping[str, str] = field(default_factory=dict)
    """What stands for {day}, {time} and the like in the lines."""

    reading: Callable[[str, str], Sequence[str]] = field(default=lambda what, person: ())
    """The texts that a step reads: what ("tries", "own_thanks", "waiting"), and whose."""

    retried: bool = False
    """This cue comes for the second time today."""


@dataclass(frozen=True, slots=True)
class Words:
    """An answer that was given and is not saved yet. Lives in memory only."""

    text: str
    heard: str
    unsure: bool
    kind: str = "answer"


@dataclass(slots=True)
class Progress:
    """How far a ritual has come. All of it but `answers` outlives a restart."""

    step: str
    a: str
    """Who is {A} at the moment."""

    nudged: bool = False
    held: bool = False
    asking_whose: bool = False
    question: str = ""
    put: list[str] = field(default_factory=list)
    """The questions that were read aloud in this run."""

    answered: list[str] = field(default_factory=list)
    """The asks in which somebody said something."""

    trail: list[tuple[str, str, list[str]]] = field(default_factory=list)
    """The steps so far: name, who {A} was, and the mirrors that were passed."""

    mirrored: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    """What was chosen or found in this run: "shorter", "upset" …"""

    visits: dict[str, int] = field(default_factory=dict)
    drawn: dict[str, list[str]] = field(default_factory=dict)
    """What was drawn from the decks in this run: kind → ids, the newest last."""

    drawn_text: str = ""
    running: list[str] = field(default_factory=list)
    """The timers that run on while another step is on."""

    minutes: int = 0
    """The number that was told for a timer."""

    told: int = 0
    """How many things were told in this ask."""

    reminded: int = 0
    noted: list[str] = field(default_factory=list)
    """The steps whose words were saved, newest last."""

    unlogged: list[str] = field(default_factory=list)
    """The asks whose words are to be thrown away."""

    answers: dict[str, Words] = field(default_factory=dict)
    """Person → answer, until the couple say whether to keep it."""

    def memo(self) -> dict[str, Any]:
        """Everything but the answers, as JSON can hold it."""
        return {name: getattr(self, name) for name in self.__slots__ if name != "answers"}

    @classmethod
    def recalled(cls, memo: Mapping[str, Any]) -> "Progress":
        """The progress of an earlier memo; unknown fields are passed over."""
        known = {k: v for k, v in memo.items() if k in cls.__slots__ and k != "answers"}
        known["trail"] = [(name, a, list(mirrored)) for name, a, mirrored in known.get("trail", [])]
        return cls(**known)
