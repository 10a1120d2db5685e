"""The journal as a file: a book of a year to keep, and entries from elsewhere taken in."""

import secrets
import threading
import time
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask import Blueprint, Flask, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, NotFound

from assistant.dashboard.page import piece, show, the_door, the_words, word
from assistant.dashboard.reading import name_of
from assistant.journal import Brought, Difference, Entry, NoExport, Which, read_export
from assistant.journal.export import as_csv, as_json, as_markdown
from config.fields import PERSONS

LARGEST_UPLOAD = 32 * 1024 * 1024
"""Some 80,000 entries."""

MOST_ENTRIES = 1_000_000
WAITS_SECONDS = 600.0
FORMS = {
    "html": "text/html",
    "md": "text/markdown",
    "csv": "text/csv",
    "json": "application/json",
}

files = Blueprint("files", __name__, url_prefix="/journal")


@dataclass(frozen=True, slots=True)
class Waiting:
    """What was brought and counted, until somebody says yes."""

    ticket: str
    brought: Brought
    difference: Difference
    until: float


class Counter:
    """Holds what was brought, one file at a time, in memory and not for long."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: Waiting | None = None

    def put(self, brought: Brought, difference: Difference) -> Waiting:
        """Keep it under a new ticket."""
        ends = time.monotonic() + WAITS_SECONDS
        waiting = Waiting(secrets.token_urlsafe(12), brought, difference, ends)
        with self._lock:
            self._waiting = waiting
        return waiting

    def take(self, ticket: str) -> Brought | None:
        """What waits under this ticket, once; None if nothing does any more."""
        with self._lock:
            waiting, self._waiting = self._waiting, None
        if waiting is None or waiting.ticket != ticket or waiting.until < time.monotonic():
            return None
        return waiting.brought


def allow_uploads(app: Flask) -> None:
    """A journal may be larger than anything else that is sent here."""

    def larger() -> None:
        if request.endpoint == "files.count" and request.method == "POST":
            request.max_content_length = LARGEST_UPLOAD

    app.before_request(larger)


@files.get("/book.<form>")
def book(form: str) -> ResponseReturnValue:
    """The entries of a year, or all of them, in one file."""
    if form not in FORMS:
        raise NotFound
    year = request.args.get("year", "")
    which = Which()
    if year:
        if not (year.isdecimal() and len(year) == 4 and int(year)):
            raise BadRequest
        which = Which(since=date(int(year), 1, 1), until=date(int(year), 12, 31))
    with the_door().journal() as journal:
        entries = journal.entries(limit=MOST_ENTRIES, **which)
    told = Response(_written(form, entries, year), content_type=f"{FORMS[form]}; charset=utf-8")
    name = f"hearthside-{year or 'journal'}.{form}"
    told.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return told


@files.post("/count")
def count() -> ResponseReturnValue:
    """Look into a file that somebody brings, and say what it would add."""
    given = request.files.get("file")
    try:
        brought = read_export(given.read().decode("utf-8") if given else "")
    except UnicodeDecodeError as error:
        raise NoExport from error
    with the_door().journal() as journal:
        difference = journal.difference(brought)
    counter: Counter = current_app.extensions["brought"]
    waiting = counter.put(brought, difference)
    return piece("journal/count.html", waiting=waiting)


@files.post("/take-in")
def take_in() -> ResponseReturnValue:
    """Merge what was counted."""
    counter: Counter = current_app.extensions["brought"]
    brought = counter.take(request.form.get("ticket", ""))
    if brought is None:
        return show("journal", notice="too_late")
    with the_door().journal() as journal:
        journal.merge(brought)
    the_door().journal_changed()
    return show("journal", notice="taken_in")


def _written(form: str, entries: list[Entry], year: str) -> str:
    partners = the_door().settings().household.partners
    names = {who: name_of(partners, who) for who in PERSONS}
    title = word("journal.book_title", first=names["one"], second=names["two"])
    match form:
        case "csv":
            return as_csv(entries)
        case "json":
            return as_json(entries)
        case "md":
            kinds = {e.kind: the_words().either(f"journal.kind.{e.kind}", e.kind) for e in entries}
            return as_markdown(entries, names, kinds, f"{title} {year}".strip())
    oldest_first = sorted(entries, key=lambda entry: (entry.day, entry.at, entry.id))
    months = groupby(oldest_first, key=lambda entry: entry.day.replace(day=1))
    return render_template("journal/book.html", title=title, year=year, months=months)
