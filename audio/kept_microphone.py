"""A microphone that is kept open: opened again when it was lost, silence while it is away."""

import logging
import threading
from collections.abc import Callable

from audio import devices
from audio.errors import MicrophoneLost, MicrophoneMissing
from audio.ports import Microphone
from audio.sound import SILENCE, Frame

log = logging.getLogger(__name__)

WAITS = (1.0, 2.0, 5.0, 10.0)
"""Seconds between one attempt to open it and the next; the last one for ever."""

READ_SECONDS = 0.5
SKIPPED_AT_ONCE = 20


class KeptMicrophone:
    """Gives frames whatever happens to the device. Belongs to one thread, but for `mute`.

    `tell` gets a sentence when the microphone goes and an empty one when it is back.
    """

    def __init__(
        self,
        make: Callable[[], Microphone],
        tell: Callable[[str], None],
        clock: Callable[[], float],
        silence: Microphone | None = None,
    ) -> None:
        self._make, self._tell, self._clock = make, tell, clock
        self._silence = silence or devices.open_silence()
        self._device: Microphone | None = None
        self._muted = threading.Event()
        self._failures = 0
        self._again_at = 0.0
        self._told = ""
        self._lost_before = 0

    @property
    def name(self) -> str:
        """The device's name; "" while there is none."""
        return self._device.name if self._device else ""

    @property
    def dropped(self) -> int:
        """Frames lost, over all the times it was open."""
        return self._lost_before + (self._device.dropped if self._device else 0)

    def mute(self, muted: bool) -> None:
        """Close the microphone with the next frame, or open it again. From any thread."""
        if muted:
            self._muted.set()
        else:
            self._muted.clear()

    def read(self) -> Frame | None:
        """The next frame of the device, or of silence; None if none came for half a second."""
        if self._muted.is_set():
            self.close()
        elif self._device is None and self._clock() >= self._again_at:
            self._open()
        if self._device is None:
            return self._silence.read(READ_SECONDS)
        try:
            return self._device.read(READ_SECONDS)
        except MicrophoneLost as error:
            self._lose(error)
            return SILENCE

    def skip(self) -> None:
        """Throw away what has come by now: somebody talks elsewhere."""
        try:
            for _ in range(SKIPPED_AT_ONCE):
                if self._device is None or self._device.read(0) is None:
                    return
        except MicrophoneLost as error:
            self._lose(error)

    def close(self) -> None:
        """Let go of the device."""
        if self._device is not None:
            self._lost_before = self.dropped
            device, self._device = self._device, None
            device.close()
            self._silence.open()

    def _open(self) -> None:
        try:
            device = self._make()
            device.open()
        except MicrophoneMissing as error:
            self._lose(error)
            return
        self._device, self._failures = device, 0
        log.info("Listening on %s", device.name)
        self._say("")

    def _lose(self, error: Exception) -> None:
        self.close()
        wait = WAITS[min(self._failures, len(WAITS) - 1)]
        self._failures += 1
        self._again_at = self._clock() + wait
        self._say(str(error))

    def _say(self, sentence: str) -> None:
        if sentence != self._told:
            self._told = sentence
            if sentence:
                log.warning("The microphone is away: %s", sentence)
            self._tell(sentence)
