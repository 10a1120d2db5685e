"""The plain voice: espeak-ng through pyttsx3, rendered to clips and never played by it."""

import io
import threading
import wave
from typing import Any

from audio.devices import SpokenVoice
from audio.errors import VoiceFailed
from audio.sound import Clip

DEFAULT = "gmw/en-us"
DRIVER = "espeak"

# espeak-ng exists once a process, whatever pyttsx3 calls an engine.
_alone = threading.Lock()
_known: list[SpokenVoice] = []


class Pyttsx3Voice:
    """A Voice by espeak-ng's voice id ("" is American English)."""

    def __init__(self, voice: str = "") -> None:
        with _alone:
            self._engine, self._espeak = _start()
            ids = {known.id for known in _known}
            self._voice = (voice or (DEFAULT if DEFAULT in ids else "")).lower()
            # An unknown id is not an error to the engine: it would go on with another voice.
            if self._voice and self._voice not in ids:
                self.close()
                raise VoiceFailed(
                    f"espeak-ng has no voice '{voice}'. Choose another one in the settings."
                )
        self.name = "espeak-ng"

    def speak(self, text: str, rate: int) -> Clip:
        """The text as sound, at `rate` words a minute. Raises VoiceFailed."""
        if self._engine is None:
            raise VoiceFailed("The voice is closed.")
        spoken = "".join(sign if sign.isprintable() else " " for sign in text).strip()
        if not spoken:
            return Clip(b"", 22_050)
        with _alone:
            # Once more, because an empty clip is how a lost race shows in this library.
            clip = self._render(spoken, rate) or self._render(spoken, rate)
        if clip is None:
            raise VoiceFailed("espeak-ng gave no sound for this line.")
        return clip

    def close(self) -> None:
        """Let go of the engine."""
        self._engine = None

    def _render(self, text: str, rate: int) -> Clip | None:
        # espeak-ng still runs for a moment after it has reported the end. A command given in that
        # moment is dropped without an error (a changed rate, a whole line), so wait each time.
        self._espeak.Synchronize()
        if self._voice:
            self._engine.setProperty("voice", self._voice)
        self._engine.setProperty("rate", rate)
        self._espeak.Synchronize()
        # pyttsx3 hands the "file name" to wave.open, which takes a file in memory as well: a full
        # disk (runAndWait would block for ever) and lines that must not lie about are no matter.
        file = io.BytesIO()
        self._engine.save_to_file(text, file)
        self._engine.runAndWait()
        self._espeak.Synchronize()
        return _clip(file)


def voices() -> list[SpokenVoice]:
    """Every voice of espeak-ng; nothing when it is not installed."""
    with _alone:
        if not _known:
            try:
                _start()
            except VoiceFailed:
                return []
        return list(_known)


def _start() -> tuple[Any, Any]:
    """The engine, primed, and espeak-ng's own functions."""
    try:
        import pyttsx3
        from pyttsx3.drivers import _espeak, espeak

        # It reports each file on standard output, which belongs to the house's own answers.
        vars(espeak)["print"] = _say_nothing
        engine: Any = pyttsx3.init(DRIVER)  # type: ignore[no-untyped-call]
        # The first runAndWait after a start does not wait; with nothing queued it is harmless.
        engine.runAndWait()
        _espeak.Synchronize()
        if not _known:
            _known.extend(_voice(known) for known in engine.getProperty("voices"))
    except Exception as error:
        raise VoiceFailed(
            "The voice cannot start because espeak-ng is missing. "
            "Install it: sudo apt-get install espeak-ng"
        ) from error
    return engine, _espeak


def _voice(known: Any) -> SpokenVoice:
    return SpokenVoice(known.id, known.name, (known.languages or [""])[0])


def _clip(file: io.BytesIO) -> Clip | None:
    file.seek(0)
    try:
        with wave.open(file) as sound:
            pcm = sound.readframes(sound.getnframes())
            return Clip(pcm, sound.getframerate()) if pcm else None
    except (wave.Error, EOFError):
        return None


def _say_nothing(*words: object) -> None:
    """In place of print."""
