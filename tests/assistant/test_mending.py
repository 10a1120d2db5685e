"""Mending what was misheard: in a few words, by saying it again, or later on the page."""

from assistant.events import Heard
from audio.sound import Utterance, Word
from tests.assistant.household import Home4Two


def test_one_word_is_changed_in_a_few_words(house: Home4Two) -> None:
    """ "Change peach to beach" while it is still fresh; the rest stays as it was said."""
    house.hears("thank you Sam for the walk on the peach")
    said = house.hears("change peach to beach", state="saved")
    assert house.kept() == ["the walk on the beach"]
    assert "the walk on the beach" in said
    house.hears("no I said bench not beach", state="saved")
    assert house.kept() == ["the walk on the bench"]


def test_a_word_that_is_not_in_it_is_asked_about_and_nothing_is_lost(house: Home4Two) -> None:
    """A misheard correction must not replace the entry."""
    house.hears("thank you Sam for the walk on the beach")
    assert "dishwasher" in house.hears("change dishwasher to garden", state="saved")
    assert house.kept() == ["the walk on the beach"]
    assert house.expects.state == "free_text"
    house.hears("the walk in the garden", state="free_text")
    assert house.kept() == ["the walk in the garden"]


def test_it_is_said_again_as_a_whole(house: Home4Two) -> None:
    """The quickest way when all of it went wrong."""
    house.hears("thank you Sam for the fog on the leash")
    house.hears("let me say it again", state="saved")
    assert house.expects.state == "free_text"
    house.hears("the walk on the beach", state="free_text")
    assert house.kept() == ["the walk on the beach"]


def heard_unsurely(text: str, *unsure: str) -> Heard:
    """Speech in which these words were hard to make out."""
    words = tuple(
        Word(word, 0.3 if word in unsure else 0.95, at / 4, at / 4 + 0.25)
        for at, word in enumerate(text.split())
    )
    return Heard(None, Utterance(text, 0.8, words))


def test_words_that_were_hard_to_hear_are_kept_with_the_entry(house: Home4Two) -> None:
    """The page marks them, so that they can be looked at later."""
    house.receive(heard_unsurely("thank you sam for the walk on the peach", "peach", "you"))
    (entry,) = house.journal.entries()
    assert (entry.unsure, entry.unsure_words) == (True, ("peach",))
    house.receive(heard_unsurely("thank you sam for making dinner"))
    newest = house.journal.entries()[0]
    assert (newest.text, newest.unsure, newest.unsure_words) == ("making dinner", False, ())


def test_an_answer_kept_later_still_knows_which_words_were_hard_to_hear(house: Home4Two) -> None:
    """Between an answer and "keep" other things are said."""
    house.hears("start tonight's question")
    while house.expects.state != "ritual_answer":
        house.silence()
    house.receive(heard_unsurely("the walk on the peach", "peach"))
    for _ in range(6):
        if house.expects.state == "ritual_keep":
            break
        house.silence()
    house.hears("keep them", state="ritual_keep")
    (entry,) = house.journal.entries()
    assert (entry.text, entry.unsure_words) == ("the walk on the peach", ("peach",))
