"""The time in a ritual: talk windows and timers, which run on whatever else is said meanwhile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from assistant.rituals import Listen

PAUSE = 3.0
"""Seconds nobody has talked before the house speaks up in between."""

PATIENCE = 60.0
"""Longer than this it does not wait for a pause: an extractor fan is never silent."""

Rung = Literal["halfway", "unspoken", "over"]


@dataclass(slots=True)
class Running:
    """The time of one step."""

    began: datetime
    ends: datetime
    halfway: bool
    first_words: float


class RitualClock:
    """Knows when the time of a step is over. Belongs to the brain's thread."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._running: dict[str, Running] = {}

    def set(self, listen: Listen, speech: float = 0.0) -> float:
        """Take over what a step waits for; gives the seconds that are left of its time.

        `speech`: so many seconds the house speaks before the time begins.
        """
        if not listen.timer:
            return listen.seconds
        running = self._running.get(listen.timer)
        if listen.fresh or running is None:
            begins = self._now() + timedelta(seconds=speech)
            ends = begins + timedelta(seconds=listen.seconds)
            running = Running(begins, ends, listen.halfway, listen.first_words)
            self._running[listen.timer] = running
        running.ends += timedelta(seconds=listen.more)
        return max(1.0, (running.ends - self._now()).total_seconds())

    def rings(self, listen: Listen | None, quiet_for: float) -> Rung | None:
        """What the time has brought in the step that is listened in; each thing once."""
        running = self._running.get(listen.timer) if listen and listen.timer else None
        if running is None:
            return None
        now = self._now()
        since = (now - running.began).total_seconds()
        if now >= running.ends:
            late = (now - running.ends).total_seconds()
            in_a_pause = quiet_for >= PAUSE or late >= PATIENCE
            return "over" if in_a_pause or not (listen and listen.gently) else None
        if running.halfway and since >= (running.ends - running.began).total_seconds() / 2:
            running.halfway = False
            return "halfway"
        if running.first_words and since >= running.first_words:
            running.first_words = 0.0
            return "unspoken" if quiet_for >= since - 1 else None
        return None

    def forget(self) -> None:
        """No step runs any more."""
        self._running.clear()

    def memo(self) -> dict[str, Any]:
        """When each running step ends, as JSON can hold it."""
        return {name: running.ends.isoformat() for name, running in self._running.items()}

    def recall(self, memo: Mapping[str, Any]) -> None:
        """Go on with the time that an earlier memo tells."""
        now = self._now()
        self._running = {
            name: Running(now, datetime.fromisoformat(ends), False, 0.0)
            for name, ends in memo.items()
        }
