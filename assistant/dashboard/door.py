"""The door: everything that the page may ask of the running house, and nothing else."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from assistant.board import Board
from assistant.doctor import Finding
from assistant.journal import Journal
from assistant.network import Network
from assistant.privacy import Desk
from assistant.rituals import Deck, OwnWords, Ritual
from assistant.turns import Turn
from assistant.upkeep import Health
from audio.phrase_check import Judgement
from audio.sound import Clip
from config.settings import Settings
from intents.house import Person


@dataclass(frozen=True, slots=True)
class RitualCard:
    """One ritual as the page shows it."""

    name: str
    """The ritual's file name, as in settings.rituals."""

    title: str
    """What people call it: "tonight's question"."""

    time: str
    """HH:MM, local."""

    days: str
    """As in the settings: "daily", "mon-fri", "sat,sun"."""

    on: bool
    next: str
    """ISO 8601 with offset, or "" when it does not come."""

    description: str = ""
    said: str = ""
    """How it is called when one asks for it."""

    agreed: frozenset[Person] = frozenset()
    """Who wants it; it comes when both do."""

    on_request: bool = False
    """It comes only when somebody asks for it."""


@dataclass(frozen=True, slots=True)
class Coming:
    """One ritual on one of the next seven days."""

    ritual: str
    title: str
    day: date
    time: str
    """HH:MM; for a skipped one, when it would have come."""

    moved: bool = False
    """It differs from other weeks, on this day only."""

    skipped: bool = False


@dataclass(frozen=True, slots=True)
class VoiceChoice:
    """One voice that can be chosen."""

    engine: str
    """As in settings.speaking.engine."""

    id: str
    """As in settings.speaking.voice; "" is the engine's usual voice."""

    label: str

    @property
    def key(self) -> str:
        """Engine and voice as one text, for a list that offers both."""
        return f"{self.engine}|{self.id}"


class Times(Protocol):
    """The week of the rituals. What cannot be done raises HouseError."""

    def cards(self) -> Sequence[RitualCard]:
        """Every ritual, on or off."""

    def week(self) -> Sequence[Coming]:
        """What comes in the seven days from today, in order."""

    def plan(self, name: str, time: str, days: str, on: bool) -> None:
        """Plan it anew for every week. Raises ConfigError for times that do not exist."""

    def agreed(self, what: str) -> frozenset[Person]:
        """Who said yes to a ritual, or to "deep" or "affection" questions."""

    def agree(self, what: str, who: Person, yes: bool) -> None:
        """One of the two says yes, or takes it back. A ritual comes when both agree."""

    def shift(self, name: str, day: date, to: date, time: str) -> None:
        """Every week: from this weekday to that one, and all of its days at this time."""

    def move(self, name: str, day: date, time: str | None) -> None:
        """That day only: at this time, or not at all."""

    def unmove(self, name: str, day: date) -> None:
        """That day as on any other."""

    def suspended(self) -> date | None:
        """The day from which rituals come again, while they rest."""

    def suspend(self, until: date | None) -> None:
        """No ritual comes by itself before that day; None takes it back."""


class Door(Protocol):
    """What the page may ask of the house. Called from many threads at a time; nothing blocks long.

    Where something cannot be done a HouseError is raised; the page shows its sentence.
    """

    home: Path
    """The house's folder; the page keeps the secret that signs its cookie there."""

    @property
    def board(self) -> Board:
        """What the house publishes about itself."""

    @property
    def desk(self) -> Desk:
        """Where one asks for what is one's own."""

    @property
    def network(self) -> Network:
        """The door to the home network."""

    @property
    def times(self) -> Times:
        """The rituals' times."""

    @property
    def own_words(self) -> OwnWords:
        """The couple's own wording of the rituals."""

    def ritual(self, name: str) -> Ritual | None:
        """The ritual of this name as it comes with the house; None if there is none."""

    def now(self) -> datetime:
        """The household's own time."""

    def settings(self) -> Settings:
        """The settings as they are on file now."""

    def save_settings(self, changes: Mapping[str, str]) -> None:
        """Save these (dotted name → text as typed), all or none.

        Raises ConfigError with one "dotted.name: sentence" for each problem.
        """

    def journal(self) -> AbstractContextManager[Journal]:
        """The journal, opened for the calling thread until the block ends."""

    def journal_changed(self) -> None:
        """The page has changed the journal: other open pages fetch it again."""

    def say(self, text: str) -> str:
        """Somebody typed this or pressed the button for it. No wake phrase is needed.

        Gives what only they shall read: whom to call, when they are in danger; else "".
        """

    def talk_begin(self) -> None:
        """Somebody pressed the talk button: hear the browser, without a wake phrase.

        Ends by itself when nothing is pushed for two seconds: then the browser has gone.
        """

    def talk_push(self, pcm: bytes) -> None:
        """The next piece of what the browser hears: 16-bit little-endian mono at 16 kHz."""

    def talk_end(self) -> None:
        """The talk button was let go: what was said is complete."""

    def clip(self, number: int) -> Clip | None:
        """The sound of the house's line with this number; None if not made yet or forgotten."""

    def preview_voice(self, engine: str, voice: str, rate: int) -> Clip:
        """A sentence in this voice, for the browser to play."""

    def can_say(self, state: str) -> Sequence[str]:
        """Sentences that mean something in this dialogue state, the likeliest first."""

    def phrases(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Everything that can be said: topic and its sentences."""

    def deck(self) -> Deck:
        """Every question there is."""

    def speak(self, sentence: str) -> None:
        """Say this aloud, where nothing else is going on. Raises HouseError otherwise."""

    def turns(self) -> Sequence[Turn]:
        """What was said to the house lately, the newest first."""

    def health(self) -> Health:
        """How the house does."""

    def findings(self) -> Sequence[Finding]:
        """What the doctor finds; takes a moment."""

    def log_lines(self, count: int) -> Sequence[str]:
        """The newest lines of the log."""

    def backups(self) -> Sequence[str]:
        """The names of the journal's copies, the newest first."""

    def back_up(self) -> str:
        """Make today's copy and say its name; "" when it is there already."""

    def restore(self, name: str) -> None:
        """Put this copy in the journal's place; the rooms close and open for it."""

    def devices(self) -> tuple[Sequence[str], Sequence[str]]:
        """The names of the microphones and of the speakers that are there now."""

    def voices(self) -> Sequence[VoiceChoice]:
        """Every voice that can be chosen on this machine."""

    def check_word(self, word: str) -> str | None:
        """A sentence if the speech model does not know the word, else None."""

    def knows_word(self, word: str) -> bool:
        """Whether the speech model has this word; True while no model is loaded."""

    def judge_phrase(self, phrase: str) -> Judgement | None:
        """How good a wake phrase is; None while no speech model is loaded."""

    def try_wake(self, engine: str, phrase: str) -> None:
        """Count calls on the board (`tried`) for a while, and act on nothing that is heard.

        Raises ValueError with a sentence if there is no such engine or phrase.
        """

    def try_reading(self, sentence: str) -> None:
        """Show on the board (`read`) what is heard of this, and act on nothing that is heard.

        Raises ValueError with a sentence if nothing can be heard.
        """

    def stop_trying(self) -> None:
        """Listen as usual again."""

    def tonights_question(self) -> str | None:
        """Tonight's question, once it has been asked or looked at."""
