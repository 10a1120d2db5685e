"""What a day is beside a date: a day of the year, of the couple, of the season, of the clocks."""

from datetime import date, datetime, time, timedelta, tzinfo

SEASONS = ("winter", "spring", "summer", "autumn")
CLOCKS = "clocks"


def occasions(
    day: date, zone: tzinfo, anniversary: str = "", birthdays: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """The days of the deck's fixed questions that this one is.

    `anniversary` and `birthdays` are written MM-DD; 02-29 counts on 28 February in other years.
    """
    names = [day.strftime("%m-%d")]
    if any(_falls_on(written, day) for written in birthdays):
        names.append("birthday")
    if _falls_on(anniversary, day):
        names.append("anniversary")
    if _noon(day, zone).utcoffset() != _noon(day + timedelta(days=1), zone).utcoffset():
        names.append(CLOCKS)
    return tuple(names)


def season(day: date, zone: tzinfo) -> str:
    """The season where the house stands.

    The clocks tell on which half of the earth that is: summer time is kept in summer. Where they
    are never changed, it is taken for the northern one.
    """
    january, july = (_noon(date(day.year, month, 1), zone).utcoffset() for month in (1, 7))
    southern = january is not None and july is not None and january > july
    return SEASONS[(day.month % 12 // 3 + (2 if southern else 0)) % 4]


def _falls_on(written: str, day: date) -> bool:
    if written == "02-29" and (day + timedelta(days=1)).strftime("%m-%d") == "03-01":
        return True
    return written == day.strftime("%m-%d")


def _noon(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(12), zone)
