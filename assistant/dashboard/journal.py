"""The journal's page: read, search, add, mend, love, hide, delete and bring back."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from assistant.dashboard.choosing import Choice, chosen, here_as
from assistant.dashboard.door import Door
from assistant.dashboard.page import (
    from_script,
    show,
    show_problem,
    the_door,
    the_reader,
    word,
)
from assistant.journal import Entry, NewEntry
from config.errors import HouseError
from config.fields import PERSONS

LONGEST = 4000
KINDS = ("appreciation", "note", "memory", "gratitude", "reason", "comfort", "thanked")
"""What somebody may choose to write; whatever else there is can be looked for."""

journal = Blueprint("journal", __name__, url_prefix="/journal")


def part(door: Door, args: Mapping[str, str]) -> dict[str, Any]:
    """What this page shows; the address says what was looked for."""
    choice = Choice.of(args)
    with door.journal() as book:
        entries = chosen(book, choice, the_reader(), door.now())
        loved = book.marked([one.id for one in entries], "favourite", the_reader())
        kinds, years = book.kinds(), book.years()
    return {
        "choice": choice,
        "entries": entries[: choice.shown],
        "more": choice.more() if len(entries) > choice.shown else "",
        "loved": loved,
        "kinds": kinds,
        "years": years,
        "writable": KINDS,
        "editing": _number(args.get("edit")),
        "deleted": _number(args.get("deleted")),
        "hidden": _number(args.get("hidden")),
        "notice": args.get("notice", ""),
        "typed": {},
        "problem": "",
        "edit_typed": {},
        "edit_problem": "",
    }


@journal.get("/")
def page() -> ResponseReturnValue:
    """The journal, as looked for."""
    return show("journal")


@journal.post("/")
def add() -> ResponseReturnValue:
    """Write down what somebody typed."""
    typed = _typed()
    if problem := _problem(typed):
        return show_problem("journal", typed=typed, problem=problem)
    kind = typed["kind"] or ("appreciation" if typed["to"] else "note")
    by, to = typed["by"] or None, typed["to"] or None
    with the_door().journal() as book:
        book.note(NewEntry(kind=kind, text=typed["text"], by=by, to=to, source="page"))
    return _changed(notice="saved")


@journal.get("/<int:number>")
def entry(number: int) -> ResponseReturnValue:
    """One entry; with ?edit, its form."""
    found = _entry(number)
    if not from_script():
        return show("journal", editing=number)
    return one("form" if "edit" in request.args else "entry", found)


@journal.post("/<int:number>")
def mend(number: int) -> ResponseReturnValue:
    """Keep the entry's new words."""
    typed = _typed()
    found = own(number)
    if problem := _problem(typed):
        if from_script():
            return one("form", found, typed=typed, problem=problem), 422
        return show_problem("journal", editing=number, edit_typed=typed, edit_problem=problem)
    by, to = typed["by"] or None, typed["to"] or None
    with the_door().journal() as book:
        mended = book.edit(number, text=typed["text"], by=by, to=to, unsure=False)
    the_door().journal_changed()
    return one("entry", mended, fresh=True) if from_script() else show("journal", notice="saved")


@journal.post("/<int:number>/delete")
def delete(number: int) -> ResponseReturnValue:
    """Put the entry away; it can be brought back for thirty days."""
    own(number)
    with the_door().journal() as book:
        book.delete(number)
    return _changed(deleted=number)


@journal.post("/<int:number>/restore")
def restore(number: int) -> ResponseReturnValue:
    """Bring a deleted entry back."""
    own(number)
    with the_door().journal() as book:
        book.restore(number)
    return _changed(notice="restored")


@journal.post("/<int:number>/love")
def love(number: int) -> ResponseReturnValue:
    """Mark the entry as loved by the reader, or no longer."""
    found = _entry(number)
    with the_door().journal() as book:
        book.mark(number, "favourite", the_reader(), "on" in request.form)
    return one("entry", found) if from_script() else show("journal")


@journal.post("/<int:number>/hide")
def hide(number: int) -> ResponseReturnValue:
    """Hide it from the reader alone, or show it again; the other one's view stays as it is."""
    found = _entry(number)
    hiding = "on" in request.form
    with the_door().journal() as book:
        book.mark(found.id, "hidden", the_reader(), hiding)
    return show("journal", hidden=number) if hiding else show("journal", notice="shown")


def _changed(**extra: Any) -> ResponseReturnValue:
    """The page after a change that the other open pages want to know of, too."""
    the_door().journal_changed()
    return show("journal", **extra)


def _entry(number: int) -> Entry:
    with the_door().journal() as book:
        return book.get(number)


def own(number: int) -> Entry:
    """The entry, unless the other one wrote it: that can be hidden, not changed."""
    found = _entry(number)
    if here_as(the_reader(), found) == "other":
        raise HouseError(word("journal.not_yours"))
    return found


def one(name: str, found: Entry, **extra: Any) -> str:
    """One entry on its own: to look at ("entry") or to mend ("form")."""
    with the_door().journal() as book:
        loved = book.marked([found.id], "favourite", the_reader())
    return render_template(f"journal/{name}.html", entry=found, loved=loved, **extra)


def _typed() -> dict[str, str]:
    form = request.form
    typed = {name: form.get(name, "").strip() for name in ("text", "by", "to", "kind")}
    typed |= {name: "" for name in ("by", "to") if typed[name] not in PERSONS}
    return typed | ({} if typed["kind"] in KINDS else {"kind": ""})


def _problem(typed: Mapping[str, str]) -> str:
    if not typed["text"]:
        return "empty"
    if len(typed["text"]) > LONGEST:
        return "long"
    return "same" if typed["by"] and typed["by"] == typed["to"] else ""


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 12 else 0
