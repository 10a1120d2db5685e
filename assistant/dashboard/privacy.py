"""Privacy and help: what is kept where, who sees it, the way out, and all that can be said."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from assistant.dashboard.door import Door
from assistant.dashboard.page import show

KEPT = ("journal", "copies", "settings", "speech", "log", "memory", "cookie")
"""The places where something is kept, as the words know them."""

privacy = Blueprint("privacy", __name__, url_prefix="/privacy")


def part(door: Door, args: Mapping[str, str]) -> dict[str, Any]:
    """What this page shows."""
    return {
        "home": str(door.home),
        "kept": KEPT,
        "logs_speech": door.settings().privacy.log_speech,
        "phrases": door.phrases(),
    }


@privacy.get("/")
def page() -> ResponseReturnValue:
    """Privacy and help."""
    return show("privacy")


@privacy.get("/measures")
def measures() -> ResponseReturnValue:
    """Where the quick exit leads: a page that anybody may have open in a kitchen."""
    return render_template("privacy/measures.html")
