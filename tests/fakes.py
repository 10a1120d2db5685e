"""Small working stand-ins for devices: with state, without hardware, held to the same contracts.

tests/contracts runs each of them through what the real ones must do.
"""

import math
import threading
from collections import deque
from collections.abc import Callable, Iterable

from audio.errors import MicrophoneLost, MicrophoneMissing, SpeakerMissing, VoiceFailed
from audio.sound import RATE, Clip, Frame


class FakeMicrophone:
    """Gives the frames it was made with, one a read and without waiting; then none."""

    def __init__(self, frames: Iterable[Frame] = (), name: str = "fake microphone") -> None:
        self.name = name
        self.dropped = 0
        self.missing = ""
        """A sentence here keeps `open` from working, as an unplugged device does."""
        self._frames = deque(frames)
        self._open = False

    @property
    def finished(self) -> bool:
        """Whether every frame has been read."""
        return not self._frames

    def hears(self, frames: Iterable[Frame]) -> None:
        """Somebody makes this sound."""
        self._frames.extend(frames)

    def pull_out(self, sentence: str = "The microphone has been unplugged.") -> None:
        """From now on it is gone, until `missing` is emptied and it is opened again."""
        self.missing = sentence

    def open(self) -> None:
        if self.missing:
            raise MicrophoneMissing(self.missing)
        self._open = True

    def read(self, timeout: float) -> Frame | None:
        if self.missing or not self._open:
            self._open = False
            raise MicrophoneLost(self.missing or "The microphone is not open.")
        return self._frames.popleft() if self._frames else None

    def close(self) -> None:
        self._open = False


class FakeSpeaker:
    """Remembers what it played; takes no time for it unless a speed is given (1.0 is real)."""

    def __init__(self, speed: float = math.inf, name: str = "fake speaker") -> None:
        self.name = name
        self.missing = ""
        """A sentence here makes `play` fail with it, as a speaker that is unplugged or busy."""
        self.played: list[Clip] = []
        self.volumes: list[int] = []
        self.cut: list[Clip] = []
        """Those among `played` that were not heard out."""
        self.while_playing: Callable[[Clip], None] = _nothing
        """Called in the middle of each clip: the place to say "stop" in a test of one thread."""
        self.closed = False
        self._speed = speed
        self._stopped = threading.Event()

    def play(self, clip: Clip, volume: int) -> bool:
        if self.missing:
            raise SpeakerMissing(self.missing)
        self._stopped.clear()
        self.played.append(clip)
        self.volumes.append(volume)
        self.while_playing(clip)
        if self._stopped.wait(clip.seconds / self._speed):
            self.cut.append(clip)
            return False
        return True

    def stop(self) -> None:
        self._stopped.set()

    def close(self) -> None:
        self.stop()
        self.closed = True


class FakeVoice:
    """Silence, as long as the words would take."""

    def __init__(self, name: str = "fake voice") -> None:
        self.name = name
        self.fails = ""
        """A sentence here makes `speak` fail with it."""
        self.spoken: list[str] = []
        self.rates: list[int] = []
        self.not_kept: list[str] = []
        """Lines that nobody may find on disk."""
        self.closed = False

    def speak(self, text: str, rate: int, keep: bool = True) -> Clip:
        if self.fails:
            raise VoiceFailed(self.fails)
        self.spoken.append(text)
        self.rates.append(rate)
        if not keep:
            self.not_kept.append(text)
        return Clip(bytes(2 * round(len(text.split()) * 60 / rate * RATE)))

    def close(self) -> None:
        self.closed = True


def _nothing(clip: Clip) -> None:
    """Nobody does anything while it plays."""
