"""What every voice promises, the fake one included."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from audio.devices import VOICES, start_voice, voices
from audio.errors import VoiceFailed
from audio.ports import Voice
from audio.rendering import RenderedVoice
from tests.fakes import FakeVoice

LINE = "Good evening. What is one small thing that made you smile today?"


@pytest.fixture(params=["fake", "rendered", *VOICES])
def voice(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Voice]:
    made: Voice
    if request.param == "fake":
        made = FakeVoice()
    elif request.param == "rendered":
        made = RenderedVoice({"fake": FakeVoice}, tmp_path)
    else:
        made = start_voice(request.param)
    yield made
    made.close()


def test_more_words_take_longer(voice):
    """A clip that is not the whole line would be cut without anybody being told."""
    assert voice.speak(LINE, 165).seconds < voice.speak(f"{LINE} {LINE}", 165).seconds


def test_a_line_takes_about_as_long_as_its_words(voice):
    """The words a minute are a setting in words a minute: 12 words at 165 are 4.4 seconds."""
    assert 3 < voice.speak(LINE, 165).seconds < 6


def test_every_change_of_rate_is_heard(voice):
    """Slower must be slower each time; an engine that is still busy with the last line forgets."""
    for _ in range(15):
        slow, middle, fast = (voice.speak(LINE, rate).seconds for rate in (130, 165, 220))
        assert fast < middle < slow


@pytest.mark.parametrize("line", ["...", "?!", " ", "\N{GRINNING FACE}", "-", "a\x00b", "\n"])
def test_a_line_without_words_is_no_trouble(voice, line):
    """People keep such things in a journal, and the house reads them back."""
    assert voice.speak(line, 165).seconds < 3


@pytest.mark.parametrize("line", ["Niamh & Siobhán: <b>hello</b> “naïve” 22:30", "word " * 400])
def test_any_text_can_be_said(voice, line):
    """Names, marks and long entries come from people."""
    clip = voice.speak(line, 165)
    assert clip.seconds > 1
    assert 0 == len(clip.pcm) % 2


def test_it_can_be_closed_twice(voice):
    """Whoever cleans up after trouble cannot know how far the trouble got."""
    voice.close()
    voice.close()


@pytest.mark.parametrize("engine", VOICES)
def test_the_sound_is_loud_enough_and_not_cut_off_at_the_top(engine):
    """Both voices are played at the same volume setting."""
    voice = start_voice(engine)
    samples = np.frombuffer(voice.speak(LINE, 165).pcm, np.int16).astype(float) / 32768
    voice.close()
    assert 0.3 < np.abs(samples).max() < 1
    assert 0.04 < np.sqrt((samples**2).mean()) < 0.3


@pytest.mark.parametrize("engine", VOICES)
def test_a_voice_that_does_not_exist_is_refused(engine):
    """The engine itself would go on with another voice and never tell."""
    with pytest.raises(VoiceFailed, match="klingon"):
        start_voice(engine, "klingon")


@pytest.mark.parametrize("engine", VOICES)
def test_each_voice_on_offer_can_be_chosen(engine):
    """The settings page shows this list; a choice that fails would be a trap."""
    english = [offer for offer in voices(engine) if offer.language.startswith("en")]
    assert english
    for offer in english:
        chosen = start_voice(engine, offer.id)
        assert chosen.speak("Hello there.", 165).pcm
        chosen.close()
