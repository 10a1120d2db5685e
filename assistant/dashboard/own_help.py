"""Whom the household itself has added to the help page: written, changed and taken out there."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from assistant.dashboard.door import Door
from assistant.dashboard.page import show, show_problem, the_door, word
from config.checks import LONGEST_NAME, LONGEST_REACH, MOST_OWN_HELP
from config.errors import ConfigError, HouseError
from config.helplines import OwnHelp, own_help

SETTING = "household.own_help"
DONE = ("kept", "gone")

own_helps = Blueprint("own_help", __name__, url_prefix="/privacy")


def part(door: Door, args: Mapping[str, str]) -> dict[str, Any]:
    """What the forms show: those that are there, and room for one more."""
    there = own_help(door.settings())
    done = args.get("own_done", "")
    return {
        "own": there,
        "own_room": len(there) < MOST_OWN_HELP,
        "own_longest": {"name": LONGEST_NAME, "reach": LONGEST_REACH},
        "own_done": done if done in DONE else "",
        "own_problem": "",
        "own_typed": {},
    }


@own_helps.post("/own-help")
def save() -> ResponseReturnValue:
    """Add one, change the one that was there, or take it out; a mistake keeps what was typed."""
    was, gone = request.form.get("was", ""), "delete" in request.form
    typed = {name: " ".join(request.form.get(name, "").split()) for name in ("name", "reach")}
    lines = [one.line for one in own_help(the_door().settings())]
    if was and was not in lines:
        # Another tab was quicker: nothing of what it did is undone, and nothing typed is lost.
        return _refused(word("privacy.own.not_there"), "", {} if gone else typed)
    if gone:
        lines = [line for line in lines if line != was]
    elif was:
        lines[lines.index(was)] = OwnHelp(**typed).line
    else:
        lines.append(OwnHelp(**typed).line)
    try:
        the_door().save_settings({SETTING: "\n".join(lines)})
    except HouseError as error:
        return _refused(_sentence(error), was, typed)
    return show("privacy", own_done="gone" if gone else "kept")


def _refused(problem: str, was: str, typed: Mapping[str, str]) -> ResponseReturnValue:
    return show_problem("privacy", own_problem=problem, own_typed={"was": was, **typed})


def _sentence(error: HouseError) -> str:
    """What is wrong with what was typed; a fault elsewhere in the file is told with its place."""
    found = error.problems if isinstance(error, ConfigError) else (str(error),)
    sentence = found[0].removeprefix(f"{SETTING}: ")
    return sentence[:1].upper() + sentence[1:]
