"""Where answers stay when nobody speaks, those to a deep question go, unless settled otherwise."""

from datetime import timedelta

import pytest

from assistant.rituals import read_deck
from tests.assistant.household import Home4Two
from tests.assistant.rituals.evening import answer, silent_until, start, step
from tests.assistant.test_confidence import HERS, HIS, agreed_by_both, sealed_by_both

DECK = read_deck()
BOTH = {HERS, HIS}
every_rule = pytest.mark.parametrize(
    ("depth", "answers", "deep", "kept"),
    [
        ("light", "keep", "let_go", BOTH),
        ("deep", "keep", "let_go", set()),
        ("deep", "keep", "like_others", BOTH),
        ("deep", "let_go", "like_others", set()),
    ],
)


def settle(house: Home4Two, answers: str, deep: str) -> None:
    house.book.change({"household.keep_answers": answers, "household.keep_deep": deep})


def answered(house: Home4Two, depth: str) -> None:
    """Both answered a question of this depth together; keep or let go?"""
    for who in ("Maya", "Sam"):
        house.hears(f"this is {who}")
        house.hears("turn on the deep questions")
    house.journal.note_asked("us_first_laugh", house.clock().date() - timedelta(days=30))
    start(house, "tonight's question")
    answer(house, "something deeper" if depth == "deep" else "something lighter")
    question = DECK.find(house.conversation._talk.run.question.id)  # type: ignore[union-attr]
    assert question is not None and question.depth == depth
    for name, text in (("first_answer", HERS), ("second_answer", HIS)):
        silent_until(house, name)
        answer(house, text)
    silent_until(house, "keep")


@every_rule
def test_after_an_evenings_question(
    house: Home4Two, depth: str, answers: str, deep: str, kept: set[str]
):
    settle(house, answers, deep)
    answered(house, depth)
    house.silence()
    assert set(house.kept(kind="answer")) == kept


@every_rule
def test_after_answers_that_stayed_closed(
    house: Home4Two, depth: str, answers: str, deep: str, kept: set[str]
):
    settle(house, answers, deep)
    asked = next(one.id for one in DECK.questions if one.depth == depth)
    sealed_by_both(house, asked)
    agreed_by_both(house)
    house.silence()
    assert set(house.kept(kind="answer")) == kept


def test_a_question_that_company_hides_is_taken_for_a_deep_one(house: Home4Two):
    """Guests came in between, and the house was asleep for a moment: nothing stays by itself."""
    settle(house, "keep", "let_go")
    answered(house, "deep")
    run = house.conversation._talk.run
    assert run is not None
    run.progress.question = "nowhere to be found"
    house.silence()
    assert house.kept(kind="answer") == []


def test_off_the_record_nothing_stays_whatever_was_settled(house: Home4Two):
    settle(house, "keep", "like_others")
    house.hears("off the record")
    start(house, "tonight's question")
    for _ in range(30):
        if not step(house):
            break
        if step(house) in ("first_answer", "second_answer"):
            answer(house, HERS)
        else:
            house.silence()
    assert step(house) == ""
    assert house.kept() == []
