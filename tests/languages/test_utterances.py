"""What people say, in every language that is there: sentence → intent, slots and decision."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from intents import handlers
from intents.house import handler_for
from intents.language import LanguagePack, PartnerNames, load_pack
from intents.understanding import Candidate, understand

assert handlers, "importing the room registers what happens for each request"

LATER = frozenset({"person"})
"""No requests: an answer to a question of the house."""

HERE = Path(__file__).parent
LANGUAGES = sorted(
    folder.name for folder in HERE.iterdir() if (folder / "utterances.yaml").is_file()
)
EVENING = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
_PACKS: dict[str, LanguagePack] = {}


def pack(code: str) -> LanguagePack:
    """The language with Maya and Sam in it, read once."""
    if code not in _PACKS:
        names = [PartnerNames("Maya", "", ()), PartnerNames("Sam", "", ())]
        _PACKS[code] = load_pack(code, names)
    return _PACKS[code]


def table(name: str) -> list[Any]:
    """Every line of the tables of this name, as parameters."""
    return [
        pytest.param(code, line[0], line[1], (line[2:] or [{}])[0], id=f"{code}: {line[0]}")
        for code in LANGUAGES
        if (HERE / code / name).is_file()
        for lines in yaml.safe_load((HERE / code / name).read_text("utf-8")).values()
        for line in lines
    ]


@pytest.mark.parametrize(("code", "text", "intent", "slots"), table("utterances.yaml"))
def test_every_sentence_means_what_it_should(code: str, text: str, intent: str, slots: dict):
    """Intent and every slot; what is not for the house is not acted on."""
    found = understand([Candidate(text)], pack(code), state="command", ritual=None, now=EVENING)
    if intent == "none":
        assert found.decision != "do"
    else:
        assert found.match is not None
        assert (intent, slots, "do") == (
            found.match.intent,
            dict(found.match.slots),
            found.decision,
        )


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_request_has_somebody_who_deals_with_it(code: str):
    """Words without a handler end in "I can't do that yet": those are named here, and no others."""
    without = {intent for intent in pack(code).intents() if handler_for(intent) is None}
    assert without <= LATER


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_request_can_be_asked_back(code: str):
    """ "Did you mean …?" needs a few words for each."""
    language = pack(code)
    assert [i for i in sorted(language.intents()) if f"mean.{i}" not in language.replies] == [
        i for i in sorted(language.intents()) if i.startswith("crisis.")
    ]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_example_that_is_said_aloud_can_be_heard(code: str):
    """What the house suggests must be on the phrase list of the moment."""
    language = pack(code)
    for state in language.states:
        for example in language.examples(state, 9):
            found = understand(
                [Candidate(example)], language, state=state, ritual=None, now=EVENING
            )
            assert found.decision == "do", (state, example)
