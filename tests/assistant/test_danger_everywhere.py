"""Words of somebody in danger are answered wherever the dialogue stands, and nothing goes on."""

from collections.abc import Callable

import pytest

from assistant.events import Heard, Say
from audio.sound import Utterance
from tests.assistant.household import Home4Two
from tests.assistant.rituals.evening import answer, silent_until, start

IN_DANGER = "I want to kill myself"
PLEADING = "oh god please help I can't go on"


def cue(house: Home4Two) -> None:
    house.due("evening_check_in")
    house.tick()


def talk_window(house: Home4Two) -> None:
    start(house, "evening check in")
    answer(house, "yes")


def an_answer(house: Home4Two) -> None:
    start(house, "morning appreciation")
    silent_until(house, "first_thanks")


def a_choice(house: Home4Two) -> None:
    house.hears("we had a fight")


def a_number(house: Home4Two) -> None:
    a_choice(house)
    answer(house, "talk")


def a_time(house: Home4Two) -> None:
    start(house, "weekly meeting")
    answer(house, "yes")
    silent_until(house, "together")


def keeping(house: Home4Two) -> None:
    start(house, "weekly meeting")
    answer(house, "yes")
    silent_until(house, "wish_first")
    answer(house, "breakfast in bed")
    silent_until(house, "keep_wishes")


def paused(house: Home4Two) -> None:
    talk_window(house)
    answer(house, "pause")


def hard_moment(house: Home4Two) -> None:
    house.hears("he hit me")


def a_person(house: Home4Two) -> None:
    house.hears("turn on the evening check in")


def free_text(house: Home4Two) -> None:
    house.hears("leave a message for Maya")


def confirming(house: Home4Two) -> None:
    house.hears("thank you Sam for the tea")
    house.hears("delete today's appreciations")
    if house.expects.state == "person":
        house.hears("Maya", state="person")


def saved(house: Home4Two) -> None:
    house.hears("thank you Sam for the tea")


STATES: dict[str, Callable[[Home4Two], None]] = {
    "ritual_cue": cue,
    "ritual_window": talk_window,
    "ritual_answer": an_answer,
    "ritual_choice": a_choice,
    "ritual_number": a_number,
    "ritual_time": a_time,
    "ritual_keep": keeping,
    "paused": paused,
    "hard_moment": hard_moment,
    "person": a_person,
    "free_text": free_text,
    "confirm": confirming,
    "saved": saved,
}


@pytest.mark.parametrize("cry", [IN_DANGER, f"please help me {IN_DANGER}", PLEADING])
@pytest.mark.parametrize("state", STATES)
def test_it_is_answered_at_once_and_the_ritual_is_over(house: Home4Two, state: str, cry: str):
    """As the ears hear it there: in a talk window as a sentence, elsewhere by dictation."""
    STATES[state](house)
    assert house.expects.state == state
    before = house.kept()
    said = Utterance(cry, 1.0, weighed=True)
    heard = (said, None) if state == "ritual_window" else (None, said)
    out = house.receive(Heard(*heard, state, house.expects.turn, "microphone"))
    lines = [event for event in out if isinstance(event, Say)]
    assert "this hard" in lines[0].text
    assert lines[0].unseen
    assert house.expects.state == "hard_moment"
    assert house.conversation._talk.run is None
    assert house.kept() == before
    assert house.silence() == ""
