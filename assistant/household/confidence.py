"""What is said in confidence: the last two minutes, private entries, answers still closed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Literal, cast

from assistant.household.memory import Memory
from assistant.journal import Entry, Waiting
from assistant.privacy import Closed, PrivateEntries, SealedAnswers
from config.errors import HouseError
from intents.house import Person

LATELY = timedelta(minutes=2)
"""How far back "forget that" and "make that private" reach (conversation.md 4.7)."""

MOST = 50


class Confidence:
    """Belongs to the brain's thread, as its journal does.

    `cover` takes what the page, the mouth and the speech log still show of the last two minutes;
    `keep_by_default` says of a question's id whether answers to it stay when nobody says.
    """

    def __init__(
        self,
        memory: Memory,
        sealed: SealedAnswers,
        now: Callable[[], datetime],
        cover: Callable[[], None],
        keep_by_default: Callable[[str], bool],
    ) -> None:
        self._memory, self._sealed, self._now = memory, sealed, now
        self._cover, self._keep_by_default = cover, keep_by_default

    def lately(self) -> Person | None:
        """Whose words were kept last, in these two minutes."""
        waiting = self._memory.waiting_since(self._now() - LATELY)
        if waiting:
            return cast(Person | None, waiting[-1].new.by)
        recent = self._recent(None)
        return cast(Person | None, recent[0].by) if recent else None

    def forget(self, person: Person | None) -> bool:
        """Erase what was kept from this person, and everything that still shows it."""
        waiting, recent = self._take_waiting(person), self._recent(person)
        self._memory.erase(recent)
        self._cover()
        return bool(waiting or recent)

    def keep_private(self, person: Person) -> Literal["kept", "nothing", "no_pin"]:
        """Seal it for this person, then erase it everywhere else."""
        entries = PrivateEntries(self._memory.journal, person)
        recent = self._recent(person)
        if not recent and not self._memory.waiting_since(self._now() - LATELY, person):
            return "nothing"
        if not entries.possible:
            return "no_pin"
        for entry in reversed(recent):
            entries.add(_whole(entry.text, entry.quality), entry.at)
        for held in self._take_waiting(person):
            entries.add(_whole(held.new.text, held.new.quality), held.at)
        self._memory.erase(recent)
        self._cover()
        return "kept"

    def seal_answer(self, person: Person, text: str) -> Literal["first", "both", "no_question"]:
        """Close this person's answer to the question of the evening."""
        question = self._question(person)
        if question is None:
            return "no_question"
        closed = self._sealed.add(question[0], question[1], person, text)
        self._cover()
        return "both" if closed.complete else "first"

    def answers(self) -> Literal["none", "one", "both"]:
        """How many are in."""
        closed = self._sealed.waiting()
        if closed is None:
            return "none"
        return "both" if closed.complete else "one"

    def agreed(self, person: Person) -> bool:
        """Whether this person has said yes to the reveal."""
        return person in self._closed().agreed

    def agree(self, person: Person) -> None:
        """This person says yes."""
        self._sealed.agree(self._closed(), person)

    def reveal(self) -> Mapping[Person, str]:
        """Both answers."""
        return cast(Mapping[Person, str], self._sealed.reveal(self._closed()))

    def settle(self, keep: Sequence[Person] | None) -> bool:
        """These stay, the others go."""
        closed = self._closed()
        default: Sequence[Person] = ("one", "two") if self._keep_by_default(closed.question) else ()
        kept = default if keep is None else keep
        self._sealed.settle(closed, frozenset(kept))
        self._memory.changed()
        return bool(kept)

    def person_erased(self, person: str) -> None:
        """On the page they have erased everything of theirs: nothing of it stays in memory."""
        self._memory.forget_person(person)
        self._cover()

    def _closed(self) -> Closed:
        closed = self._sealed.waiting()
        if closed is None:
            raise HouseError("No answers are waiting.")
        return closed

    def _question(self, person: Person) -> tuple[str, date] | None:
        """Tonight's, once it was asked; else the one that the other has answered already."""
        tonight = self._memory.asked_tonight()
        if tonight:
            return tonight, self._memory.evening()
        closed = self._sealed.waiting()
        return (closed.question, closed.day) if closed else None

    def _recent(self, person: Person | None) -> list[Entry]:
        since = self._now() - LATELY
        found = self._memory.journal.entries(limit=MOST, by=person)
        return [entry for entry in found if entry.at >= since]

    def _take_waiting(self, person: Person | None) -> list[Waiting]:
        return self._memory.take_waiting(self._now() - LATELY, person)


def _whole(text: str, quality: str) -> str:
    return f"{text} ({quality})" if quality else text
