"""The journal's part of the page: read, search, add, mend, delete and bring back."""

import re
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from assistant.dashboard.door import Door
from assistant.dashboard.page import from_script, show, show_problem, the_door
from assistant.journal import Entry, Journal, NewEntry
from config.fields import PERSONS

AT_ONCE = 10
"""Entries shown before somebody asks for more."""

MOST = 500
LOOKED_AT = 2000
"""The newest entries, in which also the beginning of a word is found."""

LONGEST = 4000

journal = Blueprint("journal", __name__, url_prefix="/journal")


def part(door: Door, args: Mapping[str, str]) -> dict[str, Any]:
    """What this part of the page shows; the address says what was searched for."""
    words = args.get("words", "").strip()
    shown = min(_number(args.get("shown")) or AT_ONCE, MOST)
    gone = "gone" in args
    with door.journal() as book:
        entries = _chosen(book, words, gone, shown + 1)
    return {
        "partners": door.settings().household.partners,
        "entries": entries[:shown],
        "more": shown + AT_ONCE if len(entries) > shown else 0,
        "words": words,
        "gone": gone,
        "editing": _number(args.get("edit")),
        "deleted": _number(args.get("deleted")),
        "restored": _number(args.get("restored")),
        "saved": _number(args.get("saved")),
        "typed": {},
        "problem": "",
        "edit_typed": {},
        "edit_problem": "",
    }


@journal.get("/")
def listing() -> ResponseReturnValue:
    """The list as searched for."""
    return show("journal")


@journal.post("/")
def add() -> ResponseReturnValue:
    """Write down what somebody typed."""
    typed = _typed()
    if problem := _problem(typed):
        return show_problem("journal", typed=typed, problem=problem)
    with the_door().journal() as book:
        entry = book.note(
            NewEntry(
                kind="appreciation" if typed["to"] else "note",
                text=typed["text"],
                by=typed["by"] or None,
                to=typed["to"] or None,
                source="page",
            )
        )
    return show("journal", saved=entry.id)


@journal.get("/<int:number>")
def entry(number: int) -> ResponseReturnValue:
    """One entry; with ?edit, its form."""
    found = _entry(number)
    if not from_script():
        return show("journal", edit=number)
    name = "form" if "edit" in request.args else "entry"
    return _one(name, found)


@journal.post("/<int:number>")
def mend(number: int) -> ResponseReturnValue:
    """Keep the entry's new words."""
    typed = _typed()
    found = _entry(number)
    if problem := _problem(typed):
        if from_script():
            return _one("form", found, typed=typed, problem=problem), 422
        return show_problem("journal", editing=number, edit_typed=typed, edit_problem=problem)
    with the_door().journal() as book:
        mended = book.edit(
            number,
            text=typed["text"],
            by=typed["by"] or None,
            to=typed["to"] or None,
            unsure=False,
        )
    return _one("entry", mended, fresh=True) if from_script() else show("journal", saved=number)


@journal.post("/<int:number>/delete")
def delete(number: int) -> ResponseReturnValue:
    """Put the entry away; it can be brought back for thirty days."""
    with the_door().journal() as book:
        book.delete(number)
    return show("journal", deleted=number)


@journal.post("/<int:number>/restore")
def restore(number: int) -> ResponseReturnValue:
    """Bring a deleted entry back."""
    with the_door().journal() as book:
        book.restore(number)
    return show("journal", restored=number)


def _chosen(book: Journal, words: str, gone: bool, limit: int) -> list[Entry]:
    if gone:
        found = book.entries(deleted=True, limit=limit)
    elif words:
        found = _found(book, words, limit)
    else:
        found = book.entries(limit=limit)
    return found


def _found(book: Journal, words: str, limit: int) -> list[Entry]:
    """Entries with these words, the last of which may still be being typed."""
    *whole, begun = words.casefold().split()
    near = book.search(" ".join(whole), limit=LOOKED_AT) if whole else book.entries(limit=LOOKED_AT)
    starting = re.compile(rf"\b{re.escape(begun)}")
    found = {entry.id: entry for entry in near if starting.search(entry.text.casefold())}
    found |= {entry.id: entry for entry in book.search(words, limit=limit)}
    return sorted(found.values(), key=lambda entry: (entry.at, entry.id), reverse=True)[:limit]


def _entry(number: int) -> Entry:
    with the_door().journal() as book:
        return book.get(number)


def _one(name: str, found: Entry, **extra: Any) -> str:
    partners = the_door().settings().household.partners
    return render_template(f"journal/{name}.html", entry=found, partners=partners, **extra)


def _typed() -> dict[str, str]:
    form = request.form
    typed = {name: form.get(name, "").strip() for name in ("text", "by", "to")}
    return typed | {name: "" for name in ("by", "to") if typed[name] not in PERSONS}


def _problem(typed: Mapping[str, str]) -> str:
    if not typed["text"]:
        return "empty"
    if len(typed["text"]) > LONGEST:
        return "long"
    return "same" if typed["by"] and typed["by"] == typed["to"] else ""


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 12 else 0
