"""Round numbers worth a word; of the two together, never of one of them."""

from typing import Literal

from intents.house import House, Line
from intents.saying import say_count


def milestone_lines(house: House, what: Literal["appreciations", "evenings"]) -> tuple[Line, ...]:
    """A line when a round number has just been reached; before others it waits."""
    if house.discretion.company:
        return ()
    reached = house.memory.milestone(what)
    return (Line(f"milestone_{what}", {"count": say_count(reached)}),) if reached else ()
