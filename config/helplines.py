"""Whom to call in a hard moment: the lines of the household's country, and how old they are."""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Literal

import yaml

from config.settings import Settings
from config.zone import household_zone

Kind = Literal["emergency", "crisis", "abuse", "abuse_men", "counselling"]

SHORTEST_NUMBER = 3


@dataclass(frozen=True, slots=True)
class Helpline:
    """One number to call."""

    kind: Kind
    name: str
    number: str
    said: str = ""
    """How the voice names it; "" for the emergency number, which is its own name."""

    text: str = ""
    """A number to write to."""

    chat: str = ""
    note: str = ""
    found: str = "unverified"
    checked_on: date | None = None
    """When somebody made sure of it with the service itself; None: nobody has yet."""

    def is_old(self, today: date) -> bool:
        """Whether the page must say that it was not checked in the last twelve months."""
        return self.checked_on is None or today > _a_year_after(self.checked_on)


@dataclass(frozen=True, slots=True)
class OwnHelp:
    """Somebody to turn to whom the household has added itself."""

    name: str
    reach: str
    """A phone number or an address, as they wrote it."""

    @property
    def line(self) -> str:
        """As the settings have it."""
        return f"{self.name} | {self.reach}"

    @property
    def dial(self) -> str:
        """What a phone dials; "" where it is no number."""
        if not re.fullmatch(r"\+?[\d\s()/.\-]+", self.reach):
            return ""
        # In "+49 (0)30 …" the zero is for those who call from within the country.
        number = self.reach.replace("(0)", "") if self.reach.startswith("+") else self.reach
        number = re.sub(r"[^+\d]", "", number)
        return number if len(number) >= SHORTEST_NUMBER else ""


@dataclass(frozen=True, slots=True)
class Helplines:
    """What is known for one country; without a country there is no number at all to name."""

    country: str = ""
    name: str = ""
    emergency: Helpline | None = None
    lines: tuple[Helpline, ...] = ()
    own: tuple[OwnHelp, ...] = ()
    """Whom the household has added, in whatever country."""

    def first(self, kind: Kind) -> Helpline | None:
        """The first line of this kind."""
        return next((line for line in self.lines if line.kind == kind), None)

    def old(self, today: date) -> tuple[Helpline, ...]:
        """The lines that want checking."""
        known = (self.emergency, *self.lines)
        return tuple(line for line in known if line is not None and line.is_old(today))


def helplines_for(settings: Settings) -> Helplines:
    """The lines of the country that was set, or of the time zone's; and the household's own."""
    code = settings.household.country or country_of(household_zone(settings).key)
    return replace(by_country().get(code, Helplines()), own=own_help(settings))


def own_help(settings: Settings) -> tuple[OwnHelp, ...]:
    """Whom the household has added, in the order in which they did."""
    parted = (line.partition("|") for line in settings.household.own_help)
    return tuple(OwnHelp(name.strip(), reach.strip()) for name, _, reach in parted)


def country_of(zone: str) -> str:
    """The country that a zone is named for, "" when it is named for none, as "UTC" is."""
    return _countries_of_zones().get(zone, "")


@cache
def by_country() -> dict[str, Helplines]:
    """Every country of the file, and those that share another's numbers."""
    text = (resources.files("config") / "helplines.yaml").read_text(encoding="utf-8")
    found: dict[str, Helplines] = {}
    for entry in yaml.safe_load(text)["countries"]:
        known = _read(entry)
        for code in (entry["code"], *entry.get("covers", ())):
            found.setdefault(code, known)
    return found


def _read(entry: dict[str, Any]) -> Helplines:
    emergency = Helpline(kind="emergency", name="Emergency", **entry["emergency"])
    lines = tuple(Helpline(**line) for line in entry["lines"])
    return Helplines(entry["code"], entry["name"], emergency, lines)


@cache
def _countries_of_zones() -> dict[str, str]:
    """Zone → country, as the zones' own makers list them: one country for each name."""
    table = resources.files("tzdata") / "zoneinfo" / "zone.tab"
    rows = [
        line.split("\t")
        for line in table.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return {row[2]: row[0] for row in rows}


def _a_year_after(day: date) -> date:
    leap = day.month == 2 and day.day == 29 and not calendar.isleap(day.year + 1)
    return day.replace(year=day.year + 1, day=28 if leap else day.day)
