"""Looking after the house: checks, the last turns, the doctor, the log, and copies."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from assistant.dashboard.page import piece, show, the_door, word

LOG_LINES = 60

upkeep = Blueprint("upkeep", __name__, url_prefix="/upkeep")


@upkeep.post("/can-you-hear-this")
def can_you_hear_this() -> ResponseReturnValue:
    """Say a sentence through the house's own speaker."""
    the_door().speak(word("household.hear_line"))
    return show("household", done="spoken")


@upkeep.get("/turns")
def turns() -> ResponseReturnValue:
    """What was said lately and what it was taken for."""
    return piece("upkeep/turns.html", turns=the_door().turns())


@upkeep.get("/doctor")
def doctor() -> ResponseReturnValue:
    """What the doctor finds."""
    return piece("upkeep/doctor.html", findings=the_door().findings())


@upkeep.get("/log")
def log() -> ResponseReturnValue:
    """The newest lines of the log."""
    return piece("upkeep/log.html", lines=the_door().log_lines(LOG_LINES))


@upkeep.post("/back-up")
def back_up() -> ResponseReturnValue:
    """Make today's copy of the journal."""
    made = the_door().back_up()
    return show("household", done="backed_up" if made else "backed_up_before")


@upkeep.post("/restore")
def restore() -> ResponseReturnValue:
    """Put a copy in the journal's place; the one of until now is kept aside."""
    the_door().restore(request.form.get("copy", ""))
    return show("household", done="restored")
