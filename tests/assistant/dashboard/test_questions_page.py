"""The deck's page."""

import pytest

from tests.assistant.dashboard.asking import SCRIPT
from tests.assistant.dashboard.conftest import Tab, text_of
from tests.assistant.dashboard.fake_door import DECK, FakeDoor

FIRST = DECK.questions[0]


def test_every_subject_is_shown_and_no_question_until_one_is_chosen(tab: Tab):
    """What comes next is not given away."""
    shown = text_of(tab.get("/questions/"))
    assert all(title.split(",")[0] in shown for title in DECK.categories.values())
    assert not any(one.text in shown for one in DECK.questions)


@pytest.mark.parametrize("category", DECK.categories)
def test_a_subject_shows_its_questions(tab: Tab, category: str):
    """All of them and no other."""
    shown = tab.get(f"/questions/?category={category}").get_data(as_text=True)
    assert shown.count('class="question-item') == min(
        60, sum(1 for one in DECK.questions if one.category == category)
    )


def test_a_question_is_loved_shunned_and_neither(tab: Tab, door: FakeDoor):
    """One tap each, and the filter finds it."""
    for mark in ("favourite", "never"):
        tab.post(f"/questions/mark/{FIRST.id}", {"mark": mark}, **SCRIPT)
        with door.journal() as book:
            assert book.question_marks() == {FIRST.id: mark}
        assert FIRST.text in text_of(tab.get(f"/questions/?mark={mark}"))
    tab.post(f"/questions/mark/{FIRST.id}", {"mark": ""}, **SCRIPT)
    with door.journal() as book:
        assert book.question_marks() == {}
    assert tab.post("/questions/mark/nothing", {"mark": "never"}).status_code == 404


def test_a_subject_is_left_out_as_the_voice_would_do_it(tab: Tab, door: FakeDoor):
    """The same memory; and taken in again."""
    tab.post(f"/questions/block/{FIRST.category}", {"blocked": "yes"}, **SCRIPT)
    with door.journal() as book:
        assert book.kept("blocked_categories") == [FIRST.category]
    tab.post(f"/questions/block/{FIRST.category}", **SCRIPT)
    with door.journal() as book:
        assert book.kept("blocked_categories") == []
    assert tab.post("/questions/block/weather").status_code == 404


def test_a_question_of_ones_own_goes_into_the_deck(tab: Tab, door: FakeDoor):
    """Spaces tidied."""
    own = {"text": " What would you  cook for me once? "}
    assert tab.post("/questions/own", own, **SCRIPT).status_code == 200
    with door.journal() as book:
        assert [one.text for one in book.own_questions()] == ["What would you cook for me once?"]
    assert "What would you cook" in text_of(tab.get("/questions/"))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "no words yet"),
        ("What " + "very " * 25 + "long?", "too long"),
        ("What you like best", "question mark"),
        ("Do you like it here?", "Yes or no"),
        (FIRST.text, "already"),
        (FIRST.text.upper(), "already"),
    ],
)
def test_a_question_that_cannot_be_asked_comes_back_with_its_words(
    tab: Tab, door: FakeDoor, text: str, sentence: str
):
    """The house's own rules hold for everybody."""
    answer = tab.post("/questions/own", {"text": text}, **SCRIPT)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    with door.journal() as book:
        assert book.own_questions() == []


def test_a_topic_is_left_out_in_every_subject(tab: Tab, door: FakeDoor):
    """Nobody has to say why."""
    tab.post("/questions/block/money", {"blocked": "yes"}, **SCRIPT)
    with door.journal() as book:
        assert book.kept("blocked_categories") == ["money"]


def test_each_says_yes_for_themselves_and_may_take_it_back(tab: Tab, door: FakeDoor):
    """Deep questions come only after both."""
    for who in ("one", "two"):
        tab.post(f"/questions/agree/deep/{who}", {"yes": "yes"}, **SCRIPT)
    assert door.times.agreed("deep") == {"one", "two"}
    assert door.times.agreed("affection") == set()
    tab.post("/questions/agree/deep/one", **SCRIPT)
    assert door.times.agreed("deep") == {"two"}
    assert tab.post("/questions/agree/deep/three").status_code == 404
    assert tab.post("/questions/agree/housework/one").status_code == 404
