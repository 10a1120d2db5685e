"""The local page: tonight, the journal, questions, rituals, the two together, and the house."""

from datetime import timedelta

from flask import Flask
from flask_wtf import CSRFProtect

from assistant.dashboard import (
    entrance,
    guard,
    household,
    journal,
    journal_files,
    live,
    mending,
    now,
    own_desk,
    own_help,
    privacy,
    problems,
    questions,
    reading,
    ritual_words,
    rituals,
    smaller,
    together,
    trying,
    upkeep,
    wake,
    welcome,
)
from assistant.dashboard.door import Coming, Door, RitualCard, VoiceChoice
from assistant.dashboard.page import for_templates, pages
from assistant.dashboard.secret import kept_secret
from assistant.dashboard.server import PageServer
from assistant.dashboard.talk import TalkDesk, talk

__all__ = ["Coming", "Door", "PageServer", "RitualCard", "VoiceChoice", "create_app"]

PAGES = {
    "now": now.part,
    "journal": journal.part,
    "questions": questions.part,
    "rituals": rituals.part,
    "together": together.part,
    "household": household.part,
    "privacy": privacy.part,
}
"""The pages in the order of the navigation, each with what its template needs."""

BLUEPRINTS = (
    pages,
    live.live,
    now.now,
    talk,
    journal.journal,
    journal_files.files,
    questions.questions,
    rituals.rituals,
    ritual_words.ritual_words,
    together.together,
    household.household,
    wake.wake,
    trying.trying,
    mending.mending,
    upkeep.upkeep,
    privacy.privacy,
    own_desk.own_desk,
    own_help.own_helps,
    entrance.entrance,
    entrance.network,
    welcome.welcome,
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
    app.extensions["brought"] = journal_files.Counter()
    app.extensions["parts"] = PAGES | {"welcome": welcome.part}
    # The guard comes first: a foreign page learns nothing, not even that its token is wrong.
    guard.protect(app)
    journal_files.allow_uploads(app)
    CSRFProtect(app)  # type: ignore[no-untyped-call]
    problems.teach(app)
    reading.teach(app)
    smaller.make_smaller(app)
    app.context_processor(for_templates)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app
