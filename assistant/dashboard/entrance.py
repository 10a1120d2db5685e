"""The way in for another device of the home: the passcode, once a month."""

import logging
from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from assistant.dashboard.page import show, show_problem, the_door
from assistant.dashboard.visitors import is_here, is_welcome, let_in
from assistant.privacy import PinError
from config.errors import HouseError

log = logging.getLogger(__name__)

entrance = Blueprint("entrance", __name__, url_prefix="/enter")
network = Blueprint("network", __name__, url_prefix="/network")


@entrance.get("/")
def page() -> ResponseReturnValue:
    """Ask for the passcode."""
    if is_welcome():
        return redirect(url_for("now.page"), 303)
    return render_template("entrance/page.html", problem="")


@entrance.post("/")
def enter() -> ResponseReturnValue:
    """Let this device in, or say what is wrong."""
    door = the_door()
    try:
        stamp = door.network.passcode.admit(request.form.get("passcode", ""))
    except PinError as error:
        log.warning("Another device was not let in: %s", type(error).__name__)
        return render_template("entrance/page.html", problem=str(error)), 422
    session.clear()
    let_in(stamp)
    door.desk.note_access("device")
    log.info("The page was opened from another device")
    return redirect(url_for("now.page"), 303)


@entrance.post("/leave")
def leave() -> ResponseReturnValue:
    """This device asks for the passcode again."""
    session.clear()
    return redirect(url_for("entrance.page"), 303)


@network.post("/open")
def open_it() -> ResponseReturnValue:
    """Open the page to the home network, with a passcode where there is none."""
    return _done(_open, "network_open")


@network.post("/shut")
def shut_it() -> ResponseReturnValue:
    """Only this machine from now on."""
    return _done(the_door().network.shut, "network_shut")


@network.post("/passcode")
def change() -> ResponseReturnValue:
    """Another passcode; every other device must show it anew."""
    return _done(_choose, "passcode_changed")


def _open() -> None:
    if "passcode" in request.form:
        _choose()
    the_door().network.open()


def _choose() -> None:
    door = the_door()
    passcode = door.network.passcode
    if not is_here():
        passcode.admit(request.form.get("old", ""))
    passcode.choose(request.form.get("passcode", ""))
    if not is_here():
        let_in(passcode.stamp)
    door.desk.note_access("passcode")


def _done(act: Callable[[], None], notice: str) -> ResponseReturnValue:
    try:
        act()
    except HouseError as error:
        return show_problem("household", network_problem=str(error))
    return show("household", done=notice)
