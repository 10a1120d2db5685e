"""The page: its parts side by side, or one part alone for the script that asks."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assistant.dashboard.door import Door

Part = Callable[[Door, Mapping[str, str]], dict[str, Any]]
"""What one part's template needs; the mapping is the address's query."""

pages = Blueprint("page", __name__)


def the_door() -> Door:
    """The house that this page belongs to."""
    return cast(Door, current_app.extensions["door"])


@pages.get("/")
def home() -> ResponseReturnValue:
    """The whole page."""
    return whole_page({})


@pages.get("/token")
def token() -> ResponseReturnValue:
    """A fresh token for a tab that was open while the cookie changed."""
    return render_template("token.txt"), {"Content-Type": "text/plain; charset=utf-8"}


def whole_page(given: Mapping[str, dict[str, Any]]) -> str:
    """Every part, with those that are given in place of the usual ones."""
    parts: Mapping[str, Part] = current_app.extensions["parts"]
    views = {
        name: given.get(name) or part(the_door(), request.args) for name, part in parts.items()
    }
    return render_template("page.html", **views)


def show(name: str, **extra: Any) -> ResponseReturnValue:
    """One part for a script; for a browser without script the way back to the whole page."""
    if not from_script():
        return redirect(url_for("page.home", _anchor=name, **_short(extra)), 303)
    parts: Mapping[str, Part] = current_app.extensions["parts"]
    view = parts[name](the_door(), request.args) | extra
    return render_template(f"{name}/part.html", **{name: view})


def show_problem(name: str, **extra: Any) -> ResponseReturnValue:
    """The part as it was filled in, with what is wrong beside it."""
    parts: Mapping[str, Part] = current_app.extensions["parts"]
    view = parts[name](the_door(), request.args) | extra
    if from_script():
        return render_template(f"{name}/part.html", **{name: view}), 422
    return whole_page({name: view}), 422


def from_script() -> bool:
    """Whether our own script asks, and not the browser itself."""
    return "HX-Request" in request.headers


def _short(extra: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in extra.items() if isinstance(value, str | int)}
