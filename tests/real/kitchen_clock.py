"""A clock on the wall that can be set: a time zone of the test's own, in which it is any time now.

The house's clock itself is the machine's; only what people call the hour is another. So something
that comes on the quarter hour comes soon, whenever the test is run.
"""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

ZONE = "Kitchen/Clock"


def clock_with(hour: time, within: timedelta, folder: Path) -> tuple[datetime, str]:
    """Make it that hour in at most this time (and a minute less at least).

    Gives the moment, and the value of PYTHONTZPATH with which a program knows the zone.
    """
    due = (datetime.now(UTC) + within).replace(second=0, microsecond=0)
    ahead = datetime.combine(due.date(), hour, UTC) - due
    minutes = round(ahead / timedelta(minutes=1))
    if minutes > 12 * 60:
        minutes -= 24 * 60
    file = folder / ZONE
    file.parent.mkdir(parents=True)
    file.write_bytes(_zone_file(minutes))
    return due, f"{folder}:/usr/share/zoneinfo"


def _zone_file(minutes: int) -> bytes:
    """A zone file as RFC 8536 describes it: no changes, one offset, and the rule for ever after."""
    header = b"TZif2" + bytes(15) + b"".join(n.to_bytes(4) for n in (0, 0, 0, 0, 1, 4))
    body = (minutes * 60).to_bytes(4, signed=True) + bytes((0, 0)) + b"KIT\0"
    hours, rest = divmod(abs(minutes), 60)
    rule = f"<KIT>{'-' if minutes >= 0 else '+'}{hours}:{rest:02}"
    return (header + body) * 2 + f"\n{rule}\n".encode()
