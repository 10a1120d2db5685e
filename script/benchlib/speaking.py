"""Synthesised people: every voice that this machine has, as 16 kHz samples."""

import io
import subprocess
from functools import cache

import numpy as np
import soundfile
import soxr

from audio.devices import start_voice
from audio.ports import Voice
from audio.sound import RATE
from script.benchlib.mixing import Samples, as_pcm

FLITE = ("slt", "rms", "awb", "kal16")
ESPEAK = ("en-us+f3", "en-gb+m3", "en-gb-scotland+m7", "en-029+f4", "en-gb-x-rp+f2")
HEART = "heart"
VOICES = (HEART, *FLITE, *ESPEAK)
"""One by hibari (a network), four by flite, five by espeak-ng (of which three are women's)."""


def spoken(text: str, voice: str, rate: int = 165) -> Samples:
    """The text, said by this voice."""
    if voice == HEART:
        clip = _heart().speak(text, rate)
        sound, own = np.frombuffer(clip.pcm, np.int16) / 32768, clip.rate
    else:
        command = ["flite", "-voice", voice, "-o", "/dev/stdout", "-t", text]
        if voice not in FLITE:
            command = ["espeak-ng", "-v", voice, "-s", str(rate), "--stdout", text]
        sound, own = _samples(subprocess.run(command, capture_output=True, check=True).stdout)
    return np.asarray(soxr.resample(sound, own, RATE), dtype=np.float64)


def heart(text: str) -> bytes:
    """The natural voice saying it, as 16-bit samples."""
    return as_pcm(spoken(text, HEART))


@cache
def _heart() -> Voice:
    return start_voice("hibari")


def _samples(wav: bytes) -> tuple[Samples, int]:
    # Both programs write a stream, so the header cannot know the length.
    whole = bytearray(wav)
    whole[4:8] = (len(whole) - 8).to_bytes(4, "little")
    at = whole.index(b"data") + 4
    whole[at : at + 4] = (len(whole) - at - 4).to_bytes(4, "little")
    sound, rate = soundfile.read(io.BytesIO(bytes(whole)), dtype="float64")
    return np.asarray(sound), int(rate)
