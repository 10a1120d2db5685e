"""The gate before the ears: loud and quiet moments → STARTED and STOPPED, with a pre-roll."""

from collections import deque
from collections.abc import Sequence
from enum import Enum

from audio.sound import FRAME_SECONDS, Frame


class Turn(Enum):
    """What has just happened at the gate."""

    STARTED = "started"
    STOPPED = "stopped"


class ActivityGate:
    """Opens when somebody talks, closes when they have been quiet for a while.

    While it is closed, `take_preroll` gives the last half second, so that the first syllable,
    which came before the gate could be sure, is not lost.
    """

    def __init__(
        self,
        opens_after: float = 0.1,
        closes_after: float = 0.7,
        threshold: float = 0.5,
        keeps: float = 0.5,
    ) -> None:
        self.closes_after = closes_after
        """Seconds of quiet that close it; may be changed while it is in use."""

        self.is_open = False
        self.loud = False
        """Whether the last frame was loud."""

        self.quiet = 0.0
        """Seconds since the last loud frame."""

        self._opens_after = opens_after
        self._threshold = threshold
        self._loud = 0.0
        self._preroll: deque[Frame] = deque(maxlen=max(1, round(keeps / FRAME_SECONDS)))

    def feed(self, frame: Frame, likelihood: float) -> Turn | None:
        """Take in the next frame and how likely it holds speech; say if that changed anything."""
        # A voice once heard may sink a little before it counts as quiet.
        loud = likelihood >= self._threshold * (0.7 if self.is_open else 1.0)
        self.loud = loud
        self.quiet = 0.0 if loud else self.quiet + FRAME_SECONDS
        if self.is_open:
            return self._close() if self.quiet >= self.closes_after else None
        self._preroll.append(frame)
        # One soft frame inside a word ("st-op") takes back some of what was loud, not all.
        self._loud = max(0.0, self._loud + (FRAME_SECONDS if loud else -FRAME_SECONDS))
        if self._loud < self._opens_after:
            return None
        self.is_open, self._loud = True, 0.0
        return Turn.STARTED

    def take_preroll(self) -> list[Frame]:
        """What was said just before the gate opened, up to and with the frame that opened it."""
        frames = list(self._preroll)
        self._preroll.clear()
        return frames

    def shut(self, keep: Sequence[Frame] = ()) -> None:
        """Close without a word and forget what came before, but for the frames to keep."""
        self._close()
        self._preroll.clear()
        self._preroll.extend(keep)

    def _close(self) -> Turn:
        self.is_open, self._loud = False, 0.0
        return Turn.STOPPED
