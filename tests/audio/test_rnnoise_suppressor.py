"""Noise is taken away from around a voice, and the voice stays where it was."""

import sys

import numpy as np
import pytest

from audio import devices
from audio.devices.rnnoise_suppressor import RnNoiseSuppressor
from audio.sound import RATE, Frame
from audio.transcribing import frames_of
from script.benchlib.mixing import as_pcm
from script.benchlib.speaking import spoken

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="pyrnnoise has no such wheel")


def samples_of(frames: list[Frame]) -> np.ndarray:
    return np.frombuffer(b"".join(frame.pcm for frame in frames), "<i2").astype(float)


@pytest.fixture(scope="module")
def hiss() -> list[Frame]:
    noise = np.random.default_rng(0).normal(0, 0.02, 3 * RATE)
    return frames_of(as_pcm(noise))


@pytest.fixture(scope="module")
def voice() -> list[Frame]:
    return frames_of(as_pcm(0.6 * spoken("what is tonight's question please", "slt")))


def test_noise_by_itself_is_much_weaker(hiss: list[Frame]):
    quiet = RnNoiseSuppressor().quieter(hiss)
    assert len(quiet) == len(hiss)
    assert np.std(samples_of(quiet)) < 0.5 * np.std(samples_of(hiss))


def test_a_voice_stays_as_it_was_and_where_it_was(voice: list[Frame]):
    """Out of step with the rest of the sound, it would be an echo of itself."""
    before, after = samples_of(voice), samples_of(RnNoiseSuppressor().quieter(voice))
    assert len(after) == len(before)
    assert np.corrcoef(before, after)[0, 1] > 0.95


def test_what_was_heard_before_leaves_no_trace(voice: list[Frame], hiss: list[Frame]):
    suppressor = RnNoiseSuppressor()
    first = suppressor.quieter(voice)
    suppressor.quieter(hiss)
    assert suppressor.quieter(voice) == first


def test_where_it_is_not_installed_the_house_hears_without(monkeypatch: pytest.MonkeyPatch):
    assert devices.open_suppressor() is not None
    monkeypatch.setattr("audio.devices.rnnoise_suppressor.find_spec", lambda name: None)
    assert devices.open_suppressor() is None
