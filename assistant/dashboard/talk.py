"""The talk button: the browser's own microphone, in small pieces and in order."""

import threading
import time

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue

from assistant.dashboard.page import the_door

SILENT_SECONDS = 3.0
"""A tab that has sent nothing for so long has gone; another one may talk."""

LARGEST_PIECE = 16_000 * 2 * 4
"""Bytes: four seconds of sound, what a slow machine may have to catch up with."""

talk = Blueprint("talk", __name__, url_prefix="/talk")


class TalkDesk:
    """Lets one tab talk at a time, and notices a piece that is missing or comes twice."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._talker = ""
        self._next = 0
        self._last = 0.0

    def begin(self, talker: str) -> bool:
        """Give the floor to this tab; False while another one has it."""
        with self._lock:
            busy = self._talker and time.monotonic() - self._last < SILENT_SECONDS
            if not talker or (busy and talker != self._talker):
                return False
            self._talker, self._next, self._last = talker, 0, time.monotonic()
            return True

    def takes(self, talker: str, piece: int) -> bool:
        """Whether this is the next piece of the tab that has the floor."""
        with self._lock:
            if talker != self._talker or piece != self._next:
                return False
            self._next, self._last = piece + 1, time.monotonic()
            return True

    def end(self, talker: str) -> bool:
        """Free the floor; False if this tab did not have it."""
        with self._lock:
            if not talker or talker != self._talker:
                return False
            self._talker = ""
            return True


@talk.post("/begin")
def begin() -> ResponseReturnValue:
    """The talk button is pressed."""
    if not _desk().begin(_talker()):
        return "", 409
    the_door().talk_begin()
    return "", 204


@talk.post("/push")
def push() -> ResponseReturnValue:
    """The next piece of sound."""
    piece = request.headers.get("X-Piece", "")
    pcm = request.get_data()
    if not piece.isdecimal() or len(pcm) % 2 or len(pcm) > LARGEST_PIECE:
        return "", 400
    if not _desk().takes(_talker(), int(piece)):
        return "", 409
    the_door().talk_push(pcm)
    return "", 204


@talk.post("/end")
def end() -> ResponseReturnValue:
    """The talk button is let go."""
    if not _desk().end(_talker()):
        return "", 409
    the_door().talk_end()
    return "", 204


def _talker() -> str:
    return request.headers.get("X-Talker", "")[:64]


def _desk() -> TalkDesk:
    desk: TalkDesk = current_app.extensions["talk"]
    return desk
