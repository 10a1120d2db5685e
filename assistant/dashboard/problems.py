"""What the page says when something cannot be done: a sentence, never a trace."""

import logging

from flask import Flask, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from assistant.dashboard.guard import WrongHost, WrongOrigin
from assistant.dashboard.page import from_script, the_words, word
from assistant.dashboard.visitors import NotLetIn, TooFar
from config.errors import HouseError

log = logging.getLogger(__name__)


def teach(app: Flask) -> None:
    """Answer every kind of failure kindly."""
    app.register_error_handler(CSRFError, _old_tab)
    app.register_error_handler(WrongHost, lambda _: _told("host", 403))
    app.register_error_handler(WrongOrigin, lambda _: _told("origin", 403))
    app.register_error_handler(TooFar, lambda _: _told("far", 403))
    app.register_error_handler(NotLetIn, _stranger)
    app.register_error_handler(HouseError, _cannot)
    app.register_error_handler(HTTPException, lambda e: _told(str(e.code), e.code or 500))
    app.register_error_handler(Exception, _fault)


def _old_tab(_: CSRFError) -> ResponseReturnValue:
    body, _status = _told("old-tab", 403)
    # Tells our script to fetch a new token and try once more.
    return body, 403, {"X-Old-Tab": "yes"}


def _stranger(_: NotLetIn) -> ResponseReturnValue:
    way_in = url_for("entrance.page")
    shows_pages = "text/html" in request.headers.get("Accept", "")
    if request.method == "GET" and shows_pages and not from_script():
        return redirect(way_in, 303)
    body, status = _told("401", 401)
    # Takes the tab of our script there.
    return body, status, {"HX-Redirect": way_in}


def _cannot(error: HouseError) -> ResponseReturnValue:
    return _told("cannot", 409, str(error))


def _fault(error: Exception) -> ResponseReturnValue:
    # Without the message: it may hold what somebody said.
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
    log.error("The page failed with %s at %s", type(error).__name__, where)
    return _told("500", 500)


def _told(kind: str, status: int, sentence: str = "") -> tuple[str, int]:
    known = the_words().keys
    sentence = sentence or word(f"problems.{kind if f'problems.{kind}' in known else '500'}")
    template = "problem-line.html" if from_script() else "problem.html"
    return render_template(template, kind=kind, sentence=sentence), status
