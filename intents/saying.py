"""Times, days and numbers as the voice says them."""

from datetime import date, time

from intents.days import DAYS
from intents.numbers import number_words

_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth", "twentieth"),
)
LONG_AGO = 300
"""Days after which a date without its year would be taken for the coming one."""


def say_time(at: time | str) -> str:
    """ "half past nine", "quarter to eight", "nine", "ten oh five", "noon", "midnight"."""
    at = time.fromisoformat(at) if isinstance(at, str) else at
    if (at.hour, at.minute) in ((0, 0), (12, 0)):
        return "noon" if at.hour else "midnight"
    hour, after = _hour(at.hour), _hour(at.hour + 1)
    forms = {
        0: hour,
        15: f"quarter past {hour}",
        30: f"half past {hour}",
        45: f"quarter to {after}",
    }
    if at.minute in forms:
        return forms[at.minute]
    if at.minute in (5, 10, 20, 25):
        return f"{number_words(at.minute)} past {hour}"
    if at.minute in (35, 40, 50, 55):
        return f"{number_words(60 - at.minute)} to {after}"
    oh = "oh " if at.minute < 10 else ""
    return f"{hour} {oh}{number_words(at.minute)}"


def _hour(hour: int) -> str:
    return number_words(hour % 12 or 12)


def say_day(day: date, today: date) -> str:
    """ "today", "on Friday", "on the third of June", "on the third of June last year"."""
    away = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if away in near:
        return near[away]
    if 1 < away < 7:
        return f"on {_NAMES[day.weekday()]}"
    if -7 < away < 0:
        return f"last {_NAMES[day.weekday()]}"
    years = today.year - day.year
    if years > 0 and (day.month, day.day) == (today.month, today.day):
        return f"{_years_ago(years)} today"
    dated = f"on the {_ordinal(day.day)} of {_MONTHS[day.month - 1]}"
    if away > -LONG_AGO:
        return dated
    return f"{dated} last year" if years == 1 else f"{dated}, {_years_ago(years)}"


def _years_ago(years: int) -> str:
    return "a year ago" if years == 1 else f"{number_words(years)} years ago"


def _ordinal(day: int) -> str:
    if day <= 20:
        return _ORDINALS[day - 1]
    if day == 30:
        return "thirtieth"
    return f"{number_words(day - day % 10)} {_ORDINALS[day % 10 - 1]}"


def say_days(code: str) -> str:
    """ "daily" is "every day", "mon-fri" "on weekdays", "mon,thu" "on Monday and Thursday"."""
    known = {"daily": "every day", "mon-fri": "on weekdays", "sat,sun": "at weekends", "": ""}
    if code in known:
        return known[code]
    first, dash, last = code.partition("-")
    if dash:
        return f"from {_NAMES[DAYS.index(first)]} to {_NAMES[DAYS.index(last)]}"
    return "on " + say_list([_NAMES[DAYS.index(d)] for d in code.split(",")])


def say_list(things: list[str]) -> str:
    """ "tea, cake and flowers"."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} and {things[-1]}"


def say_count(count: int) -> str:
    """A number in words; from a hundred on in digits, which every voice can read."""
    return number_words(count) if 0 <= count < 100 else str(count)


def say_minutes(minutes: int) -> str:
    """ "ten minutes", "an hour", "two hours and five minutes"."""
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append("an hour" if hours == 1 else f"{number_words(hours)} hours")
    if rest or not hours:
        parts.append("a minute" if rest == 1 else f"{number_words(rest)} minutes")
    return say_list(parts)
