"""How long the house waits for the next word: as long as the person needs whose turn it is."""

from pathlib import Path

import pytest

from assistant.understood import grammar
from tests.assistant.household import FixedClock, Home4Two, pack


def test_an_answer_waits_as_long_as_the_person_whose_turn_it_is(tmp_path: Path) -> None:
    """Sam thinks in pauses of four seconds; Maya is not made to wait for them."""
    house = Home4Two(tmp_path, patience=(2.0, 4.0))
    house.hears("start tonight's question")
    waits = {}
    for _ in range(12):
        if house.expects.state == "ritual_answer":
            waits[house.conversation._talk.whose_turn] = house.expects.quiet_seconds
            house.hears("the day we moved in", state="ritual_answer")
        else:
            house.silence()
    assert waits == {"one": 2.0, "two": 4.0}


def test_while_nobody_knows_who_speaks_the_slower_one_is_given_time(tmp_path: Path) -> None:
    """Nobody must be cut off because the house cannot tell."""
    house = Home4Two(tmp_path, patience=(None, 3.5))
    house.hears("I want to appreciate Sam")
    assert (house.expects.state, house.expects.quiet_seconds) == ("free_text", 3.5)
    house.hears("never mind", state="free_text")
    house.hears("this is Maya")
    house.hears("I want to appreciate Sam")
    assert house.expects.quiet_seconds == 1.8


def test_requests_do_not_wait_for_anybody_s_patience(tmp_path: Path) -> None:
    """A request is no answer."""
    house = Home4Two(tmp_path, patience=(5.0, 5.0))
    house.hears("louder")
    assert house.expects.quiet_seconds == 0.6
    assert house.expects.own_words_quiet_seconds == 5.0


@pytest.mark.parametrize(
    ("answer", "closed"),
    [
        ("the day we moved in that's it", True),
        ("my grandmother's kitchen i'm done", True),
        ("the walk by the sea your turn", True),
        ("the walk by the sea over to you sam", True),
        ("the walk by the sea", False),
        ("when i was done with school", False),
        ("it was your turn to cook", False),
    ],
)
def test_an_answer_is_closed_by_the_words_that_say_so(answer: str, closed: bool) -> None:
    """ "That's it", "I'm done" and "your turn" end it; the same words inside it do not."""
    assert grammar(pack(), FixedClock(), "ritual_answer").closed(answer) is closed


def test_outside_an_answer_nothing_is_closed() -> None:
    """Somebody may thank another for taking their turn."""
    assert not grammar(pack(), FixedClock(), "command").closed("thank you sam it's your turn")
