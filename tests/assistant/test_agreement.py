"""A ritual comes when both want it, and what one changes is told to the other, once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from assistant.household import Calendar
from assistant.rituals import Ritual, read_rituals
from tests.assistant.household import Home4Two

CHECK_IN = "evening_check_in"


def rituals() -> dict[str, Ritual]:
    """Two that the house brings along switched on, one that waits, one that comes on request."""
    shipped = read_rituals()[0]
    basis = shipped["morning_appreciation"]
    check_in = replace(
        basis, name=CHECK_IN, slot=CHECK_IN, title="The check-in", at=time(21, 15), on=False
    )
    repair = replace(basis, name="repair", slot="repair", title="The repair", at=None, on=False)
    names = ("morning_appreciation", "tonights_question")
    return {name: shipped[name] for name in names} | {CHECK_IN: check_in, "repair": repair}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Home4Two]:
    home = Home4Two(tmp_path, rituals=rituals())
    yield home
    home.journal.close()


@pytest.fixture
def unnamed(tmp_path: Path) -> Iterator[Home4Two]:
    home = Home4Two(tmp_path, names=("", ""), rituals=rituals())
    yield home
    home.journal.close()


def comes(house: Home4Two, ritual: str = CHECK_IN) -> bool:
    return {times.ritual: times.on for times in house.timetable.planned}[ritual]


def calendar(house: Home4Two) -> Calendar:
    """As the page makes one, for its own thread."""
    return Calendar(rituals(), house.book, house.journal, house.clock)


def test_before_the_names_are_given_one_word_counts_for_both(unnamed: Home4Two) -> None:
    """Nobody can be told from the other yet."""
    assert comes(unnamed, "tonights_question")
    assert not comes(unnamed)
    assert "?" not in unnamed.hears("turn on the evening check in")
    assert comes(unnamed)


def test_what_comes_with_the_house_is_agreed_until_one_says_no(house: Home4Two) -> None:
    assert comes(house, "morning_appreciation")
    house.hears("this is Sam")
    house.hears("turn off the morning appreciation")
    assert not comes(house, "morning_appreciation")
    house.hears("this is Maya")
    assert "Sam" in house.hears("turn on the morning appreciation")
    assert not comes(house, "morning_appreciation"), "Sam has said no"
    house.hears("this is Sam")
    house.hears("I agree to the morning appreciation")
    assert comes(house, "morning_appreciation")


def test_a_ritual_that_one_wants_waits_for_the_other(house: Home4Two) -> None:
    house.hears("this is Maya")
    said = house.hears("turn on the evening check in")
    assert "Sam" in said
    assert not comes(house)
    assert "Sam" in house.hears("when is the check in"), "it says what it waits for"
    house.hears("this is Sam")
    house.hears("turn on the evening check in")
    assert comes(house)


def test_who_says_so_is_asked_once(house: Home4Two) -> None:
    """The house cannot tell the two apart by ear."""
    assert "?" in house.hears("turn on the evening check in")
    assert house.expects.state == "person"
    assert "Sam" in house.hears("this is Maya", state="person")
    assert calendar(house).agreement.said(CHECK_IN) == {"one"}


def test_both_of_us_is_an_answer_too(house: Home4Two) -> None:
    house.hears("turn on the evening check in")
    house.hears("both of us", state="person")
    assert comes(house)


def test_a_yes_outlasts_a_restart(house: Home4Two, tmp_path: Path) -> None:
    house.hears("we both want the evening check in")
    again = Home4Two(tmp_path, rituals=rituals())
    assert calendar(again).agreement.both(CHECK_IN)
    again.journal.close()


def test_the_page_agrees_for_one_person(house: Home4Two) -> None:
    """Each ticks their own box."""
    page = calendar(house)
    page.agree(CHECK_IN, "one", True)
    assert page.agreement.lacking(CHECK_IN) == "two"
    page.agree(CHECK_IN, "two", True)
    assert page.agreement.both(CHECK_IN)
    house.conversation._house.rituals.replan()
    assert comes(house)


@pytest.mark.parametrize("what", ["deep", "affection"])
def test_deep_and_affectionate_questions_need_both(house: Home4Two, what: str) -> None:
    agreement = calendar(house).agreement
    assert not agreement.both(what)
    asked = {"deep": "deep questions", "affection": "questions about affection"}[what]
    house.hears("this is Sam")
    assert "Maya" in house.hears(f"turn on the {asked}")
    assert not agreement.both(what)
    house.hears("this is Maya")
    house.hears(f"turn on the {asked}")
    assert agreement.both(what)
    house.hears(f"turn off the {asked}")
    assert agreement.said(what) == {"two"}


def test_a_change_by_one_is_told_to_the_other_once(house: Home4Two) -> None:
    """At the next start, in a few words."""
    house.hears("this is Sam")
    house.hears("move the question to nine")
    house.clock.move(hours=2)
    house.due("tonights_question")
    cue = house.tick()
    assert "Sam moved this to nine" in cue
    assert house.chimes == ["listening"]
    house.hears("stop", state="ritual_cue")
    assert "moved" not in house.hears("what's tonight's question")


def test_a_change_nobody_owned_up_to_is_told_without_a_name(house: Home4Two) -> None:
    house.hears("move the question to nine")
    assert "at nine" in house.hears("start the question") + house.hears("what's tonight's question")


def test_the_wish_of_one_is_told_at_the_next_cue_and_not_again(house: Home4Two) -> None:
    """No nagging."""
    house.hears("this is Maya")
    house.hears("turn on the evening check in")
    house.clock.move(hours=1)
    house.due("tonights_question")
    assert "Maya would like the check-in" in house.tick()
    house.hears("stop", state="ritual_cue")
    house.due("tonights_question")
    assert "Maya would like" not in house.tick()


def test_news_waits_while_others_are_here(house: Home4Two) -> None:
    house.hears("this is Sam")
    house.hears("move the question to nine")
    house.hears("we have guests")
    assert "moved" not in house.hears("what's tonight's question")
    house.hears("stop")
    house.hears("guests have left")
    assert "Sam moved this" in house.hears("what's tonight's question")


def test_turned_off_for_good_is_told_with_whatever_comes_next(house: Home4Two) -> None:
    house.hears("this is Sam")
    house.hears("turn off the morning appreciation")
    house.clock.move(hours=2)
    house.due("tonights_question")
    assert "Sam turned off morning appreciation" in house.tick()


def test_giving_a_ritual_a_time_is_wanting_it(house: Home4Two) -> None:
    house.hears("this is Sam")
    said = house.hears("put the evening check in at nine")
    assert "nine" in said
    assert "Maya" in said
    assert not comes(house)


@pytest.mark.parametrize(
    "said",
    ["when is the repair", "turn on the repair", "move the repair to nine", "turn off the repair"],
)
def test_what_comes_on_request_only_says_so(house: Home4Two, said: str) -> None:
    heard = house.hears(said)
    assert "The repair" in heard
    assert "until you ask" in heard or "only when you ask" in heard
    assert not [times for times in house.timetable.planned if times.ritual == "repair" and times.on]


def test_an_appointment_brings_even_what_comes_on_request_only(house: Home4Two) -> None:
    """ "Tomorrow at six", said after a quarrel."""
    page, tomorrow = calendar(house), house.clock().date().replace(day=25)
    page.move("repair", tomorrow, "18:00")
    (talk,) = [one for one in page.coming(tomorrow, tomorrow) if one.ritual == "repair"]
    assert (talk.at.hour, talk.once) == (18, True)
    assert {plan.ritual: plan.next for plan in page.plans()}["repair"] == talk.at


def test_cancelling_leaves_out_the_next_one_and_says_how_to_end_it(house: Home4Two) -> None:
    """The smaller of two meanings can do no harm."""
    house.hears("we both want the evening check in")
    said = house.hears("cancel the evening check in")
    assert "turn off" in said
    assert comes(house)
    assert house.timetable.moves == {(CHECK_IN, house.clock().date()): None}
