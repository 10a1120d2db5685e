"""What somebody tries out at the house's microphone, one thing at a time; nobody acts on it."""

from collections.abc import Callable
from typing import Any, Protocol

from audio.ports import Activity, SpeechEngine
from audio.reading_trial import Read, Reading
from audio.sound import Frame
from audio.wake import Wake
from audio.wake_trial import Trial, Tried
from config.errors import HouseError
from config.settings import Listening

Wanted = Listening | str | None
"""Settings whose wake phrase is tried, a sentence to read aloud, or nothing any more."""


class Shown(Protocol):
    """Where it is shown how a trial goes."""

    def publish(self, **fields: Any) -> None:
        """Show these: tried, read."""


class Trials:
    """Belongs to the thread of the ears."""

    def __init__(
        self,
        board: Shown,
        wake_of: Callable[[Listening, SpeechEngine], Wake],
        open_activity: Callable[[], Activity],
    ) -> None:
        self._board, self._wake_of, self._open_activity = board, wake_of, open_activity
        self._trial: Trial | Reading | None = None

    @property
    def going(self) -> bool:
        """Whether what is heard belongs to a trial."""
        return self._trial is not None

    def begin(self, wanted: Wanted, engine: SpeechEngine) -> None:
        """Begin with this; whatever was tried before is over."""
        tried, read = Tried(), Read()
        try:
            self._trial = self._made(wanted, engine)
        except HouseError as error:
            self._trial = None
            phrase = wanted.called_by if isinstance(wanted, Listening) else ""
            tried = Tried(phrase, over=True, problem=str(error))
        if isinstance(self._trial, Reading):
            read = self._trial.read
        elif self._trial is not None:
            tried = self._trial.tried
        # Both in one, or whoever follows would see a moment in which nothing is tried.
        self._board.publish(tried=tried, read=read)

    def _made(self, wanted: Wanted, engine: SpeechEngine) -> Trial | Reading | None:
        if isinstance(wanted, str):
            return Reading(wanted, engine.recognizer(), self._open_activity())
        if wanted is not None:
            return Trial(self._wake_of(wanted, engine), self._open_activity())
        return None

    def feed(self, frame: Frame) -> None:
        """Take in the next frame and show how it goes."""
        over = False
        if isinstance(self._trial, Reading):
            read = self._trial.feed(frame)
            self._board.publish(read=read)
            over = read.over
        elif self._trial is not None:
            tried = self._trial.feed(frame)
            self._board.publish(tried=tried)
            over = tried.over
        if over:
            self._trial = None
