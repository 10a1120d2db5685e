"""Keeping a thank-you or a message in the person's own words."""

from dataclasses import replace

from intents.house import Ask, House, Line, Person, Reply, handles, say
from intents.keeping import not_kept, unless_known
from intents.match import Match
from intents.milestones import milestone_lines

KINDS = {"appreciation.log": "appreciation", "message.leave": "message", "reason.keep": "reason"}

OF_ONE = ("liking.keep",)
"""What is of use only with the name of whoever said it."""


def _with(match: Match, **slots: str) -> Match:
    return replace(match, slots=match.slots | slots)


def _other(person: Person) -> Person:
    return "two" if person == "one" else "one"


def _recipient(match: Match, house: House) -> tuple[Person | None, Person | None] | Ask:
    """Who it is from and for; an Ask where that cannot be known."""
    to, by = match.slots.get("to", "none"), match.slots.get("by", "")
    speaker = house.people.find(by) or house.people.speaker
    if to == "partner":
        if speaker is None:
            return Ask("person", match, "by")
        return speaker, _other(speaker)
    if to in ("none", "both"):
        known = speaker or match.intent not in OF_ONE
        return (speaker, None) if known else Ask("person", match, "by")
    person = house.people.find(to)
    if person is None:
        return Ask("person", match, "to")
    return _other(person), person


@handles("appreciation.log", "message.leave", "reason.keep", "liking.keep")
def keep(match: Match, house: House) -> Reply:
    """Keep it, then say so; ask once for whatever is missing."""
    if match.slots.get("text", "?") == "?" and match.slots.get("quality"):
        match = _with(match, text=match.slots["quality"])
    if (asked := unless_known(match, house)) is not None:
        return asked
    people = _recipient(match, house)
    if isinstance(people, Ask):
        key = "from_whom" if people.slot == "by" else "for_whom"
        return Reply(lines=(Line(key),), ask=people)
    if match.slots.get("text", "?") == "?":
        return Reply(lines=(Line("go_ahead"),), ask=Ask("free_text", match, "text"))
    by, to = people
    if (refused := not_kept(by, house)) is not None:
        return refused
    kind = match.slots.get("kind") or KINDS[match.intent]
    if not house.memory.keep(kind, match, by, to):
        return say(house.memory.why_held)
    if house.discretion.company:
        return Reply(chime="saved", saved=True)  # no names before other ears
    text, name = match.slots["text"], house.people.spoken(to)
    line = Line("saved_for", {"to": name, "text": text}) if name else Line("saved", {"text": text})
    milestone = milestone_lines(house, "appreciations") if kind == "appreciation" else ()
    return Reply(lines=(replace(line, private=True), *milestone), saved=True)
