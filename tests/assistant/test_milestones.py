"""Round numbers, what it is all about, and the same question a year later."""

from datetime import date, timedelta

import pytest

from assistant.household.looking_back import last_milestone
from tests.assistant.household import Home4Two
from tests.assistant.remembering import through_the_question, wrote, yes

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
