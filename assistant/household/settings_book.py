"""The settings in force: read once, changed in one place, always the same as the file."""

import threading
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from config import changed, household_zone, load, save, update
from config.settings import RitualPlan, Settings


class SettingsBook:
    """Shared by the rooms and the page; every change is on file before the call returns."""

    def __init__(self, path: Path, settings: Settings | None = None) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._settings = settings if settings is not None else load(path)

    @property
    def settings(self) -> Settings:
        """The settings now; a frozen value."""
        return self._settings

    @property
    def zone(self) -> ZoneInfo:
        """The household's time zone."""
        return household_zone(self._settings)

    def pretend(self, settings: Settings) -> None:
        """Use these from now on without writing them down."""
        self._settings = settings

    def change(self, changes: Mapping[str, str]) -> Settings:
        """Set fields by dotted name; on any problem none is set. Raises ConfigError with all."""
        with self._lock:
            update(self._path, changes)
            self._settings = changed(self._settings, changes)
            return self._settings

    def plan(self, ritual: str, plan: RitualPlan) -> Settings:
        """Set when a ritual comes; fields that are None stay as they were."""
        with self._lock:
            old = self._settings.rituals.get(ritual, RitualPlan())
            new = old.model_copy(update=plan.model_dump(exclude_none=True))
            on_file = load(self._path)
            rituals = on_file.rituals | {ritual: new}
            save(self._path, on_file.model_copy(update={"rituals": rituals}))
            self._settings = self._settings.model_copy(update={"rituals": rituals})
            return self._settings
