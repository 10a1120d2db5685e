"""Wording that nobody designed for, on sentences whose writers saw no template."""

import pytest

from intents.language import PartnerNames, load_pack
from intents.match import Understanding
from intents.understanding import Candidate, understand
from script.benchlib.understanding import NOW, free_sentences, house, measure

PACK = load_pack("en", [PartnerNames("Maya"), PartnerNames("Sam")])


def understood(text: str, state: str = "command", sure: float = 1.0) -> Understanding:
    heard = [Candidate(text, sure, "dictation")]
    return understand(heard, PACK, state=state, ritual=None, now=NOW)


def test_most_of_it_is_understood_and_little_is_acted_on_wrongly():
    """The aims of the product; `script/bench understanding` prints the figures."""
    score = measure(house(PACK), free_sentences())
    assert score.right >= 0.85
    assert score.slots >= 0.75
    assert score.wrong <= 0.04
    assert score.kitchen <= 0.03


def test_free_wording_is_done_with_its_slots():
    found = understood("would you mind shifting date night to half past seven on fridays")
    assert found.decision == "do"
    assert found.match is not None
    assert found.match.intent == "ritual.schedule"
    assert found.match.slots == {"ritual": "date_night", "time": "19:30", "days": "fri"}


def test_what_was_heard_badly_is_asked_about():
    """A guess on words that the recogniser itself doubts is no ground to act on."""
    found = understood("would you mind shifting date night to half past seven", sure=0.3)
    assert found.decision == "did_you_mean"


@pytest.mark.parametrize("state", ["ritual_answer", "ritual_window", "free_text"])
def test_talk_and_answers_are_not_guessed_at(state: str):
    found = understood("could we maybe leave that one out", state)
    assert found.match is None or found.match.intent not in ("skip", "ritual.skip_once")


def test_another_household_is_understood_as_well():
    """The classifier learnt with two names; anybody's are put in their place."""
    names = [PartnerNames("Bartholomew"), PartnerNames("Xiu", "shoe")]
    pack = load_pack("en", names)
    said = [Candidate("I was really touched by bartholomew fixing the shed door")]
    found = understand(said, pack, state="command", ritual=None, now=NOW)
    assert found.match is not None
    assert (found.match.intent, found.match.slots["to"]) == ("appreciation.log", "Bartholomew")


def test_every_intent_can_be_worded_freely():
    """An intent without a bank is understood through its templates only.

    Those are answers to the house, and two whose words are the person's own but for the beginning.
    """
    assert PACK.classifier is not None
    answers = {"person", "answer.choose", "answer.number", "answer.time"}
    own_words = {"reason.keep", "liking.keep"}
    assert PACK.intents() - PACK.classifier.intents == answers | own_words
