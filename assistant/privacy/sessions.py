"""Who has signed in on the page: in memory alone, for ten quiet minutes."""

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from assistant.privacy.errors import SignedOut
from assistant.privacy.sealing import Key

LASTS = timedelta(minutes=10)
"""So long without a touch; a phone that is left lying about is signed out by then."""


@dataclass(frozen=True, slots=True)
class Session:
    """One person at the page."""

    token: str
    """For a cookie; nobody can guess it."""

    person: str
    key: Key
    until: datetime
    passed_over: int = 0
    """How many questions to oneself were passed over since signing in."""


class Sessions:
    """Shared by the page's threads. Nothing is written down: a restart signs everybody out."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._open: dict[str, Session] = {}
        self._lock = threading.Lock()

    def begin(self, person: str, key: Key) -> Session:
        """The person has shown their PIN."""
        session = Session(secrets.token_urlsafe(32), person, key, self._now() + LASTS)
        with self._lock:
            self._open[session.token] = session
        return session

    def find(self, token: str) -> Session:
        """The session, ten more minutes from now. Raises SignedOut."""
        with self._lock:
            now = self._now()
            self._open = {t: s for t, s in self._open.items() if s.until > now}
            session = self._open.get(token)
            if session is None:
                raise SignedOut
            self._open[token] = replace(session, until=now + LASTS)
            return self._open[token]

    def pass_over(self, token: str) -> None:
        """Another question, please: known here alone, and until signing out. Raises SignedOut."""
        session = self.find(token)
        with self._lock:
            self._open[token] = replace(session, passed_over=session.passed_over + 1)

    def end(self, token: str) -> None:
        """Sign out; twice does nothing."""
        with self._lock:
            self._open.pop(token, None)

    def end_all(self, person: str) -> None:
        """Sign this person out everywhere."""
        with self._lock:
            self._open = {t: s for t, s in self._open.items() if s.person != person}
