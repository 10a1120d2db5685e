"""How loud it is, and whether a microphone is set too loud or too quiet to understand anybody."""

import math
from array import array
from collections import deque
from collections.abc import Sequence
from typing import Literal

from audio.sound import Frame

QUIETEST_DB = -60.0

CLIPPED = 32_600
"""A sample from here on, 0.04 dB below full scale, has been cut off or is about to be."""

CLIPPED_SAMPLES = 3
"""So many of them make a frame distorted; one or two are a click."""

TOO_MANY = 0.1
"""Share of somebody's loud frames that may be distorted before recognition suffers."""

TOO_QUIET_DB = -48.0
"""Speech at its loudest below this drowns in what microphones add by themselves."""

LOUD_MOMENT = 31
"""Frames (a second) of speech at least, before it is judged."""

STRETCHES = 3
"""So many stretches of talk in a row must agree: one shout or one whisper says nothing."""

TOO_LOUD = (
    "The microphone is set too loud: what you say is cut off at its loudest. "
    "Turn its level down in this machine's sound settings, or put it further away."
)
TOO_QUIET = (
    "I hear you only very faintly. Turn the microphone's level up in this machine's sound "
    "settings, or put it nearer to where you talk."
)


def decibels_of(frame: Frame) -> float:
    """How loud a frame is: 0 is a full-scale square wave, silence far below -100."""
    samples = array("h", frame.pcm)
    power = sum(sample * sample for sample in samples[::4]) / max(1, len(samples[::4]))
    return 10 * math.log10(power / 32768**2) if power > 0 else -200.0


def level_of(frame: Frame) -> float:
    """How loud a frame is to an ear: 0 (-60 dB or less) to 1 (as loud as can be)."""
    return round(min(1.0, max(0.0, 1 - decibels_of(frame) / QUIETEST_DB)), 2)


SENTENCES = {"quiet": TOO_QUIET, "loud": TOO_LOUD, "": ""}


def is_distorted(frame: Frame) -> bool:
    """Whether its loudest samples were cut off."""
    samples = array("h", frame.pcm)
    if max(samples) < CLIPPED and min(samples) > -CLIPPED:
        return False
    return sum(abs(sample) >= CLIPPED for sample in samples) >= CLIPPED_SAMPLES


def loud_part(loudness: Sequence[float]) -> float:
    """How loud the loudest tenth of the frames is: vowels, whatever the pauses between them."""
    return sorted(loudness)[-max(1, len(loudness) // 10)]


def fault_of(loudness: Sequence[float], distorted: int) -> Literal["", "quiet", "loud"]:
    """What is wrong with the level of somebody who talks; so many frames are distorted."""
    if distorted > TOO_MANY * len(loudness):
        return "loud"
    return "quiet" if loudness and loud_part(loudness) < TOO_QUIET_DB else ""


class InputLevel:
    """Judges the microphone by the people who talk, one stretch after the other."""

    def __init__(self) -> None:
        self._loudness: list[float] = []
        self._distorted = 0
        self._verdicts: deque[str] = deque(maxlen=STRETCHES)

    def feed(self, frame: Frame, talking: bool) -> str | None:
        """Take in the next frame; at the end of a stretch what is wrong, "" if nothing is."""
        if talking:
            self._loudness.append(decibels_of(frame))
            self._distorted += is_distorted(frame)
            return None
        return self._judge() if self._loudness else None

    def _judge(self) -> str | None:
        loudness, distorted = self._loudness, self._distorted
        self._loudness, self._distorted = [], 0
        if len(loudness) < LOUD_MOMENT:
            return None
        self._verdicts.append(SENTENCES[fault_of(loudness, distorted)])
        agreed = len(self._verdicts) == STRETCHES and len(set(self._verdicts)) == 1
        return self._verdicts[0] if agreed else None
