"""Each one's own PIN: chosen, tried, changed by its owner, and wiped when it is forgotten."""

from collections.abc import Callable
from datetime import datetime, timedelta

from assistant.journal import Journal, LockRow
from assistant.privacy.access_record import AccessRecord
from assistant.privacy.errors import PinMissing, PinThere, PinUnfit, PinWrong, TooManyTries
from assistant.privacy.sealing import Cost, Key, Lock, unlock

SHORTEST, LONGEST = 4, 12
FREE_TRIES = 4
"""So many mistakes cost nothing but the second that each try takes."""

WAITS = tuple(timedelta(seconds=seconds) for seconds in (30, 60, 300, 900, 3600))
"""What the mistakes after that cost, the last one each further time."""

ROWS = ("0123456789", "9876543210", "abcdefghijkl", "qwertyuiop")


def first_anybody_would_try(words: str) -> bool:
    """One sign again and again, or a row of the keyboard."""
    return len(set(words)) == 1 or any(words.casefold() in row for row in ROWS)


def waits_until(failures: int, now: datetime) -> datetime | None:
    """When the next try is allowed after so many mistakes; None for at once."""
    beyond = failures - FREE_TRIES
    return now + WAITS[min(beyond, len(WAITS)) - 1] if beyond > 0 else None


def fit(pin: str) -> str:
    """The PIN as it is used. Raises PinUnfit with what is wrong with it."""
    pin = pin.strip()
    if not SHORTEST <= len(pin) <= LONGEST or not pin.isprintable():
        raise PinUnfit(f"A PIN has {SHORTEST} to {LONGEST} digits or letters.")
    if first_anybody_would_try(pin):
        raise PinUnfit("That is the first PIN anybody would try. Please choose another.")
    return pin


class Pins:
    """Belongs to the thread of its journal. A PIN is kept nowhere; only what it opens is."""

    def __init__(
        self, journal: Journal, now: Callable[[], datetime], cost: Cost | None = None
    ) -> None:
        self._journal, self._now, self._cost = journal, now, cost or Cost()
        self._record = AccessRecord(journal)

    def has(self, person: str) -> bool:
        """Whether this person has chosen a PIN."""
        return self._journal.lock_of(person) is not None

    def enrol(self, person: str, pin: str) -> Key:
        """Choose the first PIN. Raises PinUnfit, or PinThere: nobody replaces another's."""
        pin = fit(pin)
        if self.has(person):
            raise PinThere
        key = Key.new()
        self._put(person, key, pin)
        return key

    def open(self, person: str, pin: str) -> Key:
        """The person's key. Raises PinWrong, TooManyTries or PinMissing.

        A mistake is written down before the PIN is tried, so that pulling the plug wins nothing.
        """
        row = self._journal.lock_of(person)
        if row is None:
            raise PinMissing
        if row.wait_until is not None and self._now() < row.wait_until:
            raise TooManyTries(row.wait_until)
        failures = row.failures + 1
        self._journal.put_lock(_with(row, failures, waits_until(failures, self._now())))
        key = unlock(Lock(row.wrapped, row.salt, Cost.read(row.cost)), pin.strip(), person)
        self._journal.put_lock(_with(row, 0, None))
        return key

    def change(self, person: str, old: str, new: str) -> Key:
        """Another PIN for the same key: what was sealed stays as it is."""
        new = fit(new)
        key = self.open(person, old)
        self._put(person, key, new)
        return key

    def wipe(self, person: str, asked_by: str | None = None) -> int:
        """For a PIN that is forgotten: it goes, and every private entry with it; how many.

        Nobody can reset it, the other one least of all. Both see in the access record that it
        happened, and not how many entries there were.
        """
        gone = self._journal.drop_lock(person)
        self._record.note("reset", asked_by, person)
        return gone

    def _put(self, person: str, key: Key, pin: str) -> None:
        lock = key.lock(pin, person, self._cost)
        row = LockRow(person, key.public, lock.wrapped, lock.salt, lock.cost.written())
        self._journal.put_lock(row)


def _with(row: LockRow, failures: int, until: datetime | None) -> LockRow:
    return LockRow(row.person, row.public, row.wrapped, row.salt, row.cost, failures, until)


__all__ = ["PinWrong", "Pins", "fit"]
