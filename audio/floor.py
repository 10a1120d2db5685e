"""Who has the floor: one small board, written by the mouth and read by the ears."""

from audio.sound import RESTING, Expectation


class Floor:
    """Whether the house is speaking, and what it is waiting for when it is not.

    Written by the mouth's thread only. Each field is replaced as a whole, so a reader on another
    thread always sees a complete value.
    """

    def __init__(self) -> None:
        self.speaking = False
        """True while a spoken line plays. Ears then listen for stop-words only."""

        self.chiming = False
        """True while an earcon plays. Ears keep filling the pre-roll, so nothing said is lost."""

        self.line = ""
        """The words being spoken now: a stop-word among them does not count as barge-in."""

        self.expects: Expectation = RESTING
