"""When a ritual comes next, worked out on the wall clock of the household's own zone."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from config.days import days_text

Moves = Mapping[tuple[str, date], str | None]
"""(ritual, day) → another time for this day only ("21:30"), or None for not at all."""

Done = Container[tuple[str, date]]

LOOK_AHEAD_DAYS = 400


@dataclass(frozen=True, slots=True)
class RitualTimes:
    """When one ritual comes."""

    ritual: str
    time: time
    """Wall-clock time in the household's zone."""

    days: frozenset[int]
    """Monday is 0."""

    on: bool

    @property
    def days_text(self) -> str:
        """The days as people write them: "daily", "mon-fri"."""
        return days_text(self.days)


def next_run(
    times: RitualTimes, now: datetime, zone: tzinfo, moves: Moves, done: Done
) -> tuple[datetime, date] | None:
    """The first run after `now`: when (in `zone`), and the local date it belongs to.

    None if the ritual is off, or nothing is planned in the next 400 days. There is one run per
    local date whatever the clocks do; a wall time that a spring change leaves out is taken at the
    next one that exists.
    """
    return next(runs(times, now, zone, moves, done), None)


def runs(
    times: RitualTimes, after: datetime, zone: tzinfo, moves: Moves, done: Done
) -> Iterator[tuple[datetime, date]]:
    """All runs later than `after`, in order of their days."""
    # Moments are compared in UTC: two times of one zone compare by the hands of the clock,
    # and on the night the clocks go back those pass the same place twice.
    after = after.astimezone(UTC)
    first = after.astimezone(zone).date()
    for ahead in range(LOOK_AHEAD_DAYS):
        day = first + timedelta(days=ahead)
        wall = _wall_time(times, day, moves)
        if wall is None or (times.ritual, day) in done:
            continue
        at = existing(day, wall, zone)
        if at.astimezone(UTC) > after:
            yield at, day


def existing(day: date, wall: time, zone: tzinfo) -> datetime:
    """This wall time on this day; where it does not exist, the next one that does."""
    at = datetime.combine(day, wall)
    # The longest gap on record is a whole day (islands that changed sides of the date line).
    for _ in range(24 * 60 + 1):
        here = at.replace(tzinfo=zone)
        if here.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == at:
            return here
        at = at.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return datetime.combine(day, wall, zone)


def _wall_time(times: RitualTimes, day: date, moves: Moves) -> time | None:
    if not times.on:
        return None
    if (times.ritual, day) in moves:
        moved = moves[times.ritual, day]
        return None if moved is None else time.fromisoformat(moved)
    return times.time if day.weekday() in times.days else None
