"""What a ritual takes from the decks besides tonight's question: ideas, topics, last lines."""

from collections.abc import Container
from dataclasses import dataclass
from typing import Literal, Protocol

from assistant.rituals.ritual import Lines

Place = Literal["home", "outside", "new"]
GoodnightKind = Literal["goodnight", "sleep_on", "after_a_row"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One thing drawn from a deck; an empty text means that there is none."""

    id: str = ""
    text: str = ""
    walk: bool = False
    """Whether it is an idea for a walk."""


NOTHING = Drawn()


class Content(Protocol):
    """The decks as one evening sees them. The same call gives the same thing all evening.

    `turn` counts how often this was drawn in the run (0, 1, 2 …): another turn, another thing.
    `exclude` holds the ids that were drawn in this run already. Whatever has nothing to offer
    gives an empty text, and the ritual says its own line or passes the step over.
    """

    def topic(self, turn: int) -> Drawn:
        """An easy topic for the listening practice, ending with a full stop."""

    def feelings(self, turn: int) -> tuple[str, ...]:
        """Five words for a feeling."""

    def goodnight_line(self, kind: GoodnightKind, turn: int) -> Drawn:
        """The last line of the day."""

    def opener(self) -> Drawn:
        """How this week's meeting begins."""

    def date_idea(self, place: Place, exclude: Container[str]) -> Drawn:
        """Something to do together: at home, outside, or new to most."""

    def date_question(self, depth: str, exclude: Container[str]) -> Drawn:
        """A question for date night; depth is "", "light", "open" or "deep"."""

    def walk_question(self, exclude: Container[str]) -> Drawn:
        """A question to take along on a walk."""

    def light_question(self, exclude: Container[str]) -> Drawn:
        """A question for in between, light and fit for whoever is in the room now."""

    def listener_prompt(self, turn: int, question_id: str) -> Lines:
        """A prompt that fits the question ({listener}, {speaker}); empty Lines: any will do."""


class NoContent:
    """Decks that have nothing: every ritual also goes with the lines of its own file."""

    def topic(self, turn: int) -> Drawn:
        """None."""
        return NOTHING

    def feelings(self, turn: int) -> tuple[str, ...]:
        """None."""
        return ()

    def goodnight_line(self, kind: GoodnightKind, turn: int) -> Drawn:
        """None."""
        return NOTHING

    def opener(self) -> Drawn:
        """None."""
        return NOTHING

    def date_idea(self, place: Place, exclude: Container[str]) -> Drawn:
        """None."""
        return NOTHING

    def date_question(self, depth: str, exclude: Container[str]) -> Drawn:
        """None."""
        return NOTHING

    def walk_question(self, exclude: Container[str]) -> Drawn:
        """None."""
        return NOTHING

    def light_question(self, exclude: Container[str]) -> Drawn:
        """None."""
        return NOTHING

    def listener_prompt(self, turn: int, question_id: str) -> Lines:
        """None."""
        return Lines()
