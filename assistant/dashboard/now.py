"""Now: what the house is doing, what can be said, and the sound of what it said."""

import io
import wave
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from assistant.dashboard.door import Door, RitualCard
from assistant.dashboard.live import question_of
from assistant.dashboard.page import piece, show, show_problem, the_door, the_words
from assistant.dashboard.settling import settling
from audio.sound import Clip

LONGEST_SENTENCE = 2000

now = Blueprint("now", __name__)


def part(door: Door, args: Mapping[str, str]) -> dict[str, Any]:
    """What this part of the page shows."""
    snapshot = door.board.snapshot()
    return {
        "can_say": door.can_say(snapshot.dialogue),
        "question": question_of(snapshot),
        "next": next_ritual(door),
        "loudness": the_words().many("now.loudness"),
        "settling": settling(door),
        "typed": "",
        "problem": "",
    }


@now.get("/")
def page() -> ResponseReturnValue:
    """Tonight."""
    return show("now")


def next_ritual(door: Door) -> RitualCard | None:
    """What comes next, if anything does."""
    coming = [card for card in door.times.cards() if card.next]
    return min(coming, key=lambda card: card.next, default=None)


@now.post("/say")
def say() -> ResponseReturnValue:
    """Take in what somebody typed, or the button they pressed."""
    text = " ".join(request.form.get("text", "").split())
    if not text or len(text) > LONGEST_SENTENCE:
        return show_problem("now", typed=text, problem="empty" if not text else "long")
    answer = the_door().say(text)
    if answer:
        return _for_their_eyes(answer)
    return show("now") if not request.headers.get("HX-Request") else ("", 204)


def _for_their_eyes(answer: str) -> ResponseReturnValue:
    """On the page that asked, in this one answer: not in the captions, nor on any other page."""
    where = {"HX-Retarget": "#say-answer", "HX-Reswap": "innerHTML", "Cache-Control": "no-store"}
    return piece("now/answer.html", answer=answer), where


@now.get("/clip/<int:number>.wav")
def clip(number: int) -> ResponseReturnValue:
    """The sound of one of the house's lines."""
    found = the_door().clip(number)
    if found is None:
        abort(404)
    return wav(found), {"Content-Type": "audio/wav"}


def wav(sound: Clip) -> bytes:
    """The clip as a file that every browser plays."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sound.rate)
        file.writeframes(sound.pcm)
    return out.getvalue()
