"""A ritual's steps and lines, as the couple would rather have them."""

import pytest

from tests.assistant.dashboard.asking import SCRIPT
from tests.assistant.dashboard.conftest import Tab, text_of
from tests.assistant.dashboard.fake_door import RITUALS, FakeDoor

NAME = "tonights_question"


@pytest.mark.parametrize("name", RITUALS)
def test_every_ritual_shows_its_steps_and_lines(tab: Tab, door: FakeDoor, name: str):
    """All of them can be read before anybody hears them."""
    shown = text_of(tab.get(f"/ritual-words/{name}"))
    for line in door.own_words.lines(RITUALS[name]):
        assert " ".join(line.ours.full[0].split()) in shown


def test_a_line_is_said_in_the_couples_words_and_the_houses_again(tab: Tab, door: FakeDoor):
    """Empty means the house's own."""
    address = f"/ritual-words/{NAME}/lines/{NAME}.ready.say"
    answer = tab.post(address, {"variants": "Shall we?\nNow, you two?"}, **SCRIPT)
    assert answer.status_code == 200
    ritual = door.own_words.applied(RITUALS[NAME])
    assert ritual.step("ready").say.full == ("Shall we?", "Now, you two?")
    tab.post(address, {"variants": " \n"}, **SCRIPT)
    assert door.own_words.applied(RITUALS[NAME]) == RITUALS[NAME]


def test_a_line_that_cannot_be_said_comes_back_with_its_words(tab: Tab, door: FakeDoor):
    """The house's own rules hold: too long for one breath."""
    long = "Well " + "really " * 40 + "now."
    answer = tab.post(f"/ritual-words/{NAME}/lines/{NAME}.ready.say", {"variants": long}, **SCRIPT)
    assert answer.status_code == 422
    assert "really really" in text_of(answer)
    assert 'class="problem"' in answer.get_data(as_text=True)
    assert door.own_words.applied(RITUALS[NAME]) == RITUALS[NAME]


OPTIONAL = [
    (name, step.name) for name, ritual in RITUALS.items() for step in ritual.steps if step.optional
]


@pytest.mark.parametrize(("name", "step"), OPTIONAL)
def test_an_optional_step_is_left_out_and_taken_in(tab: Tab, door: FakeDoor, name: str, step: str):
    """One button each way."""

    def on() -> bool:
        return next(one.on for one in door.own_words.steps(RITUALS[name]) if one.name == step)

    tab.post(f"/ritual-words/{name}/steps/{step}", **SCRIPT)
    assert not on()
    tab.post(f"/ritual-words/{name}/steps/{step}", {"on": "yes"}, **SCRIPT)
    assert on()


def test_what_is_not_there_is_not_there(tab: Tab):
    """An old tab."""
    assert tab.get("/ritual-words/breakfast").status_code == 404
    assert (
        tab.post(f"/ritual-words/{NAME}/lines/nothing.at.all", {"variants": "x"}).status_code == 404
    )
    assert tab.post(f"/ritual-words/{NAME}/steps/ready").status_code == 409
