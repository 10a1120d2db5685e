"""The small sounds of the house, computed: short, soft, and told apart by their shape."""

from typing import Any

import numpy as np

from audio.sound import Clip

RATE = 24_000
LOUDEST = 0.35
"""Peak of every chime, of full scale: softer than the voice."""

# Notes of one chord (D, A, D), so that no two of them ever clash.
LOW, MIDDLE, HIGH = 293.66, 587.33, 880.0

Samples = np.ndarray[Any, np.dtype[np.float64]]


def chime(name: str) -> Clip:
    """The sound with this name. Raises KeyError if there is none; see `NAMES`."""
    return _SOUNDS[name]


def _note(pitch: float, seconds: float, fall: float = 6.0) -> Samples:
    """A soft bell: quick rise, long fall, a little of the octave above."""
    moment = np.arange(round(seconds * RATE)) / RATE
    tone = np.sin(2 * np.pi * pitch * moment) + 0.2 * np.sin(4 * np.pi * pitch * moment)
    rise = np.minimum(1.0, moment / 0.008)
    # The last 15 ms go to nothing: a note that is cut off clicks.
    end = np.clip((seconds - moment) / 0.015, 0.0, 1.0)
    return np.asarray(tone * rise * end * np.exp(-fall * moment))


def _two(first: Samples, second: Samples, start: float) -> Samples:
    """Two notes laid over each other, the second beginning at `start` seconds."""
    begin = round(start * RATE)
    together = np.zeros(max(len(first), begin + len(second)))
    together[: len(first)] += first
    together[begin : begin + len(second)] += second
    return together


def _tick() -> Samples:
    """A knock on wood: a hollow tone that is over at once, and the touch of the stick."""
    moment = np.arange(round(0.09 * RATE)) / RATE
    noise = np.random.default_rng(7).standard_normal(len(moment))
    wood = np.sin(2 * np.pi * 1_150 * moment) + 0.5 * np.sin(2 * np.pi * 1_870 * moment)
    touch = 0.25 * noise * np.exp(-600 * moment)
    rise = np.minimum(1.0, moment / 0.001)
    return np.asarray((wood * np.exp(-70 * moment) + touch) * rise)


def _bell() -> Samples:
    """A small bell: partials that are no whole multiples, the higher the shorter."""
    partials = ((1.0, 1.0, 3.5), (2.0, 0.4, 5.0), (2.76, 0.3, 7.0), (5.4, 0.12, 12.0))
    together = [share * _note(HIGH * ratio, 1.1, fall) for ratio, share, fall in partials]
    return np.asarray(np.sum(together, axis=0))


def _clip(samples: Samples) -> Clip:
    loud = samples * (LOUDEST / np.abs(samples).max())
    return Clip(np.rint(loud * 32767).astype(np.int16).tobytes(), RATE)


_SOUNDS = {
    "listening": _clip(_two(_note(MIDDLE, 0.13, 14), _note(HIGH, 0.14, 14), 0.1)),
    "closed": _clip(_two(_note(HIGH, 0.14, 12), _note(MIDDLE, 0.2, 12), 0.11)),
    "saved": _clip(_note(LOW, 0.35, 8)),
    "halfway": _clip(_tick()),
    "time": _clip(_bell()),
    "muted": _clip(_two(_note(LOW, 0.12, 14), _note(LOW, 0.16, 14), 0.15)),
}

NAMES = tuple(_SOUNDS)
"""Every chime there is."""


def all_chimes() -> dict[str, Clip]:
    """Every chime by its name."""
    return dict(_SOUNDS)
