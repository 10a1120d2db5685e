"""Kitchen noise under a recording, at a given distance in decibels."""

import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile

Samples = npt.NDArray[np.float64]
FRAME = 2048


def read_samples(path: Path) -> Samples:
    """A recording at 16 kHz, mono, as numbers from -1 to 1."""
    samples, rate = soundfile.read(path, dtype="float64")
    if rate != 16_000 or samples.ndim != 1:
        raise SystemExit(f"{path} should be mono at 16 kHz, but it is not.")
    return np.asarray(samples)


def loudest(samples: Samples) -> float:
    """The energy of the loudest 2048 samples; of all of them if there are fewer."""
    count = len(samples) // FRAME
    frames = samples[: count * FRAME].reshape(-1, FRAME) if count else samples[None]
    return float((frames**2).sum(axis=1).max())


def mix(speech: Samples, noise: Samples, decibels: float, name: str) -> Samples:
    """Speech over noise, the loudest moments `decibels` apart, at half of full scale.

    The stretch of noise is drawn by the recording's name: another run draws the same one.
    """
    if len(speech) >= len(noise):
        raise SystemExit(f"The noise is shorter than {name}.")
    draw = np.random.default_rng(zlib.crc32(f"{name} {decibels:g}".encode()))
    start = int(draw.integers(0, len(noise) - len(speech)))
    under = noise[start : start + len(speech)]
    scale = np.sqrt(loudest(speech) / (loudest(under) * 10 ** (decibels / 10)))
    mixed = speech + scale * under
    return np.asarray(mixed / (2 * np.abs(mixed).max()))


def as_pcm(samples: Samples) -> bytes:
    """16-bit samples, as the engines take them."""
    return (np.clip(samples, -1, 1) * 32767).round().astype("<i2").tobytes()


def clip(
    file: Path,
    level: str,
    noise: Samples | None,
    room: Callable[[Samples], Samples] = np.asarray,
) -> bytes:
    """A recording as the engines take it, over noise unless `level` is "clean".

    `room` is what the room makes of the speech; the noise is beside the microphone.
    """
    speech = room(read_samples(file))
    if level == "clean" or noise is None:
        return as_pcm(speech)
    return as_pcm(mix(speech, noise, float(level), file.name))
