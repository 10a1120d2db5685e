"""Spoken times of day, by the rules of the house; with days and lengths of time beside them."""

import re
from collections.abc import Sequence
from datetime import time

from intents.days import (
    date_word,
    duration,
    duration_minutes,
    is_date_word,
    is_day_word,
    is_duration_word,
    minutes,
    next_day,
    weekdays,
)
from intents.numbers import NUMBERS, is_number_word, number
from intents.saying import say_count, say_day, say_days, say_time

__all__ = [
    "clock",
    "date_word",
    "duration",
    "duration_minutes",
    "is_date_word",
    "is_day_word",
    "is_duration_word",
    "is_number_word",
    "is_time_word",
    "minutes",
    "next_day",
    "number",
    "say_count",
    "say_day",
    "say_days",
    "say_time",
    "weekdays",
]

_DIGITS = re.compile(r"^(\d{1,2})(?:[:.h](\d{2}))?(am|pm)?$")
_HALF_DAYS = {
    "am": "am",
    "pm": "pm",
    "morning": "am",
    "afternoon": "pm",
    "evening": "pm",
    "night": "pm",
    "tonight": "pm",
}
_TWELVE = {"noon": ("pm", "am"), "midday": ("pm", "am"), "midnight": ("am", "pm")}
"""Names of twelve o'clock, and the halves of the day that come after and before."""

_ABOUT = frozenset(
    ["at", "about", "around", "roughly", "ish", "sharp", "exactly", "clock", "in", "the"]
)
_TIME_ONLY = frozenset(
    [
        "half",
        "quarter",
        "past",
        "to",
        "till",
        "after",
        "before",
        "noon",
        "midday",
        "midnight",
        "o'clock",
    ]
)


def clock(words: Sequence[str], morning: bool = False) -> time | None:
    """A time of day. A bare hour is p.m., or a.m. with `morning`; "half nine" is 9:30."""
    half_day, rest = _half_day(list(words))
    for word in _TWELVE.keys() & set(rest):
        half_day = _TWELVE[word][bool({"to", "till", "before"} & set(rest))]
        rest = ["twelve" if one == word else one for one in rest]
    found = _hour_and_minute(rest)
    if found is None:
        return None
    hour, minute, marked = found
    if hour > 23 or minute > 59:
        return None
    return time(_in_half(hour, marked or half_day or ("am" if morning else "pm")), minute)


def _half_day(words: list[str]) -> tuple[str, list[str]]:
    """Take "p.m.", "in the evening" and words that change nothing off a time."""
    mark = ""
    rest = []
    for word in words:
        if word in _HALF_DAYS:
            mark = _HALF_DAYS[word]
        elif word == "o'clock" or word in _ABOUT:
            continue
        else:
            rest.append(word)
    return mark, rest


def _hour_and_minute(words: list[str]) -> tuple[int, int, str] | None:
    """Hour, minute and the half of the day if it is fixed ("24" for a 24-hour time)."""
    if len(words) == 1 and (digits := _DIGITS.match(words[0])):
        hour = int(digits[1])
        fixed = digits[3] or ("24" if hour > 12 or (len(digits[1]) == 2 and hour < 1) else "")
        return hour, int(digits[2] or 0), fixed
    if words[:1] == ["half"]:
        rest = words[2:] if words[1:2] == ["past"] else words[1:]
        hour_only = number(rest)
        return None if hour_only is None or hour_only > 12 else (hour_only, 30, "")
    return _around_the_hour(words) or _hour_then_minute(words)


def _around_the_hour(words: list[str]) -> tuple[int, int, str] | None:
    """ "quarter past eight", "twenty five to ten"."""
    for i, word in enumerate(words):
        if word not in ("past", "after", "to", "till", "before"):
            continue
        left = [w for w in words[:i] if w not in ("a", "minutes", "minute")]
        minutes = 15 if left == ["quarter"] else number(left)
        hour = number(words[i + 1 :])
        if minutes is None or hour is None or not 0 < minutes < 60 or hour > 24:
            return None
        if word in ("past", "after"):
            return hour, minutes, "24" if hour > 12 else ""
        return (hour - 1) % 24 or 12, 60 - minutes, "24" if hour > 13 else ""
    return None


def _hour_then_minute(words: list[str]) -> tuple[int, int, str] | None:
    """ "nine", "ten thirty", "eight oh five", "twenty one thirty"."""
    hour = number(words)
    if hour is not None:
        return (hour, 0, "24" if hour > 12 or hour == 0 else "") if words else None
    for i in (2, 1):
        hour, minute = number(words[:i]), _minute(words[i:])
        if hour is not None and minute is not None and hour < 24:
            return hour, minute, "24" if hour > 12 or hour == 0 else ""
    return None


def _minute(words: list[str]) -> int | None:
    if words in (["hundred"], ["hundred", "hours"]):
        return 0
    if words[:1] in (["oh"], ["o"], ["zero"]) and len(words) == 2:
        minute = number(words[1:])
        return minute if minute is not None and minute < 10 else None
    minute = number(words)
    return minute if minute is not None and (minute >= 10 or words[0].isdecimal()) else None


def _in_half(hour: int, half: str) -> int:
    if half == "24" or hour > 12:
        return hour
    return hour % 12 + (12 if half == "pm" else 0)


def is_time_word(word: str) -> bool:
    """Whether the word can be part of a time of day."""
    return (
        word in NUMBERS
        or word in _TIME_ONLY
        or word in _HALF_DAYS
        or word in _ABOUT
        or word in ("a", "minutes", "hundred", "hours")
        or bool(_DIGITS.match(word))
    )
