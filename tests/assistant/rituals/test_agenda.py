"""When rituals come: on time, late, missed, and on the nights when the clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from assistant.events import RitualDue, RitualMissed
from assistant.rituals.agenda import Agenda, Rung
from assistant.rituals.plan import RitualTimes, next_run

BERLIN = ZoneInfo("Europe/Berlin")
DAILY = frozenset(range(7))
TUESDAY = date(2026, 11, 24)


def times(at: str, days: frozenset[int] = DAILY, on: bool = True) -> RitualTimes:
    return RitualTimes("question", time.fromisoformat(at), days, on)


def clock(text: str, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def through(start: datetime, end: datetime, plan: RitualTimes, minutes: int = 5) -> list[Rung]:
    """Everything that rings when somebody looks every few minutes of real time."""
    agenda = Agenda(BERLIN, start, start)
    agenda.plan([plan], {}, (), start)
    rung: list[Rung] = []
    now = start.astimezone(UTC)
    while now <= end.astimezone(UTC):
        rung += agenda.due(now)
        now += timedelta(minutes=minutes)
    return rung


def test_a_ritual_rings_once_at_its_time():
    """Looking often does no harm."""
    (due,) = through(clock("2026-11-24T20:00"), clock("2026-11-24T23:00"), times("20:30"))
    assert isinstance(due, RitualDue)
    assert (due.ritual, due.day) == ("question", TUESDAY)


def test_only_on_its_days_and_only_when_it_is_on():
    """Weekdays are weekdays."""
    week = (clock("2026-11-23T00:30"), clock("2026-11-30T00:20"))
    rung = through(*week, times("20:30", frozenset({1, 3})), minutes=30)
    assert [one.day.weekday() for one in rung] == [1, 3]
    assert through(*week, times("20:30", on=False), minutes=30) == []


@pytest.mark.parametrize(("minutes", "kind"), [(59, RitualDue), (61, RitualMissed)])
def test_late_by_up_to_an_hour_it_still_comes(minutes: int, kind: type):
    """The machine was off at half past eight."""
    asleep = clock("2026-11-24T20:00")
    woken = clock("2026-11-24T20:30") + timedelta(minutes=minutes)
    agenda = Agenda(BERLIN, woken, asleep)
    agenda.plan([times("20:30")], {}, (), woken)
    (rung,) = agenda.due(woken)
    assert isinstance(rung, kind)
    assert rung.day == TUESDAY


def test_after_a_week_away_one_missed_evening_is_told_not_seven():
    """Nobody wants to come home to a list of failures."""
    woken = clock("2026-11-24T12:00")
    agenda = Agenda(BERLIN, woken, woken - timedelta(days=7))
    agenda.plan([times("20:30")], {}, (), woken)
    assert len(agenda.due(woken)) == 1


def test_what_was_done_tonight_does_not_come_again_after_a_restart():
    """Done is done."""
    now = clock("2026-11-24T20:40")
    agenda = Agenda(BERLIN, now, now - timedelta(minutes=30))
    agenda.plan([times("20:30")], {}, {("question", TUESDAY)}, now)
    assert agenda.due(now) == []
    assert agenda.planned(now) == [("question", clock("2026-11-25T20:30"))]


@pytest.mark.parametrize("at", ["02:00", "02:30", "02:59", "01:59", "03:00"])
def test_one_run_a_date_when_the_clock_is_set_back(at: str):
    """On 25 October 2026 the hour from two to three comes twice in Berlin."""
    rung = through(clock("2026-10-24T12:00"), clock("2026-10-26T00:00"), times(at))
    assert [one.day for one in rung] == [date(2026, 10, 25)]
    assert all(isinstance(one, RitualDue) for one in rung)


@pytest.mark.parametrize("at", ["00:00", "00:01", "00:30", "00:59", "02:30"])
@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Santiago", "Africa/Cairo"])
def test_no_run_is_skipped_when_the_clock_is_set_forward(at: str, zone: str):
    """Some zones leave out the hour after midnight; its rituals come at the next hour there is."""
    place = ZoneInfo(zone)
    for day in (date(2026, 3, 28) + timedelta(days=n) for n in range(190)):
        eve = datetime.combine(day - timedelta(days=1), time(12), place)
        found = next_run(times(at), eve, place, {}, ())
        assert found is not None
        assert found[1] in (
            day,
            day - timedelta(days=1) if time.fromisoformat(at) > time(12) else day,
        )
        assert found[0].astimezone(UTC) - eve.astimezone(UTC) < timedelta(hours=26)


def test_a_move_for_tonight_is_for_tonight_only():
    """ "Move tonight's question to half past nine": tomorrow as ever."""
    now = clock("2026-11-24T18:00")
    agenda = Agenda(BERLIN, now, now)
    agenda.plan([times("20:30")], {("question", TUESDAY): "21:30"}, (), now)
    assert agenda.planned(now) == [("question", clock("2026-11-24T21:30"))]
    assert agenda.due(clock("2026-11-24T20:45")) == []
    assert len(agenda.due(clock("2026-11-24T21:30"))) == 1
    assert agenda.planned(clock("2026-11-24T22:00")) == [("question", clock("2026-11-25T20:30"))]


def test_skipped_tonight_is_not_rung():
    """No cue, and nothing missed."""
    now = clock("2026-11-24T18:00")
    agenda = Agenda(BERLIN, now, now)
    agenda.plan([times("20:30")], {("question", TUESDAY): None}, (), now)
    assert agenda.due(clock("2026-11-24T21:00")) == []


def test_a_time_set_to_one_that_has_just_passed_means_tomorrow():
    """Somebody tries out the page at nine and types half past eight."""
    now = clock("2026-11-24T21:00")
    agenda = Agenda(BERLIN, now, now)
    agenda.plan([times("21:30")], {}, (), now)
    agenda.due(now)
    agenda.plan([times("20:30")], {}, (), now)
    assert agenda.due(now + timedelta(minutes=1)) == []
    assert agenda.planned(now) == [("question", clock("2026-11-25T20:30"))]


def test_later_rings_again_for_the_same_evening():
    """ "Not now, in ten minutes" past midnight still belongs to the evening before."""
    now = clock("2026-11-24T23:55")
    agenda = Agenda(BERLIN, now, now)
    agenda.plan([times("23:55")], {}, (), now)
    agenda.due(now)
    agenda.snooze("question", 10, now)
    (again,) = agenda.due(clock("2026-11-25T00:05"))
    assert again.day == TUESDAY
