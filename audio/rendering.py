"""Lines become clips: rendered once, kept in a folder of our own, with a voice that stands in."""

import contextlib
import hashlib
import logging
import os
import wave
from collections.abc import Callable, Mapping
from pathlib import Path

from audio.errors import VoiceFailed
from audio.ports import Voice
from audio.sound import Clip

log = logging.getLogger(__name__)

MOST_FILES = 300
MOST_BYTES = 50_000_000


class RenderedVoice:
    """A Voice that remembers what it has said. Belongs to the thread that speaks.

    `starts` gives the voices by name in the order of choice, each as a function that starts it or
    raises VoiceFailed; nothing is started before the first line that is not on file.
    """

    def __init__(
        self, starts: Mapping[str, Callable[[], Voice]], folder: Path, voice: str = ""
    ) -> None:
        self._starts = dict(starts)
        self._shelf = Shelf(folder)
        self._wish = voice
        self._chosen = next(iter(self._starts))
        self._left = list(self._starts)
        self._voice: Voice | None = None
        self.told = ""
        """Why another voice than the chosen one speaks; "" while all is well."""

    @property
    def name(self) -> str:
        """The engine that speaks now."""
        return self._left[0]

    def start(self) -> None:
        """Start the engine ahead of the first line. Raises VoiceFailed if none can."""
        self._started()

    def speak(self, text: str, rate: int, keep: bool = True) -> Clip:
        """The text as sound. Raises VoiceFailed when no voice can say it.

        With `keep=False` nothing of it is ever written to disk: for what people said themselves.
        """
        while True:
            key = (self.name, self._wish if self.name == self._chosen else "", rate, text)
            if keep and (clip := self._shelf.find(key)):
                return clip
            voice = self._started()
            if voice.name != key[0]:
                continue  # another one stands in, and may have this line on file
            try:
                clip = voice.speak(text, rate)
            except VoiceFailed as error:
                self._pass_on(error)
                continue
            if keep:
                self._shelf.put(key, clip)
            return clip

    def close(self) -> None:
        """Let go of the engine."""
        if self._voice is not None:
            self._voice.close()
            self._voice = None

    def _started(self) -> Voice:
        while self._voice is None:
            try:
                self._voice = _Named(self._starts[self.name](), self.name)
            except VoiceFailed as error:
                self._pass_on(error)
        return self._voice

    def _pass_on(self, error: VoiceFailed) -> None:
        """Let the next voice stand in; without one, begin again with the first next time."""
        self.close()
        failed = self._left.pop(0)
        if not self._left:
            self._left = list(self._starts)
            self.told = str(error)
            raise error
        self.told = f"{error} ({self.name} speaks instead of {failed}.)"
        log.warning("The voice %s failed, %s stands in", failed, self.name)


class _Named:
    """A voice under the name that the settings know it by."""

    def __init__(self, voice: Voice, name: str) -> None:
        self._voice = voice
        self.name = name

    def speak(self, text: str, rate: int) -> Clip:
        return self._voice.speak(text, rate)

    def close(self) -> None:
        self._voice.close()


class Shelf:
    """Clips as WAV files under a limit. Nothing here ever fails a line: it is rendered again."""

    def __init__(
        self, folder: Path, most_files: int = MOST_FILES, most_bytes: int = MOST_BYTES
    ) -> None:
        self._folder = folder
        self._most_files = most_files
        self._most_bytes = most_bytes
        for leftover in _files(folder, "*.part"):
            _remove(leftover)

    def find(self, key: object) -> Clip | None:
        """The clip, or None if it is not there or damaged (then it is removed)."""
        path = self._path(key)
        try:
            clip = _read(path)
            os.utime(path)  # the files used last are kept longest
        except FileNotFoundError:
            return None
        except (OSError, EOFError, wave.Error):
            _remove(path)
            return None
        return clip

    def put(self, key: object, clip: Clip) -> None:
        """Keep the clip, and let go of the oldest ones beyond the limit."""
        path = self._path(key)
        part = path.with_suffix(".part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write(part, clip)
            part.replace(path)
        except OSError as error:
            log.warning("A spoken line could not be kept: %s", error.strerror)
            _remove(part)
        self._make_room()

    def _path(self, key: object) -> Path:
        name = hashlib.sha1(repr(key).encode(), usedforsecurity=False).hexdigest()
        return self._folder / f"{name}.wav"

    def _make_room(self) -> None:
        sized = [
            (path, status) for path in _files(self._folder, "*.wav") if (status := _stat(path))
        ]
        sized.sort(key=lambda each: each[1].st_mtime_ns, reverse=True)
        total = 0
        for place, (path, status) in enumerate(sized):
            total += status.st_size
            if place >= self._most_files or total > self._most_bytes:
                _remove(path)


def _read(path: Path) -> Clip:
    with wave.open(str(path)) as sound:
        pcm = sound.readframes(sound.getnframes())
        as_written = sound.getnchannels() == 1 and sound.getsampwidth() == 2
        if not pcm or not as_written or len(pcm) != sound.getnframes() * 2:
            raise wave.Error("not what was written")
        return Clip(pcm, sound.getframerate())


def _write(path: Path, clip: Clip) -> None:
    with path.open("wb") as file, wave.open(file) as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(clip.rate)
        sound.writeframes(clip.pcm)


def _files(folder: Path, pattern: str) -> list[Path]:
    try:
        return list(folder.glob(pattern))
    except OSError:
        return []


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()
