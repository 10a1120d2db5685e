"""The gate: a string of loud (#) and quiet (.) in, the moments of opening and closing out."""

import pytest

from audio.gate import ActivityGate, Turn
from audio.sound import FRAME_BYTES, Frame


def feed(gate: ActivityGate, sound: str, likely: float = 0.9) -> list[tuple[int, Turn]]:
    """What happened, and at which frame."""
    happened = []
    for at, loud in enumerate(sound):
        frame = Frame(bytes([at % 256]) * FRAME_BYTES)
        turn = gate.feed(frame, likely if loud == "#" else 0.02)
        if turn is not None:
            happened.append((at, turn))
    return happened


def gate(**changes: float) -> ActivityGate:
    return ActivityGate(**({"opens_after": 0.128, "closes_after": 0.32, "keeps": 0.5} | changes))


def test_a_short_knock_does_not_count_as_talking():
    """A door, a cough or a dropped spoon is over before the gate opens."""
    assert feed(gate(), "..#....##....#.....###......") == []


def test_a_short_word_gets_through():
    """ "Yes" and "stop" last a quarter of a second, and must not be taken for a knock."""
    assert feed(gate(), "....########") == [(7, Turn.STARTED)]


def test_a_soft_consonant_inside_a_short_word_does_not_hide_it():
    """The closure of the t in "stop" is a frame of silence in the middle of a word."""
    assert feed(gate(), "...##.####") == [(8, Turn.STARTED)]


def test_a_pause_for_breath_does_not_end_the_sentence():
    """People breathe; only as much quiet as was agreed closes the gate."""
    assert feed(gate(), "####" + "." * 9 + "####" + "." * 10) == [
        (3, Turn.STARTED),
        (26, Turn.STOPPED),
    ]


def test_a_voice_may_sink_before_it_counts_as_quiet():
    """Sentences end softer than they begin."""
    fading = gate()
    feed(fading, "####")
    assert feed(fading, "#" * 30, likely=0.4) == []
    assert fading.is_open


def test_what_is_unlikely_to_be_speech_never_opens_it():
    """A kettle is loud for minutes."""
    assert feed(gate(), "#" * 500, likely=0.4) == []


def test_the_first_syllable_is_kept():
    """The gate is sure only after a while; by then the first syllable has been said."""
    held = gate()
    feed(held, "." * 40 + "####")
    frames = held.take_preroll()
    assert len(frames) == 16
    assert frames[-1].pcm[0] == 43
    assert frames[0].pcm[0] == 28


def test_the_preroll_is_given_once():
    """Heard twice, the first word would be said twice."""
    held = gate()
    feed(held, "....####")
    held.take_preroll()
    assert held.take_preroll() == []


def test_shutting_forgets_what_was_said():
    """After the house has spoken, its echo must not be in anybody's first word."""
    held = gate()
    feed(held, "....######")
    held.shut()
    assert not held.is_open
    assert held.take_preroll() == []
    assert feed(held, "###") == []


@pytest.mark.parametrize("agreed", [0.32, 0.64, 1.8])
def test_the_quiet_that_ends_a_turn_can_be_changed_while_it_is_open(agreed: float):
    """A command ends sooner than a thought."""
    held = gate()
    feed(held, "####")
    held.closes_after = agreed
    frames = round(agreed / 0.032)
    closed = feed(held, "." * (frames + 2))
    assert [turn for _, turn in closed] == [Turn.STOPPED]
    assert abs(closed[0][0] - frames) <= 1
