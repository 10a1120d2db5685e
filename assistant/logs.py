"""What the house writes down about itself. What people say is not part of it."""

import contextlib
import logging
import os
import threading
from datetime import datetime, timedelta
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TextIO

from config.paths import Home
from config.settings import Settings

OURS = ("assistant", "audio", "config", "hearthside", "intents", "__main__")
LARGEST = 500_000
EARLIER_FILES = 3
SPEECH_KEPT = timedelta(days=1)
SILENT = logging.CRITICAL + 1
FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"

_speech = logging.getLogger("hearthside.speech")
_speech.propagate = False
_speech.addHandler(logging.NullHandler())
_speech.setLevel(SILENT)

_speech_file = threading.Lock()
"""Held while a line is added or old ones are taken out."""


class Logs:
    """The open log files of one house."""

    def __init__(self, home: Home, settings: Settings, screen: TextIO | None) -> None:
        self._handlers: list[tuple[logging.Logger, logging.Handler]] = []
        root = logging.getLogger()
        root.setLevel(logging.INFO)
        if screen is not None:
            self._add(root, logging.StreamHandler(screen), logging.WARNING)
        try:
            self._add(root, HouseFile(home.log_file), logging.INFO)
        except OSError as error:
            logging.getLogger(__name__).warning("No log is written: %s", error.strerror)
        if settings.privacy.log_speech:
            self._add(_speech, SpeechFile(speech_file(home)), logging.INFO)
            _speech.setLevel(logging.INFO)

    def close(self) -> None:
        """Write nothing any more. Closing twice does nothing."""
        _speech.setLevel(SILENT)
        while self._handlers:
            logger, handler = self._handlers.pop()
            logger.removeHandler(handler)
            handler.close()

    def _add(self, logger: logging.Logger, handler: logging.Handler, level: int) -> None:
        handler.setLevel(level)
        handler.setFormatter(logging.Formatter(FORM))
        handler.addFilter(only_ours_or_warnings)
        logger.addHandler(handler)
        self._handlers.append((logger, handler))


_open_logs: list[Logs] = []


def set_up_logs(home: Home, settings: Settings, screen: TextIO | None = None) -> Logs:
    """Log to the home's files from now on, and no longer to those of an earlier call.

    `screen` gets warnings too. Where the file can't be written the house goes on without it.
    With `privacy.log_speech` off, a speech log of earlier days is removed; with it on, its lines
    older than a day are.
    """
    while _open_logs:
        _open_logs.pop().close()
    if settings.privacy.log_speech:
        forget_old(home, datetime.now().astimezone())
    else:
        _remove_speech(home)
    logs = Logs(home, settings, screen)
    _open_logs.append(logs)
    return logs


def only_ours_or_warnings(record: logging.LogRecord) -> bool:
    """Libraries speak only of trouble: at INFO they tell requests, jobs and what is in them."""
    ours = record.name.partition(".")[0] in OURS
    return ours or record.levelno >= logging.WARNING


def said(who: str, words: str) -> None:
    """For the speech log, when it is switched on; otherwise these words are written nowhere."""
    if _speech.isEnabledFor(logging.INFO):
        _speech.info("%s: %s", who, " ".join(words.split()))


def speech_file(home: Home) -> Path:
    """Where the speech log is, when it is switched on."""
    return home.log_file.with_name("speech.log")


def forget_old(home: Home, now: datetime) -> int:
    """Delete the lines of the speech log that are older than a day; says how many went."""
    path = speech_file(home)
    with _speech_file:
        try:
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        except OSError:
            return 0
        kept = [line for line in lines if _is_recent(line, now)]
        if len(kept) < len(lines):
            _replace(path, "".join(kept))
    return len(lines) - len(kept)


class HouseFile(RotatingFileHandler):
    """The house's log: small, a few files, its owner's alone."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=LARGEST, backupCount=EARLIER_FILES, encoding="utf-8")

    def _open(self):  # type: ignore[no-untyped-def]
        os.close(os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT, 0o600))
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """A full disk is told elsewhere; the default would print every line that is lost."""


class SpeechFile(logging.Handler):
    """Opens the file for each line, so that old lines can be taken out under it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def emit(self, record: logging.LogRecord) -> None:
        """Add a line that begins with its time, zone included."""
        when = datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="seconds")
        line = f"{when} {record.getMessage()}\n".encode()
        with _speech_file, contextlib.suppress(OSError):
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                os.write(handle, line)
            finally:
                os.close(handle)


def forget_since(home: Home, moment: datetime) -> None:
    """Take out of the speech log whatever was said since then."""
    path = speech_file(home)
    with _speech_file:
        try:
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        except OSError:
            return
        _replace(path, "".join(line for line in lines if _is_before(line, moment)))


def forget_speech(home: Home) -> None:
    """Everything that was said goes from the speech log."""
    _remove_speech(home)


def _is_before(line: str, moment: datetime) -> bool:
    try:
        return datetime.fromisoformat(line.partition(" ")[0]) < moment.replace(microsecond=0)
    except (ValueError, TypeError):
        return False


def _is_recent(line: str, now: datetime) -> bool:
    try:
        return now - datetime.fromisoformat(line.partition(" ")[0]) <= SPEECH_KEPT
    except (ValueError, TypeError):  # the rest of a line that was cut short
        return False


def _replace(path: Path, content: str) -> None:
    """On a disk too full for the copy, the whole file goes: a day is promised."""
    new = path.with_name(path.name + ".new")
    try:
        new.touch(mode=0o600)
        new.write_text(content, encoding="utf-8")
        new.replace(path)
    except OSError:
        for each in (new, path):
            each.unlink(missing_ok=True)


def _remove_speech(home: Home) -> None:
    with _speech_file, contextlib.suppress(OSError):
        speech_file(home).unlink(missing_ok=True)
