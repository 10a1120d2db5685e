"""What can be said now, three at a time."""

from intents.house import House, Line, Reply, handles, say
from intents.match import Match

TOPICS = ("delete", "appreciation", "feelings")


@handles("help")
def what_can_i_say(match: Match, house: House) -> Reply:
    """Three examples for the present moment, and that there is more on the page."""
    examples = [example for example in house.examples(3) if example]
    names = ("first", "second", "third")
    words = dict(zip(names, examples, strict=False))
    return Reply(lines=(Line(f"help_{len(words)}", words),))


@handles("help.topic")
def topic(match: Match, house: House) -> Reply:
    """How to do one thing."""
    asked = match.slots.get("topic", "")
    return say(f"help_{asked}") if asked in TOPICS else what_can_i_say(match, house)
