"""How often, how long, when last; never who more."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from intents.handlers.journal import wanted_by, who_is_me
from intents.house import House, Line, Person, Reply, Wanted, handles, say
from intents.match import Match
from intents.periods import span
from intents.saying import say_count, say_day, say_list
from intents.stop_words import stop_words

BOTH: tuple[Person, Person] = ("one", "two")
MOST_NAMED = 3
"""Subjects named at a time."""

FORGIVEN = 2
"""Days from one evening to the next that still belong together: one missed evening is none."""


@handles("stats.count")
def count(match: Match, house: House) -> Reply:
    """How many thank-yous there are."""
    if match.slots.get("kind") == "evenings":
        return say("evenings_many", count=say_count(len(house.memory.days())))
    if (asked := who_is_me(match, house)) is not None:
        return asked
    return _thanks(house.memory.count(replace(wanted_by(match, house), kind="appreciation")))


def _thanks(total: int) -> Reply:
    if total == 0:
        return say("thanks_none")
    return say("thanks_one") if total == 1 else say("thanks_many", count=say_count(total))


@handles("stats.streak")
def streak(match: Match, house: House) -> Reply:
    """Evenings in a row with something kept; one that was missed does not end it."""
    evenings = in_a_row(house.memory.days(), house.evening())
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
    """A number without names, what they thanked for most, and one thank-you in its own words."""
    if match.slots.get("kind") == "topics":
        return _topics(Wanted("appreciation"), house) or say("topics_none")
    period = match.slots.get("period", "this_week")
    first, until = span(period, house.evening())
    wanted = Wanted("appreciation", since=first, until=until)
    lines = _thanks(house.memory.count(wanted)).lines
    if house.discretion.company:
        return Reply(lines=lines)
    mostly = _topics(wanted, house)
    lines = (*lines, *(mostly.lines if mostly else ()))
    for newest in house.memory.entries(wanted, limit=1):
        words = {"text": newest.text, "to": house.people.spoken(newest.to)}
        key = "newest_for" if words["to"] else "newest"
        lines = (*lines, Line(key, words, private=True))
    return Reply(lines=lines)


def _topics(wanted: Wanted, house: House) -> Reply | None:
    """What most of them are about, in the couple's own words; None if nothing comes up twice."""
    if house.discretion.company:
        return say("not_in_company")
    names = [house.people.spoken(person).casefold() for person in BOTH]
    left_out = stop_words(house.language) | {part for name in names for part in name.split()}
    found = house.memory.subjects(wanted, left_out, MOST_NAMED)
    if not found:
        return None
    return Reply(lines=(Line("topics", {"names": say_list(found)}, private=True),))


@handles("stats.compare")
def compare(match: Match, house: House) -> Reply:
    """Always declined."""
    return say("no_score")
