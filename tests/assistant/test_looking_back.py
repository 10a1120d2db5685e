"""What the house remembers with them: on this day, by chance, in round numbers and in words."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from assistant.household.looking_back import last_milestone
from assistant.journal import NewEntry
from tests.assistant.household import ZONE, Home4Two


def wrote(
    house: Home4Two, at: str, text: str, kind: str = "appreciation", by: str = "one", **more: str
) -> None:
    """An entry of another day."""
    to = {"one": "two", "two": "one"}[by]
    moment = datetime.fromisoformat(at).replace(tzinfo=ZONE)
    house.journal.note(
        NewEntry(kind, text, by, to if kind != "answer" else None, **more), at=moment
    )


@pytest.fixture
def leap(tmp_path: Path) -> Iterator[Home4Two]:
    home = Home4Two(tmp_path, at="2027-02-28T19:00")
    yield home
    home.journal.close()


def yes(house: Home4Two) -> str:
    return house.hears("yes", state="confirm")


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


# ---- round numbers


@pytest.mark.parametrize(
    ("total", "reached"),
    [
        (0, 0),
        (4, 0),
        (5, 5),
        (9, 5),
        (10, 10),
        (24, 10),
        (25, 25),
        (49, 25),
        (50, 50),
        (1099, 1075),
    ],
)
def test_milestones_are_five_ten_and_every_twenty_five(total: int, reached: int) -> None:
    assert last_milestone(total) == reached


def test_a_milestone_is_said_once_right_after_the_saving(house: Home4Two) -> None:
    said = [house.hears(f"thank you Sam for the cup number {n}") for n in range(1, 7)]
    assert ["five" in line.lower() for line in said] == [False, False, False, False, True, False]
    house.hears("undo")
    house.hears("undo")
    assert "five" not in house.hears("thank you Sam for the last cup").lower()


def test_before_guests_a_milestone_waits(house: Home4Two) -> None:
    for n in range(4):
        house.hears(f"thank you Sam for the cup number {n}")
    house.hears("we have guests")
    assert house.hears("thank you Sam for the tea") == ""
    house.hears("guests have left")
    assert "five" in house.hears("thank you Sam for the cake").lower()


def test_the_fifth_evening_is_mentioned_when_it_ends(house: Home4Two) -> None:
    for back in range(1, 5):
        day = house.clock().date() - timedelta(days=back)
        house.journal.note_ritual("tonights_question", day, "done")
    said = through_the_question(house)
    assert "five evenings" in said.lower()
    assert "five evenings" not in through_the_question(house).lower()


def test_a_hard_moment_is_followed_by_nothing(house: Home4Two) -> None:
    for back in range(5):
        day = house.clock().date() - timedelta(days=back)
        house.journal.note_ritual("tonights_question", day, "done")
    house.hears("what's tonight's question")
    assert "evenings" not in house.hears("I want to kill myself", state=house.expects.state)


def through_the_question(house: Home4Two, keep: str = "let them go") -> str:
    """An evening from the question to its end; gives the last thing that was said."""
    said = house.hears("what's tonight's question")
    for _ in range(30):
        state = house.expects.state
        if state == "ritual_answer":
            said = house.hears("a long walk by the sea", state=state)
        elif state == "ritual_keep":
            said = house.hears(keep, state=state)
        elif state in ("ritual_window", "saved"):
            said = house.silence()
        else:
            break
    return said


def test_numbers_of_evenings_on_request(house: Home4Two) -> None:
    wrote(house, "2026-11-20T20:00", "the soup")
    house.journal.note_ritual("tonights_question", date(2026, 11, 22), "done")
    assert "two" in house.hears("how many evenings have we done").lower()


# ---- what it is about


def test_what_they_thank_each_other_for_most(house: Home4Two) -> None:
    """Their own words; forms of one word count together, small words not at all."""
    for text in ("making dinner", "the dinners this week", "a lovely dinner", "Sam's patience"):
        wrote(house, "2026-11-23T20:00", text)
    for text in ("your patience with my mother", "driving the kids", "kids in bed"):
        wrote(house, "2026-11-23T21:00", text, by="two")
    said = house.hears("what do we thank each other for most")
    assert said.endswith("dinner, kids and patience.")
    assert "Sam" not in said


def test_nothing_is_made_up_where_nothing_comes_up_twice(house: Home4Two) -> None:
    wrote(house, "2026-11-23T20:00", "the soup")
    said = house.hears("what do we thank each other for most")
    assert "soup" not in said
    assert said != ""


def test_the_weekly_summary_counts_names_subjects_and_reads_one(house: Home4Two) -> None:
    for text in ("making dinner", "another dinner", "the lift"):
        wrote(house, "2026-11-23T20:00", text)
    wrote(house, "2026-11-10T20:00", "long ago")
    said = house.hears("give us the weekly summary")
    assert "three" in said.lower()
    assert "dinner" in said
    assert "the lift" in said
    assert "long ago" not in said


# ---- a year later


def answered_a_year_ago(house: Home4Two, *by: str) -> None:
    """Tonight's question, as it was answered and kept last year."""
    house.hears("what's tonight's question")
    (question,) = house.journal.asked_on(house.clock().date())
    house.hears("stop")
    for person in by:
        wrote(house, "2025-11-20T21:00", f"old {person}", "answer", person, question=question)


def test_the_same_question_a_year_later_brings_both_old_answers(house: Home4Two) -> None:
    answered_a_year_ago(house, "one", "two")
    assert "a year ago" in through_the_question(house)
    said = yes(house)
    assert "old one" in said
    assert "old two" in said


def test_after_a_no_the_old_answers_stay_where_they_are(house: Home4Two) -> None:
    answered_a_year_ago(house, "one", "two")
    through_the_question(house)
    assert "old" not in house.hears("no", state="confirm")
    assert house.expects.state == "resting"


def test_one_old_answer_alone_is_not_offered(house: Home4Two) -> None:
    answered_a_year_ago(house, "one")
    assert "a year ago" not in through_the_question(house)


def test_tonights_own_answers_are_no_memory_yet(house: Home4Two) -> None:
    assert "a year ago" not in through_the_question(house, keep="keep them")
