"""The journal looked back on: on this day, by chance, by person, period and words."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from tests.assistant.household import ZONE, Home4Two
from tests.assistant.remembering import wrote, yes


@pytest.fixture
def leap(tmp_path: Path) -> Iterator[Home4Two]:
    home = Home4Two(tmp_path, at="2027-02-28T19:00")
    yield home
    home.journal.close()


# ---- on this day


def test_on_this_day_is_any_other_year(house: Home4Two) -> None:
    wrote(house, "2025-11-24T20:00", "the soup")
    wrote(house, "2023-11-24T20:00", "the boat")
    wrote(house, "2025-11-23T20:00", "another day")
    assert "Read" in house.hears("on this day") or "read" in house.hears("on this day")
    said = yes(house)
    assert "the soup" in said and "a year ago today" in said
    assert "the boat" in said and "three years ago today" in said
    assert "another day" not in said


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("what happened on this day last year", "the soup"),
        ("three years ago today", "the boat"),
    ],
)
def test_on_this_day_so_many_years_ago(house: Home4Two, asked: str, text: str) -> None:
    wrote(house, "2025-11-24T20:00", "the soup")
    wrote(house, "2023-11-24T20:00", "the boat")
    house.hears(asked)
    said = yes(house)
    assert text in said
    assert said.count("ago today") == 1


def test_a_leap_day_is_shown_on_the_day_before_it(leap: Home4Two) -> None:
    """29 February comes every fourth year only."""
    wrote(leap, "2024-02-29T20:00", "the leap")
    wrote(leap, "2024-02-28T20:00", "the eve")
    leap.hears("on this day")
    said = yes(leap)
    assert "the leap" in said
    assert "the eve" in said
    leap.clock.at = datetime(2028, 2, 28, 19, tzinfo=ZONE)
    leap.hears("on this day")
    assert "the leap" not in yes(leap), "this year it has a day of its own"
    leap.clock.at = datetime(2028, 2, 29, 19, tzinfo=ZONE)
    leap.hears("on this day")
    assert "the leap" in yes(leap)


def test_after_midnight_it_is_still_this_evening(house: Home4Two) -> None:
    """Written at one in the night, and asked for at one in the night."""
    wrote(house, "2025-11-25T01:00", "the long talk")
    house.clock.at = datetime(2026, 11, 25, 2, 30, tzinfo=ZONE)
    house.hears("on this day")
    assert "the long talk" in yes(house)
    house.clock.at = datetime(2026, 11, 25, 3, 30, tzinfo=ZONE)
    assert "the long talk" not in house.hears("on this day")


def test_what_was_muted_does_not_come_on_its_day(house: Home4Two) -> None:
    wrote(house, "2025-11-24T20:00", "the soup")
    house.hears("on this day")
    yes(house)
    house.hears("don't show us that again")
    assert "the soup" not in house.hears("on this day") + yes(house)


# ---- by chance


def test_chance_is_fair_and_never_brings_the_same_one_twice(house: Home4Two) -> None:
    for n in range(6):
        wrote(house, f"2026-11-{18 + n}T20:00", f"number {n}")
    drawn = []
    for _ in range(300):
        said = house.hears("read a random one")
        drawn.append(said.rsplit(" ", 1)[-1])
    assert all(one != other for one, other in pairwise(drawn))
    counts = Counter(drawn)
    assert len(counts) == 6
    assert min(counts.values()) > 20


def test_the_one_that_was_announced_is_the_one_that_is_read(house: Home4Two) -> None:
    for n in range(9):
        wrote(house, f"2025-0{n + 1}-03T20:00", f"number {n}")
    for _ in range(10):
        month = house.hears("read a random one").split(" of ")[1].split(" ")[0]
        assert month in yes(house)


def test_a_message_for_one_does_not_come_up_by_chance(house: Home4Two) -> None:
    wrote(house, "2026-11-23T20:00", "see you at eight", kind="message")
    assert "eight" not in house.hears("read a random one")


# ---- asked first


def test_what_is_old_is_read_after_a_yes(house: Home4Two) -> None:
    """Who else is in the kitchen may have changed since it was written."""
    wrote(house, "2026-11-10T20:00", "the old soup")
    assert "the old soup" not in house.hears("find the soup")
    assert house.expects.state == "confirm"
    assert "the old soup" in yes(house)


def test_two_fresh_ones_are_read_at_once(house: Home4Two) -> None:
    for text in ("the soup", "the bread"):
        wrote(house, "2026-11-23T20:00", text)
    said = house.hears("read yesterday's appreciations")
    assert "the soup" in said
    assert "the bread" in said


def test_the_last_five_come_three_at_a_time(house: Home4Two) -> None:
    for n in range(7):
        wrote(house, f"2026-11-{17 + n}T20:00", f"number {n}")
    assert "five" in house.hears("read the last five").lower()
    first = yes(house)
    assert [n for n in range(7) if f"number {n}" in first] == [4, 5, 6]
    rest = house.hears("more", state="confirm")
    assert [n for n in range(7) if f"number {n}" in rest] == [2, 3]
    assert house.expects.state != "confirm"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("what did we write at Christmas", {"the tree"}),
        ("what did we write in March", {"the rain"}),
        ("what did Maya say about me", {"the tree", "the rain"}),
        ("what did I say about Maya since June", set()),
        ("what have I said about Maya since January", {"the walk"}),
        ("find the rain", {"the rain"}),
        ("what did we say about the rain last year", set()),
        ("what did Maya say about the tree", {"the tree"}),
        ("what did Sam say about the tree", set()),
    ],
)
def test_by_person_period_and_words(house: Home4Two, asked: str, found: set[str]) -> None:
    wrote(house, "2025-12-24T18:00", "the tree", by="one")
    wrote(house, "2026-03-05T18:00", "the rain", by="one")
    wrote(house, "2025-11-30T18:00", "the cold", by="two")
    wrote(house, "2026-05-05T18:00", "the walk", by="two")
    house.hears("this is Sam")
    said = house.hears(asked) + (yes(house) if house.expects.state == "confirm" else "")
    assert {text for text in ("the tree", "the rain", "the cold", "the walk") if text in said} == (
        found
    )


def test_about_me_asks_who_that_is(house: Home4Two) -> None:
    wrote(house, "2026-11-23T20:00", "the soup", by="one")
    wrote(house, "2026-11-23T21:00", "the bread", by="two")
    assert "?" in house.hears("what did Maya say about me")
    said = house.hears("this is Sam", state="person")
    assert "the soup" in said
    assert "the bread" not in said


def test_what_they_meant_to_try_is_the_last_meetings(house: Home4Two) -> None:
    wrote(house, "2026-11-15T18:00", "an old idea", kind="try")
    wrote(house, "2026-11-22T18:00", "walk on Wednesday", kind="try")
    wrote(house, "2026-11-22T18:01", "phones away", kind="try", by="two")
    said = house.hears("what did we mean to try")
    assert "Maya" in said and "walk on Wednesday" in said
    assert "Sam" in said and "phones away" in said
    assert "an old idea" not in said
    assert "thank" not in said.lower()
