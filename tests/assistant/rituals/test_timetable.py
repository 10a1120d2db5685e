"""The timetable with the real scheduler."""

import queue
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from assistant.events import RitualDue
from assistant.rituals import RitualTimes, Timetable


@pytest.fixture
def rung() -> "queue.SimpleQueue":
    return queue.SimpleQueue()


@pytest.fixture
def timetable(rung: "queue.SimpleQueue"):
    table = Timetable(rung.put, lambda: datetime.now(UTC), UTC)
    table.start()
    yield table
    table.stop()


def soon(seconds: float) -> RitualTimes:
    """A ritual so many seconds from now; None of its days is left out."""
    at = datetime.now(UTC) + timedelta(seconds=seconds)
    wall = time(at.hour, at.minute, at.second, at.microsecond)
    return RitualTimes("question", wall, frozenset(range(7)), True)


def test_it_rings_when_the_time_has_come(timetable: Timetable, rung: "queue.SimpleQueue"):
    """The scheduler's own thread posts it; nobody has to look."""
    timetable.plan([soon(0.6)], {}, ())
    event = rung.get(timeout=10)
    assert isinstance(event, RitualDue)
    assert event.ritual == "question"
    assert rung.empty()


def test_a_new_plan_replaces_the_old_one_at_once(timetable: Timetable, rung: "queue.SimpleQueue"):
    """The page's change counts from this moment."""
    timetable.plan([soon(1.0)], {}, ())
    later = soon(3600)
    timetable.plan([later], {}, ())
    ((name, at),) = timetable.planned()
    assert name == "question"
    assert at.time() == later.time
    with pytest.raises(queue.Empty):
        rung.get(timeout=1.5)


def test_later_is_rung_by_the_scheduler_too(timetable: Timetable, rung: "queue.SimpleQueue"):
    """ "Later" must not depend on anything else waking up."""
    timetable.plan([soon(3600)], {}, ())
    timetable.snooze("question", 0.01)
    assert rung.get(timeout=10).ritual == "question"


@pytest.mark.parametrize(
    ("name", "before", "at"),
    [
        ("Europe/Berlin", "2026-03-29T01:59:59", time(2, 30)),
        ("Europe/Berlin", "2026-10-25T00:59:59", time(1, 0)),
        ("Australia/Lord_Howe", "2026-10-04T01:59:59", time(2, 15)),
        ("America/New_York", "2026-03-09T00:14:59", time(0, 15)),
    ],
)
def test_the_scheduler_rings_on_the_nights_when_the_clocks_change(
    rung: "queue.SimpleQueue", name: str, before: str, at: time
):
    """Its own daily jobs leave out or double such nights; ours are armed one by one."""
    zone = ZoneInfo(name)
    ahead = datetime.fromisoformat(before).replace(tzinfo=zone).astimezone(UTC) - datetime.now(UTC)
    table = Timetable(rung.put, lambda: datetime.now(UTC) + ahead, zone)
    table.start()
    try:
        table.plan([RitualTimes("question", at, frozenset(range(7)), True)], {}, ())
        assert rung.get(timeout=10).day.isoformat() == before[:10]
        assert rung.empty()
    finally:
        table.stop()


def test_stopping_twice_is_harmless(timetable: Timetable):
    """Whoever cleans up cannot know how far the opening got."""
    timetable.stop()
    timetable.stop()
