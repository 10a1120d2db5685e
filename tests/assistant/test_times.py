"""Times by voice: days, once only, skipping, pausing, and what is planned."""

from datetime import date, datetime, timedelta

import pytest

from assistant.events import RitualDue, Say
from tests.assistant.household import ZONE, Home4Two

TUESDAY = date(2026, 11, 24)
QUESTION, MORNING = "tonights_question", "morning_appreciation"


def moved(house: Home4Two, ritual: str = QUESTION) -> dict[date, str | None]:
    return {day: at for (name, day), at in house.timetable.moves.items() if name == ritual}


@pytest.mark.parametrize(
    ("said", "day", "at"),
    [
        ("move Friday's question to eight", date(2026, 11, 27), "20:00"),
        ("move tomorrow's question to half past nine", date(2026, 11, 25), "21:30"),
        ("move the question to nine tomorrow", date(2026, 11, 25), "21:00"),
        ("move Tuesday's question to nine", TUESDAY, "21:00"),
        ("move tonight's question to half past nine", TUESDAY, "21:30"),
        ("move tonight's question to half past midnight", TUESDAY, "24:30"),
        ("move tonight's question to quarter past twelve", TUESDAY, "24:15"),
    ],
)
def test_one_day_can_be_moved_alone(house: Home4Two, said: str, day: date, at: str) -> None:
    """The weekly time stays as it is."""
    house.hears(said)
    assert moved(house) == {day: at}
    assert house.book.settings.rituals == {}


def test_a_time_that_is_over_is_not_taken(house: Home4Two) -> None:
    house.clock.move(hours=2)
    assert "past" in house.hears("move tonight's question to eight") or "over" in house.hears(
        "move tonight's question to eight"
    )
    assert moved(house) == {}


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("skip tonight's question", [TUESDAY]),
        ("skip Friday's question", [date(2026, 11, 27)]),
        ("skip the question on Thursday", [date(2026, 11, 26)]),
        ("skip tomorrow", [date(2026, 11, 25)]),
        ("no question this week", [TUESDAY + timedelta(days=n) for n in range(6)]),
        ("no question next week", [date(2026, 11, 30) + timedelta(days=n) for n in range(7)]),
    ],
)
def test_skipping_leaves_out_those_days_and_no_others(
    house: Home4Two, said: str, days: list[date]
) -> None:
    house.hears(said)
    assert moved(house) == dict.fromkeys(days)


def test_a_pause_ends_by_itself_or_when_they_say_so(house: Home4Two) -> None:
    house.hears("no rituals until Monday")
    house.due(QUESTION)
    assert house.tick() == ""
    assert "Monday" in house.hears("when is the question")
    house.hears("the holiday is over")
    assert "tomorrow" in house.hears("when is the question") or "today" in house.hears(
        "when is the question"
    )
    house.hears("pause everything for two weeks")
    house.clock.move(days=14)
    house.due(MORNING)
    assert house.tick() != ""


def test_what_is_planned_is_told_in_order(house: Home4Two) -> None:
    tonight = house.hears("what's planned for tonight")
    assert "half past eight" in tonight
    assert "thank" not in tonight.lower(), "the morning is over"
    tomorrow = house.hears("what's planned for tomorrow")
    assert tomorrow.index("half past seven") < tomorrow.index("half past eight")
    assert len(house.hears("what's planned this week").split(".")) <= 4, "three at a time"
    house.hears("skip tonight")
    assert "half past eight" not in house.hears("what's planned for tonight")
    assert "tomorrow" in house.hears("what's planned")


def test_only_some_days_and_weekends_too(house: Home4Two) -> None:
    house.hears("when is the question")
    assert "weekdays" in house.hears("only on weekdays")
    assert "every day" in house.hears("weekends too")


def test_ten_more_minutes_is_for_what_has_just_come(house: Home4Two) -> None:
    """Also when the cue itself is over already."""
    house.due(QUESTION)
    house.tick()
    house.silence()
    assert "ten minutes" in house.hears("ten more minutes")
    assert house.timetable.snoozed == [(QUESTION, 10)]


def test_ten_more_minutes_before_it_has_come_is_later_tonight(house: Home4Two) -> None:
    house.hears("push it back fifteen minutes")
    assert moved(house) == {TUESDAY: "20:45"}


def test_half_an_hour_later_may_be_after_midnight(house: Home4Two) -> None:
    house.hears("move the question to quarter to twelve")
    house.hears("half an hour later tonight")
    assert moved(house) == {TUESDAY: "24:15"}


def test_what_was_put_off_still_comes_after_a_restart(house: Home4Two, tmp_path: object) -> None:
    """Somebody saves a setting on the page within the ten minutes."""
    house.due(QUESTION)
    house.tick()
    house.hears("in half an hour", state="ritual_cue")
    house.clock.move(minutes=20)
    again = Home4Two(tmp_path, at="2026-11-24T19:20")  # type: ignore[arg-type]
    ((ritual, minutes),) = again.timetable.snoozed
    assert ritual == QUESTION
    assert minutes == pytest.approx(10, abs=0.1)
    again.journal.close()


def test_two_oclock_is_still_tonight(house: Home4Two) -> None:
    """Said after midnight, "tonight" is the evening that is not over yet."""
    house.clock.at = datetime(2026, 11, 25, 0, 10, tzinfo=ZONE)
    house.hears("skip tonight's question")
    assert moved(house) == {TUESDAY: None}


# ---- cues


def cue(house: Home4Two, ritual: str, day: date | None = None) -> str:
    """A ritual's time has come, and everybody is quiet."""
    house.receive(RitualDue(ritual, day or house.clock().date()))
    said = house.tick()
    house.silence()
    return said


def test_three_cues_a_day_and_no_fourth_after_a_restart(house: Home4Two, tmp_path: object) -> None:
    day = house.clock().date()
    assert all(cue(house, QUESTION, day - timedelta(days=n)) for n in range(3))
    assert cue(house, MORNING) == ""
    again = Home4Two(tmp_path)  # type: ignore[arg-type]
    assert cue(again, MORNING) == ""
    again.clock.move(days=1)
    assert cue(again, MORNING) != ""
    again.journal.close()


def test_a_cue_that_was_put_off_is_not_another_one(house: Home4Two) -> None:
    day = house.clock().date()
    assert all(cue(house, QUESTION, day - timedelta(days=n)) for n in range(3))
    assert cue(house, QUESTION, day) != "", "they asked for it"


def test_bedtime_may_come_in_quiet_hours_and_softly(house: Home4Two, tmp_path: object) -> None:
    from dataclasses import replace

    from assistant.rituals import read_rituals

    night = replace(read_rituals()[0][MORNING], name="goodnight", slot="goodnight", soft=True)
    home = Home4Two(tmp_path, rituals={"goodnight": night}, at="2026-11-24T22:45")  # type: ignore[arg-type]
    home.receive(RitualDue("goodnight", TUESDAY))
    assert home.tick() != ""
    assert all(done.volume_factor <= 0.4 for done in home.out if isinstance(done, Say))
    home.hears("stop")
    home.hears("be quiet for an hour")
    assert cue(home, "goodnight") == "", "who asks for quiet has it"
    home.journal.close()


def test_over_people_it_is_tried_twice_and_then_let_go(house: Home4Two) -> None:
    house.quiet_for = 0.5
    for tries in (1, 1):
        house.due(QUESTION)
        house.clock.move(seconds=61)
        assert house.tick() == ""
        assert len(house.timetable.snoozed) == tries
    assert house.journal.ritual_outcome(QUESTION, TUESDAY) == "dropped"
    house.quiet_for = 60
    assert "?" in house.hears("what's tonight's question"), "it is there for who asks"


def test_after_a_silent_week_one_kind_line_and_then_nothing(house: Home4Two) -> None:
    """No word about the gap, and no more cues until they speak."""
    house.clock.at = house.clock.at.replace(hour=20, minute=30)
    for _ in range(7):
        assert cue(house, QUESTION) != ""
        house.clock.move(days=1)
    line = cue(house, QUESTION)
    assert line == "Tonight's question is here whenever you like."
    assert house.expects.state == "resting"
    house.clock.move(days=1)
    assert cue(house, QUESTION) == ""
    house.hears("what's tonight's question")
    house.hears("stop")
    house.clock.move(days=1)
    assert "question" in cue(house, QUESTION)
