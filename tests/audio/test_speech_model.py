"""Which speech model is used, and the commands that change it."""

from pathlib import Path

import pytest

from audio.errors import ModelUnusable
from audio.model_commands import install_model, list_models, run, use_model
from audio.model_registry import OFFICIAL, STARTER
from audio.model_thresholds import UNKNOWN_MODEL, thresholds_for
from audio.speech_model import find, installed, known_models
from config import Home, HouseError, Settings, changed, load
from tests.audio.model_site import PARTS, write_model


@pytest.fixture
def home(tmp_path: Path) -> Home:
    place = Home(tmp_path / "home")
    place.models.mkdir(parents=True)
    return place


def choosing(model: str) -> Settings:
    return changed(Settings(), {"listening.model": model})


def test_the_official_model_is_known_as_its_authors_publish_it():
    """The address and sum that are asked of the world."""
    assert OFFICIAL in known_models()
    assert OFFICIAL.address.startswith("https://alphacephei.com/vosk/models/")
    assert 41_205_931 == OFFICIAL.size
    assert 64 == len(OFFICIAL.sha256)


def test_without_any_other_model_the_starter_is_used(home: Home):
    """The house hears on its first day, without internet, and says how to hear better."""
    choice = find(Settings(), home)
    assert (STARTER.name, STARTER.shipped) == (choice.name, choice.folder)
    assert f"models install {OFFICIAL.name}" in choice.advice
    assert "" == choice.trouble


def test_the_official_model_is_preferred_once_it_is_here(home: Home):
    """It was trained on far more speech."""
    folder = write_model(home.models / OFFICIAL.name)
    choice = find(Settings(), home)
    assert (OFFICIAL.name, folder, "") == (choice.name, choice.folder, choice.trouble)


def test_a_choice_in_the_settings_is_kept(home: Home):
    """Even when a better one is there."""
    write_model(home.models / OFFICIAL.name)
    assert STARTER.name == find(choosing("en-starter"), home).name


@pytest.mark.parametrize("how", ["whole path", "name in the models' folder", "from the home"])
def test_any_folder_may_be_chosen(home: Home, how: str):
    """Vosk has models for many tongues and rooms."""
    folder = write_model(home.models / "mine")
    named = {
        "whole path": str(folder),
        "name in the models' folder": "mine",
        "from the home": "models/mine",
    }[how]
    choice = find(choosing(named), home)
    assert ("mine", folder) == (choice.name, choice.folder)


def test_a_damaged_choice_is_told_and_the_starter_stands_in(home: Home):
    """A deaf house could not even be asked what is wrong."""
    parts = dict(PARTS)
    parts["graph/HCLG.fst"] = parts.pop("graph/HCLr.fst")
    choice = find(choosing(str(write_model(home.models / "big", parts))), home)
    assert STARTER.name == choice.name
    assert "static" in choice.trouble
    assert "The starter model is used meanwhile." in choice.trouble


@pytest.mark.parametrize("chosen", ["", OFFICIAL.name])
def test_a_damaged_official_model_is_told_with_the_command_that_mends_it(home: Home, chosen: str):
    """Whether it was chosen or only preferred."""
    write_model(home.models / OFFICIAL.name)
    (home.models / OFFICIAL.name / "am/final.mdl").unlink()
    choice = find(choosing(chosen), home)
    assert STARTER.name == choice.name
    assert "incomplete: am/final.mdl is missing" in choice.trouble
    assert f"models install {OFFICIAL.name}” fetches it anew" in choice.trouble


def test_a_choice_that_has_gone_is_told(home: Home):
    """A stick was pulled out."""
    assert "the folder is missing" in find(choosing("/media/stick/model"), home).trouble


def test_what_is_installed_is_what_was_fetched_and_what_comes_along(home: Home):
    """A half-finished folder is no model."""
    write_model(home.models / "mine")
    (home.models / ".unpacking-x").mkdir()
    assert ["mine", STARTER.name] == [model.name for model in installed(home)]


def test_a_model_without_measurements_gets_careful_numbers():
    """Its name alone decides."""
    assert UNKNOWN_MODEL == thresholds_for("vosk-model-nobody-knows")
    for model in known_models():
        numbers = thresholds_for(model.name)
        assert 0 < numbers.wake_confidence < 1


def test_the_list_shows_each_model_and_marks_the_one_in_use(home: Home):
    """And ends with what one might do."""
    write_model(home.models / "mine")
    lines = list_models(home)
    assert lines[0].startswith(f"  {OFFICIAL.name}  (not installed)")
    assert lines[1].startswith(f"* {STARTER.name}  (installed)")
    assert lines[2].startswith("  mine  (installed)")
    assert "models install" in lines[-1]


def test_the_list_shows_a_chosen_folder_from_elsewhere(home: Home, tmp_path: Path):
    """It is in use, so it must be there."""
    use_model(str(write_model(tmp_path / "elsewhere")), home)
    assert any(line.startswith("* elsewhere  (installed)") for line in list_models(home))


def test_the_list_tells_a_model_that_cannot_be_used(home: Home):
    """Rather here than at the next start."""
    write_model(home.models / "mine")
    (home.models / "mine/am/final.mdl").unlink()
    assert "  mine  (installed, but it cannot be used)  Added by hand." in list_models(home)


def test_using_a_model_writes_it_into_the_settings(home: Home):
    """So that the next start finds it."""
    folder = write_model(home.models / "mine")
    assert "mine is used from the next start on" in use_model(str(folder), home)[0]
    assert str(folder) == load(home.settings_file).listening.model
    use_model(STARTER.name, home)
    assert STARTER.name == find(load(home.settings_file), home).name


def test_a_folder_is_meant_from_where_one_stands(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """As everywhere on a command line; the settings keep the whole path."""
    write_model(tmp_path / "here" / "mine")
    monkeypatch.chdir(tmp_path / "here")
    use_model("mine", home)
    assert str(tmp_path / "here" / "mine") == load(home.settings_file).listening.model


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (OFFICIAL.name, f"models install {OFFICIAL.name}” fetches it"),
        ("/nowhere/model", "the folder is missing"),
    ],
)
def test_a_model_that_is_not_there_is_refused_and_nothing_changes(home: Home, name: str, told: str):
    """The settings never point at nothing."""
    with pytest.raises(ModelUnusable, match=told):
        use_model(name, home)
    assert not home.settings_file.exists()


def test_installing_tells_when_another_model_stays_in_use(home: Home):
    """An installed model that is not used would puzzle."""
    use_model(str(write_model(home.models / "mine")), home)
    lines = install_model(STARTER.name, home, lambda *_: None)
    assert f"models use {STARTER.name}” changes that" in lines[-1]


def test_installing_an_unknown_name_is_refused(home: Home):
    """With the names there are."""
    with pytest.raises(HouseError, match=r"There is no speech model called “big”"):
        install_model("big", home, lambda *_: None)


def test_the_command_line_reaches_each_of_them(home: Home):
    """list, install NAME, use NAME-OR-FOLDER."""

    def said(action: str, name: str = "") -> list[str]:
        return run(home, action, name, lambda *_: None)

    assert said("install", STARTER.name)[0].startswith(f"The speech model {STARTER.name} is in")
    assert [f"The speech model {STARTER.name} is used from the next start on."] == said(
        "use", STARTER.name
    )
    assert any("was chosen in the settings" in line for line in said("list"))


@pytest.mark.parametrize("action", ["install", "use"])
def test_a_command_without_a_name_asks_for_one(home: Home, action: str):
    """Rather than doing something to some model."""
    with pytest.raises(HouseError, match="Which model"):
        run(home, action, "", lambda *_: None)
