"""A recording as it reaches a microphone across a kitchen, by pyroomacoustics' image sources."""

from functools import cache

import numpy as np
import pyroomacoustics
from scipy.signal import fftconvolve

from script.benchlib.mixing import Samples

KITCHEN = (4.2, 3.2, 2.5)
"""Metres."""

ECHO_SECONDS = 0.5
"""Until the echo has sunk by 60 dB (Sabine): tiles and cupboards, a little cloth."""

MICROPHONE = (0.5, 0.5, 1.0)
MOUTH_HEIGHT = 1.5


def across(speech: Samples, metres: float) -> Samples:
    """The speech with the room's echo, as loud as before; somebody stands so far from the house."""
    heard = fftconvolve(speech, _response(metres))[: len(speech)]
    return np.asarray(heard * np.abs(speech).max() / np.abs(heard).max())


@cache
def _response(metres: float) -> Samples:
    """What arrives of a click."""
    absorption, order = pyroomacoustics.inverse_sabine(ECHO_SECONDS, KITCHEN)
    room = pyroomacoustics.ShoeBox(
        KITCHEN, fs=16_000, materials=pyroomacoustics.Material(absorption), max_order=order
    )
    corner = np.array(MICROPHONE)
    # Towards the far corner, which is the longest way there is.
    along = np.array((*KITCHEN[:2], 0.0)) - (*corner[:2], 0.0)
    up = MOUTH_HEIGHT - corner[2]
    flat = np.sqrt(max(0.0, metres**2 - up**2))
    room.add_source(corner + along / np.linalg.norm(along) * flat + (0.0, 0.0, up))
    room.add_microphone(corner)
    room.compute_rir()
    return np.asarray(room.rir[0][0])
