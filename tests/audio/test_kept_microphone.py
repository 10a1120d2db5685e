"""A microphone that is kept open, whatever happens to its cable."""

from itertools import pairwise

from audio.kept_microphone import WAITS, KeptMicrophone
from audio.sound import SILENCE
from tests.audio.hearing_fakes import said
from tests.audio.plugs import Plug, Stillness


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_a_missing_microphone_is_told_once_and_tried_again_ever_more_seldom():
    """The house starts without one; plugging it in is enough."""
    plug, told, clock = Plug(), [], Clock()
    plug.there = False
    kept = KeptMicrophone(lambda: plug, told.append, clock, Stillness())
    tries = []
    for _ in range(40):
        before = plug.openings
        assert kept.read() == SILENCE
        if plug.openings > before:
            tries.append(clock.seconds)
        clock.seconds += 1
    gaps = [later - earlier for earlier, later in pairwise(tries)]
    assert gaps[: len(WAITS)] == list(WAITS)
    assert set(gaps[len(WAITS) :]) == {WAITS[-1]}
    assert told == ["There is no microphone. Plug one in."]
    assert kept.name == ""


def test_a_microphone_pulled_out_and_put_back_listens_on():
    """Somebody cleans behind the shelf."""
    plug, told, clock = Plug(), [], Clock()
    kept = KeptMicrophone(lambda: plug, told.append, clock, Stillness())
    plug.dropped = 3
    plug.frames.put(said("one")[1])
    assert kept.read() == said("one")[1]
    plug.there = False
    assert kept.read() == SILENCE
    assert told == ["", "The microphone was pulled out."] or told == [
        "The microphone was pulled out."
    ]
    plug.there = True
    assert kept.read() == SILENCE  # not yet: it is tried again after a second
    clock.seconds += WAITS[0]
    plug.frames.put(said("two")[1])
    assert kept.read() == said("two")[1]
    assert told[-1] == ""
    assert kept.name == "desk microphone"


def test_stop_listening_closes_the_device_itself():
    """The light of the microphone must go out, not only the attention."""
    plug = Plug()
    kept = KeptMicrophone(lambda: plug, lambda sentence: None, Clock(), Stillness())
    kept.read()
    kept.mute(True)
    plug.frames.put(said("secret")[1])
    assert kept.read() == SILENCE
    assert kept.name == ""
    kept.mute(False)
    assert kept.read() == said("secret")[1]
    assert plug.openings == 2
