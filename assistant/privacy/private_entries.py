"""Entries for one alone: written at any time, read with their author's PIN only.

They are never spoken, searched, counted, exported or shown to the other. That there are some can
be seen in the file; what they say, when they were written and how long they are cannot.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from assistant.journal import Journal
from assistant.privacy.errors import PinMissing
from assistant.privacy.sealing import Key, SealBroken, seal

PURPOSE = "private entry of "


@dataclass(frozen=True, slots=True)
class PrivateEntry:
    """One entry, opened."""

    id: int
    at: datetime
    text: str


class PrivateEntries:
    """One person's own. Belongs to the thread of its journal."""

    def __init__(self, journal: Journal, person: str) -> None:
        self._journal, self._person = journal, person

    @property
    def possible(self) -> bool:
        """Whether the person has a PIN, without which nothing can be sealed for them."""
        return self._journal.lock_of(self._person) is not None

    def add(self, text: str, at: datetime) -> int:
        """Seal it; needs no PIN. Raises PinMissing if the person has never chosen one."""
        lock = self._journal.lock_of(self._person)
        if lock is None:
            raise PinMissing
        words = json.dumps({"at": at.isoformat(), "text": text}, ensure_ascii=False)
        return self._journal.put_private(
            self._person, seal(words, lock.public, PURPOSE + self._person)
        )

    def list(self, key: Key) -> list[PrivateEntry]:
        """All that this key opens, the newest first."""
        found = []
        for id, sealed in self._journal.private(self._person):
            try:
                words = json.loads(key.open(sealed, PURPOSE + self._person))
            except SealBroken:  # from before a PIN was wiped, brought back by a restore
                continue
            found.append(PrivateEntry(id, datetime.fromisoformat(words["at"]), words["text"]))
        return found

    def delete(self, id: int) -> bool:
        """For good, at once, asked of nobody and told to nobody. False if there is no such."""
        return self._journal.drop_private(self._person, id)
