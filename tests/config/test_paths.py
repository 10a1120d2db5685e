"""Where everything that belongs to one household is kept."""

from pathlib import Path

import pytest

from config import HouseError, home


def test_one_variable_moves_the_whole_household(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Tests and second households need a place of their own."""
    monkeypatch.setenv("HEARTHSIDE_HOME", str(tmp_path / "ours"))
    place = home()
    assert tmp_path / "ours" == place.folder
    for path in (place.settings_file, place.journal_file, place.log_file, place.lock_file):
        assert tmp_path / "ours" == path.parent
    assert place.models.is_dir()
    assert place.speech.is_dir()


def test_without_it_the_platforms_own_place_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """An empty variable is as good as none."""
    monkeypatch.setenv("HEARTHSIDE_HOME", " ")
    monkeypatch.setattr("config.paths.user_data_path", lambda name, appauthor: tmp_path / name)
    assert tmp_path / "hearthside" == home().folder


def test_nobody_else_can_look_into_a_new_household(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What two people say to each other is theirs."""
    monkeypatch.setenv("HEARTHSIDE_HOME", str(tmp_path / "ours"))
    place = home()
    for folder in (place.folder, place.models, place.speech):
        assert 0o700 == folder.stat().st_mode & 0o777


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """With what to do about it."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("HEARTHSIDE_HOME", str(tmp_path / "file" / "ours"))
    with pytest.raises(HouseError, match=r"Nothing can be written to .*HEARTHSIDE_HOME"):
        home()
