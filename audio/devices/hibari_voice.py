"""The natural voice: hibari, whose American voice comes inside its package."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from audio.devices import SpokenVoice
from audio.errors import VoiceFailed
from audio.sound import Clip

HEART = "heart"
"""The one voice that is never downloaded."""

NATURAL_RATE = 165
"""Words a minute at the model's own pace, measured on the house's lines (162)."""

LOUDNESS = 2.2
"""Its peaks reach 0.3 to 0.4 of full scale; this brings it to the plain voice's loudness."""


class HibariVoice:
    """A Voice with hibari's own model; one processor core, nothing fetched from anywhere."""

    def __init__(self, voice: str = "") -> None:
        if voice not in ("", HEART):
            raise VoiceFailed(f"The natural voice has no '{voice}'. Choose '{HEART}'.")
        if not _model_is_there():
            raise VoiceFailed("The natural voice is not installed: pip install hibari-tts")
        try:
            import hibari

            make: Any = hibari.Hibari
            self._model: Any = make(voice=HEART, threads=1)
            # The dictionaries are read with the first words: better now than in an answer.
            self._model("Hello.", seed=0)
        except Exception as error:
            raise VoiceFailed(f"The natural voice cannot start: {error}") from error
        self.name = "hibari"

    def speak(self, text: str, rate: int) -> Clip:
        """The text as sound, at `rate` words a minute. Raises VoiceFailed."""
        if self._model is None:
            raise VoiceFailed("The voice is closed.")
        try:
            # The seed makes the same line the same sound.
            samples = self._model(text, speed=rate / NATURAL_RATE, seed=0)
        except Exception as error:
            raise VoiceFailed(f"The natural voice failed at this line: {error}") from error
        if text.strip() and not samples.size and any(sign.isalnum() for sign in text):
            raise VoiceFailed("The natural voice gave no sound for this line.")
        return Clip(_as_pcm(samples), self._model.sample_rate)

    def close(self) -> None:
        """Let go of the model and its memory."""
        self._model = None


def voices() -> list[SpokenVoice]:
    """The voice in the package; nothing when it is not installed."""
    return [SpokenVoice(HEART, "Heart (natural)", "en-us")] if _model_is_there() else []


def _model_is_there() -> bool:
    package = find_spec("hibari")
    if package is None or package.origin is None:
        return False
    return (Path(package.origin).parent / "assets" / "hibari.onnx").is_file()


def _as_pcm(samples: "np.ndarray[Any, Any]") -> bytes:
    # tanh bends the rare highest peaks instead of cutting them.
    loud = np.tanh(samples * LOUDNESS)
    return bytes(np.rint(loud * 32767).astype(np.int16).tobytes())
