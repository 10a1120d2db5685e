"""The wake phrase: among decoys, looked at twice, and checked against the vocabulary."""

import pytest

from audio.decoys import COMMON, decoys, near
from audio.model_thresholds import Thresholds
from audio.sound import FRAME_SECONDS, Utterance, Word
from audio.wake import WakePhrase, check_phrase, without_wake
from config.errors import HouseError
from tests.audio.hearing_fakes import FRAMES_A_WORD, FakeEngine, FakeRecognizer, quiet, said

SURE = Thresholds()


def calls(wake: WakePhrase, frames) -> list[int]:
    """At which frames the house was called."""
    return [at for at, frame in enumerate(frames) if wake.hear(frame) is not None]


def test_the_phrase_is_heard_once():
    """One call is one call, though the partial result keeps saying it."""
    wake = WakePhrase(FakeEngine(), "hey juniper", SURE)
    assert len(calls(wake, said("hey juniper what a day") + quiet(1))) == 1


@pytest.mark.parametrize("talk", ["hey jennifer come here", "juniper", "hey", "a juniper hey"])
def test_other_talk_does_not_call(talk: str):
    """The telly says half of it, a guest is called Jennifer."""
    wake = WakePhrase(FakeEngine(), "hey juniper", SURE)
    assert calls(wake, said(talk) + quiet(1)) == []
    assert wake.finish() is None


def test_the_call_says_where_the_request_begins():
    """What follows the phrase in the same breath must be heard from its first sound."""
    wake = WakePhrase(FakeEngine(), "hey juniper", SURE)
    frames = said("well hey juniper skip it")
    found = [(at, call) for at, frame in enumerate(frames, 1) if (call := wake.hear(frame))]
    ((at, call),) = found
    end_of_phrase = 3 * FRAMES_A_WORD
    assert abs(at - call.ended_ago / FRAME_SECONDS - end_of_phrase) <= 2


def test_a_phrase_at_the_very_end_is_found_by_the_last_look():
    """The gate may close before the second look was due."""
    wake = WakePhrase(FakeEngine(), "hey juniper", SURE)
    assert calls(wake, said("hey juniper")[: FRAMES_A_WORD + 3]) == []
    assert wake.finish() is not None


def test_a_guess_is_no_call():
    """The recogniser says how sure it is; the threshold belongs to the model."""
    unsure = Thresholds(wake_confidence=1.1, wake_by_words=1.1)
    wake = WakePhrase(FakeEngine(), "hey juniper", unsure)
    assert calls(wake, said("hey juniper") + quiet(1)) == []


class TakesTheWayOut(FakeRecognizer):
    """In noise: hints at what was said, and in the end says that it was nothing."""

    def finish(self) -> Utterance | None:
        found = super().finish()
        return Utterance("[unk]", 1.0, (Word("[unk]", 1.0, 0.0, 1.0),)) if found else None


class NoisyEngine(FakeEngine):
    def recognizer(self, phrases=None):
        kind = TakesTheWayOut if "[unk]" in (phrases or ()) else FakeRecognizer
        return kind(self, phrases)


@pytest.mark.parametrize("after", ["", "skip it", "and then they went home to us"])
def test_a_call_that_is_lost_in_noise_is_heard_by_its_words(after: str):
    """Once, and with where the request begins."""
    wake = WakePhrase(NoisyEngine(), "hey juniper", SURE)
    frames = said(f"well hey juniper {after}") + quiet(1)
    ((at, call),) = [(at, call) for at, frame in enumerate(frames, 1) if (call := wake.hear(frame))]
    assert abs(at - call.ended_ago / FRAME_SECONDS - 3 * FRAMES_A_WORD) <= 2


@pytest.mark.parametrize("talk", ["hey jennifer come here", "juniper", "a juniper hey"])
def test_other_talk_in_noise_does_not_call(talk: str):
    wake = WakePhrase(NoisyEngine(), "hey juniper", SURE)
    assert calls(wake, said(talk) + quiet(1)) == []
    assert wake.finish() is None


def test_a_phrase_after_minutes_of_talk_is_heard():
    """The recogniser starts afresh now and then, but never in the middle of the phrase."""
    wake = WakePhrase(FakeEngine(), "hey juniper", SURE)
    assert len(calls(wake, said("so and then " * 120 + "hey juniper stop") + quiet(1))) == 1


def test_a_word_outside_the_vocabulary_is_named():
    """A phrase that can never be heard would leave a house that seems deaf."""
    engine = FakeEngine(strange=["snorbert"])
    with pytest.raises(HouseError, match="“snorbert” is not in the vocabulary"):
        check_phrase(engine, "hey snorbert")
    with pytest.raises(HouseError, match="snorbert"):
        WakePhrase(engine, "hey snorbert", SURE)


def test_an_empty_phrase_is_refused():
    """Nothing said would be a call all day."""
    with pytest.raises(HouseError, match="empty"):
        check_phrase(FakeEngine(), "  ")


@pytest.mark.parametrize("phrase", ["hey juniper", "computer", "hello fig tree"])
def test_every_phrase_has_decoys_and_is_none_of_them(phrase: str):
    """Without something else to choose, a recogniser takes everything for the phrase."""
    beside = decoys(phrase, ["computer", "commuter", "juniper", "jupiter", "three", "tree"])
    assert phrase not in beside
    assert set(COMMON) <= {*beside, phrase}


def test_near_words_sound_alike_but_never_the_same():
    """A decoy of the very same sound would take true calls for itself."""
    words = ["commuter", "computed", "composer", "bread", "komputer"]
    assert near("computer", words) == ("commuter", "composer")


def heard(text: str, start: float = 0.0) -> Utterance:
    words = tuple(
        Word(word, 1.0, start + at / 4, start + (at + 1) / 4)
        for at, word in enumerate(text.split())
    )
    return Utterance(text, 1.0, words)


def test_a_leading_wake_phrase_is_taken_off_both():
    """People say it again though nobody asked them to."""
    both = without_wake("hey juniper", heard("hey juniper stop"), heard("hey juniper stop"))
    assert (both.called, both.phrase.text, both.dictation.text) == (True, "stop", "stop")


def test_dictation_that_heard_something_else_is_cut_where_the_list_heard_the_phrase():
    """Open dictation makes "a tune up or" of it; the list's times tell where it ended."""
    free = heard("a tune up stop", start=-0.25)
    both = without_wake("hey juniper", heard("hey juniper stop"), free)
    assert both.dictation.text == "stop"


def test_the_phrase_alone_leaves_nothing():
    """Called, but nothing asked yet."""
    both = without_wake("hey juniper", heard("hey juniper"), heard("hey juniper"))
    assert (both.called, both.phrase, both.dictation) == (True, None, None)


def test_the_phrase_in_the_middle_of_an_answer_stays():
    """ "We named the dog Hey Juniper" is an answer."""
    answer = heard("we named her hey juniper")
    assert without_wake("hey juniper", None, answer).dictation == answer
