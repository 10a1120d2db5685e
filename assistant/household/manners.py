"""How loud and fast the house speaks, and when it keeps quiet."""

from collections.abc import Callable
from datetime import datetime, time

from assistant.events import Loudness
from assistant.household.settings_book import SettingsBook
from assistant.journal import Journal

QUIET_KEY = "quiet_until"


class Manners:
    """Volume and rate are settings (they outlive a restart); quiet lasts until a moment."""

    def __init__(
        self,
        book: SettingsBook,
        journal: Journal,
        now: Callable[[], datetime],
        loudness: Callable[[Loudness], None],
    ) -> None:
        self._book, self._journal, self._now, self._loudness = book, journal, now, loudness
        self.last_line = ""

    @property
    def volume(self) -> int:
        """0 to 100."""
        return self._book.settings.speaking.volume

    @property
    def rate(self) -> int:
        """Words a minute."""
        return self._book.settings.speaking.rate

    def set_volume(self, volume: int) -> None:
        """From now on and after a restart."""
        self._set("speaking.volume", volume)

    def set_rate(self, rate: int) -> None:
        """From now on and after a restart."""
        self._set("speaking.rate", rate)

    def _set(self, field: str, value: int) -> None:
        self._book.change({field: str(value)})
        self._loudness(Loudness(self.volume, self.rate))

    def be_quiet(self, until: datetime | None) -> None:
        """No cue before then; survives a restart."""
        self._journal.keep(QUIET_KEY, until.isoformat() if until else None)

    def set_quiet_hours(self, begins: str, ends: str) -> None:
        """Every night."""
        self._book.change({"quiet.begins": begins, "quiet.ends": ends})

    def asked_to_be_quiet(self) -> bool:
        """Whether somebody has asked for quiet that is not over yet."""
        until = self._journal.kept(QUIET_KEY)
        return bool(until) and datetime.fromisoformat(until) > self._now()

    def quiet_hours(self) -> bool:
        """Whether it is night by the settings."""
        quiet, clock = self._book.settings.quiet, self._now().time()
        begins, ends = time.fromisoformat(quiet.begins), time.fromisoformat(quiet.ends)
        if begins <= ends:
            return begins <= clock < ends
        return clock >= begins or clock < ends
