"""Whose words they are: their author decides over them, as far as a voice can tell who that is."""

from datetime import datetime, timedelta

from intents.house import Ask, House, Line, Remembered, Reply, say
from intents.match import Match

JUST_NOW = timedelta(minutes=2)
"""For so long whoever speaks is taken to be mending what they said themselves."""


def unless_author(
    found: tuple[Remembered, datetime] | None, match: Match, house: House
) -> Reply | None:
    """What stands in the way of changing these words; None if nothing does.

    What was said or changed just now may be mended at once: a voice cannot tell the two apart.
    Later, or with children about, the house asks who is speaking, and leaves the other one's words
    as they are.
    """
    if found is None or not house.rituals.agreement.two_named:
        return None
    entry, changed = found
    fresh = house.now() - changed <= JUST_NOW and house.discretion.company != "kids"
    if entry.by is None or fresh:
        return None
    person = house.people.find(match.slots.get("asker", "")) or house.people.speaker
    if person is None:
        return Reply(lines=(Line("from_whom"),), ask=Ask("person", match, "asker"))
    return None if person == entry.by else say("not_yours", name=house.people.spoken(entry.by))
