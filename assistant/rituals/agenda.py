"""What is planned, what is due and what was missed; a value of the wall clock alone."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo

from assistant.events import RitualDue, RitualMissed
from assistant.rituals.plan import Done, Moves, RitualTimes, runs

LATE = timedelta(hours=1)
"""Later than this a ritual is missed rather than begun."""

FORGET_AFTER = timedelta(days=7)

Rung = RitualDue | RitualMissed


class Agenda:
    """Asked again and again what the time has brought; says each thing once.

    No clock and no thread in it. Moments are kept in UTC, so that it does not matter how often
    the clocks are changed, or whether the machine slept in between.
    """

    def __init__(self, zone: tzinfo, now: datetime, awake_since: datetime | None = None) -> None:
        """`awake_since`: when the house was last known to be up; what came since is caught up."""
        self._zone = zone
        now = now.astimezone(UTC)
        self._handled = awake_since.astimezone(UTC) if awake_since else now - LATE
        """Everything up to this moment has been dealt with."""

        self._times: dict[str, RitualTimes] = {}
        self._moves: Moves = {}
        self._done: Done = ()
        self._not_before: dict[str, datetime] = {}
        """A time that is set to one that has just passed means tomorrow, not at once."""

        self._rung: dict[tuple[str, date], datetime] = {}
        self._snoozed: dict[str, tuple[datetime, date]] = {}
        self._planned_once = False

    def plan(self, times: Iterable[RitualTimes], moves: Moves, done: Done, now: datetime) -> None:
        """Replace everything that is planned."""
        now = now.astimezone(UTC)
        new = {one.ritual: one for one in times}
        for ritual, one in new.items():
            if self._planned_once and self._changed(one, moves, now):
                self._not_before[ritual] = now
        self._times, self._moves, self._done = new, dict(moves), done
        self._snoozed = {
            ritual: snoozed
            for ritual, snoozed in self._snoozed.items()
            if ritual in new and new[ritual].on and moves.get((ritual, snoozed[1]), "") is not None
        }
        self._planned_once = True

    def planned(self, now: datetime) -> list[tuple[str, datetime]]:
        """When each ritual comes next, the soonest first."""
        now = now.astimezone(UTC)
        found = {ritual: self._snoozed[ritual][0] for ritual in self._snoozed}
        for ritual, times in self._times.items():
            for run in runs(times, now, self._zone, self._moves, self._done):
                if not self._has_rung(ritual, *run):
                    found[ritual] = min(run[0], found.get(ritual, run[0]), key=_moment)
                    break
        local = [(ritual, at.astimezone(self._zone)) for ritual, at in found.items()]
        return sorted(local, key=lambda one: (_moment(one[1]), one[0]))

    def due(self, now: datetime) -> list[Rung]:
        """What has come since the last call; late by more than an hour it is missed."""
        now = now.astimezone(UTC)
        self._after_clock_was_set_back(now)
        rung: list[Rung] = []
        for ritual, times in self._times.items():
            since = max(self._handled, self._not_before.get(ritual, self._handled))
            latest = self._latest(times, since, now)
            if latest is not None:
                rung.append(_ring(ritual, *latest, now))
                self._rung[ritual, latest[1]] = _moment(latest[0])
        for ritual, (at, day) in list(self._snoozed.items()):
            if at <= now:
                del self._snoozed[ritual]
                rung.append(_ring(ritual, at, day, now))
        self._handled = now
        self._rung = {key: at for key, at in self._rung.items() if abs(now - at) < FORGET_AFTER}
        return rung

    def snooze(self, ritual: str, minutes: float, now: datetime) -> None:
        """The same cue again in so many minutes, for the day it was for."""
        days = [day for name, day in self._rung if name == ritual]
        day = max(days) if days else now.astimezone(self._zone).date()
        self._snoozed[ritual] = (now.astimezone(UTC) + timedelta(minutes=minutes), day)

    def _latest(
        self, times: RitualTimes, since: datetime, now: datetime
    ) -> tuple[datetime, date] | None:
        """The last run between the two that has not rung; after a long sleep one is enough."""
        latest = None
        for at, day in runs(times, since, self._zone, self._moves, self._done):
            if _moment(at) > now:
                break
            if not self._has_rung(times.ritual, at, day):
                latest = at, day
        return latest

    def _has_rung(self, ritual: str, at: datetime, day: date) -> bool:
        before = self._rung.get((ritual, day))
        return before is not None and _moment(at) <= before

    def _changed(self, new: RitualTimes, moves: Moves, now: datetime) -> bool:
        today = now.astimezone(self._zone).date()
        key = (new.ritual, today)
        old_move, new_move = self._moves.get(key, ""), moves.get(key, "")
        return self._times.get(new.ritual) != new or old_move != new_move

    def _after_clock_was_set_back(self, now: datetime) -> None:
        if now < self._handled:
            back = self._handled - now  # "ten more minutes" are ten minutes all the same
            self._snoozed = {name: (at - back, day) for name, (at, day) in self._snoozed.items()}
        self._handled = min(self._handled, now)
        self._not_before = {name: min(at, now) for name, at in self._not_before.items()}


def _ring(ritual: str, at: datetime, day: date, now: datetime) -> Rung:
    late = now - _moment(at)
    if late > LATE:
        return RitualMissed(ritual, day)
    return RitualDue(ritual, day, late.total_seconds())


def _moment(at: datetime) -> datetime:
    return at.astimezone(UTC)
