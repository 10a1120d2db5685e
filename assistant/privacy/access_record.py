"""The access record: who opened, took away or changed something. Both of you see the same."""

from typing import Literal, get_args

from assistant.journal import Access, Journal

Act = Literal["sign_in", "export", "backup", "restore", "settings", "reset", "device", "passcode"]
"""All that is ever written there. Nothing about what was deleted, read on the help page or said."""


class AccessRecord:
    """Belongs to the thread of its journal."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def note(self, act: Act, person: str | None = None, detail: str = "") -> None:
        """Write a line: `detail` is what was changed or taken, never anybody's words."""
        if act not in get_args(Act):
            raise ValueError(act)
        self._journal.note_access(act, person, detail)

    def list(self, limit: int = 200) -> list[Access]:
        """The newest first."""
        return self._journal.access_record(limit)
