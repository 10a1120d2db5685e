"""What the bench's figures stand on: the mixing, the grammar and the rule of what is right."""

from pathlib import Path

import numpy as np
import pytest

from intents.match import Match, Understanding
from script.benchlib.household import end_of, own_errors, word_errors
from script.benchlib.mixing import as_pcm, loudest, mix
from script.benchlib.orders import CoffeeGrammar, Heard, Order, is_right

RATE = 16_000
DRAW = np.random.default_rng(4)
SPEECH = np.sin(np.arange(RATE) / 9) * np.linspace(0, 0.6, RATE)
NOISE = DRAW.normal(0, 0.05, 20 * RATE)


@pytest.mark.parametrize("decibels", [24, 12, 6])
def test_noise_lies_as_far_below_as_asked(decibels: float):
    """Measured between the loudest moments of both; the same draw every time."""
    mixed = mix(SPEECH, NOISE, decibels, "one.flac")
    under = mixed - SPEECH * (mixed @ SPEECH) / (SPEECH @ SPEECH)
    over = loudest(mixed - under) / loudest(under)
    assert 10 * np.log10(over) == pytest.approx(decibels, abs=0.5)
    assert np.abs(mixed).max() == pytest.approx(0.5)
    assert (mixed == mix(SPEECH, NOISE, decibels, "one.flac")).all()


def test_samples_become_sixteen_bits():
    """Clipped, never wrapped around."""
    pcm = np.frombuffer(as_pcm(np.array([0.0, 1.0, -1.0, 2.0])), "<i2")
    assert pcm.tolist() == [0, 32767, -32767, 32767]


def test_an_order_is_right_with_every_labelled_slot():
    """More slots than were labelled do not matter; another intent does."""
    order = Order(Path("a.flac"), "orderDrink", {"size": "large"})
    assert is_right(order, Heard("", "orderDrink", {"size": "large", "milk": "soy milk"}))
    assert not is_right(order, Heard("", "orderDrink", {"milk": "soy milk"}))
    assert not is_right(order, Heard("", None, {"size": "large"}))


def test_both_engines_get_the_same_grammar():
    """Written for the other one in its own format."""
    grammar = CoffeeGrammar(
        {"orderDrink": ["[get, make] me (a) $size:size $drink:drink"]},
        {"size": ["small", "Large"], "drink": ["flat white", "tea"]},
    )
    assert grammar.jsgf() == (
        "#JSGF V1.0;\ngrammar coffee;\n"
        "<size> = small | large;\n<drink> = flat white | tea;\n"
        "public <order> = (get | make) me [a] <size> <drink>;\n"
    )
    heard = grammar.understand("make me a large flat white")
    assert (heard.intent, heard.slots) == ("orderDrink", {"size": "large", "drink": "flat white"})


TEA = Order(Path("a.flac"), "appreciation.log", {"to": "Sam", "text": "the tea"})


@pytest.mark.parametrize(
    ("end", "order", "found"),
    [
        ("right", TEA, Understanding("do", Match(TEA.intent, {"to": "Sam", "text": "the sea"}))),
        ("wrong", TEA, Understanding("do", Match(TEA.intent, {"to": "Maya", "text": "the tea"}))),
        ("wrong", TEA, Understanding("do", Match(TEA.intent, {"to": "Sam", "text": "?"}))),
        ("wrong", TEA, Understanding("do", Match("help"))),
        ("did you mean", TEA, Understanding("did_you_mean", Match(TEA.intent, TEA.slots))),
        ("nothing", TEA, Understanding("did_you_mean", Match("help"))),
        ("asked again", TEA, Understanding("ask_again")),
        ("nothing", TEA, Understanding("none")),
        ("right", Order(Path("b.flac"), "none", {}), Understanding("none")),
        ("right", Order(Path("b.flac"), "none", {}), Understanding("did_you_mean", Match("help"))),
        ("wrong", Order(Path("b.flac"), "none", {}), Understanding("do", Match("help"))),
    ],
)
def test_what_became_of_a_sentence(end: str, order: Order, found: Understanding):
    """Own words need not be right to the letter; somebody else's name is wrong."""
    assert end == end_of(order, found)


def test_errors_in_own_words_are_counted():
    """Words missed, added or changed; only where the request itself was understood."""
    assert word_errors("mending the blue bicycle", "mending a bicycle now") == (3, 4)
    assert own_errors(TEA, Understanding("do", Match(TEA.intent, {"text": "the sea"}))) == (1, 2)
    assert own_errors(TEA, Understanding("do", Match("help"))) == (0, 0)
