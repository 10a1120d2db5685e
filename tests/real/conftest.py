"""The virtual sound card, for children (`soundcard`) and for this process (`plugged_in`)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.real.soundcard import SoundCard, sound_card

HERE = Path(__file__).parent
TRIES_MORE = 2
"""The recogniser adds noise of its own by chance (dither), so that one and the same sentence is
heard a little differently each time; and on a busy machine sound stalls. What is truly wrong comes
again."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.flaky(reruns=TRIES_MORE))


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
