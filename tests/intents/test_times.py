"""Spoken times to clock times, and back to what the voice says."""

from datetime import date, time

import pytest

from intents.days import duration
from intents.saying import say_count, say_day, say_days, say_list, say_time
from intents.times import clock

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("half past nine", "21:30"),
        ("quarter to eight", "19:45"),
        ("nine", "21:00"),
        ("ten oh five", "22:05"),
        ("seven in the morning", "07:00"),
        ("twenty one thirty", "21:30"),
        ("noon", "12:00"),
        ("midnight", "00:00"),
        ("half past midnight", "00:30"),
        ("quarter to midnight", "23:45"),
        ("ten past noon", "12:10"),
        ("ten to noon", "11:50"),
        ("twenty past eight in the evening", "20:20"),
    ],
)
def test_a_spoken_time_is_a_clock_time(said: str, meant: str):
    """Without a half of the day, an evening household means the evening."""
    assert time.fromisoformat(meant) == clock(said.split())


@pytest.mark.parametrize("said", ["twenty five past", "half past thirty", "banana", ""])
def test_what_is_no_time_is_none(said: str):
    """A guess at a time would move a ritual."""
    assert clock(said.split()) is None


def test_the_morning_is_meant_by_a_morning_ritual():
    """ "Move the morning thanks to half past seven" does not mean the evening."""
    assert time(7, 30) == clock(["half", "past", "seven"], morning=True)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("an hour and a half", "90m"),
        ("one hour and twenty minutes", "80m"),
        ("a minute twenty minutes more one minutes thirty minutes", None),
        ("twenty minutes an hour", None),
        ("zero minutes", None),
    ],
)
def test_a_length_of_time_goes_from_large_to_small(said: str, meant: str | None):
    """Noise sounds like many numbers and units in a row."""
    assert duration(said.split()) == meant


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("21:30", "half past nine"),
        ("07:45", "quarter to eight"),
        ("22:05", "five past ten"),
        ("12:00", "noon"),
        ("00:00", "midnight"),
        ("21:07", "nine oh seven"),
        ("09:00", "nine"),
    ],
)
def test_a_time_is_said_as_people_say_it(at: str, said: str):
    """Nobody says "twenty-one thirty" in a kitchen."""
    assert said == say_time(at)


@pytest.mark.parametrize("minute", range(0, 24 * 60, 7))
def test_what_is_said_is_understood_again(minute: int):
    """The house must be able to hear every time that it says, give or take the half of the day."""
    at = time(minute // 60, minute % 60)
    heard = clock(say_time(at).split())
    assert heard is not None
    assert (heard.hour % 12, heard.minute) == (at.hour % 12, at.minute)


def test_days_near_and_far():
    """Near days have names; far ones a date."""
    days = [say_day(date(2026, 11, day), TODAY) for day in (23, 24, 25, 27, 20)]
    assert days == ["yesterday", "today", "tomorrow", "on Friday", "last Friday"]
    assert say_day(date(2027, 6, 3), TODAY) == "on the third of June"
    assert say_day(date(2027, 1, 31), TODAY) == "on the thirty first of January"


def test_days_of_the_week_lists_and_numbers():
    """As they stand in the settings, and as they are said."""
    assert say_days("mon-fri") == "on weekdays"
    assert say_days("daily") == "every day"
    assert say_days("mon,thu") == "on Monday and Thursday"
    assert say_list(["tea", "cake", "flowers"]) == "tea, cake and flowers"
    assert say_count(12) == "twelve"
    assert say_count(250) == "250"
