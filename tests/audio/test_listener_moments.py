"""The listener at particular moments: talk windows, while the house speaks, the talk button."""

from dataclasses import replace

import pytest

from audio.heard import Called, GaveUp, Mode
from audio.sound import Expectation
from tests.audio.hearing_fakes import quiet, said
from tests.audio.kitchen import ANSWER, CONFIRM, WINDOW, Kitchen, words


@pytest.fixture
def kitchen() -> Kitchen:
    return Kitchen()


# ---- talk windows


def test_in_a_talk_window_only_a_control_word_by_itself_is_heard(kitchen: Kitchen):
    """They talk to each other; nothing of it is written down."""
    kitchen.expects(WINDOW)
    assert kitchen.hears("how was your day then", 1, "stop it you", 1) == []
    (heard,) = kitchen.hears("next", 1)
    assert words(heard) == ("next", None)


def test_talking_does_not_stop_the_clock_of_a_talk_window(kitchen: Kitchen):
    """Three minutes are three minutes, however lively."""
    kitchen.expects(WINDOW)
    assert kitchen.hears("we talk and talk " * 170) == []
    assert kitchen.hears("we talk and talk " * 12) == [GaveUp(turn=5)]


# ---- while the house speaks


def test_only_a_stop_word_cuts_the_house_short(kitchen: Kitchen):
    """Other talk does not cut a prompt."""
    kitchen.expects(CONFIRM)
    kitchen.floor.line, kitchen.floor.speaking = "What made you laugh today?", True
    assert kitchen.hears("that is a nice question", 1) == []
    (heard,) = kitchen.hears("stop", 0.5)
    assert words(heard) == ("stop", None)
    assert heard.state == "speaking"


def test_the_house_s_own_words_do_not_stop_it(kitchen: Kitchen):
    """The microphone hears the speaker: “Say stop to stop.”"""
    kitchen.floor.line, kitchen.floor.speaking = "You can say “Stop,” or go on.", True
    assert kitchen.hears("you can say stop or go on", 1, "stop", 1) == []


def test_a_stop_in_the_midst_of_the_house_s_own_line_is_heard(kitchen: Kitchen):
    """Without headphones the microphone hears both at once, one after the other."""
    kitchen.floor.line, kitchen.floor.speaking = "What made you laugh today?", True
    (heard,) = kitchen.hears("what made you stop", 0.5)
    assert words(heard) == ("stop", None)


def test_one_stop_is_told_once(kitchen: Kitchen):
    """Until the voice has been cut, the same word is still in the air."""
    kitchen.floor.speaking = True
    assert len(kitchen.hears("stop", 0.2, "stop", 1, "stop", 1)) == 1


def test_the_echo_after_the_last_word_is_let_pass(kitchen: Kitchen):
    """For 0.3 seconds the room still speaks with the house's voice."""
    kitchen.expects(CONFIRM)
    kitchen.floor.speaking = True
    kitchen.hears("did you mean nine", 0.0)
    kitchen.floor.speaking = False
    assert kitchen.hears(said("yes")[:9], 1) == []
    (heard,) = kitchen.hears("no", 1)
    assert words(heard) == ("no", "no")


def test_the_house_cannot_call_itself(kitchen: Kitchen):
    """It says its own phrase when it explains itself."""
    kitchen.floor.line, kitchen.floor.speaking = "Say hey juniper.", True
    assert kitchen.hears("say hey juniper") == []
    kitchen.floor.speaking = False
    assert kitchen.hears(3) == []


def test_what_was_being_said_when_the_house_begins_to_speak_is_not_lost(kitchen: Kitchen):
    """A cue may come in the middle of a sentence."""
    kitchen.expects(ANSWER)
    kitchen.hears("the day we moved in")
    kitchen.floor.speaking = True
    (heard,) = kitchen.hears(0.1)
    assert words(heard)[1] == "the day we moved in"


# ---- the page's talk button


def test_the_talk_button_needs_no_phrase_and_ends_when_it_is_let_go(kitchen: Kitchen):
    """A thumb says more clearly than any silence when somebody has finished."""
    listener = kitchen.listener
    assert listener.press() == [Called(goes_on=True, by_hand=True)]
    for frame in [*said("what's tonight's"), *quiet(3), *said("question")]:
        assert listener.feed(frame, "page") == []
    (heard,) = listener.release()
    assert words(heard)[1] == "what's tonight's question"
    assert (heard.state, heard.source) == ("command", "page")


def test_the_talk_button_works_in_the_state_the_dialogue_is_in(kitchen: Kitchen):
    """It answers the question that was asked."""
    kitchen.expects(CONFIRM)
    kitchen.hears(1)
    kitchen.listener.press()
    for frame in said("yes"):
        kitchen.listener.feed(frame, "page")
    (heard,) = kitchen.listener.release()
    assert (words(heard)[0], heard.state, heard.turn) == ("yes", "confirm", 3)


def test_the_room_is_not_heard_while_the_button_is_held(kitchen: Kitchen):
    """Two microphones at once would make one sentence of two."""
    kitchen.listener.press()
    kitchen.hears("the radio talks")
    for frame in said("stop"):
        kitchen.listener.feed(frame, "page")
    (heard,) = kitchen.listener.release()
    assert words(heard) == ("stop", "stop")


def test_a_button_pressed_in_silence_is_given_up(kitchen: Kitchen):
    """The page must not wait for ever for an answer."""
    kitchen.expects(Expectation(turn=2))
    kitchen.listener.press()
    assert kitchen.listener.release() == [GaveUp(turn=2)]
    assert kitchen.listener.release() == []


def test_captions_show_what_is_being_heard_and_nothing_of_the_room(kitchen: Kitchen):
    """Live captions help those who hear badly, and betray nobody."""
    kitchen.hears("something private")
    assert kitchen.listener.partial == ""
    kitchen.hears(1, "hey juniper what's tonight's", 0.3)
    assert kitchen.listener.mode is Mode.HEARING
    assert kitchen.listener.partial == "what's tonight's"


def test_words_of_one_s_own_are_given_time(kitchen: Kitchen):
    """A pause for breath in a thank-you is longer than one in a request."""
    kitchen.hears("hey juniper", 1)
    assert kitchen.hears("thank you sam for", 1.4) == []
    (heard,) = kitchen.hears("making dinner", 2.2)
    assert words(heard)[1] == "thank you sam for making dinner"


def test_words_of_one_s_own_may_last_longer_than_a_request(kitchen: Kitchen):
    """Somebody who thanks at length is not cut after fifteen seconds."""
    kitchen.hears("hey juniper", 1)
    assert kitchen.hears("thank you sam for " + "and everything " * 30) == []
    assert len(kitchen.hears(2.2)) == 1


def test_a_call_just_after_a_turn_was_left_is_heard(kitchen: Kitchen):
    """One call is one call, but the time between two calls passes in every mode."""
    kitchen.expects(Expectation(turn=1))
    kitchen.hears("hey juniper what's tonight's question", 1)
    kitchen.expects(Expectation("saved", turn=2, start_seconds=5.0))
    assert kitchen.hears(5.1)[-1] == GaveUp(turn=2)
    kitchen.expects(Expectation(turn=3))
    assert kitchen.hears("hey juniper", 1) == [Called(goes_on=False)]


def test_who_begins_to_speak_as_the_time_runs_out_keeps_the_first_syllable(kitchen: Kitchen):
    """The gate needs a tenth of a second before it is sure."""
    kitchen.expects(Expectation("confirm", turn=2, start_seconds=5.0))
    frames = said("hey juniper")
    heard = kitchen.hears(5.0 - 0.064, frames[:3])
    assert heard == [GaveUp(turn=2)]
    kitchen.expects(Expectation(turn=3))
    assert kitchen.hears(frames[3:], 1) == [Called(goes_on=False)]


# ---- how long an answer may pause


def test_an_answer_that_says_it_is_over_ends_at_once(kitchen: Kitchen):
    """ "… your turn": whoever was given five seconds to think need not wait for them."""
    kitchen.expects(replace(ANSWER, quiet_seconds=5.0))
    (heard,) = kitchen.hears(1, "the day we moved in your turn", 0.7)
    assert words(heard)[1] == "the day we moved in your turn"


def test_a_closing_word_in_the_midst_of_an_answer_does_not_end_it(kitchen: Kitchen):
    """ "It was your turn to cook" goes on after a breath."""
    kitchen.expects(replace(ANSWER, quiet_seconds=5.0))
    assert kitchen.hears(1, "that night it was your turn", 0.4, "to cook", 4) == []
    (heard,) = kitchen.hears("and you sang", 5.5)
    assert words(heard)[1] == "that night it was your turn to cook and you sang"


@pytest.mark.parametrize("patience", [1.5, 3.0, 5.0])
def test_an_answer_may_pause_as_long_as_the_person_s_patience(kitchen: Kitchen, patience: float):
    """Some people need five seconds for the next word."""
    kitchen.expects(replace(ANSWER, quiet_seconds=patience))
    assert kitchen.hears(1, "the day", patience - 0.3, "we moved in", patience - 0.3) == []
    (heard,) = kitchen.hears(0.6)
    assert words(heard)[1] == "the day we moved in"
