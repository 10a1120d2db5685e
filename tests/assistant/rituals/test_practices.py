"""Everything the articles say is met somewhere, or said to be missing; every ritual has its why."""

import re
from collections.abc import Callable

import pytest
from pydantic import BaseModel

import intents.handlers  # noqa: F401  (registers what happens for each request)
from assistant.rituals import RitualError, read_deck, read_practices, read_rituals, read_why
from assistant.rituals.practices import KINDS, REFERENCES
from config.settings import Settings
from intents.house import handler_for
from tests.tree import PROJECT

PRACTICES = read_practices()
WHY = read_why()
RITUALS, _ = read_rituals()
DECK = read_deck()
ARTICLES = {0: 40, 1: 20, 2: 24, 3: 38, 4: 30}
"""Article → how many things it says."""

DECKS = {
    "date_night": DECK.dates,
    "openers": DECK.openers,
    "topics": DECK.topics,
    "feelings": DECK.feelings,
    "starters": DECK.starters,
    "goodnight": DECK.goodnight,
    "sleep_on": DECK.sleep_on,
    "after_a_row": DECK.after_a_row,
    "alone": DECK.alone,
}
JARGON = re.compile(
    r"\b(intimacy|vulnerab\w*|validat\w*|mindful\w*|attach\w*|bids?|love maps?|partners?|spouses?"
    r"|husbands?|wife|wives|relationships?|commitment|disclos\w*)\b",
    re.IGNORECASE,
)
"""Words of those who write about couples, and words that not every couple is."""


def _is_step(name: str) -> bool:
    ritual, _, step = name.partition(".")
    return ritual in RITUALS and step in {one.name for one in RITUALS[ritual].steps}


def _is_setting(name: str) -> bool:
    room: object = Settings
    for part in name.split("."):
        if not (isinstance(room, type) and issubclass(room, BaseModel)):
            return False
        if part not in room.model_fields:
            return False
        room = room.model_fields[part].annotation
    return True


EXISTS: dict[str, Callable[[str], bool]] = {
    "ritual": _is_step,
    "category": lambda name: name in DECK.categories,
    "deck": lambda name: bool(DECKS.get(name)),
    "prompt": lambda name: name in DECK.prompts,
    "intent": lambda name: handler_for(name) is not None,
    "setting": _is_setting,
    "module": lambda name: (PROJECT / name).is_file(),
    "tone": bool,
    "open": bool,
    "none": lambda name: not name,
}


def test_everything_the_articles_say_is_there_once():
    """In the order of the articles, none left out and none added."""
    expected = [f"{article}.{n}" for article, most in ARTICLES.items() for n in range(1, most + 1)]
    assert [one.id for one in PRACTICES] == expected
    assert len({one.says for one in PRACTICES}) == len(PRACTICES)


@pytest.mark.parametrize("practice", PRACTICES, ids=lambda one: one.id)
def test_it_is_said_in_plain_words_and_met_where_it_says(practice):
    """A sentence of at most 25 words, and every place that is named exists."""
    assert practice.says.strip() and practice.says.endswith(".")
    assert len(practice.says.split()) <= 25
    assert not JARGON.search(practice.says)
    assert practice.kind in KINDS
    assert practice.met
    missing = [one for one in practice.met if not EXISTS[one.kind](one.name)]
    assert not missing
    assert len(set(practice.met)) == len(practice.met)


@pytest.mark.parametrize("practice", PRACTICES, ids=lambda one: one.id)
def test_only_a_claim_may_have_nothing_built_on_it(practice):
    """What couples can do is met, or what is missing is named."""
    kinds = [one.kind for one in practice.met]
    if "none" in kinds:
        assert kinds == ["none"] and practice.kind == "claim"


def test_every_kind_of_place_can_be_looked_up():
    """No reference is taken on trust."""
    assert set(EXISTS) == set(REFERENCES)
    assert not _is_step("weekly_meeting.no_such_step")
    assert not _is_setting("household.no_such_field")
    assert not EXISTS["intent"]("no.such.intent")


@pytest.mark.parametrize("ritual", RITUALS)
def test_every_ritual_has_its_why(ritual):
    """One or two sentences of at most 25 words, and where they come from."""
    why = WHY[ritual]
    assert 1 <= len(why.say) <= 2
    assert all(line.strip() and len(line.split()) <= 25 for line in why.say)
    assert why.source.strip()


def test_no_why_is_left_over():
    """A ritual that is gone takes its why along."""
    assert set(WHY) == set(RITUALS)


def test_a_mistake_is_told_with_its_place(tmp_path):
    """All of them at once, each with what would be right."""
    path = tmp_path / "practices.yaml"
    long = " ".join(["word"] * 26)
    path.write_text(
        "practices:\n"
        "  - {id: '0.1', says: It is so., kind: clame, met: [none]}\n"
        "  - {id: '0.1', says: '', kind: claim, met: []}\n"
        f"  - {{id: one, says: {long}, kind: claim, met: [{{ritul: a.b}}, {{tone: ''}}]}}\n"
        "  - {id: '0.2', says: So., kind: claim, met: [{module: a.py}, {tone: soft, whet: x}]}\n"
        "  - {id: '0.3'}\n"
        "more: []\n"
    )
    with pytest.raises(RitualError) as caught:
        read_practices(path)
    told = " ".join(caught.value.problems)
    for part in (
        "Did you mean 'claim'?",
        "two are called '0.1'",
        "there are no words",
        "met must be a list",
        "like 3.28",
        "26 words are too many",
        "Did you mean 'ritual'?",
        "'tone' needs something",
        "needs 'what'",
        "there is no 'whet' here",
        "it needs id, says, kind and met",
        "there is no 'more' here",
    ):
        assert part in told


def test_a_why_without_its_source_is_told(tmp_path):
    """Nothing is claimed without saying who found it."""
    path = tmp_path / "why.yaml"
    path.write_text("why:\n  repair:\n    say: [A break helps.]\n  goodnight: soft\n")
    with pytest.raises(RitualError) as caught:
        read_why(path)
    assert len(caught.value.problems) == 2
    path.write_text("why: all of it\n")
    with pytest.raises(RitualError, match="each with say and source"):
        read_why(path)
