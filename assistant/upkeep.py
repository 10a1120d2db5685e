"""Keeping the house well: how it does, what the doctor finds, its log, the journal's copies."""

import shutil
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assistant.doctor import Finding, examine
from assistant.journal.backup import back_up, backups, restore
from config.errors import HouseError
from config.paths import Home
from config.settings import Settings

MEGABYTE = 1_000_000
LOG_TAIL_BYTES = 64 * 1024
RESTORE_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Health:
    """How the house does just now."""

    memory_mb: int
    """0 where the machine does not tell."""

    disk_free_mb: int
    journal_mb: float
    up_seconds: int


class Upkeep:
    """Called from the page's threads; a restore waits until the rooms are closed."""

    def __init__(self, home: Home, now: Callable[[], datetime]) -> None:
        self._home, self._now = home, now
        self._began = time.monotonic()
        self._wanted: Path | None = None
        self._outcome: HouseError | None = None
        self._done = threading.Event()
        self._one_at_a_time = threading.Lock()

    def health(self) -> Health:
        """How much memory and room there is, and for how long the house has been open."""
        journal = self._home.journal_file
        size = journal.stat().st_size if journal.exists() else 0
        return Health(
            memory_mb=_memory() // MEGABYTE,
            disk_free_mb=shutil.disk_usage(self._home.folder).free // MEGABYTE,
            journal_mb=round(size / MEGABYTE, 1),
            up_seconds=int(time.monotonic() - self._began),
        )

    def findings(self, settings: Settings) -> Sequence[Finding]:
        """What the doctor finds; takes a moment."""
        # The page and the house that hold port and folder are the ones that ask.
        return [each for each in examine(self._home, settings) if each.topic != "port"]

    def log_lines(self, count: int) -> list[str]:
        """The newest lines of the house's log; it holds no word of what was said."""
        try:
            with self._home.log_file.open("rb") as file:
                file.seek(0, 2)
                file.seek(max(0, file.tell() - LOG_TAIL_BYTES))
                text = file.read().decode("utf-8", "replace")
        except OSError:
            return []
        return text.splitlines()[-count:]

    def backups(self) -> list[str]:
        """The names of the daily copies, the newest first."""
        return [path.name for path in backups(self._home.journal_file)]

    def back_up(self) -> str:
        """Make today's copy; "" when it is there already."""
        made = back_up(self._home.journal_file, self._now())
        return made.name if made else ""

    def restore(self, name: str, reopen: Callable[[], None]) -> None:
        """Put a copy in the journal's place, between two openings of the rooms.

        Returns when it is done. Raises HouseError when it cannot be done; then the journal is
        as it was.
        """
        found = [path for path in backups(self._home.journal_file) if path.name == name]
        if not found:
            raise HouseError("That copy is not there any more.")
        with self._one_at_a_time:
            self._done.clear()
            self._outcome, self._wanted = None, found[0]
            reopen()
            if not self._done.wait(RESTORE_SECONDS):
                self._wanted = None
                raise HouseError("The rooms are busy just now. Please try again in a minute.")
            if self._outcome is not None:
                raise self._outcome

    def between_openings(self) -> None:
        """The rooms are closed: what had to wait for that is done now."""
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        try:
            restore(self._home.journal_file, wanted, self._now())
        except HouseError as error:
            self._outcome = error
        finally:
            self._done.set()


def _memory() -> int:
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * 4096
