"""What tells speech from the rest: the fake that tests rely on, and Silero behind its shortcuts."""

import numpy as np
import pytest

from audio.devices.silero_activity import SileroActivity
from audio.devices.wav_microphone import speech_of
from audio.gate import ActivityGate, Turn
from audio.ports import Activity
from audio.sound import FRAME_BYTES, SILENCE, Frame
from audio.transcribing import frames_of
from tests.audio.hearing_fakes import FakeActivity, quiet
from tests.tree import PROJECT

SPEECH = PROJECT / "tests" / "speech"


@pytest.fixture(params=[FakeActivity, SileroActivity], ids=["fake", "silero"])
def activity(request: pytest.FixtureRequest) -> Activity:
    return request.param()


def loudened(name: str, factor: float) -> list[Frame]:
    samples = np.frombuffer(speech_of(SPEECH / name), np.int16) * factor
    return frames_of(samples.astype(np.int16).tobytes())


def noise(seconds: float, loudness: float) -> list[Frame]:
    samples = np.random.default_rng(5).normal(0, loudness, round(seconds * 16_000))
    return frames_of(samples.astype(np.int16).tobytes())


def openings(activity: Activity, frames: list[Frame]) -> int:
    gate = ActivityGate()
    turns = [gate.feed(frame, activity.likelihood(frame)) for frame in frames]
    return turns.count(Turn.STARTED)


def test_silence_is_no_speech_and_a_voice_is(activity: Activity):
    """Everything else is built on it."""
    assert openings(activity, quiet(5)) == 0
    assert openings(activity, loudened("188-am_echo.flac", 1.0)) == 1


def test_it_can_start_afresh(activity: Activity):
    """What was heard through another microphone must not colour this one."""
    for frame in loudened("001-af_bella.flac", 1.0):
        assert 0 <= activity.likelihood(frame) <= 1
    activity.reset()
    assert activity.likelihood(SILENCE) < 0.1


@pytest.mark.parametrize("name", ["188-am_echo.flac", "001-af_bella.flac", "306-bm_fable.flac"])
@pytest.mark.parametrize("factor", [1.0, 0.1, 0.03])
def test_a_soft_voice_in_a_quiet_room_is_heard(name: str, factor: float):
    """The shortcut around the network must not cost anybody their turn."""
    assert openings(SileroActivity(), quiet(2) + loudened(name, factor) + quiet(1)) >= 1


def test_a_voice_over_a_fan_that_has_run_for_long_is_heard():
    """Steady noise is background; what stands out from it is looked at."""
    fan = noise(20, 150)
    voice = loudened("001-af_bella.flac", 1.0)
    mixed = [
        Frame(
            np.clip(
                np.frombuffer(one.pcm, np.int16).astype(np.int32)
                + np.frombuffer(other.pcm, np.int16),
                -32768,
                32767,
            )
            .astype(np.int16)
            .tobytes()
        )
        for one, other in zip(voice, noise(10, 150), strict=False)
    ]
    assert openings(SileroActivity(), fan + mixed) >= 1


def test_a_fan_is_not_speech_and_soon_costs_nothing():
    """In silence and steady noise the network rests: that is what keeps the house idle."""
    activity = SileroActivity()
    asked = []
    network = activity._silero.process_samples
    activity._silero = type(
        "Counting", (), {"process_samples": lambda _, s: asked.append(1) or network(s)}
    )()
    assert openings(activity, noise(20, 150)) == 0
    asked.clear()
    assert openings(activity, noise(10, 150)) == 0
    assert len(asked) < 5


def test_every_bit_pattern_is_a_likelihood():
    """A broken cable sends anything."""
    activity = SileroActivity()
    for pcm in (b"\xff\x7f", b"\x00\x80", b"\x00\x00", b"\xff\xff"):
        assert 0 <= activity.likelihood(Frame(pcm * (FRAME_BYTES // 2))) <= 1
