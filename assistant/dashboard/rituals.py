"""The rituals' page: the week, each one's time, once-only changes, rest, and trying one now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, NotFound

from assistant.dashboard.door import Coming, Door, RitualCard
from assistant.dashboard.page import from_script, show, show_problem, the_door, word
from config.days import DAYS, days_text, parse_days
from config.errors import HouseError
from config.fields import PERSONS
from intents.house import Person

FIRST_HOUR = 5
"""The week view begins here: who gets up earlier finds it at the top."""

HOURS = tuple(range(6, 24, 3))

rituals = Blueprint("rituals", __name__, url_prefix="/rituals")


@dataclass(frozen=True, slots=True)
class Placed:
    """A ritual on the week view: the row is a quarter of an hour, the first one at five."""

    coming: Coming
    column: int
    row: int
    colour: int
    last: bool
    """The next seven days hold it once only."""


def part(door: Door, args: Mapping[str, str]) -> dict[str, Any]:
    """What this page shows."""
    cards = door.times.cards()
    today = door.now().date()
    return {
        "cards": [(card, parse_days(card.days)) for card in cards],
        "today": today,
        "days": [today + timedelta(days=ahead) for ahead in range(7)],
        "hours": [(hour, row_of(f"{hour:02}:00")) for hour in HOURS],
        "week": placed(door.times.week(), [card.name for card in cards], today),
        "tonight": [one for one in door.times.week() if one.day == today],
        "suspended": door.times.suspended(),
        "tomorrow": today + timedelta(days=1),
        "colours": {card.name: colour(n) for n, card in enumerate(cards)},
        "quiet": door.settings().quiet,
        "planned": args.get("planned", ""),
        "notice": args.get("notice", ""),
        "wrong": "",
        "problem": "",
    }


def placed(week: Any, names: list[str], today: date) -> list[Placed]:
    """Where each one stands on the week view."""
    counts = [one.ritual for one in week]
    return [
        Placed(
            coming=one,
            column=(one.day - today).days + 1,
            row=row_of(one.time),
            colour=colour(names.index(one.ritual)),
            last=counts.count(one.ritual) == 1,
        )
        for one in week
    ]


def colour(number: int) -> int:
    """One of six colours."""
    return number % 6 + 1


def row_of(time: str) -> int:
    """The row of a time of day."""
    hour, minute = int(time[:2]), int(time[3:5])
    return max(0, (hour - FIRST_HOUR) * 4 + minute // 15)


@rituals.get("/")
def page() -> ResponseReturnValue:
    """The week and every ritual."""
    return show("rituals")


@rituals.post("/<name>")
def plan(name: str) -> ResponseReturnValue:
    """Plan one ritual anew, at once."""
    door = the_door()
    _card(name)
    time, on = request.form.get("time", "").strip(), "on" in request.form
    days = frozenset(n for n, day in enumerate(DAYS) if day in request.form.getlist("days"))
    if not days:
        return _refused(name, time, days, on, word("rituals.no_day"))
    try:
        door.times.plan(name, time, days_text(days), on)
    except HouseError as error:
        return _refused(name, time, days, on, _plain(error))
    return show("rituals", planned=name)


@rituals.post("/<name>/drag")
def drag(name: str) -> ResponseReturnValue:
    """Moved on the week view: for every week, or for that day only."""
    _card(name)
    day, to, time = _day("day"), _day("to"), request.form.get("time", "").strip()
    if request.form.get("once"):
        the_door().times.move(name, day, time)
    else:
        the_door().times.shift(name, day, to, time)
    return show("rituals", notice="moved")


@rituals.post("/<name>/once")
def once(name: str) -> ResponseReturnValue:
    """One day only: another time, not at all, or again as on other days."""
    _card(name)
    day, what = _day("day"), request.form.get("what", "move")
    if what == "as_usual":
        the_door().times.unmove(name, day)
    elif what == "skip":
        the_door().times.move(name, day, None)
    else:
        try:
            the_door().times.move(name, day, request.form.get("time", "").strip())
        except HouseError as error:
            return show_problem("rituals", wrong=f"{name}/once", problem=_plain(error))
    return show("rituals", notice="moved")


@rituals.post("/<name>/now")
def now(name: str) -> ResponseReturnValue:
    """Try it now, as if somebody had asked for it."""
    the_door().say(word("rituals.start", ritual=_card(name).said))
    if from_script():
        return "", 204, {"HX-Redirect": url_for("now.page")}
    return redirect(url_for("now.page"), 303)


@rituals.post("/-/suspend")
def suspend() -> ResponseReturnValue:
    """No ritual by itself until that day, or as usual again."""
    until = _day("until") if request.form.get("until") else None
    the_door().times.suspend(until)
    return show("rituals", notice="resting" if until else "awake")


def _card(name: str) -> RitualCard:
    for card in the_door().times.cards():
        if card.name == name:
            return card
    raise NotFound


def _day(field: str) -> date:
    try:
        return date.fromisoformat(request.form.get(field, ""))
    except ValueError as error:
        raise BadRequest from error


@rituals.post("/<name>/agree/<who>")
def agree(name: str, who: Person) -> ResponseReturnValue:
    """One of the two wants this ritual, or no longer."""
    _card(name)
    if who not in PERSONS:
        raise NotFound
    the_door().times.agree(name, who, "yes" in request.form)
    return show("rituals")


def _refused(
    name: str, time: str, days: frozenset[int], on: bool, problem: str
) -> ResponseReturnValue:
    """The same form with what was typed and what is wrong with it."""

    def as_typed(card: RitualCard) -> tuple[RitualCard, frozenset[int]]:
        if card.name != name:
            return card, parse_days(card.days)
        return replace(card, time=time, on=on), days

    cards = [as_typed(card) for card in the_door().times.cards()]
    return show_problem("rituals", cards=cards, wrong=name, problem=problem)


def _plain(error: HouseError) -> str:
    """The sentence without the setting's name, which the form already shows."""
    first = str(error).splitlines()[0]
    place, _, sentence = first.partition(": ")
    return sentence if sentence and place.startswith(("rituals.", "time")) else first
