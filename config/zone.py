"""Which time zone the household lives in."""

import os
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from config.settings import Settings


def household_zone(settings: Settings) -> ZoneInfo:
    """The zone that was chosen, or the machine's own, or UTC when it has none."""
    return ZoneInfo(settings.household.time_zone or machine_zone() or "UTC")


def machine_zone(environ: Mapping[str, str] = os.environ, root: Path = Path("/")) -> str:
    """The name of the zone that this machine is set to, "" if it is not set to any.

    Looks at TZ, then at /etc/localtime, then at /etc/timezone, as the system's own clock does.
    """
    candidates = (_from_variable(environ), _from_link(root), _from_name(root))
    return next((name for name in candidates if name and _exists(name)), "")


def _from_variable(environ: Mapping[str, str]) -> str:
    return _after_zoneinfo(environ.get("TZ", "").removeprefix(":"))


def _from_link(root: Path) -> str:
    link = root / "etc/localtime"
    try:
        name = _after_zoneinfo(os.fspath(link.readlink()))
    except OSError:
        return ""
    return "" if name.startswith(("/", ".")) else name


def _from_name(root: Path) -> str:
    try:
        return (root / "etc/timezone").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _after_zoneinfo(path: str) -> str:
    """The zone's name inside a path such as /usr/share/zoneinfo/Europe/Berlin."""
    name = path.rpartition("zoneinfo/")[2]
    return name.removeprefix("posix/").removeprefix("right/")


def _exists(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (OSError, ValueError):
        # ZoneInfoNotFoundError is a KeyError; a folder or a strange name gives the others.
        return False
    except KeyError:
        return False
    return True
