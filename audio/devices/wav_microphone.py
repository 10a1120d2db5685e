"""A sound file in place of a microphone."""

from pathlib import Path

import numpy as np
import soxr

from audio.devices.pace import Pace
from audio.errors import MicrophoneLost, MicrophoneMissing
from audio.sound import FRAME_BYTES, RATE, SILENCE, Frame


class WavMicrophone:
    """A Microphone that hears a WAV or FLAC file in the sound's own time, and silence after it."""

    def __init__(self, path: Path, speed: float = 1.0) -> None:
        self.name = path.name
        self.dropped = 0
        self._path = path
        self._speed = speed
        self._pcm: bytes | None = None
        self._position = 0

    @property
    def finished(self) -> bool:
        """Whether the whole file has been read; what follows is silence."""
        return self._pcm is not None and self._position >= len(self._pcm)

    def open(self) -> None:
        """Read the file. Raises MicrophoneMissing if it is not there or not a sound file."""
        self._pcm = speech_of(self._path)
        self._position = 0
        self._pace = Pace(self._speed)

    def read(self, timeout: float) -> Frame | None:
        """The next frame when it is due, or None if that is further off than `timeout`."""
        if self._pcm is None:
            raise MicrophoneLost(f"{self.name} is not open.")
        if not self._pace.wait(timeout):
            return None
        if self.finished:
            return SILENCE
        part = self._pcm[self._position : self._position + FRAME_BYTES]
        self._position += FRAME_BYTES
        return Frame(part.ljust(FRAME_BYTES, b"\0"))

    def close(self) -> None:
        """Forget the file."""
        self._pcm = None


def speech_of(path: Path) -> bytes:
    """A sound file as 16-bit mono samples at RATE. Raises MicrophoneMissing with the reason."""
    # Imported here: the library brings a shared object that a house without files never needs.
    import soundfile

    if not path.is_file():
        raise MicrophoneMissing(f"There is no file {path}.")
    try:
        samples, rate = soundfile.read(str(path), dtype="float32", always_2d=True)
    except (soundfile.SoundFileError, OSError, ValueError) as error:
        raise MicrophoneMissing(f"{path} is not a sound file I can read: {error}") from error
    mono = samples.mean(axis=1)
    if rate != RATE:
        mono = soxr.resample(mono, rate, RATE)
    whole = np.clip(np.rint(mono * 32767), -32768, 32767).astype(np.int16)
    return bytes(whole.tobytes())
