"""What can be said now, three at a time."""

from intents.house import House, Line, Reply, handles, say
from intents.match import Match

TOPICS = ("delete", "appreciation", "feelings", "privacy", "sound", "times")


@handles("help")
def what_can_i_say(match: Match, house: House) -> Reply:
    """How to do the one thing asked about, or three examples for the present moment."""
    asked = match.slots.get("topic", "")
    if asked in TOPICS:
        return say(f"help_{asked}")
    examples = [example for example in house.examples(3) if example]
    names = ("first", "second", "third")
    words = dict(zip(names, examples, strict=False))
    return Reply(lines=(Line(f"help_{len(words)}", words),))
