"""The doctor looks at the door to the home network."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.doctor import place
from assistant.doctor.finding import Finding
from assistant.privacy import Cost, Passcode
from config import Home, Settings, changed

OPEN = changed(Settings(), {"page.network": "on"})
CHEAP = Cost(iterations=1, lanes=1, memory_kib=64)


def found(home: Home, settings: Settings) -> Finding:
    topic = "home network"
    (finding,) = [one for one in place.examine_place(home, settings) if one.topic == topic]
    return finding


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_a_shut_door_is_well(home: Home):
    """It is what most people want."""
    finding = found(home, Settings())
    assert finding.good
    assert "Only this machine" in finding.sentence


def test_a_door_without_a_passcode_is_told(home: Home):
    """It stays shut, and somebody wonders why the phone finds nothing."""
    finding = found(home, OPEN)
    assert not finding.good
    assert "no passcode" in finding.sentence


def test_an_open_door_says_where_it_is(home: Home, monkeypatch: pytest.MonkeyPatch):
    """Without a network there is nobody it could be open to."""
    Passcode(home.passcode_file, lambda: datetime.now(UTC), CHEAP).choose("tea for two")
    monkeypatch.setattr(place, "main_address", lambda: "192.168.1.5")
    assert "192.168.1.5" in found(home, OPEN).sentence
    monkeypatch.setattr(place, "main_address", lambda: "")
    assert not found(home, OPEN).good
