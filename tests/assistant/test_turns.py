"""The last turns, in memory: what was heard, what came of it, how long it took."""

import time
from typing import Any

from assistant.events import Heard
from assistant.turns import KEPT, Turns
from audio.sound import Utterance
from intents.match import Match, Understanding


def understood(turns: Turns, text: str, intent: str = "help", ended: float = 0.0) -> None:
    """Somebody said something."""
    source = "microphone" if ended else "text"
    heard = Heard(None, Utterance(text, 1.0), source=source, ended_at=ended, posted_at=ended + 0.05)
    match = Match(intent, score=0.9, text=text)
    turns("understood", heard=heard, understanding=Understanding("do", match), state="command")


def test_the_newest_turns_are_kept_and_everything_is_passed_on():
    """Twenty, the newest first."""
    passed: list[str] = []
    turns = Turns(lambda event, **fields: passed.append(event))
    for number in range(KEPT + 5):
        understood(turns, f"sentence {number}")
    assert [turn.heard for turn in turns.newest()][:2] == ["sentence 24", "sentence 23"]
    assert len(turns.newest()) == KEPT
    assert passed == ["understood"] * (KEPT + 5)


def test_times_are_counted_from_the_end_of_speech():
    """The first sound counts, not the second."""
    turns = Turns(lambda event, **fields: None)
    ended = time.monotonic()
    understood(turns, "good evening", ended=ended)
    turns("sound", text="Hello.", at=ended + 0.7)
    turns("sound", text="And more.", at=ended + 3)
    (turn,) = turns.newest()
    assert (round(turn.recognised or 0, 2), round(turn.answered or 0, 2)) == (0.05, 0.7)


def test_a_cry_for_help_is_not_kept():
    """Nor the time of the answer to it with another turn."""
    turns = Turns(lambda event, **fields: None)
    understood(turns, "good evening")
    understood(turns, "something terrible", intent="crisis.self_harm")
    fields: dict[str, Any] = {"text": "I'm sorry.", "at": time.monotonic()}
    turns("sound", **fields)
    (turn,) = turns.newest()
    assert (turn.heard, turn.answered) == ("good evening", None)
