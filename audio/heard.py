"""What the ears do, and the four things that they tell the brain."""

from dataclasses import dataclass
from enum import Enum

from audio.sound import Utterance


@dataclass(frozen=True, slots=True)
class Called:
    """The wake phrase was heard, or the page's talk button went down."""

    goes_on: bool
    """True if the person went straight on with a request: then no chime is due."""

    by_hand: bool = False
    """True for the button: whoever presses it wants to talk now."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Somebody has finished saying something that is meant for the house."""

    phrase: Utterance | None
    """What the phrase-list recogniser heard; None if none of its phrases."""

    dictation: Utterance | None
    """What the open recogniser heard; None in a talk window or for noise."""

    state: str = "resting"
    """The dialogue state it was heard in; "speaking" for a stop-word over the house's voice."""

    turn: int = 0
    """The turn of the Expectation that was open."""

    source: str = "microphone"
    """"microphone", "page" (talk button) or "text" (typed, or a button pressed)."""

    ended_at: float = 0.0
    """time.monotonic() at the end of speech, for the latency figures."""

    closed_at: float = 0.0
    """time.monotonic() when it was taken to be over: the end of speech and the quiet after it."""

    posted_at: float = 0.0
    """time.monotonic() when the recognisers had finished."""


@dataclass(frozen=True, slots=True)
class GaveUp:
    """Nobody said anything in the time that was given."""

    turn: int


@dataclass(frozen=True, slots=True)
class LongAnswer:
    """An answer has been going on: first at 2:30 (a soft tick), then at 4:00 (it ends here)."""

    turn: int
    ended: bool


EarsEvent = Called | Heard | GaveUp | LongAnswer


class Mode(Enum):
    """What the ears are doing."""

    RESTING = "resting"
    """Only the wake phrase is listened for."""

    CALLED = "called"
    """Somebody was called upon, or has called: the next words are for the house."""

    HEARING = "hearing"
    """Somebody is speaking to the house."""

    ANSWERED = "answered"
    """They have spoken; what is waited for next is not known yet."""
