"""Who is at the page: this machine's own browser, or another device that showed the passcode."""

from datetime import timedelta
from ipaddress import ip_address

from flask import request, session
from werkzeug.exceptions import Forbidden, Unauthorized

from assistant.dashboard.page import the_door
from assistant.network import is_at_home

HERE = ("127.0.0.1", "localhost", "[::1]")
"""The names of this machine on itself."""

PASSED_ON = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")
"""What a proxy adds: then this machine asks for somebody else."""

LASTS = timedelta(days=30)
STAMP, SINCE = "let_in", "let_in_at"

FOR_ALL = ("static", "entrance.page", "entrance.enter", "privacy.help", "privacy.measures")
"""What needs no passcode: the way in, somebody to talk to, and the quick way out."""


class TooFar(Forbidden):
    """The other end is out in the world: a router lets somebody through."""


class NotLetIn(Unauthorized):
    """Another device that has not shown the passcode, or not lately."""


def is_here() -> bool:
    """Whether this machine's own browser asks, at this machine's own address.

    The other end of the connection tells; no header makes anybody this machine. Two can make it
    another device: the host, since whoever asks for the page by its name in the network may have
    come from there, and the mark of a proxy that runs here and lets others through.
    """
    passed_on = any(name in request.headers for name in PASSED_ON)
    loopback = _is_loopback(request.remote_addr or "")
    return loopback and host_name() in HERE and not passed_on


def is_welcome() -> bool:
    """Whether the visitor may see and do everything, now."""
    if is_here():
        return True
    network, now = the_door().network, the_door().now().timestamp()
    since = session.get(SINCE, 0)
    lately = isinstance(since, int) and 0 <= now - since < LASTS.total_seconds()
    return network.is_open and lately and network.passcode.fits(str(session.get(STAMP, "")))


def let_in(stamp: str) -> None:
    """This device has shown the passcode."""
    session[STAMP], session[SINCE] = stamp, int(the_door().now().timestamp())


def forget() -> None:
    """What the browser knows of its reader goes; that the device was let in stays."""
    kept = {name: session[name] for name in (STAMP, SINCE) if name in session}
    session.clear()
    session.update(kept)


def check_visitor() -> None:
    """Turn away whoever is out in the world, and who has not shown the passcode."""
    if is_here():
        return
    if not is_at_home(request.remote_addr or ""):
        raise TooFar
    if request.endpoint not in FOR_ALL and not is_welcome():
        raise NotLetIn


def host_name() -> str:
    """The host that was asked for, without the port."""
    return request.headers.get("Host", "").rpartition(":")[0].casefold()


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
