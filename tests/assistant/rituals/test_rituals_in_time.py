"""Rituals in the whole house: windows and timers, cues and guests."""

from pathlib import Path

import pytest

from assistant.events import Chime, Say
from tests.assistant.household import Home4Two
from tests.assistant.rituals.evening import answer, pass_time, silent_until, start, step


@pytest.fixture
def evening(house: Home4Two) -> Home4Two:
    """A quiet evening; the two are at home."""
    return house


def both_want_date_night(house: Home4Two) -> None:
    house.hears("turn the date night back on")
    house.hears("both of us", state="person")


def test_the_check_in_goes_on_with_the_time(evening: Home4Two):
    """A window is over when its time is, whatever was said to the house meanwhile."""
    start(evening, "evening check in")
    answer(evening, "yes")
    evening.quiet_for = 0.0
    evening.clock.move(seconds=100)
    answer(evening, "louder")
    assert 15 <= evening.expects.start_seconds <= 40
    assert pass_time(evening, 10) == ""
    assert "?" in pass_time(evening, 30) or evening.expects.state == "ritual_window"
    assert evening.conversation._talk.run is not None
    assert evening.conversation._talk.run.step.name == "glad"


def test_nobody_begins_and_one_kind_word_comes(evening: Home4Two):
    """Only when nobody has said anything at all since the window opened."""
    start(evening, "evening check in")
    answer(evening, "yes")
    evening.quiet_for = 90.0
    nudge = pass_time(evening, 32)
    assert 0 < len(nudge.split()) <= 15
    assert step(evening) == "best"
    assert pass_time(evening, 20) != ""
    assert step(evening) == "weight"


def test_whoever_begins_after_the_kind_word_has_the_whole_time(evening: Home4Two):
    start(evening, "evening check in")
    evening.quiet_for = 90.0
    pass_time(evening, 32)
    evening.quiet_for = 0.0
    assert pass_time(evening, 60) == ""
    assert pass_time(evening, 50) == ""
    assert step(evening) == "best"
    pass_time(evening, 20)
    assert step(evening) == "glad"


def test_wait_gives_a_talk_window_a_minute_more(evening: Home4Two):
    start(evening, "evening check in")
    answer(evening, "yes")
    before = evening.expects.start_seconds
    answer(evening, "give us more time")
    assert evening.expects.start_seconds == pytest.approx(before + 60, abs=1)


def test_a_soft_tick_comes_half_way(evening: Home4Two):
    evening.hears("start the listening exercise")
    answer(evening, "ready")
    evening.quiet_for = 0.0
    pass_time(evening, 42)
    assert evening.out == [Chime("halfway")]
    pass_time(evening, 5)
    assert evening.out == []


def test_a_break_of_twenty_minutes_outlives_a_restart(evening: Home4Two, tmp_path: Path):
    """The time goes on while the house is away, and its chime comes."""
    evening.hears("we had a fight")
    answer(evening, "break")
    evening.clock.move(minutes=12)
    evening.conversation.lie_down()
    evening.journal.close()
    again = Home4Two(tmp_path)
    again.clock.at = evening.clock.at
    again.journal.close()
    later = Home4Two(tmp_path)
    later.clock.at = evening.clock.at
    later.out = later.conversation.wake_up()
    assert not any(isinstance(one, Say) for one in later.out)
    assert later.expects.start_seconds == pytest.approx(480, abs=10)
    assert pass_time(later, 470) == ""
    assert "?" in pass_time(later, 20)
    assert "time" in later.chimes
    later.journal.close()


def test_the_meeting_settles_the_time_of_date_night(evening: Home4Two):
    """This week only; the usual evening is left out when another one was named."""
    both_want_date_night(evening)
    start(evening, "weekly meeting")
    answer(evening, "yes")
    silent_until(evening, "together")
    answer(evening, "saturday at eight")
    moved = {day.isoweekday(): at for (name, day), at in evening.timetable.moves.items()}
    assert moved == {5: None, 6: "20:00"}


@pytest.mark.parametrize(
    "said",
    [
        "evening check in",
        "weekly meeting",
        "date night",
        "goodnight",
        "listening exercise",
        "repair",
    ],
)
def test_guests_keep_what_is_for_two_closed(evening: Home4Two, said: str):
    """Nothing starts; what runs stops with two words and the house is discreet from then on."""
    start(evening, said)
    assert evening.conversation._talk.run is not None
    assert answer(evening, "we have guests") == "Another time."
    assert evening.conversation._house.discretion.company == "guests"
    assert start(evening, said) == "Another time."
    assert evening.conversation._talk.run is None


def test_no_cue_for_two_comes_before_guests(evening: Home4Two):
    evening.hears("we have guests")
    evening.due("evening_check_in")
    assert evening.tick() == ""
    assert evening.conversation._talk.run is None


def test_with_children_awake_a_quarrel_waits_unless_they_say_it_again(evening: Home4Two):
    evening.hears("kids are awake")
    assert "again" in start(evening, "repair")
    assert evening.conversation._talk.run is None
    assert "rows" in start(evening, "repair")


def test_a_check_in_that_nobody_answers_comes_once_more(evening: Home4Two):
    """A quarter of an hour later, and then not tonight."""
    for expected in ([("evening_check_in", 15)], [("evening_check_in", 15)]):
        evening.due("evening_check_in")
        evening.tick()
        evening.silence()
        assert evening.timetable.snoozed == expected
    day = evening.clock().date()
    assert evening.journal.ritual_outcome("evening_check_in", day) == "ignored"


def test_a_time_out_leads_to_the_break(evening: Home4Two):
    """From the meeting straight to twenty minutes apart."""
    start(evening, "weekly meeting")
    answer(evening, "yes")
    said = answer(evening, "time out")
    assert "minutes" in said
    run = evening.conversation._talk.run
    assert run is not None
    assert (run.name, run.step.name) == ("repair", "break")
    assert evening.expects.start_seconds == pytest.approx(1200, abs=10)


def test_date_night_is_quiet_for_two_hours_but_for_questions(evening: Home4Two):
    start(evening, "date night")
    evening.clock.move(minutes=50)
    assert "?" in answer(evening, "question")
    assert evening.expects.start_seconds == pytest.approx(4200, abs=15)
    evening.clock.move(minutes=69)
    assert evening.tick() == ""
    assert evening.conversation._talk.run is not None
    assert pass_time(evening, 120) == ""
    assert evening.conversation._talk.run is None
    assert evening.journal.times_done("date_night") == 1
    evening.clock.move(hours=10)
    start(evening, "morning appreciation")
    run = evening.conversation._talk.run
    assert run is not None
    assert run.holds("date_last_night")


def test_goodnight_may_come_in_quiet_hours(evening: Home4Two):
    """Alone of all; as softly as ever."""
    evening.clock.move(hours=4)
    evening.due("goodnight")
    assert evening.tick() != ""
    assert [one.volume_factor for one in evening.out if isinstance(one, Say)] == [0.3]


def test_date_night_is_announced_two_days_before_and_once(evening: Home4Two):
    """Tuesday evening says nothing, Wednesday evening does, with the day and the time."""
    both_want_date_night(evening)
    assert evening.tick() == ""
    evening.clock.move(days=1, hours=1)
    said = evening.tick()
    assert "Friday" in said
    assert "seven" in said
    assert step(evening) == "plan"
    answer(evening, "an idea")
    assert step(evening) == "place"
    answer(evening, "stop")
    assert pass_time(evening, 120) == ""
    day = evening.clock().date()
    assert evening.journal.ritual_outcome("date_night", day) is None


def test_date_night_can_be_called_off(evening: Home4Two):
    both_want_date_night(evening)
    evening.clock.move(days=1, hours=1)
    evening.tick()
    answer(evening, "cancel it")
    assert list(evening.timetable.moves.values()) == [None]


def test_a_talk_comes_at_the_time_they_chose(evening: Home4Two):
    """Once, with no topic; a no is a no."""
    evening.hears("we had a fight")
    answer(evening, "break")
    pass_time(evening, 1215)
    answer(evening, "tomorrow")
    assert "six" in answer(evening, "at six")
    assert step(evening) == ""
    evening.clock.move(hours=20)
    assert evening.tick() == ""
    evening.clock.move(hours=3)
    said = evening.tick()
    assert "talk" in said.lower()
    assert step(evening) == "talk_time"
    answer(evening, "no")
    assert step(evening) == ""
    assert pass_time(evening, 120) == ""
