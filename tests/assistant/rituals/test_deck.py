"""The decks: every line spoken aloud by a writer once, counted, and none like another."""

import re
from collections import Counter
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from assistant.rituals import TOPICS, RitualError, read_deck
from intents.classifier import Classifier

DECK = read_deck()
DAILY = [one for one in DECK.questions if not one.on]
FIXED = [one for one in DECK.questions if one.on]
COUNTS = {
    "today": (45, 15, 0),
    "growing_up": (24, 24, 15),
    "us": (30, 18, 9),
    "appreciating": (21, 21, 12),
    "dreams": (18, 24, 18),
    "play": (54, 9, 0),
    "work": (18, 21, 9),
    "home": (12, 21, 12),
    "world": (15, 18, 6),
    "body": (12, 15, 18),
    "worries": (0, 21, 24),
    "values": (21, 18, 12),
}
"""Category → light, open and deep questions."""

OPENING = re.compile(r"(What|Which|When|How|Who|Where|Whose|If|In which|At what|On which)\b")
MISREAD = re.compile(
    r"\b(read|reads|lead|leads|live|lives|close|closes|tear|tears|wind|bow|row|sow|bass|dove"
    r"|desert|refuse|invalid|polish|wound)\b",
    re.IGNORECASE,
)
"""Words with two sounds, of which a synthesiser may choose the wrong one."""

ASSUMING = re.compile(
    r"\b(he|she|him|her|his|hers|husband|wife|wedding|married|marriage|boyfriend|girlfriend"
    r"|god|pray|church|christmas|easter|our (?:son|daughter|children|kids|baby|dog|cat|car)"
    r")\b",
    re.IGNORECASE,
)
"""What not every couple is or has."""

OF_THE_OTHER = re.compile(
    r"\b(partner|they|them|their|each other|us|we|our|the other|relationship|you two|both"
    r"|anxi\w*|trauma\w*|disorder|symptom\w*|depress\w*|attach\w*|toxic|abus\w*)\b",
    re.IGNORECASE,
)
"""What a question to oneself leaves alone: the other one, and names for what ails somebody."""

ALIKE = 0.8
"""Cosine of two sentences' vectors from which on they ask the same thing; the nearest pair of the
deck that a reader found to differ had 0.75."""


@pytest.mark.parametrize("question", DECK.questions, ids=lambda one: one.id)
def test_a_question_fits_into_a_breath_and_asks_one_thing(question):
    """At most twenty words, one question mark, at the end, and no yes or no."""
    text = question.text
    assert len(text.split()) <= 20
    assert text.endswith("?") and text.count("?") == 1
    assert OPENING.match(text), text
    assert not re.search(r"[\d()\[\]\"“”;–—]", text)


@pytest.mark.parametrize("question", DECK.questions, ids=lambda one: one.id)
def test_a_question_is_said_as_it_is_meant_and_assumes_nothing(question):
    """No word that the voice misreads; no gender, marriage, faith or family form."""
    assert not MISREAD.search(question.text)
    if question.needs == "none":
        assert not ASSUMING.search(question.text)


@pytest.mark.parametrize("question", DECK.questions, ids=lambda one: one.id)
def test_a_question_names_what_the_listener_is_asked_afterwards(question):
    """A prompt that suits it; after a hurt nobody is asked what made them smile."""
    assert question.listen and set(question.listen) <= set(DECK.prompts)
    assert set(question.topics) <= set(TOPICS)
    if question.depth == "deep":
        assert "laugh" not in question.listen
        assert not question.guest_safe


@pytest.mark.parametrize("category", COUNTS)
def test_each_category_has_its_share_of_each_depth(category):
    """Enough for a year with an extra one every second evening."""
    depths = Counter(one.depth for one in DAILY if one.category == category)
    assert COUNTS[category] == tuple(depths[depth] for depth in ("light", "open", "deep"))


def test_the_decks_are_large_enough_for_a_year():
    """630 daily questions, two date-night items a week, an opener for each week."""
    assert len(DAILY) == 630
    assert len(FIXED) >= 14
    assert len(DECK.dates) == 104
    assert sum(one.kind == "do" for one in DECK.dates) == 52
    assert sum(one.new for one in DECK.dates) >= 35
    assert sum(one.walk and one.kind == "talk" for one in DECK.dates) >= 12
    assert sum(one.walk and one.kind == "do" for one in DECK.dates) >= 4
    assert (len(DECK.openers), len(DECK.starters), len(DECK.topics)) == (52, 60, 40)
    assert len(DECK.goodnight) == 12
    assert len(DECK.feelings) >= 12
    assert all(len(variants) >= 3 for variants in DECK.prompts.values())


def test_no_two_items_ask_the_same_thing():
    """By the sense of the sentence, not only by its letters."""
    texts = [one.text for one in (*DECK.questions, *DECK.dates, *DECK.openers)]
    texts += [*DECK.starters, *DECK.topics, *DECK.goodnight, *DECK.sleep_on, *DECK.alone]
    assert len({text.casefold() for text in texts}) == len(texts)
    folder = Path(str(resources.files("intents") / "languages" / "en" / "classifier"))
    network = Classifier(folder)
    vectors = np.array([network.vector(text.lower().rstrip("?.")) for text in texts])
    likeness = vectors @ vectors.T
    np.fill_diagonal(likeness, 0)
    near = [(texts[i], texts[j]) for i, j in np.argwhere(likeness > ALIKE) if i < j]
    assert not near


@pytest.mark.parametrize("text", DECK.alone)
def test_a_question_to_oneself_is_about_oneself(text):
    """To you, at most twenty words, one thing, no yes or no; not a word of the other one."""
    assert len(text.split()) <= 20
    assert text.endswith("?") and text.count("?") == 1
    assert OPENING.match(text), text
    assert re.search(r"\b(you|your|yourself)\b", text)
    assert not MISREAD.search(text)
    assert not ASSUMING.search(text)
    assert not OF_THE_OTHER.search(text)


def test_there_are_questions_to_oneself_for_weeks():
    """And no two neighbours begin alike all the time."""
    assert len(DECK.alone) == 24
    first = Counter(text.split()[0] for text in DECK.alone)
    assert max(first.values()) <= 13


def test_openings_vary():
    """Not every evening begins with the same word."""
    first = Counter(one.text.split()[0] for one in DAILY)
    assert max(first.values()) / len(DAILY) < 0.4


def test_a_mistake_in_a_deck_is_told_with_its_place(tmp_path):
    """All of them at once, each with what would be right."""
    (tmp_path / "mine.yaml").write_text(
        "questions:\n"
        "  - {id: a, text: 'What is it?', depth: depe}\n"
        "  - {id: a, text: 'What else?', topics: [mony]}\n"
        "fixed:\n"
        "  - {id: b, text: 'What now?', on: someday}\n"
        "feelings:\n"
        "  - {mood: pleasant, words: [glad]}\n"
        "date_night:\n"
        "  - {id: c, text: 'Walk to the sofa.', kind: do, place: home, walk: true}\n"
        "  - {id: d, text: 'Walk to the gate.', kind: do, place: outside, walk: slowly}\n"
        "surprises: []\n"
    )
    with pytest.raises(RitualError) as caught:
        read_deck(tmp_path)
    told = " ".join(caught.value.problems)
    for part in (
        "Did you mean 'deep'?",
        "'mony'",
        "'someday' is no day",
        "one breath",
        "called",
        "at home",
        "'slowly'",
    ):
        assert part in told
    assert "there is no 'surprises' here" in told
