"""The microphone of this computer, through PortAudio."""

import logging
import queue
import time
from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
import soxr

from audio.devices import portaudio, pulse
from audio.errors import MicrophoneLost, MicrophoneMissing
from audio.sound import FRAME_BYTES, FRAME_SECONDS, RATE, Frame

log = logging.getLogger(__name__)

BLOCK_FRAMES = 2
"""Frames that come together. A house at rest does little else than wake up for them: with one at a
time it takes half as much again of the processor (2.6 % of a core against 1.7)."""

QUEUE_BLOCKS = 100
"""6.4 s: more than any pause of the ears; what comes on top is dropped and counted."""

SILENT_SECONDS = 1.0
"""A device that has not called back for so long is gone, whatever it says."""

FIRST_SECONDS = 4.0
"""Patience for the first block: some cards and servers wake up slowly."""


class SounddeviceMicrophone:
    """A Microphone by the device's name ("" is the default), at whatever rate it can."""

    def __init__(self, wish: str = "") -> None:
        self._wish = wish
        self.name = wish or "default microphone"
        self.dropped = 0
        self._stream: Any = None
        self._watch: pulse.SourceWatch | None = None
        self._failed = False

    def open(self) -> None:
        """Start capturing. Raises MicrophoneMissing with a sentence that helps."""
        if self._stream is not None:
            return
        if not self._wish_is_a_microphone():
            raise MicrophoneMissing(
                f"{self._wish} hears what the loudspeaker plays, not the room. "
                "Choose a microphone instead."
            )
        try:
            if self._failed or portaudio.changed():
                portaudio.renew()
            self._start()
        except portaudio.SoundMissing as error:
            self._failed = True
            raise MicrophoneMissing(str(error)) from error
        except MicrophoneMissing:
            self._failed = True
            self.close()
            raise
        self._failed = False

    def read(self, timeout: float) -> Frame | None:
        """The next frame, or None if none came within `timeout` seconds."""
        if self._stream is None:
            raise MicrophoneLost(f"{self.name} is not open.")
        until = time.monotonic() + timeout
        while True:
            if len(self._rest) >= FRAME_BYTES:
                pcm = bytes(self._rest[:FRAME_BYTES])
                del self._rest[:FRAME_BYTES]
                return Frame(pcm)
            self._check()
            left = until - time.monotonic()
            try:
                block = self._blocks.get(timeout=min(max(left, 0), 0.2))
            except queue.Empty:
                if left <= 0:
                    return None
                continue
            self._rest += self._as_speech(block)

    def close(self) -> None:
        """Stop capturing. Harmless when it is already closed."""
        if self._stream is not None:
            portaudio.close_stream(self._stream)
            self._stream = None
        if self._watch is not None:
            self._watch.close()
            self._watch = None

    def _wish_is_a_microphone(self) -> bool:
        return not (self._wish.endswith(pulse.MONITOR) or self._wish.startswith("Monitor of "))

    def _start(self) -> None:
        found, environment = self._find()
        self._blocks: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._rest = bytearray()
        self._ended = False
        self._last_block = time.monotonic() + FIRST_SECONDS - SILENT_SECONDS
        self.dropped = 0
        self._stream = self._open_somehow(found, environment)
        self.name = found.name
        if found.by_server:
            self._watch = pulse.SourceWatch()
            self._refuse_monitor(self._watch.home)
            source = pulse.find(self._watch.home, "sources") if self._watch.home else None
            self.name = source.title if source else found.name
        log.info("Listening on %s at %d Hz", self.name, self._rate)

    def _find(self) -> tuple[portaudio.Found, dict[str, str]]:
        found = portaudio.find(self._wish, "inputs")
        if found is not None:
            if found.by_server and not self._wish:
                self._refuse_monitor(pulse.default("source"))
            return found, {}
        source = pulse.find(self._wish, "sources") if self._wish else None
        behind = portaudio.find_behind_server("inputs") if source else None
        if source is None or behind is None:
            what = f"The microphone {self._wish}" if self._wish else "A microphone"
            raise MicrophoneMissing(
                f"{what} cannot be found. Plug it in, or choose another one in the settings."
            )
        self._refuse_monitor(source.name)
        return behind, {"PULSE_SOURCE": source.name}

    def _refuse_monitor(self, source: str) -> None:
        if source.endswith(pulse.MONITOR):
            raise MicrophoneMissing(
                "No microphone is plugged in: the sound server offers only what its own "
                "loudspeaker plays."
            )

    def _open_somehow(self, found: portaudio.Found, environment: dict[str, str]) -> Any:
        for rate, channels in _ways(found):
            self._rate, self._channels = rate, channels
            self._resampler = (
                None if rate == RATE else soxr.ResampleStream(rate, RATE, 1, dtype="int16")
            )
            try:
                make = partial(self._stream_of, found.number)
                return portaudio.open_stream(make, environment)
            except portaudio.library().PortAudioError as error:
                code, reason = portaudio.error_code(error), error
                if code not in portaudio.SETTINGS_REFUSED:
                    break
        if code == portaudio.UNAVAILABLE:
            raise MicrophoneMissing(
                f"Another program is using the microphone {found.name}. Close that program."
            ) from reason
        raise MicrophoneMissing(
            f"The microphone {found.name} cannot be opened: {reason}"
        ) from reason

    def _stream_of(self, number: int, sounddevice: Any) -> Any:
        return sounddevice.RawInputStream(
            samplerate=self._rate,
            blocksize=round(self._rate * BLOCK_FRAMES * FRAME_SECONDS),
            device=number,
            channels=self._channels,
            dtype="int16",
            latency="low",
            callback=self._on_block,
            finished_callback=self._on_end,
        )

    def _on_block(self, block: Any, count: int, moment: Any, status: Any) -> None:
        """Runs on PortAudio's thread: copy, hand over, return."""
        self._last_block = time.monotonic()
        if self._blocks.qsize() < QUEUE_BLOCKS:
            self._blocks.put(bytes(block))
        else:
            self.dropped += BLOCK_FRAMES  # only this thread writes it; the ears report it

    def _on_end(self) -> None:
        """Runs on PortAudio's thread when the stream ends, asked or not."""
        self._ended = True

    def _check(self) -> None:
        """Raise MicrophoneLost once the device is gone and everything it gave was read."""
        if self._watch is not None and self._watch.moved():
            self._lose("has been unplugged")
        if not self._blocks.empty():
            return
        if self._ended or time.monotonic() - self._last_block > SILENT_SECONDS:
            self._lose("has gone silent")
        if portaudio.wanted():
            self.close()
            try:
                self.open()
            except MicrophoneMissing as error:
                raise MicrophoneLost(str(error)) from error

    def _lose(self, what: str) -> None:
        self._failed = True
        self.close()
        raise MicrophoneLost(f"The microphone ({self.name}) {what}. I keep trying.")

    def _as_speech(self, block: bytes) -> bytes:
        """The block as 16-bit mono at RATE."""
        if self._resampler is None and self._channels == 1:
            return block
        samples = np.frombuffer(block, np.int16)
        if self._channels > 1:
            together = samples.reshape(-1, self._channels).mean(axis=1)
            samples = np.rint(together).astype(np.int16)
        if self._resampler is not None:
            samples = self._resampler.resample_chunk(samples)
        return samples.tobytes()


def _ways(found: portaudio.Found) -> Iterator[tuple[int, int]]:
    """Rate and channels to try, the most welcome first."""
    own = round(found.rate)
    for rate in dict.fromkeys((RATE, own, 48_000, 44_100)):
        for channels in (1, 2):
            if channels <= found.inputs:
                yield rate, channels
