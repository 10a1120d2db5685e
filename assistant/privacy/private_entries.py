"""Entries for one alone: written at any time, read with their author's PIN only.

They are never spoken, searched, counted, exported or shown to the other. That there are some can
be seen in the file; what they say, when they were written and how long they are cannot.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

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
    question: str = ""
    """What the house had asked, where the words are an answer to it."""


def question_of(questions: Sequence[str], person: str, day: date, further: int = 0) -> str:
    """A question to oneself: the same all day, the next one tomorrow; "" where there are none.

    `further` counts those that the person passed over. The two are asked different ones, so
    that neither knows from their own what the other was asked.
    """
    if not questions:
        return ""
    ahead = len(questions) // 2 if person == "two" else 0
    return questions[(day.toordinal() + ahead + further) % len(questions)]


class PrivateEntries:
    """One person's own. Belongs to the thread of its journal."""

    def __init__(self, journal: Journal, person: str) -> None:
        self._journal, self._person = journal, person

    @property
    def possible(self) -> bool:
        """Whether the person has a PIN, without which nothing can be sealed for them."""
        return self._journal.lock_of(self._person) is not None

    def add(self, text: str, at: datetime, question: str = "") -> int:
        """Seal it, with the question it answers, if there is one; needs no PIN.

        Raises PinMissing if the person has never chosen one.
        """
        lock = self._journal.lock_of(self._person)
        if lock is None:
            raise PinMissing
        said = {"at": at.isoformat(), "text": text} | ({"question": question} if question else {})
        words = json.dumps(said, ensure_ascii=False)
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
            at, question = datetime.fromisoformat(words["at"]), words.get("question", "")
            found.append(PrivateEntry(id, at, words["text"], question))
        return found

    def delete(self, id: int) -> bool:
        """For good, at once, asked of nobody and told to nobody. False if there is no such."""
        return self._journal.drop_private(self._person, id)
