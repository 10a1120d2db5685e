"""The local page: what the house is doing, the journal, the rituals and the settings."""

from datetime import timedelta

from flask import Flask
from flask_wtf import CSRFProtect

from assistant.dashboard import (
    guard,
    household,
    journal,
    live,
    mending,
    now,
    problems,
    reading,
    rituals,
    wake,
)
from assistant.dashboard.door import Door, RitualCard, VoiceChoice
from assistant.dashboard.page import pages
from assistant.dashboard.secret import kept_secret
from assistant.dashboard.server import PageServer
from assistant.dashboard.talk import TalkDesk, talk

__all__ = ["Door", "PageServer", "RitualCard", "VoiceChoice", "create_app"]


BLUEPRINTS = (
    pages,
    live.live,
    now.now,
    talk,
    journal.journal,
    rituals.rituals,
    household.household,
    wake.wake,
    mending.mending,
)


def create_app(door: Door) -> Flask:
    """The page of this house. Serve it with PageServer."""
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=kept_secret(door.home),
        PORT=door.settings().page.port,
        SESSION_COOKIE_NAME="hearthside",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        PERMANENT_SESSION_LIFETIME=timedelta(days=365),
        # A tab may stay open for weeks; the token ends with the cookie.
        WTF_CSRF_TIME_LIMIT=None,
        MAX_CONTENT_LENGTH=256 * 1024,
        MAX_FORM_MEMORY_SIZE=64 * 1024,
        MAX_FORM_PARTS=100,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["door"] = door
    app.extensions["streams"] = live.Streams()
    app.extensions["talk"] = TalkDesk()
    app.extensions["parts"] = {
        "now": now.part,
        "journal": journal.part,
        "rituals": rituals.part,
        "household": household.part,
    }
    # The guard comes first: a foreign page learns nothing, not even that its token is wrong.
    guard.protect(app)
    CSRFProtect(app)  # type: ignore[no-untyped-call]
    problems.teach(app)
    reading.teach(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app
