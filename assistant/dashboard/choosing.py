"""Which entries somebody wants to see, as the address says it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal
from urllib.parse import urlencode

from assistant.dashboard.page import Reader
from assistant.journal import Entry, Journal, Which, evening_day
from config.fields import PERSONS

AT_ONCE = 15
"""Entries shown before somebody asks for more."""

MOST = 500
LOOKED_AT = 400
"""The newest entries, in which also the beginning of a word is found that has another stem."""

PERIODS = {"week": 7, "month": 31, "year": 366}
VIEWS = ("all", "loved", "hidden", "deleted", "this-day")


@dataclass(frozen=True, slots=True)
class Choice:
    """What is looked for; empty means it does not matter."""

    words: str = ""
    person: str = ""
    kind: str = ""
    period: str = ""
    """A key of PERIODS, or a year."""

    view: str = "all"
    shown: int = AT_ONCE

    @classmethod
    def of(cls, args: Mapping[str, str]) -> "Choice":
        """As the address has it; what makes no sense is left out."""
        person, period, view = (args.get(name, "") for name in ("person", "period", "view"))
        shown = args.get("shown", "")
        is_year = period.isdecimal() and len(period) == 4 and int(period) > 0
        return cls(
            words=args.get("words", "").strip()[:200],
            person=person if person in PERSONS else "",
            kind=args.get("kind", "").strip()[:40],
            period=period if period in PERIODS or is_year else "",
            view=view if view in VIEWS else "all",
            shown=min(int(shown), MOST) if shown.isdecimal() and len(shown) < 6 else AT_ONCE,
        )

    @property
    def filtered(self) -> bool:
        """Whether anything but everything is looked for."""
        return replace(self, shown=AT_ONCE) != Choice()

    def address(self, **changes: object) -> str:
        """The page with this choice, some of it changed."""
        values = {name: getattr(self, name) for name in self.__slots__} | changes
        usual = {"view": "all", "shown": AT_ONCE}
        told = {k: v for k, v in values.items() if v and v != usual.get(k)}
        return f"/journal/?{urlencode(told)}" if told else "/journal/"

    def more(self) -> str:
        """The same with more entries."""
        return self.address(shown=min(self.shown + 2 * AT_ONCE, MOST)) if self.shown < MOST else ""


def chosen(book: Journal, choice: Choice, reader: Reader, now: datetime) -> list[Entry]:
    """Those entries, newest first, and one more than is shown if there are more."""
    today = evening_day(now)
    limit = choice.shown + 1
    which = _which(choice, reader, today)
    if choice.view == "this-day":
        hidden = book.entries(hidden_by=reader, limit=MOST)
        return [one for one in book.on_day(today, limit=MOST) if one not in hidden]
    if choice.words:
        return _found(book, choice.words, limit, which)
    return book.entries(limit=limit, **which)


def here_as(reader: Reader, entry: Entry) -> Literal["own", "other"]:
    """Whether the reader may change it: their own, nobody's, or both are here."""
    return "own" if reader == "both" or entry.by in (None, reader) else "other"


def _which(choice: Choice, reader: Reader, today: date) -> Which:
    which = Which(deleted=choice.view == "deleted")
    if choice.view == "hidden":
        which["hidden_by"] = reader
    elif choice.view != "deleted":
        which["hidden_from"] = reader
    if choice.view == "loved":
        which["favourite_of"] = reader
    if choice.person:
        which["person"] = choice.person
    if choice.kind:
        which["kind"] = choice.kind
    if choice.period in PERIODS:
        which["since"] = today - timedelta(days=PERIODS[choice.period] - 1)
    elif choice.period:
        year = int(choice.period)
        which |= Which(since=date(year, 1, 1), until=date(year, 12, 31))
    return which


def _found(book: Journal, words: str, limit: int, which: Which) -> list[Entry]:
    """Entries with these words, the last of which may still be being typed."""
    searched = book.search(words, limit=limit, unfinished=True, **which)
    found = {entry.id: entry for entry in searched}
    if len(found) < limit:
        wanted = words.casefold().split()
        for entry in book.entries(limit=LOOKED_AT, **which):
            text = f" {entry.text.casefold()}"
            if wanted and all(f" {one}" in text for one in wanted):
                found[entry.id] = entry
    return sorted(found.values(), key=lambda entry: (entry.at, entry.id), reverse=True)[:limit]
