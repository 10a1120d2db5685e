"""Which speech model is used, where it is, and how it gets here."""

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from audio.errors import ModelUnusable
from audio.model_check import check
from audio.model_download import DownloadFailed, Patience, Progress, fetch
from audio.model_registry import OFFICIAL, STARTER, KnownModel, known, known_models
from audio.model_unpack import sweep, unpack
from config.errors import HouseError
from config.loading import load
from config.paths import Home
from config.settings import Settings

__all__ = [
    "DownloadFailed",
    "InstalledModel",
    "KnownModel",
    "ModelChoice",
    "Patience",
    "check",
    "find",
    "first_start",
    "folder_of",
    "install",
    "installed",
    "known_models",
]

COMMAND = "python -m assistant models"
_ATTEMPTS = "attempts.json"


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model that is on this machine."""

    name: str
    folder: Path


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """The speech model to load."""

    name: str
    """For the thresholds and the page."""

    folder: Path
    reason: str
    """Why this one, as a sentence."""

    advice: str
    """Which command changes it, and why one might."""

    trouble: str = ""
    """Why the one that was chosen could not be used, as a sentence; "" if all is well."""


def installed(home: Home) -> list[InstalledModel]:
    """The models on this machine: those that were fetched, and the one that comes along."""
    fetched = sorted(path for path in home.models.glob("*") if (path / "graph").is_dir())
    models = [InstalledModel(path.name, path) for path in fetched]
    shipped = [InstalledModel(m.name, m.shipped) for m in known_models() if m.shipped]
    return models + shipped


def folder_of(name: str, home: Home) -> Path:
    """Where the model that a setting or command means is or would be: a known name, or a folder.

    A folder without a leading slash is looked for in the house's models, then in its home.
    """
    model = known(name)
    if model:
        return model.shipped or home.models / name
    path = Path(name).expanduser()
    if not path.is_absolute() and (home.models / path).is_dir():
        return home.models / path
    return path if path.is_absolute() else home.folder / path


def find(settings: Settings, home: Home) -> ModelChoice:
    """The model to load: the chosen one; without a choice the official one, else the starter.

    When it cannot be used, the starter stands in and `trouble` says why. Raises ModelUnusable
    only if nothing is left to hear with.
    """
    wanted = settings.listening.model
    trouble = ""
    if wanted or (home.models / OFFICIAL.name).is_dir():
        name = wanted or OFFICIAL.name
        try:
            return _chosen(name, folder_of(name, home), by_hand=bool(wanted))
        except ModelUnusable as error:
            trouble = f"{_remedied(name, error)} The starter model is used meanwhile."
    return replace(_starter(), trouble=trouble)


def install(
    name: str,
    home: Home,
    progress: Progress,
    *,
    patience: Patience | None = None,
    models: Sequence[KnownModel] | None = None,
) -> Path:
    """Fetch, check and unpack a known model, and return its folder.

    Raises DownloadFailed or ModelUnusable with the reason, HouseError when the disk is full;
    a model that was there stays as it was.
    """
    choices = models or known_models()
    model = next((each for each in choices if each.name == name), None)
    if model is None:
        names = ", ".join(each.name for each in choices)
        raise HouseError(f"There is no speech model called “{name}”. There are: {names}.")
    if model.shipped:
        return model.shipped
    try:
        folder = _install(model, home, progress, patience)
    except HouseError as error:
        _remember(home, name, str(error))
        raise
    _remember(home, name, "")
    return folder


def first_start(
    home: Home,
    progress: Progress,
    *,
    settings: Settings | None = None,
    patience: Patience | None = None,
    models: Sequence[KnownModel] | None = None,
) -> str:
    """Fetch the official model if this house never tried to; tell how that went.

    Tries once: after a failure only `models install` tries again. Returns "" when there was
    nothing to do, which includes settings that name a model or forbid the fetching. Without
    `settings`, those on file are meant; raises ConfigError if they have mistakes.
    """
    model = next(iter(models or known_models()))
    listening = (settings or load(home.settings_file)).listening
    tried = model.name in _attempts(home)
    if listening.model or not listening.fetch_model or tried:
        return ""
    if (home.models / model.name).is_dir():
        return ""
    try:
        install(model.name, home, progress, patience=patience, models=models)
    except HouseError as error:
        return (
            f"The better speech model was not fetched. {error} "
            f"The starter model is used; “{COMMAND} install {model.name}” tries again."
        )
    return f"The speech model {model.name} is here."


def _chosen(name: str, folder: Path, by_hand: bool) -> ModelChoice:
    check(folder)
    if known(name) is STARTER:
        return _starter("The starter model was chosen in the settings.")
    reason = (
        f"The speech model {folder.name} was chosen in the settings."
        if by_hand
        else f"The official speech model {folder.name} is installed."
    )
    return ModelChoice(folder.name, folder, reason, f"“{COMMAND} use NAME” chooses another model.")


def _starter(reason: str = "The starter model is used: no other is installed.") -> ModelChoice:
    folder = STARTER.shipped or Path()
    check(folder)
    advice = f"“{COMMAND} install {OFFICIAL.name}” fetches the official model, which hears better."
    return ModelChoice(STARTER.name, folder, reason, advice)


def _remedied(name: str, error: ModelUnusable) -> str:
    model = known(name)
    if model and not model.shipped:
        return f"{error} “{COMMAND} install {name}” fetches it anew."
    return f"{error} “{COMMAND} use NAME-OR-FOLDER” chooses another."


def _install(model: KnownModel, home: Home, progress: Progress, patience: Patience | None) -> Path:
    target = home.models / model.name
    archive = home.models / f".{model.name}.{os.getpid()}.zip"
    try:
        home.models.mkdir(parents=True, exist_ok=True)
        sweep(home.models)
        _refuse_full_disk(model, home.models)
        fetch(model, archive, progress, patience)
        unpack(archive, target)
    except OSError as error:
        raise HouseError(
            f"The speech model could not be saved in {home.models}: {error.strerror or error}."
        ) from error
    finally:
        archive.unlink(missing_ok=True)
    return target


def _refuse_full_disk(model: KnownModel, folder: Path) -> None:
    # The archive and, unpacked, somewhat less than twice its size.
    needed = 3 * model.size
    if (free := shutil.disk_usage(folder).free) < needed:
        raise HouseError(
            f"The speech model needs {needed // 1_000_000} MB in {folder}, "
            f"and only {free // 1_000_000} MB are free."
        )


def _attempts(home: Home) -> dict[str, dict[str, str]]:
    try:
        found = json.loads((home.models / _ATTEMPTS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _remember(home: Home, name: str, failure: str) -> None:
    """Note a failed attempt, or forget it when it has worked."""
    attempts = _attempts(home)
    attempts.pop(name, None)
    if failure:
        attempts[name] = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "why": failure}
    try:
        (home.models / _ATTEMPTS).write_text(json.dumps(attempts, indent=1), encoding="utf-8")
    except OSError:
        # Only the memory of it is lost: the next start tries once more.
        return
