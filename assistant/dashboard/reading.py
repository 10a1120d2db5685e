"""How templates turn the house's values into what people read."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from flask import Flask
from markupsafe import Markup, escape

from assistant.dashboard.page import the_door, the_words, word
from assistant.events import Snapshot
from config.settings import Partner


def teach(app: Flask) -> None:
    """Give the templates their filters."""
    app.jinja_env.filters.update(
        moment=moment,
        clock=clock,
        hour=hour,
        day_name=day_name,
        marked=marked,
        title_case=title_case,
    )
    app.jinja_env.globals.update(
        state_of=state_of,
        word=word,
        many=many,
        person=person,
        kind_name=kind_name,
        month_name=month_name,
    )


def state_of(snapshot: Snapshot) -> str:
    """The state to show: a house that waits for a voice it cannot hear is deaf."""
    deaf = {"microphone", "model"} & snapshot.troubles.keys()
    return "deaf" if deaf and snapshot.state in ("resting", "quiet", "called") else snapshot.state


def many(key: str) -> Sequence[str]:
    """A list of words."""
    return the_words().many(key)


def person(who: str | None) -> str:
    """What one of the two is called."""
    return name_of(the_door().settings().household.partners, who)


def name_of(partners: Sequence[Partner], who: str | None) -> str:
    """The person's name as written, a stand-in before it was given; "" for nobody."""
    places = {"one": 0, "two": 1}
    if who not in places:
        return word("common.both") if who == "both" else ""
    return partners[places[who]].name or word(f"common.person.{who}")


def kind_name(kind: str) -> str:
    """What a kind of entry is called."""
    return the_words().either(f"journal.kind.{kind}", title_case(kind.replace("_", " ")))


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


def hour(at: str) -> Markup:
    """A time of day as HH:MM, which our script writes as the reader does: "9:30 pm"."""
    return Markup('<time data-hour="{0}">{0}</time>').format(at)


def day_name(day: date) -> str:
    """A day in words: "Tuesday 24 November 2026"."""
    weekday = the_words().many("common.weekdays")[day.weekday()]
    month = month_name(day)
    return word("common.day", weekday=weekday, day=day.day, month=month, year=day.year)


def month_name(day: date) -> str:
    """The month's name."""
    return the_words().many("common.months")[day.month - 1]


def title_case(text: str) -> str:
    """A title as it begins a line: the first letter large."""
    return text[:1].upper() + text[1:]


def marked(text: str, words: Sequence[str]) -> Markup:
    """The text with those words marked, each time they occur."""
    wanted = [re.escape(one) for one in words if one.strip()]
    if not wanted:
        return escape(text)
    pieces = re.split(rf"\b({'|'.join(wanted)})\b", text, flags=re.IGNORECASE)
    return Markup("").join(
        Markup("<mark>{}</mark>").format(piece) if index % 2 else escape(piece)
        for index, piece in enumerate(pieces)
    )
