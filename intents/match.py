"""What understanding gives back: a match, and what to do with it."""

from dataclasses import dataclass, field
from typing import Literal

Decision = Literal["do", "did_you_mean", "ask_again", "none"]


@dataclass(frozen=True, slots=True)
class Match:
    """One request, understood."""

    intent: str
    """Dotted name, as in "question.today"."""

    slots: dict[str, str] = field(default_factory=dict)
    """Canonical values: to="Sam", time="21:30", days="mon-fri", shift="+30", duration="60m".

    "?" stands for a slot that the request needs and the sentence did not give.
    """

    score: float = 1.0
    """0 to 1; 1 is a sentence that a template describes to the letter."""

    text: str = ""
    """The words as heard (hesitations taken out)."""

    unsure: bool = False
    """True if the recogniser was unsure of the free words: the page marks them."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """A match and what to do with it."""

    decision: Decision
    """"none": not for the house. "ask_again": for the house, but not understood (match is None)."""

    match: Match | None = None
