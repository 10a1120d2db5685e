"""The people who live here: a second speech synthesiser, with other voices than the house's."""

import shutil
import subprocess
from functools import cache
from pathlib import Path

import numpy as np
import soundfile

from tests.tree import PROJECT

RATE = 16_000
AFTER_SPEECH = 1.0
"""Seconds of quiet after each part."""

VOICES = {"Maya": "slt", "Sam": "rms"}
CLIPS = PROJECT / "tests" / "speech"


def missing() -> str:
    """Which program is not installed, or ""."""
    return next((tool for tool in ("flite", "sox") if shutil.which(tool) is None), "")


def speech(text: str, path: Path, who: str = "Maya", before: float = 0.3) -> Path:
    """The person saying the text, as a 16 kHz WAV file; a comma is a breath, a slash a pause."""
    parts = [np.zeros(round(before * RATE), np.float32)]
    for part in text.split("/"):
        quiet = np.zeros(round(AFTER_SPEECH * RATE), np.float32)
        parts += [_flite(part.strip(), VOICES[who]), quiet]
    soundfile.write(str(path), np.concatenate(parts), RATE, subtype="PCM_16")
    return path


@cache
def _flite(text: str, voice: str) -> np.ndarray:
    spoken = subprocess.run(
        ["flite", "-voice", voice, "-t", text, "-o", "/dev/stdout"], capture_output=True, check=True
    ).stdout
    raw = subprocess.run(
        ["sox", "-t", "wav", "-", "-t", "raw", "-r", str(RATE), "-e", "signed", "-b16", "-c1", "-"],
        input=spoken,
        capture_output=True,
        check=True,
    ).stdout
    sound = np.frombuffer(raw, np.int16).astype(np.float32) / 32768
    loud = np.flatnonzero(np.abs(sound) > 0.01)
    return sound[: loud[-1] + RATE // 20] if loud.size else sound
