"""The journal: what the couple said and wants to keep, and what the house remembers for them."""

from assistant.journal.entry import Entry, NewEntry, OwnQuestion, Undone, evening_day
from assistant.journal.errors import (
    DiskFull,
    EntryMissing,
    JournalDamaged,
    JournalError,
    JournalLocked,
    JournalTooNew,
    JournalUnwritable,
)
from assistant.journal.journal import Journal
from assistant.journal.reading import Which
from assistant.journal.sealed import Access, LockRow, SealedAnswer
from assistant.journal.taking_in import Brought, Difference, NoExport, read_export
from assistant.journal.unsaved import Unsaved, Waiting

__all__ = [
    "Access",
    "Brought",
    "Difference",
    "DiskFull",
    "Entry",
    "EntryMissing",
    "Journal",
    "JournalDamaged",
    "JournalError",
    "JournalLocked",
    "JournalTooNew",
    "JournalUnwritable",
    "LockRow",
    "NewEntry",
    "NoExport",
    "OwnQuestion",
    "SealedAnswer",
    "Undone",
    "Unsaved",
    "Waiting",
    "Which",
    "evening_day",
    "read_export",
]
