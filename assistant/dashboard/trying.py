"""Following what somebody tries out at the microphone, and the check of the microphone itself."""

import json
from collections.abc import Iterator
from typing import Any, Literal

from flask import Blueprint, Response, current_app, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue

from assistant.dashboard.live import PAUSE, Streams
from assistant.dashboard.page import from_script, show, the_door, the_words
from assistant.dashboard.visitors import is_welcome
from audio.reading_trial import Read

What = Literal["tried", "read"]
"""A part of the board that shows how a trial goes; its template has the same name."""

trying = Blueprint("trying", __name__, url_prefix="/settings/reading")


@trying.post("/begin")
def begin() -> ResponseReturnValue:
    """Give somebody a sentence to read aloud; each time another one."""
    sentences = the_words().many("household.read.sentences")
    before = request.form.get("sentence", "")
    place = sentences.index(before) + 1 if before in sentences else 0
    sentence = sentences[place % len(sentences)]
    try:
        the_door().try_reading(sentence)
    except ValueError as error:
        return _read(Read(sentence, over=True, problem=str(error)))
    return _read(Read(sentence))


@trying.post("/stop")
def stop() -> ResponseReturnValue:
    """Listen as usual again."""
    the_door().stop_trying()
    return _read(Read())


@trying.get("/live")
def live() -> ResponseReturnValue:
    """What is heard of it, as soon as it is heard; ends with the sentence."""
    return follow("read")


def follow(what: What) -> ResponseReturnValue:
    """How a trial goes, as it goes; ends with the trial."""
    streams: Streams = current_app.extensions["streams"]
    if not streams.enter():
        return "", 503, {"Retry-After": "5"}
    gone = request.environ.get("waitress.client_disconnected", lambda: False)
    messages = stream_with_context(_messages(what, streams, gone))
    response = Response(messages, content_type="text/event-stream")
    response.call_on_close(streams.leave)
    return response


def _messages(what: What, streams: Streams, gone: Any) -> Iterator[str]:
    board, version = the_door().board, -1
    told: Any = None
    while not streams.ending.is_set() and not gone() and is_welcome():
        snapshot = board.wait(version, timeout=1.0)
        version, now = snapshot.version, getattr(snapshot, what)
        if now != told:
            told = now
            html = render_template(f"household/{what}.html", **{what: now})
            yield f"event: {what}\ndata: {json.dumps({'html': html, 'over': now.over})}\n\n"
        if not now.goes_on:
            return
        streams.ending.wait(PAUSE)


def _read(read: Read) -> ResponseReturnValue:
    if not from_script():
        return show("household")
    return render_template("household/read.html", read=read)
