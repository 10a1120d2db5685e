"""What happens inside the house, as records that can be printed."""

import threading
import time
from collections.abc import Callable
from typing import Any

from assistant.understood import words_of
from intents.match import Understanding

MOMENTS = ("speech_ended", "turn_over", "recognised")
"""When a request ended, was taken to be over, and was written down (see Heard)."""


def meaning(understanding: Understanding) -> dict[str, Any]:
    """intent, slots, score and decision, as every command prints them."""
    match = understanding.match
    return {
        "intent": match.intent if match else None,
        "slots": dict(match.slots) if match else {},
        "score": round(match.score, 3) if match else 0.0,
        "decision": understanding.decision,
    }


class Teller:
    """A trace, from any thread, made into records with the seconds since it was made."""

    def __init__(self, tell: Callable[[dict[str, Any]], None]) -> None:
        self._tell = tell
        self._one_at_a_time = threading.Lock()
        self._began = time.monotonic()
        self.latest = self._began
        """time.monotonic() of the newest event."""

    def __call__(self, event: str, **fields: Any) -> None:
        """Take one event of the house."""
        self.latest = time.monotonic()
        at = fields.pop("at", self.latest)
        record: dict[str, Any] = {"event": event, "at": round(at - self._began, 3)}
        if event == "understood":
            heard, understanding = fields.pop("heard"), fields.pop("understanding")
            record["heard"] = words_of(heard, understanding)
            record["source"] = heard.source
            record |= meaning(understanding)
            moments = (heard.ended_at, heard.closed_at, heard.posted_at)
            for name, moment in zip(MOMENTS, moments, strict=True):
                if moment:
                    record[name] = round(moment - self._began, 3)
        with self._one_at_a_time:
            self._tell(record | fields)


def as_sentence(record: dict[str, Any]) -> str:
    """One record as a line for people."""
    at = f"{record['at']:7.2f} s  "
    match record["event"]:
        case "called":
            return f"{at}the wake phrase"
        case "understood":
            meant = record["intent"] or "nothing"
            slots = ", ".join(f"{name}={value}" for name, value in record["slots"].items())
            detail = f"{meant} {slots}".strip()
            return f"{at}heard “{record['heard']}”: {detail} ({record['decision']})"
        case "sound" if not record["text"]:
            return ""
        case "sound":
            return f"{at}says “{record['text']}”"
        case "trouble":
            return f"{at}{record['sentence'] or record['topic'] + ': well again'}"
        case "chime":
            return f"{at}chime: {record['name']}"
    return ""
