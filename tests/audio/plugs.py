"""Microphones made of a queue: frames are put in, and the cable can be pulled."""

import queue

from audio.errors import MicrophoneLost, MicrophoneMissing
from audio.sound import SILENCE, Frame


class Plug:
    """A microphone whose cable can be pulled; frames are put into it."""

    def __init__(self) -> None:
        self.name = "desk microphone"
        self.dropped = 0
        self.there = True
        self.openings = 0
        self.frames: queue.Queue[Frame] = queue.Queue()

    def open(self) -> None:
        self.openings += 1
        if not self.there:
            raise MicrophoneMissing("There is no microphone. Plug one in.")

    def read(self, timeout: float) -> Frame | None:
        if not self.there:
            raise MicrophoneLost("The microphone was pulled out.")
        try:
            return self.frames.get(timeout=min(timeout, 0.01))
        except queue.Empty:
            return None

    def close(self) -> None:
        """Nothing to let go of."""


class Page(Plug):
    """The browser's microphone: it talks while frames are left or the button is held."""

    def __init__(self) -> None:
        super().__init__()
        self.held = False

    @property
    def talking(self) -> bool:
        return self.held or not self.frames.empty()


class Stillness(Plug):
    """Silence that does not take its time."""

    def read(self, timeout: float) -> Frame | None:
        return SILENCE
