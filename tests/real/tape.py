"""Looking at recorded sound: where it is loud, and how high it is."""

from pathlib import Path

import numpy as np
import soundfile

from audio.sound import Clip

LOUD = 0.02


def tone(pitch: float, seconds: float, rate: int = 22_050, loudness: float = 0.5) -> Clip:
    moment = np.arange(round(seconds * rate)) / rate
    wave = np.sin(2 * np.pi * pitch * moment) * loudness * 32767
    return Clip(wave.astype(np.int16).tobytes(), rate)


def write(clip: Clip, path: Path) -> Path:
    soundfile.write(str(path), np.frombuffer(clip.pcm, np.int16), clip.rate, subtype="PCM_16")
    return path


def load(path: Path) -> tuple[np.ndarray, int]:
    return soundfile.read(str(path), dtype="float64")


def loud_stretches(samples: np.ndarray, rate: int) -> list[tuple[float, float]]:
    """Begin and end, in seconds, of everything that can be heard; 50 ms of quiet part two."""
    loud = np.flatnonzero(np.abs(samples) > LOUD)
    if not loud.size:
        return []
    parts = np.split(loud, np.flatnonzero(np.diff(loud) > rate * 0.05) + 1)
    return [(part[0] / rate, part[-1] / rate) for part in parts]


def pitch(samples: np.ndarray, rate: int) -> float:
    """The strongest frequency."""
    strength = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.fft.rfftfreq(len(samples), 1 / rate)[strength.argmax()])
