"""A small house behind the door: with a real journal, a real board and real settings."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.board import Board
from assistant.dashboard.door import VoiceChoice
from assistant.doctor import Finding
from assistant.events import Caption
from assistant.household import SettingsBook
from assistant.journal import Journal
from assistant.network import Network
from assistant.page_times import PageTimes
from assistant.privacy import Cost, Desk, Passcode
from assistant.rituals import Deck, OwnWords, Ritual, read_deck, read_rituals
from assistant.turns import Turn
from assistant.upkeep import Health, Upkeep
from audio.phrase_check import Judgement, judge
from audio.reading_trial import Read
from audio.sound import Clip
from audio.wake_trial import Tried
from config import Settings, load, update
from config.paths import Home
from config.settings import Listening

EVERYTHING = (
    ("tonight's question", ("what's tonight's question", "another one", "something lighter")),
    ("kind words", ("thank you Sam for making dinner", "read today's appreciations", "undo")),
    ("rituals", ("what's planned for tonight", "move tonight's question to half past nine")),
    ("the house", ("louder", "quieter", "slower", "stop", "be quiet until nine")),
)
SAYABLE = {
    "resting": ("what's tonight's question", "read today's appreciations", "what can I say"),
    "speaking": ("stop", "repeat", "skip", "wait"),
    "ritual_answer": ("skip", "pass", "wait", "your turn", "stop"),
}
RITUALS = read_rituals()[0]
DECK = read_deck()
CHEAP = Cost(iterations=1, lanes=1, memory_kib=64)
TONE = Clip(bytes(range(0, 200, 2)) * 320)


class FakeDoor:
    """Keeps what it was asked for, and behaves as a house would."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.board = Board()
        self.said: list[str] = []
        self.written = ""
        """What is answered in writing to what somebody types."""
        self.talks: list[bytes] = []
        self.talking = False
        self.told: list[Any] = []
        self.spoken: list[str] = []
        self.kept_turns: list[Turn] = []
        self.restored: list[str] = []
        self.listened: list[bool] = []
        self.changes = 0
        self.previewed: list[tuple[str, str, int]] = []
        self.clips: dict[int, Clip] = {}
        self.clock: datetime | None = None
        self.own_words = OwnWords(Home(home).own_words_file)
        self.upkeep = Upkeep(Home(home), self.now)
        self.desk = Desk(Home(home), self.settings, self.now, self.told.append, CHEAP)
        passcode = Passcode(Home(home).passcode_file, self.now, CHEAP)
        self.network = Network(self.settings, self.save_settings, passcode, self.board.trouble)
        self.network.serve(self.listened.append, 8330)
        book = SettingsBook(home / "settings.toml")
        self.times = PageTimes(RITUALS, book, self.journal, self.now, self.told.append)

    def now(self) -> datetime:
        return self.clock or datetime.now(UTC)

    def settings(self) -> Settings:
        return load(self.home / "settings.toml")

    def save_settings(self, changes: Mapping[str, str]) -> None:
        update(self.home / "settings.toml", changes)

    def journal(self) -> AbstractContextManager[Journal]:
        return Journal(self.home / "journal.db", now=self.now)

    def say(self, text: str) -> str:
        self.said.append(text)
        if self.written:
            return self.written
        self.board.caption(Caption("you", text, meaning="question.today"))
        self.answer(f"You said: {text}")
        return ""

    def answer(self, text: str) -> None:
        number = len(self.clips) + 1
        self.clips[number] = TONE
        self.board.caption(Caption("house", text, number=number))

    def talk_begin(self) -> None:
        self.talking = True
        self.talks.append(b"")
        self.board.publish(state="hearing")

    def talk_push(self, pcm: bytes) -> None:
        self.talks[-1] += pcm

    def talk_end(self) -> None:
        self.talking = False
        self.board.publish(state="resting")
        self.answer(f"I heard {len(self.talks[-1]) / 32000:.1f} seconds.")

    def clip(self, number: int) -> Clip | None:
        return self.clips.get(number)

    def preview_voice(self, engine: str, voice: str, rate: int) -> Clip:
        self.previewed.append((engine, voice, rate))
        return TONE

    def can_say(self, state: str) -> Sequence[str]:
        return SAYABLE.get(state, SAYABLE["resting"])

    def phrases(self) -> Sequence[tuple[str, Sequence[str]]]:
        return EVERYTHING

    def journal_changed(self) -> None:
        self.changes += 1

    def ritual(self, name: str) -> Ritual | None:
        return RITUALS.get(name)

    def deck(self) -> Deck:
        return DECK

    def speak(self, sentence: str) -> None:
        self.spoken.append(sentence)

    def turns(self) -> Sequence[Turn]:
        return self.kept_turns

    def health(self) -> Health:
        return self.upkeep.health()

    def findings(self) -> Sequence[Finding]:
        return (Finding("disk", True, "There is room."), Finding("voice", False, "No voice."))

    def log_lines(self, count: int) -> Sequence[str]:
        return self.upkeep.log_lines(count)

    def backups(self) -> Sequence[str]:
        return self.upkeep.backups()

    def back_up(self) -> str:
        return self.upkeep.back_up()

    def restore(self, name: str) -> None:
        self.upkeep.restore(name, self.upkeep.between_openings)
        self.restored.append(name)

    def devices(self) -> tuple[Sequence[str], Sequence[str]]:
        return ("Kitchen microphone", "Webcam"), ("Kitchen speaker",)

    def voices(self) -> Sequence[VoiceChoice]:
        return (
            VoiceChoice("pyttsx3", "", "Its usual voice"),
            VoiceChoice("pyttsx3", "gmw/en-gb", "British English"),
            VoiceChoice("hibari", "", "American English"),
        )

    def check_word(self, word: str) -> str | None:
        if word == "xylograph":
            return f"The speech model doesn't know “{word}”. Choose another word."
        return None

    def knows_word(self, word: str) -> bool:
        return word.casefold() not in ("xylograph", "niamh", "snorbert")

    def judge_phrase(self, phrase: str) -> Judgement | None:
        return judge(phrase, self.knows_word, ["norbert"], ["Maya"])

    def try_wake(self, engine: str, phrase: str) -> None:
        Listening.model_validate({"wake_engine": engine, "wake_phrase": phrase})
        self.board.publish(tried=Tried(phrase))

    def try_reading(self, sentence: str) -> None:
        if "microphone" in self.board.snapshot().troubles:
            raise ValueError(self.board.snapshot().troubles["microphone"])
        self.board.publish(read=Read(sentence))

    def stop_trying(self) -> None:
        self.board.publish(tried=Tried(), read=Read())

    def tonights_question(self) -> str | None:
        return None
