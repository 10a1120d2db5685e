"""In doubt: what both the fake and Vosk make of the same stretch, heard a second time."""

from audio.second_hearing import LONGEST_SECONDS, SecondHearing
from audio.sound import FRAME_SECONDS, Grammar
from tests.contracts.test_recognizer import Speech, speech, vosk

__all__ = ["speech", "vosk"]

QUESTION = Grammar(("tonight's question please", "skip this one", "[unk]"))
OTHERS = Grammar(("skip this one", "move on please"))


def test_a_phrase_that_fits_the_sound_is_believed(speech: Speech):
    found = SecondHearing(speech.engine).weigh(speech.say("tonight's question please"), QUESTION)
    assert found is not None
    assert (found.text, found.weighed) == ("tonight's question please", True)


def test_other_talk_is_not_squeezed_into_the_list(speech: Speech):
    assert SecondHearing(speech.engine).weigh(speech.say("what's for dinner"), OTHERS) is None


def test_a_new_moment_brings_a_new_list(speech: Speech):
    second = SecondHearing(speech.engine)
    said = speech.say("tonight's question please")
    assert second.weigh(said, OTHERS) is None
    assert second.weigh(said, QUESTION) is not None


def test_a_long_story_is_not_heard_again(speech: Speech):
    """Nobody should wait for that."""
    story = speech.say("stop") * round(LONGEST_SECONDS / FRAME_SECONDS)
    assert SecondHearing(speech.engine).weigh(story, QUESTION) is None


def test_without_a_word_that_the_model_knows_nothing_is_weighed(speech: Speech):
    strange = Grammar(("blargh",))
    assert SecondHearing(speech.engine).weigh(speech.say("stop"), strange) is None
