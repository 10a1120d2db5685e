"""Entries of other days, and an evening from its question to its end."""

from datetime import datetime

from assistant.journal import NewEntry
from tests.assistant.household import ZONE, Home4Two


def wrote(
    house: Home4Two, at: str, text: str, kind: str = "appreciation", by: str = "one", **more: str
) -> None:
    """An entry of another day."""
    to = {"one": "two", "two": "one"}[by]
    moment = datetime.fromisoformat(at).replace(tzinfo=ZONE)
    house.journal.note(
        NewEntry(kind, text, by, to if kind != "answer" else None, **more), at=moment
    )


def yes(house: Home4Two) -> str:
    return house.hears("yes", state="confirm")


def through_the_question(house: Home4Two, keep: str = "let them go") -> str:
    """An evening from the question to its end; gives the last thing that was said."""
    said = house.hears("what's tonight's question")
    for _ in range(30):
        state = house.expects.state
        if state == "ritual_answer":
            said = house.hears("a long walk by the sea", state=state)
        elif state == "ritual_keep":
            said = house.hears(keep, state=state)
        elif state in ("ritual_window", "saved"):
            said = house.silence()
        else:
            break
    return said
