"""Words of somebody in danger: each one is heard, and light talk never is."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import yaml

from intents.crisis import crisis, is_cry
from intents.phrases import cover
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
@pytest.mark.parametrize("state", ["command", "ritual_answer", "free_text", "ritual_window"])
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


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_only_sounds_like_danger_never_is(code: str):
    """These sentences are there so that the ears can hear something else than danger."""
    read = pack(code)
    for danger in read.crisis.values():
        assert danger.lightly
        for graph in danger.lightly:
            for path in cover(graph, "lightly", values=8):
                words = " ".join(graph.nodes[node].text for node in path)
                assert crisis(read, read.hear(words)) is None, words


@pytest.mark.parametrize("state", pack("en").states)
def test_a_cry_is_heard_in_every_state_with_a_plea_before_it_or_after_it(state: str):
    """As it is typed; and where a cry can be told by its sound, as it sounds."""
    read = pack("en")
    sources = ["typed", *(["phrase"] if read.tells_cries(state) else [])]
    for text in ("please help me I want to kill myself", "I can't go on please help"):
        for source in sources:
            heard = [Candidate(text, 1.0, source, (), source == "phrase")]
            found = understand(heard, read, state=state, ritual=None, now=NOW)
            assert found.match and found.match.intent == "crisis.self", (text, source)


@pytest.mark.parametrize(
    ("text", "cry"),
    [
        ("he hit me", True),
        ("will you he hit me", False),
        ("please help me he hit me", True),
        ("oh god help i can't go on holiday", False),
    ],
)
def test_by_its_sound_alone_a_polite_cry_is_not_believed(text: str, cry: bool):
    """The sentences of danger may have politeness around them, as all others; nobody says it."""
    read = pack("en")
    assert is_cry(read, read.hear(text)) is cry


def test_a_language_without_words_of_danger_understands_all_the_same():
    bare = replace(pack("en"), crisis={})
    assert crisis(bare, bare.hear("please help me I want to die")) is None
    meant = understand(
        [Candidate("what's tonight's question", 0.9, "dictation")],
        bare,
        state="command",
        ritual=None,
        now=NOW,
    )
    assert meant.match is not None
    assert meant.match.intent == "question.today"
    assert bare.network("ritual_window")
