"""Looking at where the house lives: its files, its disk, its page's port and its clock."""

import errno
import json
import os
import shutil
import socket
from collections.abc import Iterator
from datetime import datetime

from assistant.doctor.finding import Finding, look
from assistant.journal import Journal
from assistant.network import NO_PASSCODE, main_address
from assistant.privacy import Passcode
from config.errors import ConfigError, HouseError
from config.loading import load
from config.paths import Home
from config.settings import Settings
from config.zone import household_zone, machine_zone

EARLIEST_YEAR = 2026
"""Nobody had this program before; a clock that says so has never been set."""

ROOM_NEEDED = 200_000_000
"""Bytes: years of journal, the rendered speech and a model to unpack."""


def examine_place(home: Home, settings: Settings) -> Iterator[Finding]:
    """Settings file, folder, disk, journal, port, home network and clock."""
    yield from look("settings", lambda: _settings(home))
    yield from look("folder", lambda: _folder(home))
    yield from look("disk", lambda: _disk(home))
    yield from look("journal", lambda: _journal(home, settings))
    yield from look("page", lambda: _port(home, settings))
    yield from look("home network", lambda: _network(home, settings))
    yield from look("clock", lambda: _clock(datetime.now(household_zone(settings)), settings))


def _settings(home: Home) -> str:
    try:
        load(home.settings_file)
    except ConfigError as error:
        raise HouseError(
            f"{home.settings_file} has mistakes: {' · '.join(error.problems)}"
        ) from error
    if not home.settings_file.exists():
        return "Everything has its default; nothing was changed yet."
    return f"{home.settings_file} is in order."


def _folder(home: Home) -> str:
    mode = home.folder.stat().st_mode
    if mode & 0o077:
        raise HouseError(
            f"Other people on this machine can look into {home.folder}. "
            f"This shuts it: chmod go= {home.folder}"
        )
    return f"{home.folder} is readable by its owner only."


def _disk(home: Home) -> str:
    free = shutil.disk_usage(home.folder).free
    if free < ROOM_NEEDED:
        raise HouseError(
            f"Only {free // 1_000_000} MB are free in {home.folder}; make room for at least "
            f"{ROOM_NEEDED // 1_000_000} MB, or what you say cannot be kept."
        )
    return f"{free // 1_000_000:,} MB are free."


def _journal(home: Home, settings: Settings) -> str:
    if not home.journal_file.exists():
        return "It begins with the first thing that is kept."
    zone = household_zone(settings)
    with Journal(home.journal_file, now=lambda: datetime.now(zone)):
        return f"{home.journal_file} opens."


def _port(home: Home, settings: Settings) -> str:
    port = settings.page.port
    page = _page_of_running_house(home)
    if page:
        return f"The house is running; its page is at {page}."
    with socket.socket() as trial:
        # As the page's server does: a port that was in use a minute ago is not taken.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise HouseError(f"Port {port} cannot be used: {error.strerror}.") from error
            raise HouseError(
                f"Port {port} is taken by another program. The page takes the next free one and "
                "tells which; page.port in the settings chooses another for good."
            ) from error
    return f"Port {port} is free."


def _network(home: Home, settings: Settings) -> str:
    if not settings.page.network:
        return "Only this machine can open the page."
    zone = household_zone(settings)
    if not Passcode(home.passcode_file, lambda: datetime.now(zone)).stamp:
        raise HouseError(NO_PASSCODE)
    where = main_address()
    if not where:
        raise HouseError("Other devices may open the page, but this machine is in no network.")
    return f"Other devices can open the page with the passcode; this machine is {where} there."


def _page_of_running_house(home: Home) -> str:
    """Where the page of the house in this folder is, "" if none is running here."""
    try:
        found = json.loads(home.lock_file.read_text(encoding="utf-8"))
        # A house that was killed leaves its file behind; signal 0 only asks who is there.
        os.kill(int(found["pid"]), 0)
        return str(found["page"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _clock(now: datetime, settings: Settings) -> str:
    if now.year < EARLIEST_YEAR:
        raise HouseError(
            f"The clock says {now:%Y-%m-%d %H:%M}, which cannot be. Set it, or connect to the "
            "internet once; rituals follow it."
        )
    if not (settings.household.time_zone or machine_zone()):
        raise HouseError(
            "This machine does not know its time zone, so universal time is used. "
            "Choose yours: household.time_zone in the settings."
        )
    return f"It is {now:%A %H:%M} in {now.tzinfo}."
