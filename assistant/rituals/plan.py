"""When a ritual comes next, worked out on the wall clock of the household's own zone."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from config.days import days_text

Moves = Mapping[tuple[str, date], str | None]
"""(ritual, day) → another time for this day only ("21:30"), or None for not at all.

From midnight on, the hours of the same night are counted on: "24:30" is half an hour into the next
day, for a ritual of this one.
"""

Done = Container[tuple[str, date]]

LOOK_AHEAD_DAYS = 400
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RitualTimes:
    """When one ritual comes."""

    ritual: str
    time: time | None
    """On the wall clock of the household's zone. None: only on request, or by appointment."""

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
    first = after.astimezone(zone).date() - ONE_DAY  # its night may go on past midnight
    for ahead in range(LOOK_AHEAD_DAYS):
        day = first + timedelta(days=ahead)
        run = run_on(times, day, zone, moves)
        if run is None or (times.ritual, day) in done:
            continue
        if run.astimezone(UTC) > after:
            yield run, day


def run_on(times: RitualTimes, day: date, zone: tzinfo, moves: Moves) -> datetime | None:
    """When the ritual of this day comes; None if it does not."""
    if (times.ritual, day) in moves:
        moved = moves[times.ritual, day]
        # What comes on request only is on by being asked for, and an appointment is that.
        asked_for = times.on or times.time is None
        return _moved(day, moved, zone) if moved is not None and asked_for else None
    if not times.on or times.time is None or day.weekday() not in times.days:
        return None
    return existing(day, times.time, zone)


def _moved(day: date, text: str, zone: tzinfo) -> datetime:
    hour, _, rest = text.partition(":")
    later, hours = divmod(int(hour), 24)
    return existing(day + later * ONE_DAY, time.fromisoformat(f"{hours:02}:{rest}"), zone)


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
