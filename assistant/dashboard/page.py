"""The pages: each whole for a browser, its part alone for the script that asks."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, cast

from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from assistant.dashboard.door import Door
from assistant.dashboard.words import Words, words_in

Part = Callable[[Door, Mapping[str, str]], dict[str, Any]]
"""What one page's template needs; the mapping is the address's query."""

Reader = Literal["one", "two", "both"]

pages = Blueprint("page", __name__)


def the_door() -> Door:
    """The house that this page belongs to."""
    return cast(Door, current_app.extensions["door"])


def word(key: str, /, **gaps: Any) -> str:
    """A text of the page in the household's language."""
    return the_words()(key, **gaps)


def the_words() -> Words:
    """All texts of the page in the household's language."""
    return words_in(the_door().settings().household.language)


def the_reader() -> Reader:
    """Who says they are reading; a convenience, never a lock."""
    chosen = session.get("reader")
    return cast(Reader, chosen) if chosen in ("one", "two") else "both"


@pages.post("/reader")
def reader() -> ResponseReturnValue:
    """Somebody says who they are."""
    chosen = request.form.get("reader", "")
    if chosen not in ("one", "two", "both"):
        raise BadRequest
    session["reader"] = chosen
    return redirect(url_for("journal.page"), 303)


@pages.get("/token")
def token() -> ResponseReturnValue:
    """A fresh token for a tab that was open while the cookie changed."""
    return render_template("token.txt"), {"Content-Type": "text/plain; charset=utf-8"}


def show(name: str, **extra: Any) -> ResponseReturnValue:
    """The page; its part for a script. After a change without script, the way back to it."""
    if request.method == "POST" and not from_script():
        return redirect(url_for(f"{name}.page", **_short(extra)), 303)
    return _rendered(name, _view(name) | extra)


def show_problem(name: str, **extra: Any) -> ResponseReturnValue:
    """The page as it was filled in, with what is wrong beside it."""
    return _rendered(name, _view(name) | extra), 422


def show_again(name: str, **extra: Any) -> ResponseReturnValue:
    """The page as it was filled in, at once: what is being written must not go into an address."""
    return _rendered(name, _view(name) | extra)


def from_script() -> bool:
    """Whether our own script asks, and not the browser itself."""
    return "HX-Request" in request.headers


def for_templates() -> dict[str, Any]:
    """What every template may use."""
    settings = the_door().settings()
    return {
        "settings": settings,
        "partners": settings.household.partners,
        "reader": the_reader(),
        "places": tuple(current_app.extensions["parts"]),
        "snapshot": the_door().board.snapshot(),
    }


def piece(template: str, **view: Any) -> str:
    """A piece for the script that asks; a page of its own for a browser without script."""
    if from_script():
        return render_template(template, **view)
    return render_template("page.html", part=template, place=template.partition("/")[0], **view)


def _view(name: str) -> dict[str, Any]:
    parts: Mapping[str, Part] = current_app.extensions["parts"]
    return parts[name](the_door(), request.args)


def _rendered(name: str, view: dict[str, Any]) -> str:
    template = f"{name}/part.html" if from_script() else "page.html"
    return render_template(template, **{name: view}, place=name)


def _short(extra: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in extra.items() if isinstance(value, str | int)}
