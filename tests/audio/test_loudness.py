"""A microphone that is set too loud or too quiet is told, and nothing else is."""

from array import array

import numpy as np
import pytest

from audio.loudness import TOO_LOUD, TOO_QUIET, InputLevel
from audio.sound import FRAME_SAMPLES, SILENCE, Frame

DRAW = np.random.default_rng(3)


def talk(loudness: float, seconds: float = 2.0) -> list[Frame]:
    """Something like speech: its loudness goes up and down; cut off at full scale."""
    count = round(seconds * 16_000 / FRAME_SAMPLES)
    found = []
    for number in range(count):
        swell = 0.3 + 0.7 * abs(np.sin(number / 4))
        samples = DRAW.normal(0, loudness * swell, FRAME_SAMPLES).clip(-1, 1) * 32767
        found.append(Frame(array("h", samples.astype(np.int16).tolist()).tobytes()))
    return found


def told(level: InputLevel, *stretches: list[Frame]) -> list[str]:
    found = []
    for frames in stretches:
        for frame in frames:
            assert level.feed(frame, talking=True) is None
        verdict = level.feed(SILENCE, talking=False)
        found += [verdict] if verdict is not None else []
    return found


@pytest.mark.parametrize(
    ("loudness", "sentence"), [(0.002, TOO_QUIET), (0.05, ""), (0.2, ""), (0.9, TOO_LOUD)]
)
def test_three_stretches_of_talk_tell_how_the_microphone_is_set(loudness: float, sentence: str):
    """Two say nothing yet."""
    level = InputLevel()
    assert told(level, talk(loudness), talk(loudness)) == []
    assert told(level, talk(loudness)) == [sentence]


def test_one_shout_is_no_verdict():
    """Somebody laughs."""
    level = InputLevel()
    assert told(level, talk(0.1), talk(0.9), talk(0.1), talk(0.9)) == []


def test_it_is_told_when_it_is_well_again():
    """Somebody has turned it down."""
    level = InputLevel()
    told(level, *[talk(0.9)] * 3)
    assert told(level, *[talk(0.1)] * 3) == [""]


def test_a_word_or_a_knock_is_too_short_to_judge():
    """A clap is as loud as can be, whatever the microphone."""
    assert told(InputLevel(), *[talk(1.0, 0.4)] * 9) == []
