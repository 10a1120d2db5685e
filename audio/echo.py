"""Whether the room echoes, learnt from how fast the voices in it die away.

In a bare kitchen a voice three metres away is half echo, and a recogniser that learnt from voices
close by hears the end of one word in the next. A voice by itself falls silent much faster than a
room does: so the steepness of its falls tells the one from the other, without any measuring.
"""

from collections import deque
from collections.abc import Iterable
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from audio.sound import RATE, Frame

WINDOW, STEP = 512, 128
"""Samples."""

BANDS = (6, 12, 20, 32, 50, 80, 128)
"""Edges in steps of 31 Hz: six bands from 190 Hz to 4 kHz."""

LEAST_FALL, LOUD = 12.0, 15.0
"""Decibels: only falls by so much count, from so near the loudest, which stay clear of noise."""

LEAST_STEPS = 4
SLOWEST = -185.0
"""Decibels a second: with a slower median fall the room echoes.

It was -167 across a simulated kitchen with 0.5 s of echo, at one metre and at three; of people and
synthesised voices close by -297 to -365, in kitchen noise of 12 dB -223 to -271, of 6 dB -206.
"""

ENOUGH, LATELY = 40, 200
"""So many falls are needed to know, and so many are remembered: some five sentences."""

LONGEST_FRAMES = 200
"""Of longer talk the end is enough."""


class Room:
    """The room that the house stands in, as far as it is known. Belongs to one thread."""

    def __init__(self) -> None:
        self._falls: deque[float] = deque(maxlen=LATELY)
        self._talk: deque[Frame] = deque(maxlen=LONGEST_FRAMES)

    def hear(self, frame: Frame, talking: bool) -> None:
        """Take in one frame after the other; `talking` until nobody has spoken for a while."""
        if talking:
            self._talk.append(frame)
        elif self._talk:
            self.learn(self._talk)
            self._talk.clear()

    def learn(self, frames: Iterable[Frame]) -> None:
        """Take in a stretch in which somebody spoke."""
        samples = np.frombuffer(b"".join(frame.pcm for frame in frames), "<i2")
        if len(samples) > WINDOW:
            self._falls.extend(_falls_in(samples.astype(np.float64)))

    def forget(self) -> None:
        """It may be another room."""
        self._falls.clear()

    @property
    def echoes(self) -> bool:
        """Whether voices are blurred by it; False as long as too little was heard."""
        return len(self._falls) >= ENOUGH and median(self._falls) > SLOWEST


def _falls_in(samples: NDArray[np.float64]) -> list[float]:
    """How steeply it falls silent, in decibels a second, wherever it does so in some band."""
    windows = np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[::STEP] * np.hanning(WINDOW)
    power = np.abs(np.fft.rfft(windows, axis=1)) ** 2
    found: list[float] = []
    for low, high in pairwise(BANDS):
        loudness = 10 * np.log10(power[:, low:high].sum(axis=1) + 1e-3)
        found += _slopes(np.convolve(loudness, np.ones(3) / 3, "valid"))
    return found


def _slopes(loudness: NDArray[np.float64]) -> list[float]:
    if len(loudness) <= LEAST_STEPS:
        return []
    least = np.percentile(loudness, 95) - LOUD
    # Where a fall begins and where it ends: the sign of the difference changes there.
    falling = np.concatenate([[False], np.diff(loudness) < 0, [False]])
    begins = np.flatnonzero(~falling[:-1] & falling[1:])
    ends = np.flatnonzero(falling[:-1] & ~falling[1:])
    fall, steps = loudness[ends] - loudness[begins], ends - begins
    counts = (steps >= LEAST_STEPS) & (loudness[begins] > least) & (fall <= -LEAST_FALL)
    slopes: list[float] = (fall[counts] / steps[counts] * (RATE / STEP)).tolist()
    return slopes
