"""Words that one has left for the other: read on request, announced once and never their words."""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from assistant.household.memory import Memory
from intents.house import Person, Remembered, Wanted

HEARD_KEY = "messages_heard"
TOLD_KEY = "messages_told"
LOOKED_BACK = 50
"""A message behind so many newer ones is not new to anybody."""


class Messages:
    """Belongs to the brain's thread."""

    def __init__(
        self, memory: Memory, has_company: Callable[[], bool], to_you: Mapping[str, str]
    ) -> None:
        self._memory, self._has_company, self._to_you = memory, has_company, to_you

    def waiting(self, person: Person, kind: str) -> list[Remembered]:
        """What this person has not heard yet, the oldest first."""
        wanted = Wanted(kind=kind, to=person, reader=person)
        heard = self._kept(HEARD_KEY, person)
        found = self._memory.entries(wanted, limit=LOOKED_BACK)
        return [entry for entry in reversed(found) if entry.id not in heard]

    def heard(self, person: Person, entries: Sequence[Remembered]) -> None:
        """They have been read to this person."""
        self._add(HEARD_KEY, person, entries)

    def as_said_to_you(self, text: str) -> str:
        """A few fixed sentences about the other become sentences to them; the rest stay."""
        return self._to_you.get(text.casefold(), text)

    def announce(self, person: Person) -> bool:
        """Whether a message waits that was never mentioned; asking is mentioning it. For the next
        cue that both hear, and never before others.
        """
        if self._has_company():
            return False
        told = self._kept(TOLD_KEY, person)
        new = [entry for entry in self.waiting(person, "message") if entry.id not in told]
        self._add(TOLD_KEY, person, new)
        return bool(new)

    def _kept(self, key: str, person: Person) -> list[int]:
        kept = cast(dict[str, list[int]], self._memory.journal.kept(key, {}))
        return kept.get(person, [])

    def _add(self, key: str, person: Person, entries: Sequence[Remembered]) -> None:
        self._put(key, person, [*self._kept(key, person), *(entry.id for entry in entries)])

    def _put(self, key: str, person: Person, ids: list[int]) -> None:
        kept = self._memory.journal.kept(key, {})
        newest = sorted(set(ids))[-2 * LOOKED_BACK :]
        self._memory.journal.keep(key, kept | {person: newest})
