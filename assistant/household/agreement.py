"""What each of the two has said yes to."""

from typing import cast

from assistant.journal import Journal
from intents.house import Person

AGREED_KEY = "agreed"


class Agreement:
    """Belongs to the brain's thread, as its journal does."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def said(self, what: str) -> frozenset[Person]:
        """Who said yes to it: a ritual by its name, "deep" questions, "affection" questions."""
        found = self._journal.kept(AGREED_KEY, {}).get(what, [])
        return frozenset(cast(list[Person], found))

    def both(self, what: str) -> bool:
        """Whether both did."""
        return len(self.said(what)) == 2

    def say(self, what: str, person: Person, yes: bool) -> None:
        """One of the two says yes, or takes it back."""
        kept = self._journal.kept(AGREED_KEY, {})
        others = self.said(what) - {person}
        kept[what] = sorted(others | {person} if yes else others)
        self._journal.keep(AGREED_KEY, kept)
