"""What `models list | install | use` do on the command line, as lines of text."""

from pathlib import Path

from audio.errors import ModelUnusable
from audio.model_download import Progress
from audio.model_registry import known, known_models
from audio.speech_model import COMMAND, check, find, folder_of, install, installed
from config.errors import HouseError
from config.loading import load
from config.paths import Home
from config.saving import update


def run(home: Home, action: str, name: str, progress: Progress) -> list[str]:
    """Do what `models <action> <name>` asks for and return what to print.

    Raises HouseError with a sentence when it cannot be done.
    """
    if action == "list":
        return list_models(home)
    if not name:
        raise HouseError(f"Which model? “{COMMAND} list” shows them.")
    if action == "install":
        return install_model(name, home, progress)
    return use_model(name, home)


def list_models(home: Home) -> list[str]:
    """Every known or installed model, one a line, the one in use marked with *."""
    choice = find(load(home.settings_file), home)
    there = {model.name: model.folder for model in installed(home)}
    names = [model.name for model in known_models()]
    names += [name for name in there if name not in names]
    if choice.name not in names:
        names.append(choice.name)
        there[choice.name] = choice.folder
    lines = [_line(name, there.get(name), choice.name == name) for name in names]
    return [*lines, choice.trouble or choice.reason, choice.advice]


def install_model(name: str, home: Home, progress: Progress) -> list[str]:
    """Fetch a known model; it is used from the next start on unless another was chosen.

    Raises HouseError with the reason if it cannot be had.
    """
    folder = install(name, home, progress)
    chosen = load(home.settings_file).listening.model
    lines = [f"The speech model {name} is in {folder}."]
    if chosen and folder_of(chosen, home) != folder:
        lines.append(f"The settings choose {chosen}; “{COMMAND} use {name}” changes that.")
    else:
        lines.append("It is used from the next start on.")
    return lines


def use_model(name: str, home: Home) -> list[str]:
    """Choose a model, by known name or folder, in the settings file.

    Raises ModelUnusable with the reason, and changes nothing, if it is missing, damaged,
    incomplete or static.
    """
    folder = _meant(name, home)
    model = known(name)
    if model and not folder.is_dir():
        raise ModelUnusable(f"{name} is not installed yet; “{COMMAND} install {name}” fetches it.")
    check(folder, whole=True)
    update(home.settings_file, {"listening.model": name if model else str(folder)})
    return [f"The speech model {folder.name} is used from the next start on."]


def _meant(name: str, home: Home) -> Path:
    """A folder named on the command line is meant from where one stands."""
    here = Path(name).expanduser().absolute()
    return here if known(name) is None and here.is_dir() else folder_of(name, home)


def _line(name: str, folder: Path | None, used: bool) -> str:
    model = known(name)
    about = f"{model.about} Licence: {model.licence}." if model else "Added by hand."
    where = _state(folder) if folder else "not installed"
    return f"{'*' if used else ' '} {name}  ({where})  {about}"


def _state(folder: Path) -> str:
    try:
        check(folder)
    except ModelUnusable:
        return "installed, but it cannot be used"
    return "installed"
