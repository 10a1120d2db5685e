"""The checks behind the settings' types: each takes a text and gives it back tidied."""

import difflib
import re
import zoneinfo
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from config.days import days_text, parse_days

MOST_OWN_HELP = 6
LONGEST_NAME, LONGEST_REACH = 40, 100
MOST_WORDS = 8
"""In a name that the voice says in one breath with the rest of the sentence."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of value a setting takes, for the page's form: "time", "days", "zone", …"""

    name: str


def tidy(text: str) -> str:
    """One line without spaces at its ends. Raises ValueError for control characters."""
    clean = " ".join(text.split(" ")).strip()
    if not clean.isprintable():
        raise ValueError("it must be one line of ordinary letters")
    return clean


def clock_time(text: str) -> str:
    """A time as HH:MM. Raises ValueError with a sentence that helps."""
    match = re.fullmatch(r"(\d{1,2}):(\d{2})", text.strip())
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise ValueError(f'"{text}" is not a time of day; write it like "21:30"')
    return f"{int(match[1]):02}:{match[2]}"


def day_of_year(text: str) -> str:
    """A day without its year as MM-DD, or "". Raises ValueError with a sentence that helps."""
    match = re.fullmatch(r"(\d{1,2})-(\d{1,2})", text.strip())
    if not text.strip():
        return ""
    try:
        # 2000 was a leap year: 29 February is somebody's day too.
        return f"{date(2000, int(match[1]), int(match[2])):%m-%d}"  # type: ignore[index]
    except (TypeError, ValueError):
        raise ValueError(
            f'"{text}" is not a day of the year; write the month first, like "06-21"'
        ) from None


def days(text: str) -> str:
    """Days in their shortest spelling. Raises ValueError with a sentence that helps."""
    return days_text(parse_days(text))


def time_zone(text: str) -> str:
    """A zone's name, or "". Raises ValueError with a guess when nobody knows it."""
    name = text.strip()
    if name and name not in zones():
        guess = _nearest_zone(name)
        hint = f' Did you mean "{guess}"?' if guess else ' Write it like "Europe/Berlin".'
        raise ValueError(f'there is no time zone "{name}".{hint}')
    return name


def country(text: str) -> str:
    """Two capital letters, or "". Raises ValueError with a sentence that helps."""
    code = text.strip().upper()
    if code and not re.fullmatch("[A-Z]{2}", code):
        raise ValueError(f'"{text}" is not a country; write two letters like "IE"')
    return {"UK": "GB"}.get(code, code)


def own_help(text: str) -> str:
    """Somebody to turn to, tidied as "name | number or address". Raises ValueError."""
    name, _, reach = (tidy(part) for part in text.partition("|"))
    if not name or not reach:
        raise ValueError("it needs a name, and a phone number or an address")
    if "|" in reach:
        raise ValueError('the sign "|" can be in neither the name nor the number')
    if len(name) > LONGEST_NAME or len(name.split()) > MOST_WORDS:
        raise ValueError(
            f"the name is too long; at most {LONGEST_NAME} letters and {MOST_WORDS} words"
        )
    if len(reach) > LONGEST_REACH:
        raise ValueError(f"the number or address is too long; at most {LONGEST_REACH} letters")
    return f"{name} | {reach}"


def few_and_different(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Not too many for one page, and none twice. Raises ValueError."""
    if len(lines) > MOST_OWN_HELP:
        raise ValueError(f"there can be {MOST_OWN_HELP}; take one out first")
    if len(set(lines)) < len(lines):
        raise ValueError("that one is there already")
    return lines


@lru_cache(maxsize=1)
def zones() -> frozenset[str]:
    """Every time zone that this machine knows."""
    return frozenset(zoneinfo.available_timezones())


def wake_phrase(text: str) -> str:
    """A wake phrase in small letters. Raises ValueError unless it is 2 to 4 plain words."""
    words = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split()
    if not 2 <= len(words) <= 4:
        raise ValueError(
            f'"{text}" has {len(words)} word{"" if len(words) == 1 else "s"}; '
            'a wake phrase has two to four, like "hey juniper"'
        )
    for word in words:
        if not word.replace("'", "").isalpha():
            raise ValueError(f'"{word}" must be letters only; write numbers and signs as words')
    return " ".join(words)


def _nearest_zone(name: str) -> str:
    by_small = {zone.casefold(): zone for zone in sorted(zones(), reverse=True)}
    # People know their city: "Berlin" and "Europe/Berlin" should both find it.
    by_city = {zone.rpartition("/")[2]: by_small[zone] for zone in by_small if "/" in zone}
    wanted = name.casefold().replace(" ", "_")
    for table in (by_small, by_city):
        if found := difflib.get_close_matches(wanted, table, n=1, cutoff=0.75):
            return table[found[0]]
    city = difflib.get_close_matches(wanted.rpartition("/")[2], by_city, n=1, cutoff=0.75)
    return by_city[city[0]] if city else ""
