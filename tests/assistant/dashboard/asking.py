"""What several of the page's tests do."""

from datetime import datetime

from assistant.journal import NewEntry
from tests.assistant.dashboard.fake_door import FakeDoor

SCRIPT = {"HX_Request": "true"}


def keep(
    door: FakeDoor, text: str, by: str | None = "one", at: datetime | None = None, **more: str
) -> int:
    """An entry as the voice would make it."""
    fields = {"kind": "appreciation", "to": "two" if by == "one" else "one"} | more
    with door.journal() as book:
        return book.note(NewEntry(text=text, by=by, **fields), at=at).id  # type: ignore[arg-type]


def texts(door: FakeDoor) -> list[str]:
    """What the journal holds."""
    with door.journal() as book:
        return [entry.text for entry in book.entries()]
