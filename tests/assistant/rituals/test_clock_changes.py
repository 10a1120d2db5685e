"""Every hour of the day, in zones of every kind, on the nights when the clocks are changed."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from assistant.events import RitualDue, RitualMissed
from assistant.rituals.agenda import Agenda, Rung
from assistant.rituals.plan import RitualTimes, runs

DAILY = frozenset(range(7))
HOURS = range(24)
MINUTES = (0, 15, 30, 59)
SPRING, AUTUMN = "forward", "back"

NIGHTS = [
    ("Europe/Berlin", SPRING, date(2026, 3, 29)),
    ("Europe/Berlin", AUTUMN, date(2026, 10, 25)),
    ("Europe/London", SPRING, date(2026, 3, 29)),
    ("Europe/London", AUTUMN, date(2026, 10, 25)),
    ("America/New_York", SPRING, date(2026, 3, 8)),
    ("America/New_York", AUTUMN, date(2026, 11, 1)),
    ("Australia/Sydney", SPRING, date(2026, 10, 4)),
    ("Australia/Sydney", AUTUMN, date(2026, 4, 5)),
    ("Australia/Lord_Howe", SPRING, date(2026, 10, 4)),
    ("Australia/Lord_Howe", AUTUMN, date(2026, 4, 5)),
    ("America/Santiago", SPRING, date(2026, 9, 6)),
    ("Africa/Cairo", AUTUMN, date(2026, 10, 30)),
]
"""Hours and half hours; at two, at three, at midnight; north and south of the equator."""

every_night = pytest.mark.parametrize(("name", "way", "night"), NIGHTS)


def daily(at: time) -> RitualTimes:
    return RitualTimes("question", at, DAILY, True)


def noon(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(12), zone)


def watched(agenda: Agenda, start: datetime, end: datetime, minutes: float = 15) -> list[Rung]:
    """Everything that rings when somebody looks now and then, in real time."""
    rung: list[Rung] = []
    now, end = start.astimezone(UTC), end.astimezone(UTC)
    while now <= end:
        rung += agenda.due(now)
        now += timedelta(minutes=minutes)
    return rung


@every_night
def test_the_clocks_are_really_changed_that_night(name: str, way: str, night: date) -> None:
    """The table is right, and so is this machine's zone data."""
    zone = ZoneInfo(name)
    one, other = (noon(night + timedelta(days=d), zone).utcoffset() for d in (-1, 0))
    assert one is not None and other is not None
    assert (other > one) == (way == SPRING)


@every_night
@pytest.mark.parametrize("hour", HOURS)
def test_one_run_a_date_whatever_the_clocks_do(name: str, way: str, night: date, hour: int) -> None:
    """Five days around the night: each has its run, in order, and none has two."""
    for minute in MINUTES:
        check_runs(ZoneInfo(name), way, night, time(hour, minute))


def check_runs(zone: ZoneInfo, way: str, night: date, at: time) -> None:
    start = noon(night - timedelta(days=3), zone)
    found = []
    for run, day in runs(daily(at), start, zone, {}, ()):
        if day > night + timedelta(days=2):
            break
        found.append((run, day))
    first = start.date() if at > time(12) else start.date() + timedelta(days=1)
    assert [first + timedelta(days=n) for n in range(len(found))] == [day for _, day in found]
    assert found[-1][1] == night + timedelta(days=2)
    moments = [run.astimezone(UTC) for run, _ in found]
    assert moments == sorted(moments)
    for run, day in found:
        assert run.date() == day, "half past midnight is not pushed into another day"
        assert run.time() == at or (day == night and way == SPRING and run.time() > at)


@every_night
@pytest.mark.parametrize("hour", HOURS)
def test_it_rings_once_a_date(name: str, way: str, night: date, hour: int) -> None:
    """The same through the agenda, which is asked every quarter of an hour."""
    zone, at = ZoneInfo(name), time(hour, 30 if hour in (0, 2) else 0)
    start, end = noon(night - timedelta(days=1), zone), noon(night + timedelta(days=1), zone)
    agenda = Agenda(zone, start, start - timedelta(seconds=1))
    agenda.plan([daily(at)], {}, (), start)
    days = [start.date(), night] if at >= time(12) else [night, night + timedelta(days=1)]
    if at == time(12):
        days.append(night + timedelta(days=1))
    rung = watched(agenda, start, end)
    assert [one.day for one in rung] == days
    assert all(isinstance(one, RitualDue) for one in rung)


@every_night
@pytest.mark.parametrize("at", ["00:15", "02:30", "20:30"])
def test_a_restart_every_hour_rings_nothing_twice(
    name: str, way: str, night: date, at: str
) -> None:
    """A loose plug on the worst of nights; the journal alone knows what was done."""
    zone, plan = ZoneInfo(name), daily(time.fromisoformat(at))
    now, end = (
        noon(day, zone).astimezone(UTC)
        for day in (night - timedelta(days=1), night + timedelta(days=1))
    )
    awake, done, rung = now, set(), []
    while now <= end:
        agenda = Agenda(zone, now, awake)
        agenda.plan([plan], {}, done, now)
        for one in watched(agenda, now, now + timedelta(minutes=45)):
            rung.append(one.day)
            done.add((one.ritual, one.day))
        awake, now = now + timedelta(minutes=45), now + timedelta(hours=1)
    assert rung == sorted(set(rung))
    assert len(rung) == 2


@pytest.mark.parametrize(("hours", "kind"), [(0.9, RitualDue), (1.2, RitualMissed)])
def test_a_machine_that_slept_catches_up_by_an_hour(hours: float, kind: type) -> None:
    """Its lid was closed at eight; the question was for half past."""
    zone = ZoneInfo("Europe/Berlin")
    now = datetime(2026, 11, 24, 20, 0, tzinfo=zone)
    agenda = Agenda(zone, now, now)
    agenda.plan([daily(time(20, 30))], {}, (), now)
    agenda.due(now)
    (rung,) = agenda.due(now + timedelta(minutes=30, hours=hours))
    assert isinstance(rung, kind)
    assert agenda.due(now + timedelta(hours=3)) == []


@pytest.mark.parametrize("back", [timedelta(minutes=40), timedelta(hours=5), timedelta(days=30)])
def test_a_clock_set_back_rings_nothing_that_has_rung(back: timedelta) -> None:
    """The machine was on with a wrong time, then the network told it the right one."""
    zone = ZoneInfo("Europe/Berlin")
    wrong = datetime(2026, 11, 24, 20, 31, tzinfo=zone)
    agenda = Agenda(zone, wrong - timedelta(hours=1), wrong - timedelta(hours=1))
    agenda.plan([daily(time(20, 30))], {}, (), wrong - timedelta(hours=1))
    assert len(agenda.due(wrong)) == 1
    right = wrong.astimezone(UTC) - back
    rung = watched(agenda, right, right + timedelta(hours=6))
    assert date(2026, 11, 24) not in {one.day for one in rung}
    assert len({one.day for one in rung}) == len(rung)


def test_a_clock_set_forward_misses_one_evening_at_most() -> None:
    zone = ZoneInfo("Europe/Berlin")
    now = datetime(2026, 11, 24, 20, 0, tzinfo=zone)
    agenda = Agenda(zone, now, now)
    agenda.plan([daily(time(20, 30))], {}, (), now)
    assert len(agenda.due(now + timedelta(days=20))) == 1
    assert len(agenda.due(now + timedelta(days=21))) == 1


def test_later_is_kept_when_the_clock_is_set_back() -> None:
    """ "Ten more minutes" are ten minutes, whatever the year."""
    zone = ZoneInfo("Europe/Berlin")
    wrong = datetime(2031, 1, 1, 20, 30, tzinfo=zone)
    agenda = Agenda(zone, wrong, wrong)
    agenda.plan([daily(time(20, 30))], {}, (), wrong)
    agenda.snooze("question", 10, wrong)
    right = datetime(2026, 11, 24, 20, 32, tzinfo=zone)
    agenda.due(right)
    assert agenda.planned(right)[0][1] - right <= timedelta(minutes=10)
    assert len(agenda.due(right + timedelta(minutes=10))) == 1


@pytest.mark.parametrize(
    ("there", "rings"),
    [("America/New_York", []), ("Asia/Tokyo", [date(2026, 11, 25)]), ("Europe/London", [])],
)
def test_another_time_zone_brings_no_second_evening(there: str, rings: list[date]) -> None:
    """They answered at half past eight and moved the house; each date has one evening."""
    home, zone = ZoneInfo("Europe/Berlin"), ZoneInfo(there)
    moved = datetime(2026, 11, 24, 21, 0, tzinfo=home)
    agenda = Agenda(zone, moved, moved)
    agenda.plan([daily(time(20, 30))], {}, {("question", date(2026, 11, 24))}, moved)
    rung = watched(agenda, moved, moved + timedelta(hours=16))
    assert [one.day for one in rung] == rings


@every_night
def test_a_move_past_midnight_belongs_to_the_night_before(name: str, way: str, night: date) -> None:
    """ "Half past midnight tonight", on the eve of the change."""
    zone, eve = ZoneInfo(name), night - timedelta(days=1)
    start = noon(eve, zone)
    agenda = Agenda(zone, start, start)
    agenda.plan([daily(time(20, 30))], {("question", eve): "24:30"}, (), start)
    rung = watched(agenda, start, start + timedelta(hours=16))
    assert [one.day for one in rung] == [eve]
    ((_, following),) = agenda.planned(start + timedelta(hours=16))
    assert (following.date(), following.time()) == (night, time(20, 30))
