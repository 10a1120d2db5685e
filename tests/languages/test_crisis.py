"""Words of somebody in danger: each one is heard, and light talk never is."""

from datetime import UTC, datetime
from typing import Any

import pytest
import yaml

from intents.understanding import Candidate, understand
from tests.languages.test_utterances import HERE, LANGUAGES, pack

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
WANTED = 60
"""So many sentences of each kind are the least that shows anything."""


def lines(code: str) -> list[tuple[str, str]]:
    """Intent and sentence, in the order of the file."""
    page: dict[str, list[Any]] = yaml.safe_load((HERE / code / "crisis.yaml").read_text("utf-8"))
    return [(intent, text) for intent, texts in page.items() for text in texts]


every_line = pytest.mark.parametrize(
    ("code", "intent", "text"),
    [
        pytest.param(code, intent, text, id=f"{code}: {text}")
        for code in LANGUAGES
        for intent, text in lines(code)
    ],
)


@every_line
@pytest.mark.parametrize("state", ["command", "ritual_answer", "free_text"])
def test_danger_is_heard_and_light_talk_is_not(code: str, intent: str, text: str, state: str):
    """A miss leaves somebody alone; a false alarm costs trust."""
    for source in ("typed", "dictation"):
        heard = [Candidate(text, 0.9, source)]
        found = understand(heard, pack(code), state=state, ritual=None, now=NOW)
        named = found.match.intent if found.match else "none"
        assert (named if named.startswith("crisis.") else "none") == intent


@pytest.mark.parametrize("code", LANGUAGES)
def test_there_is_enough_to_show_it(code: str):
    found = lines(code)
    light = [text for intent, text in found if intent == "none"]
    assert len(light) >= WANTED
    assert len(found) - len(light) >= WANTED
    assert len({text for _, text in found}) == len(found)
