"""What the journal holds: one entry, before and after it was written down."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

EVENING_ENDS = 3
"""The hour until which the night still belongs to the evening before."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """Something to be written down."""

    kind: str
    """"appreciation", "answer", "quality", "memory", "note" …"""

    text: str
    by: str | None = None
    """"one", "two", or None when nobody said who."""

    to: str | None = None
    quality: str = ""
    """What it says about the other person."""

    heard: str = ""
    """The whole sentence as it was heard."""

    unsure: bool = False
    """True if the words should be looked at on the page."""

    unsure_words: tuple[str, ...] = ()
    ritual: str = ""
    question: str = ""
    """The question's id, for an answer."""

    source: str = "voice"
    """"voice" or "page"."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that was written down; as NewEntry, with when."""

    id: int
    at: datetime
    """When it was said, in the household's zone."""

    day: date
    """The day it belongs to: the hours before three belong to the evening before."""

    kind: str
    text: str
    by: str | None = None
    to: str | None = None
    quality: str = ""
    heard: str = ""
    unsure: bool = False
    unsure_words: tuple[str, ...] = ()
    ritual: str = ""
    question: str = ""
    source: str = "voice"
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    """When it was deleted; it can be brought back for thirty days."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back."""

    what: str
    """"note" (the entry is now deleted), "delete" (it is back), "edit" (its earlier words are
    back) or "restore" (it is deleted again)."""

    entry: Entry
    """The entry as it is now."""


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A question that the couple added themselves."""

    id: str
    text: str
    by: str | None
    day: date


def evening_day(at: datetime) -> date:
    """The day that a moment belongs to, by the clock on the wall."""
    return at.date() - timedelta(days=1) if at.hour < EVENING_ENDS else at.date()
