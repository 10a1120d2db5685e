"""Where everything that belongs to one household is kept."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from config.errors import HouseError

VARIABLE = "HEARTHSIDE_HOME"


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of one household and the places in it."""

    folder: Path

    @property
    def settings_file(self) -> Path:
        """What can be set, as TOML."""
        return self.folder / "settings.toml"

    @property
    def journal_file(self) -> Path:
        """What was kept, as SQLite."""
        return self.folder / "journal.db"

    @property
    def sealing_key(self) -> Path:
        """What opens answers that are still closed; no part of the journal or its copies."""
        return self.folder / "sealed.key"

    @property
    def passcode_file(self) -> Path:
        """What tells the page's passcode from any other word; the passcode cannot be read there."""
        return self.folder / "passcode.json"

    @property
    def models(self) -> Path:
        """Speech models that were fetched, one a folder."""
        return self.folder / "models"

    @property
    def speech(self) -> Path:
        """Lines that were rendered before."""
        return self.folder / "speech"

    @property
    def rituals(self) -> Path:
        """Rituals of one's own, one a file; each may stand in for one that comes with the house."""
        return self.folder / "rituals"

    @property
    def own_words_file(self) -> Path:
        """The couple's own wording of the rituals, and the steps they leave out."""
        return self.folder / "own_words.yaml"

    @property
    def log_file(self) -> Path:
        """What the house did; never what people said."""
        return self.folder / "house.log"

    @property
    def lock_file(self) -> Path:
        """Held while a house is running here."""
        return self.folder / "house.lock"


def home() -> Home:
    """The home folder, made if it is new, readable by its owner only.

    HEARTHSIDE_HOME names another place than the platform's own. Raises HouseError with a
    sentence if nothing can be written there.
    """
    named = os.environ.get(VARIABLE, "").strip()
    folder = Path(named).expanduser() if named else user_data_path("hearthside", appauthor=False)
    place = Home(folder.absolute())
    try:
        for each in (place.folder, place.models, place.speech):
            each.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=place.folder):
            pass
    except OSError as error:
        raise HouseError(
            f"Nothing can be written to {place.folder}: {error.strerror}. "
            f"Free it, or name another folder in {VARIABLE}."
        ) from error
    return place
