"""The virtual sound card, for children (`soundcard`) and for this process (`plugged_in`)."""

from collections.abc import Iterator

import pytest

from tests.real.soundcard import SoundCard, sound_card


@pytest.fixture
def soundcard() -> Iterator[SoundCard]:
    """A running sound card of this test's own; children get it with `environment()`."""
    if tool := SoundCard.missing():
        pytest.skip(f"{tool} is not installed (Debian: pulseaudio, pulseaudio-utils)")
    with sound_card() as card:
        yield card


@pytest.fixture
def plugged_in(soundcard: SoundCard, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundCard]:
    """The sound card as this process's own, and gone again for the next test."""
    from audio.devices import portaudio

    with monkeypatch.context() as patch:
        for name, value in soundcard.environment().items():
            patch.setenv(name, value)
        portaudio.renew()
        yield soundcard
    assert portaudio.renew(), "A test has left a stream open."
