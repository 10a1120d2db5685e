"""What one might do to all sound before it is recognised.

The house does none of it (see README); it takes noise away where it hears something once more.
"""

from collections.abc import Callable

import numpy as np
from webrtc_noise_gain import AudioProcessor

from script.benchlib.mixing import as_pcm

STEP_BYTES = 320
"""10 ms, which WebRTC's processing takes at a time."""

SUPPRESSION = 2
"""Of WebRTC's four levels of noise suppression the one that voice satellites use most."""

LOWEST_HERTZ = 120
"""Below it lies no speech sound that tells words apart, but much of a fan."""


def high_pass(pcm: bytes) -> bytes:
    """Without what is lower than a voice."""
    samples = np.frombuffer(pcm, "<i2") / 32768
    spectrum = np.fft.rfft(samples)
    spectrum[np.fft.rfftfreq(len(samples), 1 / 16_000) < LOWEST_HERTZ] = 0
    return as_pcm(np.asarray(np.fft.irfft(spectrum, len(samples)), dtype=np.float64))


def suppressed(pcm: bytes) -> bytes:
    """With WebRTC's noise suppression."""
    return _webrtc(pcm, gain_dbfs=0)


def gained(pcm: bytes) -> bytes:
    """With the suppression and WebRTC's automatic gain."""
    return _webrtc(pcm, gain_dbfs=3)


def _webrtc(pcm: bytes, gain_dbfs: int) -> bytes:
    processor = AudioProcessor(gain_dbfs, SUPPRESSION)
    filled = pcm + bytes(-len(pcm) % STEP_BYTES)
    steps = range(0, len(filled), STEP_BYTES)
    parts = (processor.Process10ms(filled[at : at + STEP_BYTES]).audio for at in steps)
    return b"".join(parts)


AS_IT_IS = "as it is"

CLEANING: dict[str, Callable[[bytes], bytes]] = {
    AS_IT_IS: lambda pcm: pcm,
    "high-pass": high_pass,
    "suppression": suppressed,
    "gain": gained,
}
