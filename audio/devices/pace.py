"""Frames in the time they last: for microphones that have no device to wait for."""

import time

from audio.sound import FRAME_SECONDS


class Pace:
    """Lets one frame through each 32 ms, `speed` times as fast (infinite: never waits)."""

    def __init__(self, speed: float = 1.0) -> None:
        self._step = FRAME_SECONDS / speed
        self._due = time.monotonic()

    def wait(self, timeout: float) -> bool:
        """Sleep until the next frame is due; False if that is further off than `timeout`."""
        left = self._due - time.monotonic()
        if left > timeout:
            time.sleep(max(timeout, 0))
            return False
        if left > 0:
            time.sleep(left)
        # A computer that was asleep must not be flooded with the frames of a whole night.
        self._due = max(self._due + self._step, time.monotonic() - 1)
        return True
