"""A small house behind the door: with a real journal, a real board and real settings."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from assistant.board import Board
from assistant.dashboard.door import RitualCard, VoiceChoice
from assistant.events import Caption
from assistant.journal import Journal
from audio.phrase_check import Judgement, judge
from audio.sound import Clip
from audio.wake_trial import Tried
from config import ConfigError, Settings, load, update
from config.checks import clock_time
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
TONE = Clip(bytes(range(0, 200, 2)) * 320)


class FakeDoor:
    """Keeps what it was asked for, and behaves as a house would."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.board = Board()
        self.said: list[str] = []
        self.talks: list[bytes] = []
        self.talking = False
        self.planned: list[tuple[str, str, str, bool]] = []
        self.previewed: list[tuple[str, str, int]] = []
        self.clips: dict[int, Clip] = {}
        self.now = lambda: datetime.now(UTC)
        self._cards = [
            RitualCard(
                "tonights_question", "tonight's question", "20:30", "daily", True,
                "2026-11-24T20:30:00+01:00", "One question, both of you in turn.",
            ),
            RitualCard(
                "morning_appreciation", "the morning appreciation", "07:30", "mon-fri", False,
                "", "A thank-you each, in a minute.",
            ),
        ]  # fmt: skip

    def settings(self) -> Settings:
        return load(self.home / "settings.toml")

    def save_settings(self, changes: Mapping[str, str]) -> None:
        update(self.home / "settings.toml", changes)

    def journal(self) -> AbstractContextManager[Journal]:
        return Journal(self.home / "journal.db", now=self.now)

    def say(self, text: str) -> None:
        self.said.append(text)
        self.board.caption(Caption("you", text, meaning="question.today"))
        self.answer(f"You said: {text}")

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

    def rituals(self) -> Sequence[RitualCard]:
        return tuple(self._cards)

    def plan_ritual(self, name: str, time: str, days: str, on: bool) -> None:
        try:
            time = clock_time(time)
        except ValueError as error:
            raise ConfigError([f"rituals.{name}.time: {error}"]) from None
        self.planned.append((name, time, days, on))
        next_at = f"2026-11-25T{time}:00+01:00" if on else ""
        self._cards = [
            replace(card, time=time, days=days, on=on, next=next_at) if card.name == name else card
            for card in self._cards
        ]

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

    def stop_trying(self) -> None:
        self.board.publish(tried=Tried())

    def tonights_question(self) -> str | None:
        return None
