"""What every speaker promises, the fake one included."""

import threading
from collections.abc import Callable

import pytest

from audio.devices.sounddevice_speaker import SounddeviceSpeaker
from audio.ports import Speaker
from audio.sound import Clip
from tests.fakes import FakeSpeaker
from tests.real.tape import tone


@pytest.fixture(params=["fake", "sounddevice"])
def speaker(request: pytest.FixtureRequest) -> Speaker:
    if request.param == "sounddevice":
        request.getfixturevalue("plugged_in")
        return SounddeviceSpeaker()
    return FakeSpeaker(speed=1.0)


def until_played(play: Callable[[], bool], begun: float, then: Callable[[], None]) -> bool:
    """What `play` returns when `then` is called on another thread in the middle of it."""
    timer = threading.Timer(begun, then)
    timer.start()
    heard = play()
    timer.join()
    return heard


def test_a_clip_is_heard_out(speaker):
    """A ritual's answer time begins when its question has been heard."""
    assert speaker.play(tone(440, 0.2), 50) is True
    speaker.close()


def test_stop_from_another_thread_cuts_the_clip(speaker):
    """Somebody said "stop": the ears say so while the mouth waits for the clip to end."""
    assert until_played(lambda: speaker.play(tone(440, 30), 50), 0.3, speaker.stop) is False
    speaker.close()


def test_stop_while_nothing_plays_does_not_cut_the_next_clip(speaker):
    """A late "stop" must not swallow the answer that follows it."""
    speaker.stop()
    assert speaker.play(tone(440, 0.1), 50) is True
    speaker.close()


def test_after_a_cut_the_next_clip_is_heard_out(speaker):
    """Being interrupted once is no reason to stay silent."""
    until_played(lambda: speaker.play(tone(440, 30), 50), 0.2, speaker.stop)
    assert speaker.play(tone(440, 0.1), 50) is True
    speaker.close()


def test_clips_of_any_rate_follow_each_other(speaker):
    """Each voice has a rate of its own, and so have the chimes."""
    assert [True] * 3 == [speaker.play(tone(440, 0.1, r), 50) for r in (16_000, 24_000, 22_050)]
    speaker.close()


def test_nothing_is_soon_said(speaker):
    """A line without a word makes an empty clip, which must not wait for a device."""
    assert speaker.play(Clip(b""), 50) is True
    speaker.close()


def test_volume_nought_is_silence_that_takes_its_time(speaker):
    """Turned down, a ritual goes on at its own pace."""
    assert speaker.play(tone(440, 0.1), 0) is True
    speaker.close()


def test_closing_twice_does_no_harm(speaker):
    """Whoever cleans up after trouble cannot know how far the trouble got."""
    speaker.close()
    speaker.close()
