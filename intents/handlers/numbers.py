"""How often, how long, when last; never who more."""

from collections.abc import Iterable
from datetime import date, timedelta

from intents.handlers.journal import person_in
from intents.house import House, Line, Reply, Wanted, handles, say
from intents.match import Match
from intents.periods import span
from intents.saying import say_count, say_day

LOOKED_BACK = 1000
"""Entries that a streak is counted from; nobody needs to hear of more."""

FORGIVEN = 2
"""Days from one evening to the next that still belong together: one missed evening is none."""


@handles("stats.count")
def count(match: Match, house: House) -> Reply:
    """How many thank-yous there are."""
    first, last = span(match.slots.get("period", ""), house.evening())
    about = person_in(match, "about", house)
    total = house.memory.count(
        Wanted("appreciation", person_in(match, "by", house), about, first, last)
    )
    return _thanks(total)


def _thanks(total: int) -> Reply:
    if total == 0:
        return say("thanks_none")
    return say("thanks_one") if total == 1 else say("thanks_many", count=say_count(total))


@handles("stats.streak")
def streak(match: Match, house: House) -> Reply:
    """Evenings in a row with something kept; one that was missed does not end it."""
    days = {entry.day for entry in house.memory.entries(Wanted(), limit=LOOKED_BACK)}
    evenings = in_a_row(days, house.evening())
    return say("streak", count=say_count(evenings)) if evenings > 1 else say("streak_none")


def in_a_row(days: Iterable[date], today: date) -> int:
    """How many of these days lie close enough together, back from today."""
    total, after = 0, today
    for day in sorted(days, reverse=True):
        if after - day > timedelta(days=FORGIVEN):
            break
        total, after = total + 1, day
    return total


@handles("stats.last")
def last(match: Match, house: House) -> Reply:
    """When a ritual was held last."""
    ritual = house.rituals.find(match.slots.get("ritual", ""))
    if ritual is None:
        return say("ritual_not_yet")
    day = house.rituals.last_done(ritual)
    return say("last_held", day=say_day(day, house.evening())) if day else say("never_held")


@handles("stats.summary")
def summary(match: Match, house: House) -> Reply:
    """The period in a number and the newest thank-you in its own words."""
    if match.slots.get("kind") == "topics":
        return say("topics_not_yet")
    first, until = span(match.slots.get("period", "this_week"), house.evening())
    wanted = Wanted("appreciation", since=first, until=until)
    newest = house.memory.entries(wanted, limit=1)
    lines = _thanks(house.memory.count(wanted)).lines
    if newest and not house.discretion.company:
        words = {"text": newest[0].text, "to": house.people.spoken(newest[0].to)}
        key = "newest_for" if words["to"] else "newest"
        lines = (*lines, Line(key, words, private=True))
    return Reply(lines=lines)


@handles("stats.compare")
def compare(match: Match, house: House) -> Reply:
    """Always declined."""
    return say("no_score")
