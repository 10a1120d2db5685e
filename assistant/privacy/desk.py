"""The desk at which the page asks for everything that is for one person alone.

Any thread may use it; each call opens and closes a journal of its own. Persons are "one" and
"two". Whatever goes wrong is a HouseError with a sentence for the page. A `token` is what
`enrol` and `sign_in` give back: put it into a cookie that scripts cannot read.
"""

import threading
from collections.abc import Callable, Sequence
from datetime import date, datetime

from assistant.journal import Access, Journal, evening_day
from assistant.logs import forget_speech
from assistant.privacy.access_record import AccessRecord, Act
from assistant.privacy.pins import Pins
from assistant.privacy.private_entries import PrivateEntries, PrivateEntry, question_of
from assistant.privacy.sealed_answers import Closed, SealedAnswers
from assistant.privacy.sealing import Cost
from assistant.privacy.sessions import Session, Sessions
from config.errors import HouseError
from config.helplines import Helplines, helplines_for
from config.paths import Home
from config.settings import Settings

KEPT_PERSONAL = ("messages_heard", "messages_told")
"""What the house remembers of one person under a name."""


class Desk:
    """Made once for the page. `erased` is told when a person has taken everything out."""

    def __init__(
        self,
        home: Home,
        settings: Callable[[], Settings],
        now: Callable[[], datetime],
        erased: Callable[[str], None] = lambda person: None,
        cost: Cost | None = None,
    ) -> None:
        self._home, self._settings, self._now = home, settings, now
        self._erased, self._cost = erased, cost
        self._sessions = Sessions(now)
        self._trying = threading.Lock()
        """One PIN is tried at a time: many at once would all pass before the first failure."""

    # ---- the PIN

    def has_pin(self, person: str) -> bool:
        """Whether this person has enrolled."""
        with self._journal() as journal:
            return self._pins(journal).has(person)

    def enrol(self, person: str, pin: str) -> Session:
        """Choose the first PIN and sign in. Raises PinUnfit or PinThere."""
        with self._journal() as journal:
            key = self._pins(journal).enrol(person, pin)
            AccessRecord(journal).note("sign_in", person)
        return self._sessions.begin(person, key)

    def sign_in(self, person: str, pin: str) -> Session:
        """Raises PinWrong, TooManyTries or PinMissing."""
        with self._trying, self._journal() as journal:
            key = self._pins(journal).open(person, pin)
            AccessRecord(journal).note("sign_in", person)
        return self._sessions.begin(person, key)

    def session(self, token: str) -> Session:
        """Who is signed in with this token, for ten more minutes. Raises SignedOut."""
        return self._sessions.find(token)

    def sign_out(self, token: str) -> None:
        """The key leaves the memory."""
        self._sessions.end(token)

    def change_pin(self, token: str, old: str, new: str) -> None:
        """By its owner. Copies of the journal made before still open with the old one."""
        person = self.session(token).person
        with self._trying, self._journal() as journal:
            self._pins(journal).change(person, old, new)

    def wipe_pin(self, person: str, asked_by: str | None) -> None:
        """For a forgotten PIN: it goes, with every private entry of that person, for good."""
        with self._journal() as journal:
            self._pins(journal).wipe(person, asked_by)
        self._sessions.end_all(person)

    # ---- private entries

    def private_entries(self, token: str) -> list[PrivateEntry]:
        """One's own, opened, the newest first."""
        session = self.session(token)
        with self._journal() as journal:
            return PrivateEntries(journal, session.person).list(session.key)

    def add_private(self, token: str, text: str, question: str = "") -> int:
        """Write one, with the question that it answers; its number."""
        session = self.session(token)
        with self._journal() as journal:
            return PrivateEntries(journal, session.person).add(text, self._now(), question)

    def question_alone(self, token: str, questions: Sequence[str]) -> str:
        """What to ask oneself today; which one it was is written nowhere but with an answer."""
        session, day = self.session(token), evening_day(self._now())
        return question_of(questions, session.person, day, session.passed_over)

    def another_alone(self, token: str) -> None:
        """Another one instead, until signing out."""
        self._sessions.pass_over(token)

    def delete_private(self, token: str, id: int) -> bool:
        """For good. False if there is no such entry of one's own."""
        session = self.session(token)
        with self._journal() as journal:
            return PrivateEntries(journal, session.person).delete(id)

    # ---- sealed answers

    def answer(self, token: str, question: str, day: date, text: str) -> Closed:
        """Seal one's answer to that evening's question."""
        session = self.session(token)
        with self._journal() as journal:
            return self._answers(journal).add(question, day, session.person, text)

    def answer_tonight(self, token: str, text: str) -> Closed:
        """The same for tonight's question, else for the one that waits for an answer."""
        with self._journal() as journal:
            day = evening_day(self._now())
            tonight = next(reversed(journal.asked_on(day)), "")
            waiting = self._answers(journal).waiting()
        if tonight:
            return self.answer(token, tonight, day, text)
        if waiting is None:
            raise HouseError("No question has been asked yet.")
        return self.answer(token, waiting.question, waiting.day, text)

    def answers(self) -> Closed | None:
        """How far the latest pair is, without a word of it; None when none waits."""
        with self._journal() as journal:
            return self._answers(journal).waiting()

    def agree(self, token: str, closed: Closed) -> Closed:
        """Say yes to the reveal, each for oneself."""
        session = self.session(token)
        with self._journal() as journal:
            return self._answers(journal).agree(closed, session.person)

    def reveal(self, closed: Closed) -> dict[str, str]:
        """Both answers by person. Raises NotYet before both are in and both have said yes."""
        with self._journal() as journal:
            return self._answers(journal).reveal(closed)

    def settle(self, closed: Closed, keep: frozenset[str]) -> None:
        """After the reveal: these persons' answers are kept, the others go."""
        with self._journal() as journal:
            self._answers(journal).settle(closed, keep)

    # ---- the record, the way out, and help

    def note_access(self, act: Act, token: str = "", detail: str = "") -> None:
        """Write a line of the access record; without a token nobody knows who it was."""
        person = self.session(token).person if token else None
        with self._journal() as journal:
            AccessRecord(journal).note(act, person, detail)

    def access_record(self, limit: int = 200) -> list[Access]:
        """The same for both, the newest first."""
        with self._journal() as journal:
            return AccessRecord(journal).list(limit)

    def remove_me(self, token: str, pin: str) -> None:
        """Erase everything of the person who is signed in, once the PIN is given again.

        At once, without the other's consent and without a word to them: entries, answers, private
        entries, own questions, the PIN, words still waiting to be saved, the speech log, and the
        same in every daily copy. Not within reach: exports, books and copies that somebody has
        taken elsewhere, and the file system's own snapshots.
        """
        person = self.session(token).person
        with self._trying, self._journal() as journal:
            self._pins(journal).open(person, pin)
            # First the running house lets go of what it has in memory, or it would save it later.
            self._erased(person)
            journal.erase_person(person)
            for name in KEPT_PERSONAL:
                _without(journal, name, person)
        forget_speech(self._home)
        self._sessions.end_all(person)

    def helplines(self) -> Helplines:
        """For the page that needs no PIN and leaves no trace."""
        return helplines_for(self._settings())

    def _journal(self) -> Journal:
        return Journal(self._home.journal_file, self._now)

    def _pins(self, journal: Journal) -> Pins:
        return Pins(journal, self._now, self._cost)

    def _answers(self, journal: Journal) -> SealedAnswers:
        return SealedAnswers(journal, self._home.sealing_key, self._now)


def _without(journal: Journal, name: str, person: str) -> None:
    kept = journal.kept(name)
    if isinstance(kept, dict):
        journal.keep(name, {k: v for k, v in kept.items() if k != person})
    elif isinstance(kept, list):
        journal.keep(name, [one for one in kept if one != person])
