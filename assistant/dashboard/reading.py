"""How templates turn the house's values into what people read."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from flask import Flask
from markupsafe import Markup, escape

from config.settings import Partner


def teach(app: Flask) -> None:
    """Give the templates their filters."""
    app.jinja_env.filters.update(
        moment=moment, clock=clock, day_name=day_name, marked=marked, title_case=title_case
    )
    app.jinja_env.globals["name_of"] = name_of


def name_of(partners: Sequence[Partner], who: str | None) -> str:
    """The person's name as written; "" before it was given, or for nobody."""
    return {"one": partners[0].name, "two": partners[1].name}.get(who or "", "")


def moment(at: str | datetime | None) -> datetime | None:
    """An ISO text as a moment; None when it is empty or no moment at all."""
    if isinstance(at, datetime) or not at:
        return at or None
    try:
        return datetime.fromisoformat(at)
    except ValueError:
        return None


def clock(at: datetime) -> str:
    """The time of day: "21:30"."""
    return f"{at:%H:%M}"


def day_name(day: date) -> str:
    """A day in words: "Tuesday 24 November 2026"."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def title_case(text: str) -> str:
    """A title as it begins a line: the first letter large."""
    return text[:1].upper() + text[1:]


def marked(text: str, words: Sequence[str]) -> Markup:
    """The text with those words marked, each time they occur."""
    wanted = [re.escape(word) for word in words if word.strip()]
    if not wanted:
        return escape(text)
    pieces = re.split(rf"\b({'|'.join(wanted)})\b", text, flags=re.IGNORECASE)
    return Markup("").join(
        Markup("<mark>{}</mark>").format(piece) if index % 2 else escape(piece)
        for index, piece in enumerate(pieces)
    )
