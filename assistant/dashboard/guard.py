"""Who may talk to the page: a browser that means this house, from the page itself."""

from flask import Flask, Response, current_app, request, session
from werkzeug.exceptions import Forbidden

from assistant.dashboard.page import the_door
from assistant.dashboard.visitors import HERE, check_visitor

CHANGES = ("POST", "PUT", "PATCH", "DELETE")

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        # A voice preview is fetched and played from memory.
        "media-src 'self' blob:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=()",
}


class WrongHost(Forbidden):
    """The address that was asked for is not ours: a foreign page may be behind it."""


class WrongOrigin(Forbidden):
    """Another page asks for something in the reader's name."""


def protect(app: Flask) -> None:
    """Check every request, and seal every answer."""
    app.before_request(_check_host)
    app.before_request(_check_origin)
    app.before_request(_keep_session)
    app.before_request(check_visitor)
    app.after_request(_seal)


def _check_host() -> None:
    # A name that someone else owns can be pointed at 127.0.0.1 (DNS rebinding); the browser then
    # takes their page and ours for one. The Host header tells. What is ours in the home network
    # counts only while the door to it is open.
    if request.headers.get("Host", "").casefold() not in _own_hosts():
        raise WrongHost


def _check_origin() -> None:
    site = request.headers.get("Sec-Fetch-Site")
    if request.method in CHANGES:
        origin = request.headers.get("Origin")
        if origin is not None and origin not in {f"http://{host}" for host in _own_hosts()}:
            raise WrongOrigin
        if site not in (None, "same-origin", "none"):
            raise WrongOrigin
    elif site in ("cross-site", "same-site") and _is_embedded():
        # Another page (even one on another port of this machine) may link here, not fetch from us.
        raise WrongOrigin


def _is_embedded() -> bool:
    return request.headers.get("Sec-Fetch-Mode") != "navigate"


def _keep_session() -> None:
    # A restored tab must find its cookie again after the browser was closed.
    session.permanent = True


def _seal(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    return response


def _own_hosts() -> set[str]:
    port = current_app.config["PORT"]
    return {f"{host}:{port}" for host in (*HERE, *the_door().network.hosts())}
