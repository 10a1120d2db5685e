"""Spoken days, dates and lengths of time, by the rules of the house."""

import math
import re
from collections.abc import Sequence
from datetime import date, timedelta

from intents.numbers import NUMBERS, TENS, number
from intents.periods import DAYS as DAY_NAMES
from intents.periods import MONTHS

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_OF = {n + s: i for i, n in enumerate(DAY_NAMES) for s in ("", "s")}
_DAY_OF |= {d: i for i, d in enumerate(DAYS)} | {"tues": 1, "weds": 2, "thurs": 3}
_WEEK_WORDS = {
    "weekday": range(5),
    "weekdays": range(5),
    "weeknight": range(5),
    "weeknights": range(5),
    "weekend": (5, 6),
    "weekends": (5, 6),
    "day": range(7),
    "daily": range(7),
    "days": range(7),
    "night": range(7),
    "evening": range(7),
    "morning": range(7),
}
_ORDINALS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
_ORDINAL_OF = {w: i for i, w in enumerate(_ORDINALS) if i} | {"thirtieth": 30}

_DATE_DIGITS = re.compile(r"^(\d{1,2})(st|nd|rd|th)?$")
_UNITS = {"minute": 1, "min": 1, "hour": 60, "day": 1440, "week": 10080}


def weekdays(words: Sequence[str]) -> str | None:
    """Days of the week: "mon-fri", "sat,sun", "daily", "fri", "mon,thu"."""
    found: set[int] = set()
    since: int | None = None
    for word in words:
        if word in _DAY_OF:
            day = _DAY_OF[word]
            if since is not None and found:
                found.update((since + k) % 7 for k in range((day - since) % 7 + 1))
                since = None
            found.add(day)
            last = day
        elif word in ("to", "through", "till", "until"):
            since = last if found else None
        elif word in _WEEK_WORDS:
            if not found:
                found.update(_WEEK_WORDS[word])
        elif word not in ("on", "and", "every", "each", "the", "all", "only", "just", "a", "week"):
            return None
    return day_code(found) if found else None


def day_code(found: set[int]) -> str:
    """Days (0 is Monday) in the short form that settings use."""
    if found == set(range(7)):
        return "daily"
    days = sorted(found)
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{DAYS[days[0]]}-{DAYS[days[-1]]}"
    return ",".join(DAYS[d] for d in days)


def minutes(words: Sequence[str]) -> int | None:
    """A length of time in minutes: "half an hour" 30, "an hour and a half" 90."""
    total, last = 0.0, math.inf
    rest = [w for w in words if w not in ("about", "around", "of", "more", "another", "for")]
    if not rest:
        return None
    spare: list[str] = []
    for word in [*rest, ""]:
        unit = _UNITS.get(word.removesuffix("s")) if word else None
        if unit:
            count = _count(spare)
            if count is None or unit >= last:  # "a minute twenty minutes" is no length of time
                return None
            total, spare, last = total + count * unit, [], unit
        elif word:
            spare.append(word)
    if total and spare == ["and", "a", "half"]:
        return round(total + last / 2)
    if spare or not total:
        return None
    return round(total)


def _count(words: list[str]) -> float | None:
    words = [w for w in words if w != "and"]
    fractions: dict[tuple[str, ...], float] = {
        (): 1,
        ("a",): 1,
        ("an",): 1,
        ("half",): 0.5,
        ("half", "an"): 0.5,
        ("half", "a"): 0.5,
        ("a", "half"): 0.5,
        ("quarter", "an"): 0.25,
        ("a", "quarter", "an"): 0.25,
        ("three", "quarters", "an"): 0.75,
        ("a", "couple"): 2,
        ("a", "few"): 3,
        ("one", "a", "half"): 1.5,
        ("two", "a", "half"): 2.5,
    }
    known = fractions.get(tuple(words))
    return known if known is not None else _or_none(number(words))


def _or_none(value: int | None) -> float | None:
    return None if value is None else float(value)


def duration(words: Sequence[str]) -> str | None:
    """A length of time as "10m", "60m", "2d" or "2w"."""
    length = minutes(words)
    if length is None:
        return None
    if any(w.startswith("week") for w in words):
        return f"{length // 10080}w" if length % 10080 == 0 else f"{length // 1440}d"
    if any(w.startswith("day") for w in words):
        return f"{length // 1440}d"
    return f"{length}m"


def date_word(words: Sequence[str]) -> str | None:
    """A day to come: "monday", "tomorrow", "12th", "june_3rd", "next_week"."""
    rest = [w for w in words if w not in ("the", "of", "on", "at", "a", "we", "are", "back")]
    if rest[:1] in (["next"], ["this"]) and len(rest) == 2:
        return rest[1] if rest[1] in _DAY_OF else "_".join(rest)
    if rest[-1:] == ["morning"] and len(rest) == 2 and rest[0] == "tomorrow":
        return "tomorrow"
    if len(rest) == 1 and rest[0] in _DAY_OF:
        return DAY_NAMES[_DAY_OF[rest[0]]]
    if len(rest) == 1 and rest[0] in (*MONTHS, "tomorrow", "christmas", "easter"):
        return rest[0]
    if rest == ["new", "year"]:
        return "new_year"
    return _day_of_month(rest)


def _day_of_month(words: list[str]) -> str | None:
    months = [w for w in words if w in MONTHS]
    day = _ordinal([w for w in words if w not in MONTHS])
    if day is None or len(months) > 1:
        return None
    return "_".join([*months, day])


def _ordinal(words: list[str]) -> str | None:
    value: int | None = None
    if len(words) == 1 and (digits := _DATE_DIGITS.match(words[0])):
        value = int(digits[1])
    elif len(words) == 1:
        value = _ORDINAL_OF.get(words[0]) or NUMBERS.get(words[0])
    elif len(words) == 2 and words[0] in TENS:
        tail = _ORDINAL_OF.get(words[1]) or NUMBERS.get(words[1], 0)
        value = TENS[words[0]] + tail if 0 < tail < 10 else None
    if value is None or not 0 < value < 32:
        return None
    ending = "th" if 10 < value < 14 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def is_day_word(word: str) -> bool:
    """Whether the word can be part of a list of weekdays."""
    joins = ("and", "every", "each", "on", "the", "to", "through", "all", "just", "only", "till")
    return word in _DAY_OF or word in _WEEK_WORDS or word in joins


def is_duration_word(word: str) -> bool:
    """Whether the word can be part of a length of time."""
    small = ("half", "quarter", "quarters", "a", "an", "and", "of", "couple", "few")
    return (
        word in NUMBERS
        or word in small
        or word in ("more", "another", "about", "around")
        or word.removesuffix("s") in _UNITS
        or word.isdecimal()
    )


def is_date_word(word: str) -> bool:
    """Whether the word can be part of a date."""
    others = "the of on next this week month year tomorrow morning christmas easter new we are back"
    return (
        word in _DAY_OF
        or word in MONTHS
        or word in _ORDINAL_OF
        or word in NUMBERS
        or word in others.split()
        or bool(_DATE_DIGITS.match(word))
    )


def duration_minutes(code: str) -> int:
    """ "10m", "2d" or "2w" in minutes."""
    return int(code[:-1]) * {"m": 1, "d": 1440, "w": 10080}[code[-1]]


def next_day(word: str, today: date) -> date | None:
    """The next day that a date word ("monday", "12th", "june_3rd", "next_week") stands for.

    Never today: "until Monday", said on a Monday, is a week away. None if it stands for no day.
    """
    if word == "tomorrow":
        return today + timedelta(days=1)
    if word in DAY_NAMES or word == "next_week":
        target = DAY_NAMES.index(word) if word in DAY_NAMES else 0
        return today + timedelta(days=(target - today.weekday() - 1) % 7 + 1)
    if word in _FEASTS:
        month, day = _FEASTS[word]
        return _coming(today, month, day)
    *months, day_word = word.split("_") if word not in MONTHS else (word, "1st")
    digits = _DATE_DIGITS.match(day_word)
    if not digits or any(m not in MONTHS for m in months):
        return _first_of_next_month(today) if word == "next_month" else None
    day = int(digits[1])
    return _coming(today, MONTHS.index(months[0]) + 1, day) if months else _on(today, day)


_FEASTS = {"christmas": (12, 25), "new_year": (1, 1)}


def _coming(today: date, month: int, day: int) -> date | None:
    """This month and day, this year or next."""
    for year in (today.year, today.year + 1, today.year + 2, today.year + 3, today.year + 4):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found > today:
            return found
    return None


def _on(today: date, day: int) -> date | None:
    """The next time that a month has this day."""
    for ahead in range(1, 63):
        found = today + timedelta(days=ahead)
        if found.day == day:
            return found
    return None


def _first_of_next_month(today: date) -> date:
    return (today.replace(day=1) + timedelta(days=32)).replace(day=1)
