"""The two together: what has grown, never who did more."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from assistant.dashboard import charts
from assistant.dashboard.door import Door
from assistant.dashboard.page import show, the_words
from assistant.journal import Journal, evening_day

WEEKS = 26
WORDS_FROM = 1500
"""The newest entries of the year, whose words are counted."""

EXAMPLES = ("answer", "echo", "small", "honest")

together = Blueprint("together", __name__, url_prefix="/together")


def part(door: Door, args: Mapping[str, str]) -> dict[str, Any]:
    """What this page shows."""
    today = evening_day(door.now())
    with door.journal() as book:
        return _grown(book, today) | {"examples": _examples()}


@together.get("/")
def page() -> ResponseReturnValue:
    """What has grown."""
    return show("together")


def _examples() -> list[tuple[str, Sequence[str]]]:
    """How others say it, a few lines each."""
    words = the_words()
    return [
        (words.many(f"together.example.{one}")[0], words.many(f"together.example_lines.{one}"))
        for one in EXAMPLES
    ]


def _grown(book: Journal, today: date) -> dict[str, Any]:
    beginning = date(2000, 1, 1)
    evenings = book.evenings_held(beginning)
    entries = book.count_by_day(today - timedelta(days=371))
    thanks = book.count_by_day(today - timedelta(weeks=WEEKS), "appreciation")
    held, thanked = sum(evenings.values()), book.count(kind="appreciation")
    year_ago = today - timedelta(days=365)
    common = frozenset(the_words().many("together.common_words"))
    return {
        "today": today,
        "evenings": charts.weeks(evenings, today, WEEKS),
        "thanks": charts.weeks(thanks, today, WEEKS),
        "map": charts.heat_map(_sum(entries, evenings), today),
        "words": charts.words(book.texts(year_ago, WORDS_FROM), common),
        "held": held,
        "thanked": thanked,
        "held_milestones": charts.milestones(held),
        "thanked_milestones": charts.milestones(thanked),
    }


def _sum(one: Mapping[date, int], other: Mapping[date, int]) -> dict[date, int]:
    return {day: one.get(day, 0) + other.get(day, 0) for day in one.keys() | other.keys()}
