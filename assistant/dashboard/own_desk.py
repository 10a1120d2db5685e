"""One's own corner of the privacy page: PIN, private entries, sealed answers, the way out."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, request, session
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from assistant.dashboard.door import Door
from assistant.dashboard.page import show, show_again, show_problem, the_door
from assistant.dashboard.visitors import forget
from assistant.privacy import Closed, SignedOut
from config.errors import HouseError
from config.fields import PERSONS

ACTS = ("sign_in", "export", "backup", "restore", "settings", "reset", "device", "passcode")
"""The acts that the page has words for; a newer house may have written others."""

LONGEST = 4000
TOKEN = "desk"
KEEP = {"both": frozenset(PERSONS), "nobody": frozenset[str]()}

own_desk = Blueprint("own_desk", __name__, url_prefix="/privacy")


def part(door: Door) -> dict[str, Any]:
    """What the corner shows: to whoever is signed in their own, to anybody else the way in."""
    who = signed_in(door)
    closed = door.desk.answers()
    return {
        "who": who,
        "has_pin": {person: door.desk.has_pin(person) for person in PERSONS},
        "entries": door.desk.private_entries(session[TOKEN]) if who else [],
        "alone": door.desk.question_alone(session[TOKEN], door.deck().alone) if who else "",
        "draft": "",
        "question": door.tonights_question() or "",
        "closed": closed,
        "revealed": _revealed(door, closed),
        "record": [line for line in door.desk.access_record(50) if line.what in ACTS],
        "lines": door.desk.helplines(),
        "today": door.now().date(),
    }


def signed_in(door: Door) -> str:
    """Who is signed in on this browser; "" for nobody."""
    try:
        return door.desk.session(session.get(TOKEN, "")).person
    except SignedOut:
        session.pop(TOKEN, None)
        return ""


@own_desk.post("/pin")
def pin() -> ResponseReturnValue:
    """Sign in; the first time, choose the PIN."""
    who, pin = request.form.get("who", ""), request.form.get("pin", "")
    if who not in PERSONS:
        raise BadRequest
    desk = the_door().desk

    def enter() -> None:
        opened = desk.sign_in(who, pin) if desk.has_pin(who) else desk.enrol(who, pin)
        session[TOKEN] = opened.token

    return _done(enter, "signed_in")


@own_desk.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """The key leaves the house's memory."""
    the_door().desk.sign_out(session.pop(TOKEN, ""))
    return show("privacy", notice="signed_out")


@own_desk.post("/pin/change")
def change() -> ResponseReturnValue:
    """Another PIN for the same entries."""
    old, new = request.form.get("old", ""), request.form.get("new", "")
    return _done(lambda: the_door().desk.change_pin(_token(), old, new), "pin_changed")


@own_desk.post("/pin/wipe/<who>")
def wipe(who: str) -> ResponseReturnValue:
    """For a forgotten PIN: it goes, with that person's private entries."""
    if who not in PERSONS or "sure" not in request.form:
        raise BadRequest
    asked_by = signed_in(the_door()) or None
    return _done(lambda: the_door().desk.wipe_pin(who, asked_by), "pin_wiped")


@own_desk.post("/entries")
def add() -> ResponseReturnValue:
    """Write a private entry, with the question that it answers if it answers one of ours."""
    text = request.form.get("text", "").strip()[:LONGEST]
    asked = request.form.get("question", "")
    if not text:
        return show("privacy")
    question = asked if asked in the_door().deck().alone else ""
    return _done(lambda: the_door().desk.add_private(_token(), text, question), "entry_added")


@own_desk.post("/entries/another")
def another() -> ResponseReturnValue:
    """Another question to oneself; what was being written stays, and goes into no address."""
    text = request.form.get("text", "")[:LONGEST]
    try:
        the_door().desk.another_alone(_token())
    except HouseError as error:
        return show_problem("privacy", problem=str(error))
    return show_again("privacy", draft=text)


@own_desk.post("/entries/<int:id>/delete")
def delete(id: int) -> ResponseReturnValue:
    """Delete one of one's own, for good."""
    return _done(lambda: the_door().desk.delete_private(_token(), id), "entry_deleted")


@own_desk.post("/answer")
def answer() -> ResponseReturnValue:
    """Seal one's answer to tonight's question, or to the one that the other has answered."""
    text = request.form.get("text", "").strip()[:LONGEST]
    if not text:
        return show("privacy")
    return _done(lambda: the_door().desk.answer_tonight(_token(), text), "answer_sealed")


@own_desk.post("/answer/agree")
def agree() -> ResponseReturnValue:
    """Say yes to the reveal, for oneself."""
    return _done(lambda: the_door().desk.agree(_token(), _closed()), "agreed")


@own_desk.post("/answer/settle")
def settle() -> ResponseReturnValue:
    """After the reveal: keep both, one's own alone, or neither."""
    wanted = request.form.get("keep", "")

    def keep() -> None:
        mine = frozenset({the_door().desk.session(_token()).person})
        the_door().desk.settle(_closed(), KEEP.get(wanted, mine))
        the_door().journal_changed()

    return _done(keep, "settled")


@own_desk.post("/remove-me")
def remove_me() -> ResponseReturnValue:
    """Erase everything of whoever is signed in, once the PIN is given again."""
    pin = request.form.get("pin", "")

    def leave() -> None:
        the_door().desk.remove_me(_token(), pin)
        forget()
        the_door().journal_changed()

    return _done(leave, "removed")


def _token() -> str:
    return str(session.get(TOKEN, ""))


def _closed() -> Closed:
    closed = the_door().desk.answers()
    if closed is None:
        raise BadRequest
    return closed


def _revealed(door: Door, closed: Closed | None) -> dict[str, str]:
    if closed is None or closed.agreed != frozenset(PERSONS):
        return {}
    return door.desk.reveal(closed)


def _done(act: Callable[[], object], notice: str) -> ResponseReturnValue:
    """Do it and say so; what cannot be done is said instead."""
    try:
        act()
    except HouseError as error:
        return show_problem("privacy", problem=str(error))
    return show("privacy", notice=notice)
