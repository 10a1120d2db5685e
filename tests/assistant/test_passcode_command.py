"""The passcode on the command line: for a house that has no screen of its own."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.privacy import Passcode, PasscodeWrong
from config.loading import load
from config.paths import VARIABLE, Home


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return Home(tmp_path)


def choose(typed: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
    return main(["passcode"])


def passcode(home: Home) -> Passcode:
    return Passcode(home.passcode_file, lambda: datetime.now(UTC))


def test_it_opens_the_page_to_other_devices_and_shuts_it_again(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """Typed once; what it says is when it counts."""
    assert choose("tea for two", monkeypatch) == 0
    assert "From the next start on" in capsys.readouterr().out
    assert load(home.settings_file).page.network
    assert passcode(home).admit("tea for two")
    assert choose("590417", monkeypatch) == 0
    assert "holds from now on" in capsys.readouterr().out
    with pytest.raises(PasscodeWrong):
        passcode(home).admit("tea for two")
    assert main(["passcode", "off"]) == 0
    assert not load(home.settings_file).page.network


def test_one_that_is_too_short_is_refused_with_a_sentence(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """And nothing is open."""
    assert choose("1234", monkeypatch) == 1
    assert "at least 6 digits" in capsys.readouterr().err
    assert not home.passcode_file.exists()
    assert not load(home.settings_file).page.network
