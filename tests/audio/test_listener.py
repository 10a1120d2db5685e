"""The listener: what is said, and when, in; what the brain should know, out."""

from dataclasses import replace

import pytest

from audio.heard import Called, GaveUp, Heard, LongAnswer
from audio.sound import Expectation
from tests.audio.hearing_fakes import NOISE
from tests.audio.kitchen import ANSWER, CONFIRM, Kitchen, words


@pytest.fixture
def kitchen() -> Kitchen:
    return Kitchen()


# ---- resting


def test_talk_without_the_wake_phrase_is_nobody_s_business(kitchen: Kitchen):
    """A kitchen is full of talk; none of it reaches the brain."""
    assert kitchen.hears("what's tonight's question", 2, "stop", 2, [NOISE] * 50, 2) == []


def test_the_phrase_then_a_pause_then_the_request(kitchen: Kitchen):
    """Many wait for the chime before they go on."""
    assert kitchen.hears("hey juniper", 0.6) == [Called(goes_on=False)]
    (heard,) = kitchen.hears(2, "what's tonight's question", 1)
    assert words(heard) == ("what's tonight's question",) * 2
    assert (heard.state, heard.source) == ("command", "microphone")


def test_the_phrase_and_the_request_in_one_breath(kitchen: Kitchen):
    """Most do not wait for anything: not one word of the request may be lost."""
    called, heard = kitchen.hears("hey juniper thank you sam for making dinner", 2.2)
    assert called == Called(goes_on=True)
    assert words(heard)[1] == "thank you sam for making dinner"


def test_a_request_of_one_short_word_in_the_same_breath(kitchen: Kitchen):
    """ "Hey Juniper, stop" is over before the second look at the phrase."""
    called, heard = kitchen.hears("hey juniper stop", 1)
    assert called == Called(goes_on=True)
    assert words(heard) == ("stop", "stop")


def test_called_and_then_nothing_is_given_up(kitchen: Kitchen):
    """Eight seconds, then the house says that it has closed."""
    kitchen.expects(Expectation(turn=7))
    assert kitchen.hears("hey juniper", 8) == [Called(goes_on=False)]
    assert kitchen.hears(1) == [GaveUp(turn=7)]


def test_the_chime_s_time_is_not_taken_from_the_eight_seconds(kitchen: Kitchen):
    """Time counts when it is the person's turn."""
    kitchen.hears("hey juniper", 0.6)
    kitchen.floor.chiming = True
    assert kitchen.hears(9) == []
    kitchen.floor.chiming = False
    assert kitchen.hears(7) == []
    assert len(kitchen.hears(1.5)) == 1


def test_what_is_said_into_the_chime_is_heard(kitchen: Kitchen):
    """The quick ones speak while it rings."""
    kitchen.hears("hey juniper", 0.6)
    kitchen.floor.chiming = True
    kitchen.hears("what's")
    kitchen.floor.chiming = False
    (heard,) = kitchen.hears("tonight's question", 1)
    assert words(heard)[0] == "what's tonight's question"


@pytest.mark.parametrize("pause", [0.05, 0.3, 0.7, 1.0])
def test_the_phrase_twice_within_two_seconds_calls_once(kitchen: Kitchen, pause: float):
    """An impatient person, or an echo: one chime, and the house listens on."""
    events = kitchen.hears("hey juniper", pause, "hey juniper", 1)
    assert events.count(Called(goes_on=False)) == 1
    assert not [event for event in events if isinstance(event, Heard)]
    (heard,) = kitchen.hears(1, "stop", 1)
    assert words(heard) == ("stop", "stop")


def test_the_phrase_again_after_a_while_is_answered_again(kitchen: Kitchen):
    """Whoever doubts that the house listens is told so."""
    kitchen.hears("hey juniper", 2.5)
    assert kitchen.hears("hey juniper", 1) == [Called(goes_on=False)]


@pytest.mark.parametrize("line", ["", "say hey juniper whenever you like"])
def test_the_phrase_does_not_call_while_the_house_speaks(kitchen: Kitchen, line: str):
    """Its own voice, or the echo of it, must never start a conversation with itself."""
    kitchen.floor.speaking, kitchen.floor.line = True, line
    assert kitchen.hears(1, "hey juniper", 0.3, "hey juniper", 1) == []
    kitchen.floor.speaking = False
    assert kitchen.hears(0.2) == []


def test_news_from_before_the_call_does_not_end_it(kitchen: Kitchen):
    """The brain may say "resting" a moment after somebody has called."""
    kitchen.hears("hey juniper", 0.6)
    kitchen.expects(Expectation(turn=9))
    (heard,) = kitchen.hears(1, "stop", 1)
    assert (heard.state, heard.turn) == ("command", 9)


# ---- the house waits for an answer


def test_a_yes_needs_no_wake_phrase_and_no_long_silence(kitchen: Kitchen):
    """The house has asked; one word and it goes on."""
    kitchen.expects(CONFIRM)
    (heard,) = kitchen.hears(2, "yes", 0.35)
    assert words(heard) == ("yes", "yes")
    assert (heard.state, heard.turn) == ("confirm", 3)


def test_a_yes_that_goes_on_is_heard_out(kitchen: Kitchen):
    """ "Yes … but make it nine" must not be cut after the yes."""
    kitchen.expects(CONFIRM)
    (heard,) = kitchen.hears(1, "yes", 0.1, "but make it nine", 1)
    assert words(heard) == ("yes [unk]", "yes but make it nine")


def test_speech_outside_the_list_keeps_its_place_as_unknown(kitchen: Kitchen):
    """Never squeezed into a phrase that nobody said."""
    kitchen.expects(CONFIRM)
    (heard,) = kitchen.hears(1, "the kettle is boiling", 1)
    assert words(heard) == (None, "the kettle is boiling")


def test_the_moment_of_the_last_word_is_kept(kitchen: Kitchen):
    """Latency counts from the end of speech, not from the end of the silence after it."""
    kitchen.expects(replace(CONFIRM, quiet_seconds=1.0))
    kitchen.hears(1, "maybe tomorrow")
    ended = kitchen.seconds
    (heard,) = kitchen.hears(2)
    assert heard.ended_at == pytest.approx(ended, abs=0.05)


def test_the_time_to_answer_counts_only_while_the_house_is_silent(kitchen: Kitchen):
    """A long question is not taken from the time to answer it."""
    kitchen.expects(CONFIRM)
    kitchen.floor.speaking = True
    assert kitchen.hears(20) == []
    kitchen.floor.speaking = False
    assert kitchen.hears(8) == []
    assert kitchen.hears(0.5) == [GaveUp(turn=3)]


def test_noise_alone_is_no_answer_and_costs_no_time(kitchen: Kitchen):
    """A mixer runs for a while: neither "I did not understand" nor the end of patience."""
    kitchen.expects(CONFIRM)
    assert kitchen.hears(6, [NOISE] * 300, 1.5) == []
    (heard,) = kitchen.hears("no", 1)
    assert words(heard) == ("no", "no")


def test_the_wake_phrase_may_be_said_though_it_is_not_needed(kitchen: Kitchen):
    """Habit: it is taken off, and by itself it earns a chime and more time."""
    kitchen.expects(CONFIRM)
    (heard,) = kitchen.hears(1, "hey juniper yes", 1)
    assert words(heard) == ("yes", "yes")
    kitchen.expects(replace(CONFIRM, turn=4))
    assert kitchen.hears(7, "hey juniper", 7) == [Called(goes_on=False)]


def test_after_an_answer_the_next_expectation_is_awaited(kitchen: Kitchen):
    """The word after the answer belongs to what the house says next."""
    kitchen.expects(CONFIRM)
    assert len(kitchen.hears("yes", 0.5)) == 1
    assert kitchen.hears("please", 0.4) == []


def test_speech_begun_before_the_new_expectation_is_heard_whole(kitchen: Kitchen):
    """People answer before the house has finished preparing to listen."""
    kitchen.expects(CONFIRM)
    kitchen.hears("yes", 0.5)
    kitchen.hears("my grandmother's")
    kitchen.expects(ANSWER)
    (heard,) = kitchen.hears("kitchen", 2.5)
    assert words(heard)[1] == "my grandmother's kitchen"
    assert heard.turn == ANSWER.turn


# ---- long answers


def test_a_pause_to_think_does_not_end_an_answer(kitchen: Kitchen):
    """1.8 seconds of quiet belong to the thought."""
    kitchen.expects(ANSWER)
    (heard,) = kitchen.hears(1, "the day", 1.5, "we moved in", 2.5)
    assert words(heard)[1] == "the day we moved in"


def test_four_minutes_of_talk_tick_once_and_end_with_everything_kept(kitchen: Kitchen):
    """A soft tick at 2:30, the end at 4:00, and what was said until then is saved."""
    kitchen.expects(ANSWER)
    story = " ".join(["and", "then"] * 550)
    events = kitchen.hears(1, story)
    tick, end, heard = [event for event in events if not isinstance(event, Called)]
    assert tick == LongAnswer(turn=4, ended=False)
    assert end == LongAnswer(turn=4, ended=True)
    assert 900 < len(words(heard)[1].split()) < 960


def test_a_command_that_never_ends_is_cut(kitchen: Kitchen):
    """The radio may answer instead of a person."""
    kitchen.expects(CONFIRM)
    events = kitchen.hears("and then " * 40)
    assert [type(event) for event in events] == [Heard]
