"""Answers that stay closed until both are in and both have said yes.

Each of you answers alone, by voice or on the page. The answers are sealed with a key of the house
that lies in a file of its own beside the journal, not in it: so they can be read neither in the
journal's file nor in a copy or an export of it, and no part of the house opens one before
`reveal`. By voice there is no PIN, so this is a promise between two who live together, and no
lock against the one who owns the computer and reads its key file with a program. A journal that
is brought back on another computer, without the key file, has lost the answers still closed.
"""

import contextlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from assistant.journal import Journal, NewEntry, SealedAnswer
from assistant.privacy.sealing import Key, SealBroken, seal
from config.errors import HouseError

BOTH = ("one", "two")
STILL_TONIGHTS = timedelta(days=7)
"""For so long an answer may follow the other one's."""


class NotYet(HouseError):
    """One of the two has not answered, or has not said yes."""

    def __init__(self) -> None:
        super().__init__("Both of you must have answered, and said yes to the reveal.")


@dataclass(frozen=True, slots=True)
class Closed:
    """How far one evening's pair of answers is; nothing of what they say."""

    question: str
    day: date
    answered: frozenset[str]
    agreed: frozenset[str]

    @property
    def complete(self) -> bool:
        """Whether both have answered."""
        return self.answered == frozenset(BOTH)


class SealedAnswers:
    """Belongs to the thread of its journal. `key_file` None keeps the key in memory."""

    def __init__(
        self, journal: Journal, key_file: Path | None, now: Callable[[], datetime]
    ) -> None:
        self._journal, self._file, self._now = journal, key_file, now
        self._key: Key | None = None

    def add(self, question: str, day: date, person: str, text: str) -> Closed:
        """Seal this person's answer; a second one takes the first one's place."""
        for old in {(a.question, a.day) for a in self._journal.sealed_answers()}:
            if old[1] < self._first_day():
                self._journal.drop_answers(*old)
        sealed = seal(text, self._house_key().public, _purpose(question, day, person))
        self._journal.put_answer(SealedAnswer(question, day, person, sealed))
        return self._closed(question, day)

    def waiting(self) -> Closed | None:
        """The latest pair of which at least one answer is in; None if there is none."""
        for answer in self._journal.sealed_answers():
            if answer.day >= self._first_day():
                return self._closed(answer.question, answer.day)
        return None

    def agree(self, closed: Closed, person: str) -> Closed:
        """This person says yes to the reveal."""
        self._journal.agree_to_reveal(closed.question, closed.day, person)
        return self._closed(closed.question, closed.day)

    def reveal(self, closed: Closed) -> dict[str, str]:
        """Both answers by person. Raises NotYet before both are in and both have said yes."""
        now = self._closed(closed.question, closed.day)
        if now.answered != frozenset(BOTH) or now.agreed != frozenset(BOTH):
            raise NotYet
        return {a.person: self._opened(a) for a in self._of(closed)}

    def settle(self, closed: Closed, keep: frozenset[str]) -> None:
        """After the reveal: these persons' answers become entries of the journal, the rest go."""
        answers = self.reveal(closed)
        for person in BOTH:
            if person in keep and answers[person]:
                self._journal.note(
                    NewEntry("answer", answers[person], by=person, question=closed.question)
                )
        self._journal.drop_answers(closed.question, closed.day)

    def _opened(self, answer: SealedAnswer) -> str:
        try:
            return self._house_key().open(
                answer.sealed, _purpose(answer.question, answer.day, answer.person)
            )
        except SealBroken as error:
            raise HouseError(
                "These answers were sealed on another computer and can't be opened here."
            ) from error

    def _of(self, closed: Closed) -> list[SealedAnswer]:
        found = self._journal.sealed_answers()
        return [a for a in found if (a.question, a.day) == (closed.question, closed.day)]

    def _closed(self, question: str, day: date) -> Closed:
        found = self._of(Closed(question, day, frozenset(), frozenset()))
        return Closed(
            question,
            day,
            frozenset(answer.person for answer in found),
            frozenset(answer.person for answer in found if answer.agreed),
        )

    def _first_day(self) -> date:
        return self._now().date() - STILL_TONIGHTS

    def _house_key(self) -> Key:
        if self._key is None:
            self._key = _read_or_make(self._file) if self._file else Key.new()
        return self._key


def _purpose(question: str, day: date, person: str) -> str:
    return f"answer of {person} to {question} on {day.isoformat()}"


def _read_or_make(path: Path) -> Key:
    """The key on file; a new one if there is none. Two threads that come first get the same."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as new:
            new.write(Key.new().raw)
            new.flush()
            os.fsync(new.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(name, path)
    finally:
        Path(name).unlink()
    return Key(path.read_bytes())
