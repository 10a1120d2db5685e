"""The doctor looks at ready-made wake words too."""

import sys
from pathlib import Path

import pytest

from assistant.doctor.sound import _wake_phrase
from audio.errors import WakeWordMissing
from config import Home, Settings
from config.settings import Listening

READY_MADE = Settings(listening=Listening(wake_engine="hey_jarvis"))


def test_a_ready_made_word_is_examined(tmp_path: Path):
    """It needs no speech model."""
    assert "“Hey jarvis” can be heard" in _wake_phrase(Home(tmp_path), READY_MADE)


def test_one_that_is_missing_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The phrase stands in meanwhile."""
    monkeypatch.setitem(sys.modules, "pymicro_wakeword", None)
    monkeypatch.delitem(sys.modules, "audio.devices.micro_wake_word", raising=False)
    with pytest.raises(WakeWordMissing, match="pip install pymicro-wakeword"):
        _wake_phrase(Home(tmp_path), READY_MADE)
