"""Other ears, off the record, and what shall not come up: with what people say for it."""

import pytest

from assistant.household import Discretion
from assistant.rituals import read_deck
from intents.handlers.numbers import in_a_row
from tests.assistant.household import Home4Two


def thanked(house: Home4Two, *texts: str) -> None:
    for text in texts:
        house.hears(f"thank you Sam for {text}")
        house.clock.move(minutes=1)


def test_nothing_is_read_out_before_guests(house: Home4Two) -> None:
    """What was said in private stays there; it can be heard again when they have left."""
    thanked(house, "making dinner")
    house.hears("we have guests")
    for asked in ("read today's appreciations", "find the dinner", "read a random one"):
        assert "dinner" not in house.hears(asked)
    house.hears("guests have left")
    assert "making dinner" in house.hears("read today's appreciations")


def test_a_thank_you_before_guests_is_kept_without_a_name(house: Home4Two) -> None:
    house.hears("we have guests")
    assert house.hears("thank you Sam for the lift") == ""
    assert "saved" in house.chimes
    assert house.kept() == ["the lift"]


def test_guests_are_forgotten_by_the_morning(house: Home4Two) -> None:
    """Nobody remembers to say that they have left."""
    house.hears("we have guests")
    later = Discretion(house.journal, house.clock)
    assert later.company == "guests", "a restart does not end it"
    house.clock.move(hours=10)
    assert later.company == ""


@pytest.mark.parametrize("said", ["we have guests", "kids are awake"])
def test_questions_are_light_in_company(house: Home4Two, said: str) -> None:
    house.hears(said)
    house.hears("what's tonight's question")
    (asked,) = house.journal.asked()
    question = read_deck().find(asked)
    assert question is not None
    assert (question.guest_safe, question.depth) == (True, "light")


def test_off_the_record_nothing_is_kept(house: Home4Two) -> None:
    house.hears("off the record")
    assert "off the record" in house.hears("thank you Sam for the tea").lower()
    assert house.kept() == []
    house.hears("you can record again")
    thanked(house, "the tea")
    assert house.kept() == ["the tea"]


def test_who_wants_nothing_kept_is_asked_for_once_and_heeded(house: Home4Two) -> None:
    assert "?" in house.hears("don't log me any more")
    house.hears("this is Maya", state="person")
    house.hears("thank you Sam for the tea")
    assert house.kept() == []
    house.hears("thank you Maya for the soup")
    assert house.kept() == ["the soup"], "the other one goes on"


def test_private_says_what_cannot_be_done_and_offers_what_can(house: Home4Two) -> None:
    thanked(house, "the tea")
    assert "?" in house.hears("make that private")
    house.hears("yes", state="confirm")
    assert house.kept() == []


def test_all_data_is_not_for_a_voice_to_delete(house: Home4Two) -> None:
    thanked(house, "the tea")
    assert "page" in house.hears("delete all my data")
    assert house.kept() == ["the tea"]


def test_what_was_muted_does_not_come_up_by_itself(house: Home4Two) -> None:
    thanked(house, "the tea")
    assert "the tea" in house.hears("read a random one")
    house.hears("don't show us that memory again")
    assert "the tea" not in house.hears("read a random one")
    assert house.kept() == ["the tea"]


def test_a_subject_can_be_left_out(house: Home4Two) -> None:
    house.hears("no more questions about work")
    assert Discretion(house.journal, house.clock).blocked == ("work",)


def test_numbers_are_told_and_never_compared(house: Home4Two) -> None:
    assert "None" in house.hears("how many appreciations this month") or house.kept() == []
    thanked(house, "the tea", "the lift")
    assert "two" in house.hears("how many appreciations this month").lower()
    assert "the lift" in house.hears("give us the weekly summary")
    assert house.hears("who is the nicer one") == "I don't keep score between you two."
    assert house.hears("when was our last weekly meeting")


def test_a_missed_evening_does_not_end_a_streak(house: Home4Two) -> None:
    today = house.clock().date()
    days = [today.replace(day=today.day - back) for back in (0, 1, 3, 4, 8)]
    assert in_a_row(days, today) == 4
    assert in_a_row([], today) == 0
    assert "first" in house.hears("what's our streak") or "start" in house.hears("our streak")


def test_mending_and_bringing_back_tell_no_words_before_guests(house: Home4Two) -> None:
    thanked(house, "the tea")
    house.hears("we have guests")
    assert "soup" not in house.hears("change that to the soup")
    assert house.kept() == ["the soup"]
    house.hears("undo")
    assert "soup" not in house.hears("bring it back")


def test_off_the_record_holds_inside_a_ritual_too(house: Home4Two) -> None:
    """Nothing is kept, nothing says that it was, and no older entry goes instead."""
    thanked(house, "the tea")
    house.hears("off the record")
    said = [house.hears("start the morning appreciation")]
    for answer in ("yes", "the way you laughed today", "you are patient", "the soup", "kind"):
        said.append(house.hears(answer, state=house.expects.state))
    assert house.kept() == ["the tea"]
    assert not any(word in line for line in said for word in ("aved", " kept"))


def test_answers_off_the_record_cannot_be_kept(house: Home4Two) -> None:
    """Said before the ritual; within it, it is about the newest words alone."""
    house.hears("off the record")
    house.hears("what's tonight's question")
    for _ in range(8):
        if house.expects.state == "ritual_keep":
            break
        answering = house.expects.state == "ritual_answer"
        house.hears("a long walk" if answering else "done", state=house.expects.state)
    assert house.expects.state == "ritual_keep"
    assert "kept" not in house.hears("keep them", state="ritual_keep").lower()
    assert house.kept() == []
