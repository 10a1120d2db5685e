"""Three cues a day for four and more rituals: each steps back in its turn, and the plan says so."""

import itertools
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from assistant.household.cue_share import CUES_A_DAY, Evening, Run, stepping_back
from config import household_zone
from config.settings import Settings
from tests.assistant.household import Home4Two

MORNING, QUESTION = "morning_appreciation", "tonights_question"
CHECK_IN, GOODNIGHT, MEETING = "evening_check_in", "goodnight", "weekly_meeting"
USUAL = {
    MORNING: "07:30",
    MEETING: "17:00",
    QUESTION: "20:30",
    CHECK_IN: "21:15",
    GOODNIGHT: "22:15",
}
MONDAY = date(2026, 11, 23)
SPOKEN = {
    MORNING: "morning appreciation",
    QUESTION: "question",
    CHECK_IN: "check in",
    GOODNIGHT: "goodnight",
}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Home4Two]:
    """They want the question, the thank-you, the check-in, the goodnight and the meeting."""
    home = Home4Two(tmp_path)
    home.clock.at = on(MONDAY, "06:00")
    for wanted in ("evening check in", "goodnight", "weekly meeting"):
        home.hears(f"we both want the {wanted}")
    yield home
    home.journal.close()


def on(day: date, hour: str) -> datetime:
    """On the clock that the household's times are meant by."""
    return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=household_zone(Settings()))


def planned(house: Home4Two, day: date) -> set[str]:
    """What the page shows as coming next, for this day."""
    next_ones = house.board.snapshot().planned
    return {one.ritual for one in next_ones if one.at.startswith(str(day))}


def told(house: Home4Two) -> str:
    return house.hears("what's planned today").lower()


def comes_by_itself(house: Home4Two, ritual: str) -> bool:
    """Its time has come, and everybody is quiet; they say no to what comes."""
    house.due(ritual)
    came = house.tick() != ""
    if came:
        house.hears("stop", state=house.expects.state)
    return came


def live_through(house: Home4Two, day: date) -> list[str]:
    """The rituals that speak up on this day."""
    days = {MEETING: {6}, CHECK_IN: {0, 1, 2, 3}}
    came = []
    for ritual, hour in USUAL.items():
        if day.weekday() in days.get(ritual, range(7)):
            house.clock.at = on(day, hour)
            came += [ritual] if comes_by_itself(house, ritual) else []
    return came


def test_in_two_weeks_each_steps_back_in_its_turn(house: Home4Two) -> None:
    """Never the same one two days running, and none more often than another but once."""
    left_out: list[str] = []
    for ahead in range(14):
        day = MONDAY + timedelta(days=ahead)
        house.clock.at = on(day, "07:00")
        house.tick()
        house.conversation._house.rituals.replan()
        promised, said = planned(house, day), told(house)
        came = live_through(house, day)
        assert len(came) == CUES_A_DAY
        assert set(came) == promised, "the page has told the truth"
        wanted = [one for one in USUAL if one not in (CHECK_IN, MEETING)]
        wanted += [CHECK_IN] * (day.weekday() < 4) + [MEETING] * (day.weekday() == 6)
        left_out += [one for one in wanted if one not in came]
        for name in (SPOKEN[one] for one in came if one in SPOKEN):
            assert name in said.replace("-", " ")
    assert len(left_out) == 10, "eight evenings with a check-in, two with a meeting"
    assert all(one != other for one, other in itertools.pairwise(left_out))
    often = Counter(left_out)
    daily = [often[one] for one in (MORNING, QUESTION, GOODNIGHT)]
    assert min(daily) >= 2
    assert max(often.values()) - min(daily) <= 1


def test_what_somebody_moved_does_not_step_back(house: Home4Two) -> None:
    """The goodnight would: it was moved, so another one does."""
    assert GOODNIGHT not in planned(house, MONDAY)
    house.hears("move tonight's goodnight to half past nine")
    assert GOODNIGHT in planned(house, MONDAY)
    assert len(planned(house, MONDAY)) == CUES_A_DAY
    came = live_through(house, MONDAY)
    assert GOODNIGHT in came
    assert len(came) == CUES_A_DAY


def test_a_place_that_falls_free_is_taken(house: Home4Two) -> None:
    """Nobody was asked in the morning, so there is room at night."""
    house.clock.at = on(MONDAY, "07:30")
    house.hears("be quiet until eight")
    assert not comes_by_itself(house, MORNING)
    assert GOODNIGHT in planned(house, MONDAY)
    assert "goodnight" in told(house)


def test_a_ritual_of_today_that_steps_back_comes_next_tomorrow(house: Home4Two) -> None:
    assert "tomorrow" in house.hears("when is the goodnight ritual").lower()
    house.hears("no check in tonight")
    assert "tomorrow" not in house.hears("when is the goodnight ritual").lower()


def run(ritual: str, ahead: int, hour: str, chosen: bool = False) -> Run:
    day = MONDAY + timedelta(days=ahead)
    return Run(ritual, day, on(day, hour), chosen)


def test_a_weekly_ritual_steps_back_no_more_often_than_a_daily_one() -> None:
    """It has one turn where the others have seven."""
    daily = ("a", "b", "c")
    evenings = [
        Evening([run(one, n, "20:00") for one in (*daily, *(["weekly"] * (n % 7 == 6)))])
        for n in range(28)
    ]
    out = Counter(ritual for ritual, _ in stepping_back(evenings, {}))
    assert sum(out.values()) == 4
    assert out["weekly"] <= 1


def test_announcements_and_given_cues_take_their_place() -> None:
    evening = Evening([run("a", 0, "20:00"), run("b", 0, "21:00", chosen=True)], taken=2)
    assert stepping_back([evening], {}) == {("a", MONDAY)}
