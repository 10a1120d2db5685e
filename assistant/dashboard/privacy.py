"""Privacy and help: what is kept where, who sees it, the way out, and all that can be said."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from assistant.dashboard import own_desk, own_help
from assistant.dashboard.door import Door
from assistant.dashboard.page import show, the_door, the_words
from assistant.dashboard.visitors import is_welcome

KEPT = (
    "journal",
    "private",
    "sealed",
    "copies",
    "settings",
    "passcode",
    "speech",
    "log",
    "memory",
    "cookie",
)
"""The places where something is kept, as the words know them."""

privacy = Blueprint("privacy", __name__, url_prefix="/privacy")


def part(door: Door, args: Mapping[str, str]) -> dict[str, Any]:
    """What this page shows."""
    return {
        "home": str(door.home),
        "kept": KEPT,
        "logs_speech": door.settings().privacy.log_speech,
        "phrases": door.phrases(),
        "notice": _known(args.get("notice", "")),
        "problem": "",
        **own_desk.part(door),
        **own_help.part(door, args),
    }


@privacy.get("/")
def page() -> ResponseReturnValue:
    """Privacy and help."""
    return show("privacy")


@privacy.get("/help")
def help() -> ResponseReturnValue:
    """Somebody to talk to, for whoever has no passcode; that it was opened is written nowhere."""
    door = the_door()
    known = door.desk.helplines()
    # Whom the two have added is theirs: a guest's phone is shown the country's lines alone.
    known = known if is_welcome() else replace(known, own=())
    shown = {"lines": known, "today": door.now().date()}
    return render_template("privacy/alone.html", privacy=shown)


@privacy.get("/measures")
def measures() -> ResponseReturnValue:
    """Where the quick exit leads: a page that anybody may have open in a kitchen."""
    return render_template("privacy/measures.html")


def _known(notice: str) -> str:
    """The notice, if there is such a one: an address can be typed by anybody."""
    return notice if f"privacy.notice.{notice}" in the_words().keys else ""
