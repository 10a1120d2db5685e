"""The browser's microphone: frames that the web page pushes while its talk button is held."""

import threading
from collections import deque

from audio.sound import FRAME_BYTES, Frame

LONGEST_FRAMES = 9_000
"""Nearly 5 minutes: more than an answer may be; what comes on top is dropped and counted."""


class PageMicrophone:
    """A Microphone fed by `push` from any thread; it gives frames only between begin and end."""

    def __init__(self) -> None:
        self.name = "browser"
        self.dropped = 0
        self._arrived = threading.Condition()
        self._frames: deque[Frame] = deque()
        self._rest = bytearray()
        self._talking = False

    @property
    def talking(self) -> bool:
        """Whether the button is held, or something said with it has not been read yet."""
        with self._arrived:
            return self._talking or bool(self._frames)

    def begin(self) -> None:
        """The button went down: forget what was left over and start afresh."""
        with self._arrived:
            self._frames.clear()
            self._rest.clear()
            self._talking = True

    def push(self, pcm: bytes) -> None:
        """Take 16-bit little-endian mono samples at 16 kHz, any number of them.

        What comes while the button is up is ignored.
        """
        with self._arrived:
            if not self._talking:
                return
            self._rest += pcm
            while len(self._rest) >= FRAME_BYTES:
                self._keep(bytes(self._rest[:FRAME_BYTES]))
                del self._rest[:FRAME_BYTES]
            self._arrived.notify_all()

    def end(self) -> None:
        """The button went up: what was said ends here, at once."""
        with self._arrived:
            if self._talking and self._rest:
                self._keep(bytes(self._rest).ljust(FRAME_BYTES, b"\0"))
            self._rest.clear()
            self._talking = False
            self._arrived.notify_all()

    def open(self) -> None:
        """Ready at any time: the page decides when it talks."""

    def read(self, timeout: float) -> Frame | None:
        """The next frame, or None if none came within `timeout` seconds or the button went up."""
        with self._arrived:
            if not self._frames:
                self._arrived.wait(timeout)
            return self._frames.popleft() if self._frames else None

    def close(self) -> None:
        """Forget everything; the page may begin again at any time."""
        with self._arrived:
            self._frames.clear()
            self._rest.clear()
            self._talking = False
            self._arrived.notify_all()

    def _keep(self, pcm: bytes) -> None:
        if len(self._frames) < LONGEST_FRAMES:
            self._frames.append(Frame(pcm))
        else:
            self.dropped += 1
