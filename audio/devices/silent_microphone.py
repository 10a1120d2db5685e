"""No microphone at all: silence in real time, so that the ears' time goes on."""

from audio.devices.pace import Pace
from audio.sound import SILENCE, Frame


class SilentMicrophone:
    """A Microphone in whose place nothing is plugged in."""

    def __init__(self, speed: float = 1.0) -> None:
        self.name = "none"
        self.dropped = 0
        self._speed = speed
        self._pace = Pace(speed)

    def open(self) -> None:
        """Start counting time from now."""
        self._pace = Pace(self._speed)

    def read(self, timeout: float) -> Frame | None:
        """A frame of silence when it is due, or None if that is further off than `timeout`."""
        return SILENCE if self._pace.wait(timeout) else None

    def close(self) -> None:
        """Nothing to let go of."""
