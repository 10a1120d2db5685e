"""Whose words are kept: nobody's before both have joined, and with children about no stranger's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.assistant.household import Home4Two
from tests.assistant.rituals.evening import answer, silent_until, start, step


@pytest.fixture
def one_alone(tmp_path: Path) -> Iterator[Home4Two]:
    """Maya has set the house up; the other one has not joined."""
    home = Home4Two(tmp_path, names=("Maya", ""))
    yield home
    home.journal.close()


@pytest.mark.parametrize(
    "said", ["thank you for making dinner", "my answer is the lake", "leave a message I am late"]
)
def test_nothing_is_kept_before_both_have_joined(one_alone: Home4Two, said: str) -> None:
    """Whoever sets the house up does not decide for the other one."""
    one_alone.hears("this is Maya")
    assert "page" in one_alone.hears(said)
    assert one_alone.kept() == []


def test_nor_in_a_ritual_which_goes_on_all_the_same(one_alone: Home4Two) -> None:
    """The question is asked, and talked about; nothing of it is written down."""
    start(one_alone, "morning appreciation")
    for _ in range(12):
        if step(one_alone) == "first_thanks":
            answer(one_alone, "for the soup")
        else:
            one_alone.silence()
    assert one_alone.kept() == []


def test_what_keeps_nothing_works_for_one_alone(one_alone: Home4Two) -> None:
    assert "?" in one_alone.hears("what's tonight's question")


def test_a_house_without_names_is_being_tried_out_and_keeps_what_it_is_told(tmp_path: Path) -> None:
    home = Home4Two(tmp_path, names=("", ""))
    home.hears("thank you for making dinner")
    assert home.kept() == ["making dinner"]
    home.journal.close()


def test_with_children_about_the_house_asks_whose_words_it_keeps(house: Home4Two) -> None:
    """It knows no voices: a name is all there is to go by."""
    house.hears("kids are awake")
    assert "who" in house.hears("thank you Sam for the pancakes").lower()
    assert house.kept() == []
    house.hears("it's Maya", state="person")
    assert house.kept() == ["the pancakes"]


def test_with_children_about_nothing_is_taken_away_by_voice(house: Home4Two) -> None:
    house.hears("thank you Sam for the pancakes")
    house.hears("kids are awake")
    assert "kids" in house.hears("delete today's appreciations").lower()
    house.hears("undo", state="saved")
    assert house.expects.state == "person"
    house.silence()
    assert house.kept() == ["the pancakes"]


@pytest.mark.parametrize("kids", [False, True])
def test_a_ritual_asks_each_by_name_whoever_else_is_awake(house: Home4Two, kids: bool) -> None:
    """Whose turn it is says whose words they are; only where nothing does is it asked for."""
    if kids:
        house.hears("kids are awake")
    start(house, "morning appreciation")
    asked = house.out
    assert house.expects.state == "ritual_answer" and "Sam" in str(asked)
    answer(house, "the way you laughed")
    assert [(one.by, one.to) for one in house.journal.entries()] == [("two", "one")]
    answer(house, "stop")
    start(house, "tonight's question")
    silent_until(house, "first_answer")
    answer(house, "the lake")
    silent_until(house, "second_answer")
    answer(house, "the sea")
    silent_until(house, "keep")
    assert "Whose" in answer(house, "keep only mine")
    answer(house, "Maya")
    assert [one.by for one in house.journal.entries(kind="answer")] == ["one"]


def test_with_children_about_what_is_no_part_of_the_ritual_is_asked_for(house: Home4Two) -> None:
    """At a cue no turn says who speaks; the ritual waits meanwhile."""
    house.hears("kids are awake")
    house.due("tonights_question")
    house.tick()
    assert "who" in answer(house, "leave a message for Sam I am late").lower()
    assert house.kept() == []
    answer(house, "Maya")
    assert house.kept() == ["I am late"]
    assert (step(house), house.expects.state) == ("ready", "ritual_cue")


def test_their_reason_for_beginning_is_kept_and_read_when_they_ask(house: Home4Two) -> None:
    """On a day on which one would rather pull back."""
    house.hears("our reason is that we laugh at the same things")
    assert [entry.kind for entry in house.journal.entries()] == ["reason"]
    house.clock.move(days=90)
    assert "laugh" not in house.hears("remind us why we began"), "old words are asked for first"
    assert "we laugh at the same things" in house.hears("yes", state="confirm")


def test_a_reason_is_not_read_before_guests(house: Home4Two) -> None:
    house.hears("our reason is that we laugh at the same things")
    house.hears("we have guests")
    assert "laugh" not in house.hears("remind us why we began")


def test_what_comforts_one_is_told_to_the_other_who_asks(house: Home4Two) -> None:
    """Each says it once; the house asks who, since it is of no use without a name."""
    assert "who" in house.hears("I like to be comforted with tea and no advice").lower()
    house.hears("this is Sam", state="person")
    house.hears("this is Maya")
    house.hears("I like to be comforted by a long walk")
    said = house.hears("how does Sam like to be comforted")
    assert "with tea and no advice" in said
    assert "walk" not in said
