"""How far a new household has come with its first five steps."""

from typing import cast

from assistant.dashboard.door import Door

STEPS = ("names", "voice", "microphone", "wake", "ritual")
KEY = "settling"


def settling(door: Door) -> str:
    """The step that is next; "" once they are through, or have skipped it."""
    with door.journal() as book:
        kept = book.kept(KEY)
    if kept is None:
        # Who has given names before there were steps is not asked again.
        named = any(partner.name for partner in door.settings().household.partners)
        return "" if named else STEPS[0]
    return cast(str, kept) if kept in STEPS else ""


def settle(door: Door, step: str) -> None:
    """This is the next step now; "done" when there is none."""
    with door.journal() as book:
        book.keep(KEY, step)


def after(step: str) -> str:
    """The step after this one, or "done"."""
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else "done"
