"""What somebody tries out at the microphone: the ears act on nothing of it, and then go on."""

from audio.heard import Called
from audio.reading_trial import Read
from audio.wake_trial import Tried
from config.settings import Listening
from tests.audio.hearing_fakes import FakeEngine
from tests.audio.test_ears import House, house, until

__all__ = ["house"]


def test_a_phrase_is_tried_while_the_house_acts_on_nothing(house: House):
    """Five times, counted on the page; then it listens as before."""
    house.ears.try_wake(Listening(wake_phrase="hello fig tree"))
    until(lambda: house.board.shown.get("tried", Tried()).phrase == "hello fig tree")
    for text in ("hello fig tree", "hey juniper stop", *["hello fig tree"] * 3):
        house.says(house.plug, text)
    until(lambda: house.board.shown["tried"].over)
    tried = house.board.shown["tried"]
    assert (tried.heard, tried.said) == (4, 5)
    assert house.events.empty()
    house.says(house.plug, "hey juniper stop")
    assert house.next_event() == Called(goes_on=True)


def test_trying_ends_when_somebody_has_had_enough(house: House):
    """And a phrase that cannot be heard is told without any trial."""
    house.ears.try_wake(Listening(wake_phrase="hello fig tree"))
    house.ears.try_wake(None)
    house.says(house.plug, "hey juniper stop")
    assert house.next_event() == Called(goes_on=True)
    assert house.board.shown["tried"] == Tried()


def test_a_sentence_is_read_aloud_while_the_house_acts_on_nothing(house: House):
    """Also one with the wake phrase in it; then it listens as before."""
    house.ears.try_reading("hey juniper stop the soup")
    until(lambda: house.board.shown.get("read", Read()).goes_on)
    house.says(house.plug, "hey juniper stop the soap")
    until(lambda: house.board.shown["read"].over)
    assert house.board.shown["read"].right == 4
    assert house.events.empty()
    house.says(house.plug, "hey juniper stop")
    assert house.next_event() == Called(goes_on=True)


def test_a_phrase_that_cannot_be_tried_is_told():
    """The word it lacks is named."""
    house = House(engine=FakeEngine(strange=["snorbert"]))
    house.ears.try_wake(Listening(wake_phrase="hey snorbert"))
    house.ears.start()
    try:
        until(lambda: "tried" in house.board.shown)
        assert "snorbert" in house.board.shown["tried"].problem
        assert house.board.shown["tried"].over
    finally:
        house.ears.stop()
