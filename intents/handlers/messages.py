"""Words left for the other: read on request, to the one they are for, and not before others."""

from intents.house import Ask, House, Line, Remembered, Reply, handles, say
from intents.match import Match
from intents.saying import say_count

AT_ONCE = 2
"""More are announced with their number first."""

MOST = 5


@handles("message.read")
def waiting(match: Match, house: House) -> Reply:
    """Read what this person has not heard yet, the oldest first."""
    if house.discretion.company:
        return say("not_in_company")
    named = house.people.find(match.slots.get("for", ""))
    person = named or house.people.speaker
    if person is None:
        return Reply(lines=(Line("from_whom"),), ask=Ask("person", match, "for"))
    kind = match.slots.get("kind", "message")
    found = house.messages.waiting(person, kind)
    by = house.people.find(match.slots.get("by", ""))
    found = [entry for entry in found if by in (None, entry.by)]
    if not found:
        return say("nothing_waiting")
    if len(found) > AT_ONCE and "sure" not in match.slots:
        count = Line("read_many_first", {"count": say_count(len(found))})
        return Reply(lines=(count,), ask=Ask("confirm", match, "sure"))
    read = found[:MOST]
    house.messages.heard(person, read)
    return Reply(lines=tuple(_left(entry, house) for entry in read))


def _left(entry: Remembered, house: House) -> Line:
    house.memory.last_read = entry.id
    name = house.people.spoken(entry.by)
    text = house.messages.as_said_to_you(entry.text)
    return Line("left_by" if name else "left", {"by": name, "text": text}, private=True)
