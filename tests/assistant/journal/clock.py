"""A clock that stands still until it is told to move."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


class Clock:
    """Call it for the time; it moves only by `pass_by` and `set_to`."""

    def __init__(self, *wall: int, zone: ZoneInfo = BERLIN) -> None:
        self.zone = zone
        self.time = datetime(*(wall or (2026, 5, 14, 19, 30)), tzinfo=zone)  # type: ignore[misc,arg-type]

    def __call__(self) -> datetime:
        return self.time

    def set_to(self, *wall: int, fold: int = 0) -> None:
        """Put the hands there."""
        self.time = datetime(*wall, tzinfo=self.zone, fold=fold)  # type: ignore[misc,arg-type]

    def pass_by(self, **how_long: float) -> None:
        """Let this much time go by."""
        self.time += timedelta(**how_long)
