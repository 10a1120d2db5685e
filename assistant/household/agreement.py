"""What each of the two said yes to: a ritual, deep questions, questions about affection."""

from collections.abc import Mapping

from assistant.household.settings_book import SettingsBook
from assistant.journal import Journal
from assistant.rituals import Ritual
from intents.house import Person

AGREED_KEY = "agreed"
EACH: tuple[Person, Person] = ("one", "two")


class Agreement:
    """Belongs to the thread of its journal; what is said here is there for every other thread.

    A ritual that the house brings along switched on counts as agreed until one of the two says
    no; everything else waits for a yes from both.
    """

    def __init__(self, rituals: Mapping[str, Ritual], book: SettingsBook, journal: Journal) -> None:
        self._rituals, self._book, self._journal = rituals, book, journal

    @property
    def two_named(self) -> bool:
        """Whether the house knows whom to ask; until then one word aloud counts for both."""
        return all(partner.name for partner in self._book.settings.household.partners)

    @property
    def waits_for_second(self) -> bool:
        """Whether one of the two is in by name and the other has not joined: nothing is kept yet.

        A house that nobody has given a name is being tried out, and keeps nobody's words by name.
        """
        named = [partner.name for partner in self._book.settings.household.partners]
        return any(named) and not all(named)

    def said(self, what: str) -> frozenset[Person]:
        """Who agrees: to a ritual by its name, to "deep" or to "affection"."""
        ritual = self._rituals.get(what)
        told = self._told().get(what, {})
        unasked = ritual is not None and ritual.on
        return frozenset(person for person in EACH if told.get(person, unasked))

    def both(self, what: str) -> bool:
        """Whether it may come: both agree."""
        return self.said(what) == frozenset(EACH)

    def lacking(self, what: str) -> Person | None:
        """Who has yet to agree when the other one does; None otherwise."""
        said = self.said(what)
        return next((p for p in EACH if p not in said), None) if len(said) == 1 else None

    def say(self, what: str, person: Person | None, yes: bool) -> None:
        """One of the two agrees, or no longer does; None is both of them."""
        told = self._told()
        for one in EACH:
            if person in (one, None):
                told.setdefault(what, {})[one] = yes
        self._journal.keep(AGREED_KEY, told)

    def _told(self) -> dict[str, dict[str, bool]]:
        told: dict[str, dict[str, bool]] = self._journal.kept(AGREED_KEY, {})
        return told
