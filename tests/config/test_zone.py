"""Which time zone the household lives in."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from config import Settings, changed, household_zone
from config.zone import machine_zone


def machine(folder: Path, link: str = "", name: str = "") -> Path:
    (folder / "etc").mkdir()
    if link:
        (folder / "etc/localtime").symlink_to(link)
    if name:
        (folder / "etc/timezone").write_text(f"{name}\n")
    return folder


def test_the_chosen_zone_comes_first():
    """A kitchen speaker may be set up on a machine that was never told where it is."""
    settings = changed(Settings(), {"household.time_zone": "Asia/Tokyo"})
    assert ZoneInfo("Asia/Tokyo") == household_zone(settings)


@pytest.mark.parametrize("value", ["Europe/Berlin", ":/usr/share/zoneinfo/Europe/Berlin"])
def test_the_variable_is_asked_before_the_machine(tmp_path: Path, value: str):
    """As the system's own clock does."""
    root = machine(tmp_path, name="Asia/Tokyo")
    assert "Europe/Berlin" == machine_zone({"TZ": value}, root)


def test_the_link_of_the_system_tells_the_zone(tmp_path: Path):
    """Both Linux and macOS link it into a folder called zoneinfo."""
    root = machine(tmp_path, link="/var/db/timezone/zoneinfo/America/New_York")
    assert "America/New_York" == machine_zone({}, root)


def test_without_a_link_the_written_name_tells_it(tmp_path: Path):
    """Debian keeps both; an image builder often only the file."""
    assert "Europe/Paris" == machine_zone({}, machine(tmp_path, name="Europe/Paris"))


@pytest.mark.parametrize("value", ["", "CET-1CEST,M3.5.0,M10.5.0/3", "Nowhere/At_All", "../etc"])
def test_a_machine_that_does_not_know_says_nothing(tmp_path: Path, value: str):
    """Rather no answer than a wrong one."""
    root = machine(tmp_path, link="/etc/somewhere", name="Not a zone")
    assert "" == machine_zone({"TZ": value}, root)


def test_the_last_resort_is_universal_time(monkeypatch: pytest.MonkeyPatch):
    """The timetable must have a zone."""
    monkeypatch.setattr("config.zone.machine_zone", lambda: "")
    assert ZoneInfo("UTC") == household_zone(Settings())
