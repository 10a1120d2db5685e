"""The last turns, for whoever wonders what was heard: in memory only, without cries for help."""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from assistant.understood import words_of

KEPT = 20


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that was said to the house, and what came of it."""

    at: float
    """time.time() when it was understood."""

    heard: str
    intent: str
    """What it was taken for; "" for nothing."""

    decision: str
    """do, did_you_mean, ask_again or ignore."""

    score: float
    source: str
    """microphone, page or text."""

    recognised: float | None = None
    """Seconds from the end of speech until it was written down; None for typed words."""

    answered: float | None = None
    """Seconds from the end of speech (or typing) to the first sound."""


class Turns:
    """A trace that keeps the newest turns and passes everything on. Called from any thread."""

    def __init__(self, onward: Callable[..., None]) -> None:
        self._onward = onward
        self._lock = threading.Lock()
        self._kept: deque[Turn] = deque(maxlen=KEPT)
        self._since: float | None = None
        """time.monotonic() from which the answer to the newest turn is counted."""

    def __call__(self, event: str, **fields: Any) -> None:
        """Take one event of the house."""
        if event == "understood":
            self._understood(fields["heard"], fields["understanding"])
        elif event == "sound":
            self._sound(fields.get("at", time.monotonic()))
        self._onward(event, **fields)

    def newest(self) -> list[Turn]:
        """The turns, the newest first."""
        with self._lock:
            return list(reversed(self._kept))

    def _understood(self, heard: Any, understanding: Any) -> None:
        match = understanding.match
        with self._lock:
            self._since = None
            if match and match.intent.startswith("crisis."):
                return
            spoken = heard.ended_at > 0
            self._since = heard.ended_at if spoken else time.monotonic()
            self._kept.append(
                Turn(
                    at=time.time(),
                    heard=words_of(heard, understanding),
                    intent=match.intent if match else "",
                    decision=understanding.decision,
                    score=match.score if match else 0.0,
                    source=heard.source,
                    recognised=max(0.0, heard.posted_at - heard.ended_at) if spoken else None,
                )
            )

    def _sound(self, at: float) -> None:
        with self._lock:
            if self._since is not None and self._kept:
                answered = max(0.0, at - self._since)
                self._kept[-1] = replace(self._kept[-1], answered=answered)
            self._since = None
