"""The wake phrase on the page: how good it is, trying it, and names that cannot be heard."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from assistant.dashboard.page import from_script, show, the_door
from assistant.dashboard.trying import follow
from audio.wake_trial import Tried
from config.checks import wake_phrase
from config.fields import PERSONS

LONGEST = 100

wake = Blueprint("wake", __name__, url_prefix="/settings/wake")


@wake.get("/judge")
def judge() -> ResponseReturnValue:
    """What the house thinks of a phrase that is being typed."""
    engine, phrase = _typed()
    if engine != "phrase":
        return render_template("household/judged.html", ready_made=engine.replace("_", " "))
    try:
        phrase = wake_phrase(phrase)
    except ValueError as error:
        return render_template("household/judged.html", problem=str(error))
    judged = the_door().judge_phrase(phrase)
    return render_template("household/judged.html", judged=judged)


@wake.post("/try")
def begin() -> ResponseReturnValue:
    """Count how often it is heard, until it was said five times."""
    engine, phrase = _typed()
    try:
        the_door().try_wake(engine, phrase)
    except ValueError as error:
        return _tried(Tried(phrase, over=True, problem=str(error)))
    of = Tried().of
    return _tried(Tried(engine.replace("_", " ") if engine != "phrase" else phrase, of=of))


@wake.post("/stop")
def stop() -> ResponseReturnValue:
    """Listen as usual again."""
    the_door().stop_trying()
    return _tried(Tried())


@wake.get("/live")
def live() -> ResponseReturnValue:
    """How the trial goes, as it goes; ends with the trial."""
    return follow("tried")


@wake.get("/names")
def names() -> ResponseReturnValue:
    """Which names that are being typed cannot be heard, and what to do about it."""
    door, found = the_door(), []
    for person in PERSONS:
        name, said, aliases = (_field(person, part) for part in ("name", "said", "aliases"))
        heard = [said or name, *(alias.strip() for alias in aliases.split(","))]
        words = dict.fromkeys(word for text in heard for word in text.split())
        strange = [word for word in words if not door.knows_word(word)]
        found.append((person, name, said, strange))
    return render_template("household/heard-names.html", found=found)


def _tried(tried: Tried) -> ResponseReturnValue:
    if not from_script():
        return show("household")
    return render_template("household/tried.html", tried=tried)


def _typed() -> tuple[str, str]:
    values = request.values
    engine = values.get("listening.wake_engine", "phrase")[:LONGEST]
    return engine, values.get("listening.wake_phrase", "").strip()[:LONGEST]


def _field(person: str, part: str) -> str:
    return request.args.get(f"household.partners.{person}.{part}", "").strip()[:LONGEST]
