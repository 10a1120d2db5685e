"""The rituals' part of the page: when each one comes, and whether it comes at all."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from assistant.dashboard.door import Door, RitualCard
from assistant.dashboard.page import show, show_problem, the_door
from config.days import DAYS, days_text, parse_days
from config.errors import HouseError

rituals = Blueprint("rituals", __name__, url_prefix="/rituals")


def part(door: Door, args: Mapping[str, str]) -> dict[str, Any]:
    """What this part of the page shows."""
    return {
        "cards": [(card, parse_days(card.days)) for card in door.rituals()],
        "planned": args.get("planned", ""),
        "wrong": "",
        "problem": "",
    }


@rituals.get("/")
def listing() -> ResponseReturnValue:
    """Every ritual."""
    return show("rituals")


@rituals.post("/<name>")
def plan(name: str) -> ResponseReturnValue:
    """Plan one ritual anew, at once."""
    door = the_door()
    if name not in {card.name for card in door.rituals()}:
        raise NotFound
    time, on = request.form.get("time", "").strip(), "on" in request.form
    days = frozenset(n for n, day in enumerate(DAYS) if day in request.form.getlist("days"))
    if not days:
        return _refused(name, time, days, on, "no-day")
    try:
        door.plan_ritual(name, time, days_text(days), on)
    except HouseError as error:
        return _refused(name, time, days, on, _plain(error))
    return show("rituals", planned=name)


def _refused(
    name: str, time: str, days: frozenset[int], on: bool, problem: str
) -> ResponseReturnValue:
    """The same form with what was typed and what is wrong with it."""

    def as_typed(card: RitualCard) -> tuple[RitualCard, frozenset[int]]:
        if card.name != name:
            return card, parse_days(card.days)
        return replace(card, time=time, on=on), days

    cards = [as_typed(card) for card in the_door().rituals()]
    return show_problem("rituals", cards=cards, wrong=name, problem=problem)


def _plain(error: HouseError) -> str:
    """The sentence without the setting's name, which the form already shows."""
    first = str(error).splitlines()[0]
    place, _, sentence = first.partition(": ")
    return sentence if sentence and place.startswith("rituals.") else first
