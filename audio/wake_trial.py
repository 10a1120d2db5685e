"""Trying a wake phrase: how often it is heard, before anybody relies on it."""

from dataclasses import dataclass, replace

from audio.gate import ActivityGate, Turn
from audio.ports import Activity
from audio.sound import FRAME_SECONDS, Frame
from audio.wake import Wake

TIMES = 5
LONGEST_SECONDS = 90.0
"""Nobody stands before a microphone for longer; then the house listens as usual again."""

SHORTEST_SECONDS = 0.25
"""Less sound than this was a knock or a cough, and no try."""


@dataclass(frozen=True, slots=True)
class Tried:
    """How a trial stands; the page shows it while it goes on."""

    phrase: str = ""
    """What is being tried; "" when nothing ever was."""

    said: int = 0
    """How often somebody spoke."""

    heard: int = 0
    """How often that was a call."""

    of: int = TIMES
    over: bool = False
    problem: str = ""
    """Why it cannot be tried at all."""

    @property
    def goes_on(self) -> bool:
        """Whether somebody is still to say it."""
        return bool(self.phrase) and not self.over


class Trial:
    """Counts calls among what is said, until it was said often enough. Nobody acts on them.

    Hears through its own activity gate, exactly as the house does. Belongs to one thread.
    """

    def __init__(self, wake: Wake, activity: Activity) -> None:
        self._wake, self._activity = wake, activity
        self._gate = ActivityGate()
        self._seconds = self._loud = 0.0
        self._calls = 0
        self.tried = Tried(wake.phrase)

    def feed(self, frame: Frame) -> Tried:
        """Take in the next frame; how it stands now."""
        if self.tried.over:
            return self.tried
        self._seconds += FRAME_SECONDS
        turn = self._gate.feed(frame, self._activity.likelihood(frame))
        if turn is Turn.STARTED:
            self._wake.reset()
            self._calls, self._loud = 0, 0.0
            self._hear(*self._gate.take_preroll())
        elif turn is Turn.STOPPED:
            self._calls += self._wake.finish() is not None
            self._count()
        elif self._gate.is_open:
            self._hear(frame)
        self._loud += FRAME_SECONDS * self._gate.loud
        if self._seconds >= LONGEST_SECONDS:
            self.tried = replace(self.tried, over=True)
        return self.tried

    def _hear(self, *frames: Frame) -> None:
        for frame in frames:
            if self._wake.hear(frame) is not None:
                self._calls += 1
                self._wake.reset()

    def _count(self) -> None:
        """Somebody who says it twice in one breath has tried twice."""
        if not self._calls and self._loud < SHORTEST_SECONDS:
            return
        now = self.tried
        said = min(now.of, now.said + max(1, self._calls))
        heard = min(now.of, now.heard + self._calls)
        self.tried = replace(now, said=said, heard=heard, over=said >= now.of)
