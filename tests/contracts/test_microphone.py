"""What every microphone promises, the fake one included."""

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from audio.devices.page_microphone import PageMicrophone
from audio.devices.silent_microphone import SilentMicrophone
from audio.devices.sounddevice_microphone import SounddeviceMicrophone
from audio.devices.wav_microphone import WavMicrophone
from audio.ports import Microphone
from audio.sound import FRAME_BYTES, SILENCE
from tests.fakes import FakeMicrophone
from tests.real.tape import tone, write

Make = Callable[[], Microphone]


class HeldButton(PageMicrophone):
    """The page's microphone with its button held, and somebody talking, whenever it is open."""

    def open(self) -> None:
        super().open()
        self.begin()
        self.push(bytes(100 * FRAME_BYTES))


@pytest.fixture(params=["fake", "silent", "wav", "page", "sounddevice"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    if request.param == "sounddevice":
        request.getfixturevalue("plugged_in")
        return SounddeviceMicrophone
    sound = write(tone(440, 5), tmp_path / "sound.wav")
    return {
        "fake": lambda: FakeMicrophone([SILENCE] * 100),
        "silent": lambda: SilentMicrophone(math.inf),
        "wav": lambda: WavMicrophone(sound, math.inf),
        "page": HeldButton,
    }[request.param]


def read(microphone: Microphone, count: int) -> list[bytes]:
    """So many frames; fails the test when they do not come."""
    frames = [microphone.read(5) for _ in range(count)]
    assert None not in frames
    return [frame.pcm for frame in frames if frame]


def test_every_frame_has_the_one_length(make):
    """The activity model looks at exactly so many samples, and stops at any other number."""
    microphone = make()
    microphone.open()
    lengths = {len(pcm) for pcm in read(microphone, 20)}
    microphone.close()
    assert {FRAME_BYTES} == lengths


def test_frames_are_samples_that_can_be_computed_with(make):
    """Odd bytes or a wrong order of bytes would be noise, not silence or speech."""
    microphone = make()
    microphone.open()
    samples = np.frombuffer(b"".join(read(microphone, 5)), "<i2")
    microphone.close()
    assert np.abs(samples.astype(int)).max() <= 20_000


def test_closing_twice_does_no_harm(make):
    """Whoever cleans up after trouble cannot know how far the trouble got."""
    microphone = make()
    microphone.close()
    microphone.open()
    microphone.close()
    microphone.close()


def test_it_can_be_opened_again(make):
    """A new setting closes the room and opens it again."""
    microphone = make()
    microphone.open()
    read(microphone, 2)
    microphone.close()
    microphone.open()
    assert 2 == len(read(microphone, 2))
    microphone.close()


def test_it_has_a_name_and_counts_what_it_dropped(make):
    """Both are shown on the page."""
    microphone = make()
    microphone.open()
    read(microphone, 1)
    assert microphone.name
    assert 0 == microphone.dropped
    microphone.close()
