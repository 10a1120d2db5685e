"""The two who live here, by name, and who is thought to be talking."""

from collections.abc import Callable
from datetime import datetime, timedelta

from config.settings import Listening, Settings
from intents.house import Person

REMEMBERED = timedelta(minutes=10)
"""How long "this is Sam" holds."""

IDS: tuple[Person, Person] = ("one", "two")


class People:
    """Names to persons and back."""

    def __init__(self, settings: Settings, now: Callable[[], datetime]) -> None:
        self._partners = dict(zip(IDS, settings.household.partners, strict=True))
        self._now = now
        self._speaker: Person | None = None
        self._since = now()

    @property
    def speaker(self) -> Person | None:
        """Who is talking, as far as somebody has said so in the last ten minutes."""
        return self._speaker if self._now() - self._since <= REMEMBERED else None

    @speaker.setter
    def speaker(self, person: Person | None) -> None:
        self._speaker, self._since = person, self._now()

    def spoken(self, person: Person | None) -> str:
        """The name as it is written (the mouth knows how to say it); "" if not given."""
        return self._partners[person].name if person else ""

    def unhurried(self, listening: Listening, whose_turn: Person | None) -> Listening:
        """The settings for whose turn it is, or whoever speaks: how long their answers may pause.

        Whoever needs longer must not be cut off only because the house cannot tell who speaks.
        """
        usual, person = listening.answer_quiet, whose_turn or self.speaker
        known = [p.patience for p in self._partners.values() if p.patience]
        quiet = (self._partners[person].patience or usual) if person else max([usual, *known])
        return listening.model_copy(update={"answer_quiet": quiet})

    def find(self, name: str) -> Person | None:
        """Whose name, alias or spoken form this is, whatever its capitals."""
        wanted = name.casefold()
        for person, partner in self._partners.items():
            known = (partner.name, partner.said, *partner.aliases)
            if wanted and wanted in (other.casefold() for other in known):
                return person
        return None

    def names(self) -> dict[str, str]:
        """Person to written name."""
        return {person: partner.name for person, partner in self._partners.items()}

    def spoken_forms(self) -> dict[str, str]:
        """Written name to how the voice says it, where the two differ."""
        partners = self._partners.values()
        return {p.name: p.said for p in partners if p.name and p.said and p.said != p.name}
