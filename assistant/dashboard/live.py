"""What happens now, sent as it happens: one server-sent stream for each open tab."""

import json
import threading
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, current_app, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue

from assistant.dashboard.page import the_door
from assistant.dashboard.reading import state_of
from assistant.dashboard.visitors import is_welcome
from assistant.events import Caption, Snapshot

PAUSE = 0.12
"""Seconds between two messages: a level meter needs no more than eight a second."""

BEAT = 5.0
"""Seconds of quiet after which a sign of life is sent."""

MOST_STREAMS = 12

PIECES = {"state": "now", "troubles": "now", "facts": "household", "state-line": "now"}
"""Elements that follow the house, and the folder of each one's template."""

live = Blueprint("live", __name__)


class Streams:
    """The open streams: so many and no more, and all of them end when the house stops."""

    def __init__(self) -> None:
        self.ending = threading.Event()
        self._places = threading.BoundedSemaphore(MOST_STREAMS)

    def enter(self) -> bool:
        """Take a place; False when all are taken or the house is stopping."""
        return not self.ending.is_set() and self._places.acquire(blocking=False)

    def leave(self) -> None:
        """Give the place back."""
        self._places.release()


@live.get("/live")
def stream() -> ResponseReturnValue:
    """Everything the page shows of the running house, for as long as the tab is open."""
    streams: Streams = current_app.extensions["streams"]
    if not streams.enter():
        return "", 503, {"Retry-After": "5"}
    gone = request.environ.get("waitress.client_disconnected", lambda: False)
    response = Response(
        stream_with_context(_messages(streams, gone)), content_type="text/event-stream"
    )
    response.call_on_close(streams.leave)
    return response


def _messages(streams: Streams, gone: Any) -> Iterator[str]:
    board = the_door().board
    teller = Teller()
    version, quiet = -1, 0.0
    while not streams.ending.is_set() and not gone() and is_welcome():
        snapshot = board.wait(version, timeout=1.0)
        if snapshot.version > version:
            version, quiet = snapshot.version, 0.0
            yield from teller.tell(snapshot)
            streams.ending.wait(PAUSE)
        elif (quiet := quiet + 1.0) >= BEAT:
            quiet = 0.0
            yield message("beat", {})


class Teller:
    """Remembers what one tab has been told, and tells only what is new."""

    def __init__(self) -> None:
        self._pieces: dict[str, str] = {}
        self._captions: tuple[Caption, ...] | None = None
        self._sound: dict[str, Any] = {}

    def tell(self, snapshot: Snapshot) -> Iterator[str]:
        """The messages that bring the tab up to date."""
        news = self._news(snapshot)
        if news:
            yield message("house", news | {"state": state_of(snapshot)})
        sound = {
            "level": round(snapshot.level, 2),
            "dropped": snapshot.dropped,
            "partial": snapshot.partial,
        }
        if sound != self._sound:
            self._sound = sound
            yield message("sound", sound)

    def _news(self, snapshot: Snapshot) -> dict[str, Any]:
        news: dict[str, Any] = {}
        pieces = {k: v for k, v in pieces_of(snapshot).items() if self._pieces.get(k) != v}
        if pieces:
            self._pieces |= pieces
            news["pieces"] = pieces
        fresh, added = new_captions(self._captions, snapshot.captions)
        if fresh or added:
            news["captions"] = render_template("now/captions.html", captions=added)
            news["clips"] = [line.number for line in added if line.who == "house" and line.number]
            news["fresh"] = fresh
            self._captions = snapshot.captions
        return news


def new_captions(
    told: tuple[Caption, ...] | None, now: tuple[Caption, ...]
) -> tuple[bool, tuple[Caption, ...]]:
    """Whether to start afresh, and the lines to add.

    The board keeps the newest lines only, so what was told may have lost its first ones.
    """
    if told is None:
        return True, now
    for added in range(len(now) + 1):
        kept = now[: len(now) - added]
        if told[len(told) - len(kept) :] == kept:
            return not kept and bool(told), now[len(kept) :]
    return True, now


def pieces_of(snapshot: Snapshot) -> dict[str, str]:
    """The page's pieces that follow the house: element id → its HTML."""
    door = the_door()
    pieces = {
        name: render_template(f"{place}/{name}.html", snapshot=snapshot)
        for name, place in PIECES.items()
    }
    pieces["question"] = render_template("now/question.html", question=question_of(snapshot))
    pieces["can-say"] = render_template("now/can-say.html", can_say=door.can_say(snapshot.dialogue))
    pieces |= {
        f"next-{plan.ritual}": render_template("rituals/next.html", next=plan.at)
        for plan in snapshot.planned
    }
    return pieces | {"saved-count": str(snapshot.saved_count)}


def question_of(snapshot: Snapshot) -> str:
    """Tonight's question as far as it is known."""
    return snapshot.question or the_door().tonights_question() or ""


def message(event: str, data: dict[str, Any]) -> str:
    """One server-sent message."""
    return f"event: {event}\ndata: {json.dumps(data)}\n\n"
