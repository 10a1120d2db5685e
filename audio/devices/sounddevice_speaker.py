"""The loudspeaker of this computer, through PortAudio."""

import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import soxr

from audio.devices import portaudio, pulse
from audio.errors import SpeakerMissing
from audio.sound import Clip

log = logging.getLogger(__name__)

STUCK_SECONDS = 1.0
"""A device that has not asked for samples for so long is gone."""

SPARE_SECONDS = 4.0
"""What a clip may take beyond its own length: opening, and playing the buffer to its end."""

WAKING_SECONDS = SPARE_SECONDS - STUCK_SECONDS
"""How much longer a device may take before it plays: a Bluetooth speaker has to wake up."""

LATENCY_SECONDS = 0.08
"""Small enough for "stop", large enough for a busy small computer."""

BLOCK_SECONDS = 0.02

FIRST_SECONDS = 0.25
"""Samples taken into the buffer at once; a speaker that wakes up then lets one wait for more."""

MARGIN_SECONDS = 0.02
"""Silence before the clip, which a waking card or server may swallow, and after its end."""


class SounddeviceSpeaker:
    """A Speaker by the device's name ("" is the default).

    The stream lives as long as a clip: between clips nothing is open, so PortAudio can look for
    new devices, and other programs can have the sound card.
    """

    def __init__(self, wish: str = "") -> None:
        self._wish = wish
        self.name = wish or "default speaker"
        self._changed = threading.Condition()
        self._cut = False
        self._ended = False
        self._failed = False
        self._place: _Place | None = None

    def play(self, clip: Clip, volume: int) -> bool:
        """Play to the end; True if it was heard out, False if `stop` cut it (within 300 ms)."""
        if not clip.pcm:
            return True
        self._cut = self._ended = False
        stream = self._open(clip, volume)
        heard = False
        try:
            heard = self._wait(clip.seconds)
        finally:
            portaudio.close_stream(stream)
        return heard

    def stop(self) -> None:
        """Cut what is playing now. Harmless when nothing plays."""
        with self._changed:
            self._cut = True
            self._changed.notify_all()

    def close(self) -> None:
        """Let go of the device."""
        self.stop()

    def _open(self, clip: Clip, volume: int) -> Any:
        failed_before, self._failed = self._failed, True
        try:
            if failed_before or portaudio.changed():
                portaudio.renew()
            if self._place is None or self._place.renewals != portaudio.renewals():
                self._place = self._find()
        except portaudio.SoundMissing as error:
            raise SpeakerMissing(str(error)) from error
        self.name = self._place.title
        stream = self._open_somehow(self._place, clip, volume)
        self._failed = False
        return stream

    def _find(self) -> "_Place":
        renewals = portaudio.renewals()
        found = portaudio.find(self._wish, "outputs")
        if found is not None and not found.by_server:
            return _Place(found, found.name, renewals)
        sink = pulse.find(self._wish or pulse.default("sink"), "sinks")
        if found is not None:
            return _Place(found, sink.title if sink else found.name, renewals)
        behind = portaudio.find_behind_server("outputs") if sink else None
        if sink is None or behind is None:
            what = f"The speaker {self._wish}" if self._wish else "A speaker"
            raise SpeakerMissing(
                f"{what} cannot be found. Plug it in, or choose another one in the settings."
            )
        return _Place(behind, sink.title, renewals, {"PULSE_SINK": sink.name})

    def _open_somehow(self, place: "_Place", clip: Clip, volume: int) -> Any:
        found = place.found
        for rate, channels in _ways(found, clip.rate):
            self._samples = memoryview(_prepared(clip, volume, rate, channels))
            self._position = 0
            self._asked = _Asked(rate)
            make = partial(self._stream_of, found.number, rate, channels)
            try:
                return portaudio.open_stream(make, place.environment)
            except portaudio.library().PortAudioError as error:
                code, reason = portaudio.error_code(error), error
                if code not in portaudio.SETTINGS_REFUSED:
                    break
        if code == portaudio.UNAVAILABLE:
            raise SpeakerMissing(
                f"Another program is using the speaker {found.name}. Close that program."
            ) from reason
        raise SpeakerMissing(f"The speaker {found.name} cannot be opened: {reason}") from reason

    def _stream_of(self, number: int, rate: int, channels: int, sounddevice: Any) -> Any:
        return sounddevice.RawOutputStream(
            samplerate=rate,
            blocksize=round(rate * BLOCK_SECONDS),
            device=number,
            channels=channels,
            dtype="int16",
            latency=LATENCY_SECONDS,
            callback=self._on_need,
            finished_callback=self._on_end,
        )

    def _on_need(self, out: Any, count: int, moment: Any, status: Any) -> None:
        """Runs on PortAudio's thread: copy the next samples, or silence after them, return."""
        now = time.monotonic()
        part = self._samples[self._position : self._position + len(out)]
        out[: len(part)] = part
        out[len(part) :] = bytes(len(out) - len(part))
        self._position += len(part)
        self._asked.add(now, count, silent=not part)
        if self._asked.heard_out:
            self._on_end()

    def _on_end(self) -> None:
        """Runs on PortAudio's thread once the last sample was played, or when the device dies."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def _wait(self, seconds: float) -> bool:
        until = time.monotonic() + seconds + SPARE_SECONDS
        with self._changed:
            while not (self._ended or self._cut or self._asked.stuck or time.monotonic() > until):
                self._changed.wait(0.1)
            if self._cut:
                return False
            if self._asked.heard_out:
                return True
        self._failed = True
        raise SpeakerMissing(f"The speaker ({self.name}) has gone away while it was playing.")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the clips go; found once, because asking the sound server takes a while."""

    found: portaudio.Found
    title: str
    renewals: int
    environment: dict[str, str] = field(default_factory=dict)


class _Asked:
    """What the device has asked for so far, and so what it must have played.

    PortAudio's own way to end (CallbackStop) drops on some systems what still waits in the sound
    server. So the clip is followed by silence until the longest lead that the device ever had over
    the clock has been filled with it: then the last sample has left.
    """

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._begin: float | None = None
        self._last = time.monotonic() + WAKING_SECONDS
        self._frames = self._silent_frames = 0
        self._lead = 0.0
        self.heard_out = False

    @property
    def stuck(self) -> bool:
        """Whether the device has not asked for anything for too long."""
        return time.monotonic() - self._last > STUCK_SECONDS

    def add(self, now: float, frames: int, silent: bool) -> None:
        """The device got so many frames; `silent` if nothing of the clip was among them."""
        self._begin = self._begin or now
        self._frames += frames
        filling = self._frames / self._rate < FIRST_SECONDS
        self._last = now + (WAKING_SECONDS if filling else 0.0)
        self._lead = max(self._lead, self._frames / self._rate - (now - self._begin))
        self._silent_frames += frames if silent else 0
        self.heard_out = self._silent_frames / self._rate >= self._lead + MARGIN_SECONDS


def _ways(found: portaudio.Found, own: int) -> Iterator[tuple[int, int]]:
    """Rate and channels to try, the most welcome first."""
    for rate in dict.fromkeys((own, round(found.rate), 48_000, 44_100)):
        for channels in (1, 2):
            if channels <= found.outputs:
                yield rate, channels


def _prepared(clip: Clip, volume: int, rate: int, channels: int) -> bytes:
    """The clip's samples as the device wants them."""
    samples = np.frombuffer(clip.pcm, np.int16).astype(np.float32) * (volume / 100)
    if rate != clip.rate:
        samples = soxr.resample(samples, clip.rate, rate)
    whole = np.clip(np.rint(samples), -32768, 32767).astype(np.int16)
    lead_in = bytes(2 * channels * round(rate * MARGIN_SECONDS))
    return lead_in + np.repeat(whole, channels).tobytes()
