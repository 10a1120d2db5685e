"""The first five steps of a new household: each can be skipped, and all be taken up later."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from assistant.dashboard import household
from assistant.dashboard.door import Door
from assistant.dashboard.page import show, show_problem, the_door
from assistant.dashboard.settling import STEPS, after, settle, settling
from config.days import days_text, parse_days
from config.errors import ConfigError, HouseError
from config.fields import PERSONS

GROUPS = {"names": "names", "voice": "voice", "microphone": "microphone", "wake": "ears"}
"""Which form of the settings a step saves."""

welcome = Blueprint("welcome", __name__, url_prefix="/welcome")


def part(door: Door, args: Mapping[str, str]) -> dict[str, Any]:
    """What this page shows; the address may ask for a step."""
    asked = args.get("step", "")
    step = asked if asked in STEPS else settling(door) or STEPS[0]
    cards = door.times.cards()
    return {
        "step": step,
        "number": STEPS.index(step) + 1,
        "steps": STEPS,
        "before": STEPS[STEPS.index(step) - 1] if step != STEPS[0] else "",
        "settings": household.part(door, {}),
        "smallest": next((card for card in cards if "morning" in card.name), cards[0]),
        "no_pin": [person for person in PERSONS if not door.desk.has_pin(person)],
    }


@welcome.get("/")
def page() -> ResponseReturnValue:
    """The step that is next."""
    return show("welcome")


@welcome.post("/<step>")
def take(step: str) -> ResponseReturnValue:
    """Save what a step asked for and go on; "skip" ends it for good or until asked for."""
    door = the_door()
    if step in STEPS and "later" not in request.form:
        try:
            _keep(door, step)
        except ConfigError as error:
            return show_problem("welcome", settings=household.refused(error, GROUPS[step]))
        except HouseError as error:
            return show_problem("welcome", problem=str(error))
    going = after(step) if step in STEPS else "done"
    settle(door, going)
    return redirect(url_for("now.page") if going == "done" else url_for("welcome.page"), 303)


def _keep(door: Door, step: str) -> None:
    if step in GROUPS:
        door.save_settings(household.checked(GROUPS[step]))
        return
    for person in PERSONS:
        if pin := request.form.get(f"pin-{person}", ""):
            # The next one at this screen is the other: nobody stays signed in.
            door.desk.sign_out(door.desk.enrol(person, pin).token)
    if "on" in request.form:
        card = next(one for one in door.times.cards() if one.name == request.form.get("ritual"))
        days = days_text(parse_days(card.days))
        door.times.plan(card.name, request.form.get("time", card.time), days, True)
