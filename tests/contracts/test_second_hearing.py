"""In doubt: what both the fake and Vosk make of the same stretch, heard a second time."""

from collections.abc import Sequence

import pytest

from audio.ports import SpeechEngine
from audio.second_hearing import LONGEST_SECONDS, TO_BE_ASKED, SecondHearing, borne_out
from audio.sound import FRAME_SECONDS, Frame, Grammar, Network, Utterance, Word
from audio.two_ears import TwoEars
from tests.audio.hearing_fakes import FakeEngine, said
from tests.contracts.test_recognizer import Speech, clip, speech, vosk

__all__ = ["speech", "vosk"]

QUESTION = Grammar(("tonight's question please", "skip this one", "[unk]"))
OTHERS = Grammar(("skip this one", "move on please"))

ASKED = Network(
    (
        (("question", 1), ("tonight's", 1)),
        (("please", 3), ("question", 2), ("skip", 2)),
        (("please", 3),),
        (),
    ),
    frozenset([3]),
)
"""Sentences such as "tonight's question please", but not "please"."""

SENTENCES = Grammar(("tonight's question please", "skip this one"), network=ASKED)


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


def test_only_whole_sentences_are_heard_where_they_are_known(speech: Speech):
    """Even where the list has the phrase: a part of one and a part of another make none."""
    second = SecondHearing(speech.engine)
    found = second.weigh(speech.say("tonight's question please"), SENTENCES)
    assert found is not None
    assert (found.text, found.weighed) == ("tonight's question please", True)
    assert second.weigh(speech.say("what's for dinner"), SENTENCES) is None


def test_the_wake_phrase_need_not_come_before_a_sentence(speech: Speech):
    """It may: a rest of it is often left at the beginning."""
    second = SecondHearing(speech.engine, ["hey juniper"])
    second.prepare(SENTENCES)
    found = second.weigh(speech.say("tonight's question please"), SENTENCES)
    assert found is not None
    assert found.text == "tonight's question please"


def test_what_dictation_heard_too_is_believed_without_weighing(speech: Speech):
    found = SecondHearing(speech.engine).weigh(
        speech.say("tonight's question please"), SENTENCES, "tonight's questions please"
    )
    assert found is not None
    assert (found.confidence, found.weighed) == (1.0, True)


def test_what_is_in_doubt_is_weighed_without_its_noise():
    class Cleaner:
        def quieter(self, frames: Sequence[Frame]) -> Sequence[Frame]:
            return [f for f in frames if f not in said("hiss")]

    noisy = [*said("tonight's question"), *said("hiss"), *said("please")]
    heard = SecondHearing(FakeEngine()).weigh(noisy, SENTENCES)
    cleaned = SecondHearing(FakeEngine(), suppressor=Cleaner()).weigh(noisy, SENTENCES)
    assert (heard, cleaned and cleaned.text) == (None, "tonight's question please")


def test_a_network_of_strange_words_weighs_nothing(speech: Speech):
    strange = Grammar(("blargh",), network=Network(((("blargh", 1),), ()), frozenset([1])))
    assert SecondHearing(speech.engine).weigh(speech.say("stop"), strange) is None


@pytest.mark.parametrize(
    ("spoken", "weighed"),
    [("tonight's question please", False), ("tonight's question please now", True)],
)
def test_what_is_no_whole_sentence_is_heard_again(spoken: str, weighed: bool):
    """Even where dictation heard the same mixture: a list mixes its phrases, people do not."""
    ears = TwoEars(FakeEngine())
    ears.begin(Grammar(("tonight's question please", "now"), network=ASKED))
    for frame in said(spoken):
        ears.hear(frame)
    phrase, _ = ears.finish(in_doubt=True)
    assert phrase is not None
    assert (phrase.text, phrase.weighed) == ("tonight's question please", weighed)


def test_after_a_rest_the_same_is_heard(speech: Speech):
    """What dictation keeps between two talks is only there for speed."""
    ears = TwoEars(speech.engine)
    found = []
    for _ in range(2):
        ears.begin(SENTENCES)
        for frame in speech.say("tonight's question please"):
            ears.hear(frame)
        found.append([said and said.text for said in ears.finish(in_doubt=True)])
        ears.let_go()
    assert found == [["tonight's question please"] * 2] * 2


CONTROL = Grammar(
    ("stop", "skip this one"),
    network=Network(
        ((("stop", 2), ("skip", 1)), (("this", 3),), (), (("one", 2),)), frozenset([2])
    ),
    urgent=lambda said: False,
)
"""The sentences "stop" and "skip this one", none of them a cry for help."""


@pytest.mark.parametrize(
    ("unsure", "phrases", "heard"),
    [
        ("stop", ["tonight's question please"], "stop"),
        ("top", ["stop", "tonight's question please"], "stop"),
        ("top", ["tonight's question please"], None),
    ],
)
def test_in_a_talk_window_two_must_agree_on_a_control_word(
    speech: Speech, unsure: str, phrases: list[str], heard: str | None
):
    """The likeliest sentence, and the phrase list at its first or second hearing."""
    again = speech.engine.recognizer(phrases)
    found = SecondHearing(speech.engine).aside(speech.say("stop"), CONTROL, unsure, again)
    assert (found and found.text) == heard


def test_in_a_talk_window_a_long_sentence_is_no_control_word(vosk: SpeechEngine):
    said = clip("tonight's question please")
    window = Grammar(("question",), network=ASKED, urgent=lambda said: False)
    again = vosk.recognizer(["stop"])
    heard = "tonight's question please"
    assert SecondHearing(vosk).aside(said, window, heard, again) is None


def test_what_the_list_is_sure_of_is_not_asked_about(speech: Speech):
    assert SecondHearing(speech.engine).aside(speech.say("stop"), CONTROL) is None


@pytest.mark.parametrize(
    ("phrase", "talk", "likelier", "asked"),
    [
        ("skip tonight's check in", "a ton of our skip tonight's check my bank", 0.03, False),
        ("normal speed", "that's speed", 0.003, False),
        ("make it half past nine", "a cat and a half of them gone", -0.01, False),
        ("make it half past nine", "a cat and a half of them gone", 0.01, True),
        ("get it back", "again please", 0.04, True),
        ("hide that memory", "i think", 0.007, True),
    ],
)
def test_what_only_the_sound_speaks_for_is_to_be_asked_back(
    phrase: str, talk: str, likelier: float, asked: bool
):
    """Free talk that is much like the phrase, or somewhat so and hardly likelier, bears it out;
    so does the sound, where no free talk is as likely.
    """

    def heard(text: str, likelihood: float) -> Utterance:
        return Utterance(text, 1.0, (Word(text, 1.0, 0.0, 1.0),), likelihood)

    sure = borne_out(heard(phrase, -100.0), heard(talk, -100.0 + 100 * likelier), "")
    assert (sure == TO_BE_ASKED) is asked
