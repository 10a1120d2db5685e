"""The deck: enough questions, short ones, none twice, and a fair choice among them."""

from collections import Counter
from datetime import date, timedelta

import pytest

from assistant.rituals import Picks, read_deck

DECK = read_deck()
DAY = date(2026, 11, 24)


@pytest.mark.parametrize("question", DECK.questions, ids=lambda one: one.id)
def test_a_question_fits_into_a_breath_and_asks_one_thing(question):
    """At most twenty words, one question mark, at the end."""
    assert len(question.text.split()) <= 20
    assert question.text.count("?") == 1
    assert question.text.endswith("?")


def test_there_are_enough_and_none_twice():
    """A new household is not to hear the same one for months."""
    texts = [question.text.casefold() for question in DECK.questions]
    assert len(texts) >= 100
    assert len(set(texts)) == len(texts)
    assert len({question.id for question in DECK.questions}) == len(texts)


def test_for_months_no_question_comes_twice():
    """As long as there are fresh ones."""
    asked: dict[str, date] = {}
    heard = []
    for ahead in range(100):
        day = DAY + timedelta(days=ahead)
        question = Picks(DECK, asked, {}, day, first_day=DAY).tonight()
        asked[question.id] = day
        heard.append(question)
    assert len({question.id for question in heard}) == 100
    assert {question.depth for question in heard[:21]} <= {"light", "open"}
    assert max(Counter(question.category for question in heard).values()) < 50


def test_the_same_evening_has_the_same_question():
    """Asked again, on the page or by voice, it is still tonight's."""
    one = Picks(DECK, {}, {}, DAY, first_day=DAY).tonight()
    assert one == Picks(DECK, {}, {}, DAY, first_day=DAY).tonight()


def test_never_means_never():
    """They said that they do not want it again."""
    marks: dict[str, str] = {}
    for ahead in range(200):
        day = DAY + timedelta(days=ahead)
        question = Picks(DECK, {}, marks, day, first_day=DAY - timedelta(days=60)).tonight()
        assert marks.get(question.id) != "never"
        if ahead % 3 == 0:
            marks[question.id] = "never"
