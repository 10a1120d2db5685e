"""Whether somebody's words may be kept just now, and what to say where they may not."""

from intents.house import Ask, House, Line, Person, Reply, say
from intents.match import Match


def not_kept(by: Person | None, house: House) -> Reply | None:
    """Why nothing of this person's is kept; None if it is."""
    if house.rituals.agreement.waits_for_second:
        return say("not_both_yet")
    if house.discretion.off_record:
        return say("still_off_record")
    if house.discretion.opted_out(by):
        return say("still_opted_out", name=house.people.spoken(by))
    return None


def unless_known(match: Match, house: House) -> Reply | None:
    """With children about, the question who speaks; None if that is known, or nobody else is here.

    The house knows no voices: known is whoever has given a name in the last ten minutes.
    """
    if house.discretion.company != "kids" or not house.rituals.agreement.two_named:
        return None
    if house.people.find(match.slots.get("by", "")) or house.people.speaker:
        return None
    return Reply(lines=(Line("from_whom"),), ask=Ask("person", match, "by"))
