"""The passcode that another device of the home must show before the page opens there.

It is kept nowhere: the file holds a lock that only it opens, made with Argon2id like the lock of a
PIN, and a stamp that changes with it. A device that was let in carries the stamp, so a new
passcode shuts every device out. What keeps guessers away is the same wait as for a PIN. It is one
count for all devices: whoever guesses can take another address, and the page on the house's own
machine needs no passcode, so nobody is shut out of the house itself.
"""

import contextlib
import hmac
import json
import os
import secrets
import tempfile
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from assistant.privacy.errors import (
    PasscodeMissing,
    PasscodeUnfit,
    PasscodeWrong,
    PinWrong,
    TooManyTries,
)
from assistant.privacy.pins import first_anybody_would_try, waits_until
from assistant.privacy.sealing import Cost, Key, Lock, unlock

SHORTEST, SHORTEST_OF_DIGITS, LONGEST = 8, 6, 64
PURPOSE = "the page on other devices"
FIRST_WORDS = ("password", "passcode", "hearthside", "letmein")


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the file holds."""

    stamp: str
    wrapped: str
    salt: str
    cost: str
    failures: int = 0
    wait_until: str = ""

    @property
    def lock(self) -> Lock:
        return Lock(b64decode(self.wrapped), b64decode(self.salt), Cost.read(self.cost))


def fit(passcode: str) -> str:
    """The passcode as it is used. Raises PasscodeUnfit with what is wrong with it."""
    passcode = passcode.strip()
    least = SHORTEST_OF_DIGITS if passcode.isdecimal() else SHORTEST
    if not least <= len(passcode) <= LONGEST or not passcode.isprintable():
        raise PasscodeUnfit("A passcode has at least 6 digits, or 8 letters and digits.")
    guessed = any(passcode.casefold().startswith(word) for word in FIRST_WORDS)
    if guessed or first_anybody_would_try(passcode):
        raise PasscodeUnfit("That is the first one anybody would try. Please choose another.")
    return passcode


class Passcode:
    """Any thread may use it. The file is read each time: the command line may change it as well."""

    def __init__(self, file: Path, now: Callable[[], datetime], cost: Cost | None = None) -> None:
        self._file, self._now, self._cost = file, now, cost or Cost()
        self._trying = threading.Lock()
        """One is tried at a time: many at once would all pass before the first failure."""

    @property
    def stamp(self) -> str:
        """What a device that was let in carries; another one for each passcode, "" for none."""
        kept = self._read()
        return kept.stamp if kept else ""

    def fits(self, stamp: str) -> bool:
        """Whether this is the stamp of the passcode that holds now."""
        now = self.stamp
        return bool(now) and hmac.compare_digest(now.encode(), stamp.encode())

    def choose(self, typed: str) -> None:
        """From now on it is this one. Raises PasscodeUnfit, and leaves the old one."""
        lock = Key.new().lock(fit(typed), PURPOSE, self._cost)
        wrapped, salt = (b64encode(part).decode() for part in (lock.wrapped, lock.salt))
        self._write(_Kept(secrets.token_urlsafe(16), wrapped, salt, lock.cost.written()))

    def admit(self, typed: str) -> str:
        """The stamp, for the right passcode. Raises PasscodeWrong, TooManyTries, PasscodeMissing.

        A mistake is written down before it is tried, so that pulling the plug wins nothing.
        """
        with self._trying:
            kept = self._read()
            if kept is None:
                raise PasscodeMissing
            if kept.wait_until:
                until = datetime.fromisoformat(kept.wait_until)
                if self._now() < until:
                    raise TooManyTries(until)
            failures = kept.failures + 1
            wait = waits_until(failures, self._now())
            self._count(kept, failures, wait.isoformat() if wait else "")
            try:
                unlock(kept.lock, typed.strip()[: LONGEST + 1], PURPOSE)
            except PinWrong as error:
                raise PasscodeWrong from error
            self._count(kept, 0, "")
            return kept.stamp

    def _count(self, tried: _Kept, failures: int, wait_until: str) -> None:
        kept = self._read()
        if kept and kept.stamp == tried.stamp:  # else another one was chosen meanwhile
            self._write(replace(kept, failures=failures, wait_until=wait_until))

    def _read(self) -> _Kept | None:
        try:
            return _Kept(**json.loads(self._file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def _write(self, kept: _Kept) -> None:
        handle, name = tempfile.mkstemp(dir=self._file.parent, prefix=f".{self._file.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as draft:
                json.dump(asdict(kept), draft)
                draft.flush()
                os.fsync(draft.fileno())
            Path(name).replace(self._file)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
