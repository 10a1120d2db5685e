"""Days and stretches of days by the names that understanding gives them."""

from datetime import date, timedelta

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

Span = tuple[date | None, date | None]
"""First and last day, both included; None where there is no limit."""


def span(period: str, today: date) -> Span:
    """The days a period covers; an unknown name covers everything."""
    week = today - timedelta(days=today.weekday())
    month = today.replace(day=1)
    fixed: dict[str, Span] = {
        "today": (today, today),
        "yesterday": (today - timedelta(days=1), today - timedelta(days=1)),
        "this_week": (week, today),
        "last_week": (week - timedelta(days=7), week - timedelta(days=1)),
        "this_month": (month, today),
        "last_month": ((month - timedelta(days=1)).replace(day=1), month - timedelta(days=1)),
        "this_year": (today.replace(month=1, day=1), today),
        "last_year": (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
        "christmas": _christmas(today),
        "new_year": _new_year(today),
    }
    if period in DAYS:
        back = (today.weekday() - DAYS.index(period)) % 7 or 7
        return today - timedelta(days=back), today - timedelta(days=back)
    return _month(period, today) if period in MONTHS else fixed.get(period, (None, None))


def since(name: str, today: date) -> date | None:
    """The first day meant by "since January" or "since Monday"."""
    return span(name, today)[0]


def _christmas(today: date) -> Span:
    year = today.year if today >= date(today.year, 12, 24) else today.year - 1
    return date(year, 12, 24), date(year, 12, 26)


def _new_year(today: date) -> Span:
    year = today.year + 1 if (today.month, today.day) == (12, 31) else today.year
    return date(year - 1, 12, 31), date(year, 1, 1)


def one_day(word: str, today: date) -> date:
    """The day meant by "tonight", "tomorrow" or a weekday, today included; else today."""
    if word in DAYS:
        return today + timedelta(days=(DAYS.index(word) - today.weekday()) % 7)
    return today + timedelta(days=1) if word == "tomorrow" else today


def days_of(span: str, today: date) -> list[date]:
    """The days to come of "this_week", "next_week", or the one day that the word names."""
    monday = today - timedelta(days=today.weekday())
    if span == "this_week":
        return [today + timedelta(days=ahead) for ahead in range(7 - today.weekday())]
    if span == "next_week":
        return [monday + timedelta(days=7 + ahead) for ahead in range(7)]
    return [one_day(span, today)]


def _month(name: str, today: date) -> Span:
    number = MONTHS.index(name) + 1
    first = date(today.year if number <= today.month else today.year - 1, number, 1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
