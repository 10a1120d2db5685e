"""Who is speaking: a convenience, never a lock."""

from typing import cast

from intents.house import House, Person, Reply, handles, say
from intents.match import Match


@handles("speaker.switch")
def this_is(match: Match, house: House) -> Reply:
    """Remember for a while who is talking."""
    if match.slots.get("to") == "both":
        house.people.speaker = None
        return Reply(chime="saved")
    person = house.people.find(match.slots.get("to", ""))
    if person is None:
        return say("which_of_you")
    house.people.speaker = person
    return say("hello", name=house.people.spoken(person))


@handles("speaker.correct")
def not_me(match: Match, house: House) -> Reply:
    """The last entry came from the other one."""
    said = match.slots.get("last", "")
    named = house.people.find(said.removeprefix("not "))
    if named is None:
        return say("which_of_you")
    other = "one" if named == "two" else "two"
    house.people.speaker = cast(Person, other if said.startswith("not ") else named)
    return say("hello", name=house.people.spoken(house.people.speaker))


@handles("speaker.who")
def who(match: Match, house: House) -> Reply:
    """Say who the house believes is talking, and that it is only a belief."""
    name = house.people.spoken(house.people.speaker)
    return say("you_are", name=name) if name else say("cannot_tell")
