"""A ritual's steps and lines: what may be left out, and what the couple would rather hear."""

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from assistant.dashboard.page import piece, the_door
from assistant.rituals import EditableLine, Ritual
from config.errors import ConfigError

MOST_VARIANTS = 12

ritual_words = Blueprint("ritual_words", __name__, url_prefix="/ritual-words")


@ritual_words.get("/<name>")
def page(name: str) -> ResponseReturnValue:
    """Every step of the ritual with its lines."""
    return _shown(_ritual(name))


@ritual_words.post("/<name>/steps/<step>")
def switch(name: str, step: str) -> ResponseReturnValue:
    """Leave an optional step out, or take it in again."""
    ritual = _ritual(name)
    the_door().own_words.switch(ritual, step, "on" in request.form)
    return _shown(ritual)


@ritual_words.post("/<name>/lines/<id>")
def save(name: str, id: str) -> ResponseReturnValue:
    """Keep the couple's wording of a line, one variant on each row; none: the house's own."""
    ritual = _ritual(name)
    if id not in {line.id for line in the_door().own_words.lines(ritual)}:
        raise NotFound
    variants = request.form.get("variants", "").splitlines()[:MOST_VARIANTS]
    nameless = request.form.get("nameless", "").splitlines()[:MOST_VARIANTS]
    if not any(one.strip() for one in variants):
        the_door().own_words.reset(id)
        return _shown(ritual, kept=id)
    try:
        the_door().own_words.save(ritual, id, variants, nameless)
    except ConfigError as error:
        typed = {"variants": "\n".join(variants), "nameless": "\n".join(nameless)}
        return _shown(ritual, wrong=id, problems=error.problems, typed=typed), 422
    return _shown(ritual, kept=id)


def _shown(ritual: Ritual, **extra: Any) -> str:
    own = the_door().own_words
    lines: dict[str, list[EditableLine]] = {}
    for line in own.lines(ritual):
        lines.setdefault(line.step, []).append(line)
    steps = own.steps(ritual)
    view = {"ritual": ritual, "steps": steps, "lines": lines, "faults": own.problems()}
    return piece("ritual_words/part.html", **view | extra)


def _ritual(name: str) -> Ritual:
    found = the_door().ritual(name)
    if found is None:
        raise NotFound
    return found
