"""A household for tests: everything real but sound, with a clock that is set by hand."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from assistant.board import Board
from assistant.brain import Belongings, converse
from assistant.events import (
    Chime,
    Expect,
    GaveUp,
    Heard,
    MouthEvent,
    RitualDue,
    Say,
    Tick,
)
from assistant.household import SettingsBook
from assistant.journal import Journal, Unsaved
from assistant.rituals import Ritual, RitualTimes, read_deck, read_rituals
from audio.sound import RESTING, Expectation, Utterance
from config.paths import Home
from config.settings import Household as HouseholdSettings
from config.settings import Partner, Settings
from intents import handlers
from intents.language import LanguagePack, PartnerNames, load_pack
from intents.wording import Wording

ZONE = ZoneInfo("Europe/Berlin")
assert handlers
_PACKS: dict[tuple[str, ...], LanguagePack] = {}


class FixedClock:
    """A clock that moves only when told."""

    def __init__(self, at: str = "2026-11-24T19:00") -> None:
        self.at = datetime.fromisoformat(at).replace(tzinfo=ZONE)

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


class FakeTimetable:
    """Remembers what was planned and snoozed."""

    def __init__(self) -> None:
        self.planned: list[RitualTimes] = []
        self.moves: dict[tuple[str, date], str | None] = {}
        self.snoozed: list[tuple[str, int]] = []

    def plan(self, times: Iterable[RitualTimes], moves: Any, done: Any) -> None:
        self.planned, self.moves = list(times), dict(moves)

    def snooze(self, ritual: str, minutes: int) -> None:
        self.snoozed.append((ritual, minutes))


def pack(names: tuple[str, str] = ("Maya", "Sam")) -> LanguagePack:
    """English with these two names, loaded once."""
    if names not in _PACKS:
        _PACKS[names] = load_pack("en", [PartnerNames(name, "", ()) for name in names])
    return _PACKS[names]


class Home4Two:
    """Maya and Sam at home: say something, see what the house does."""

    def __init__(
        self,
        folder: Path,
        names: tuple[str, str] = ("Maya", "Sam"),
        rituals: Mapping[str, Ritual] | None = None,
        at: str = "2026-11-24T19:00",
        patience: tuple[float | None, float | None] = (None, None),
    ) -> None:
        self.clock = FixedClock(at)
        self.timetable = FakeTimetable()
        self.board = Board()
        self.out: list[MouthEvent] = []
        self.direct: list[Any] = []
        self.quiet_for = 60.0
        first, second = (
            Partner(name=name, patience=wait) for name, wait in zip(names, patience, strict=True)
        )
        partners = (first, second)
        settings = Settings(household=HouseholdSettings(partners=partners))
        home = Home(folder)
        self.book = SettingsBook(home.settings_file, settings)
        self.journal = Journal(home.journal_file, self.clock)
        self.unsaved = Unsaved.beside(home.journal_file)
        own = Belongings(
            home=home,
            book=self.book,
            board=self.board,
            rituals=read_rituals()[0] if rituals is None else rituals,
            deck=read_deck(),
            pack=pack(names),
            wording=Wording(pack(names)),
            timetable=self.timetable,  # type: ignore[arg-type]
            now=self.clock,
            quiet_for=lambda: self.quiet_for,
            trace=lambda event, **fields: None,
        )
        self.conversation = converse(own, self.journal, self.unsaved, self.direct.append)
        self.out = self.conversation.wake_up()

    def hears(self, text: str, state: str = "resting") -> str:
        """Typed words, as certain as can be; gives what the house says to them."""
        heard = Heard(None, Utterance(text, 1.0), state=state, source="text")
        return self._deal(self.conversation.receive(heard))

    def silence(self) -> str:
        """Nobody says anything in the time that was given."""
        return self._deal(self.conversation.receive(GaveUp(self.expects.turn)))

    def due(self, ritual: str) -> str:
        """The timetable says it is time."""
        day = self.clock().date()
        return self._deal(self.conversation.receive(RitualDue(ritual, day)))

    def tick(self) -> str:
        """A second passes."""
        self.clock.move(seconds=1)
        return self._deal(self.conversation.receive(Tick()))

    @property
    def expects(self) -> Expectation:
        """What the ears are told to listen for."""
        found = [event.expectation for event in self.out if isinstance(event, Expect)]
        return found[-1] if found else RESTING

    @property
    def chimes(self) -> list[str]:
        """The earcons of the last turn."""
        return [event.name for event in self.out if isinstance(event, Chime)]

    def kept(self, **wanted: Any) -> list[str]:
        """The words in the journal, newest first."""
        return [entry.text for entry in self.journal.entries(**wanted)]

    def receive(self, event: Any, pick: Callable[[MouthEvent], bool] = bool) -> list[MouthEvent]:
        """Any other event."""
        self.out = self.conversation.receive(event)
        return [done for done in self.out if pick(done)]

    def _deal(self, out: list[MouthEvent]) -> str:
        self.out = out
        return " ".join(event.text for event in out if isinstance(event, Say))
