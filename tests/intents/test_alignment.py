"""Heard words held against templates: what may be swapped, and what a budget leaves out."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.alignment import Alignment, align, begins, exactly
from intents.graph import WordGraph
from intents.language import LanguagePack, PartnerNames, load_pack
from intents.matching import exact
from intents.sounding import LEAST_ALIKE, SoundAlikes

PLENTY = 50.0
WORDS = st.sampled_from(
    [
        "move",
        "tonight's",
        "question",
        "to",
        "nine",
        "not",
        "the",
        "some",
        "delete",
        "kitchen",
        "last",
    ]
)


@cache
def _pack() -> LanguagePack:
    return load_pack("en", [PartnerNames("Maya"), PartnerNames("Sam")])


def _aligned(template: int, words: list[str], budget: float) -> Alignment | None:
    pack = _pack()
    return align(pack.templates[template].graph, words, pack.weights, budget)


@given(
    st.integers(0, len(_pack().templates) - 1),
    st.lists(WORDS, min_size=1, max_size=6),
    st.floats(0.5, 4.0),
)
def test_a_budget_leaves_out_only_what_costs_more(template: int, words: list[str], budget: float):
    """What is not looked at for its price would have been too dear."""
    free, bound = _aligned(template, words, PLENTY), _aligned(template, words, budget)
    if bound is not None:
        assert free is not None
        assert bound.cost == pytest.approx(free.cost)
    elif free is not None:
        assert free.cost > budget


@pytest.mark.parametrize(
    "text",
    [
        "what's tonight's question",
        "thank you Sam for making dinner",
        "move tonight's question to half past nine",
        "delete the last one",
    ],
)
def test_a_perfect_fit_is_the_cheapest(text: str):
    pack = _pack()
    fits = exact(pack, pack.hear(text), "command")
    assert fits
    for fit in fits:
        words = fit.spoken.plain
        perfect = exactly(fit.template.graph, words, pack.weights)
        found = align(fit.template.graph, words, pack.weights, 2.0)
        assert perfect is not None
        assert found is not None
        assert found.cost == pytest.approx(perfect.cost)


DANGER = st.sampled_from(
    [
        "i",
        "want",
        "to",
        "not",
        "kill",
        "hurt",
        "myself",
        "my",
        "life",
        "he",
        "sam",
        "will",
        "hit",
        "me",
        "again",
        "laughing",
        "dead",
        "any",
        "more",
    ]
)
CRIES = [graph for danger in _pack().crisis.values() for graph in danger.firing]


@given(st.sampled_from(CRIES), st.lists(DANGER, min_size=1, max_size=9))
def test_words_begin_with_a_phrase_where_some_first_words_are_it(
    graph: WordGraph, words: list[str]
):
    weights = _pack().weights
    parts = [exactly(graph, words[:end], weights) for end in range(1, len(words) + 1)]
    assert begins(graph, words, weights) == any(part is not None for part in parts)


def test_a_cry_begins_what_goes_on_after_it():
    weights = _pack().weights
    assert any(begins(graph, ["he", "hit", "me", "and", "left"], weights) for graph in CRIES)
    assert not any(begins(graph, ["he", "hit"], weights) for graph in CRIES)


def test_words_that_sound_alike_are_found_by_their_consonants():
    sounding = SoundAlikes(["sam", "question", "kitchen"])
    assert sounding.of("some").keys() == {"sam"}
    assert all(like >= LEAST_ALIKE for like in sounding.of("questions").values())
    assert sounding.of("umbrella") == {}
