"""A question to oneself: shown behind the PIN, and known with its answer alone."""

import html
import re
from datetime import UTC, datetime, timedelta

import pytest

from assistant.dashboard import create_app
from tests.assistant.dashboard.conftest import Tab, text_of
from tests.assistant.dashboard.fake_door import DECK, FakeDoor
from tests.traces import traces

WORDS = "marmalade"


@pytest.fixture
def maya(door: FakeDoor) -> Tab:
    door.clock = datetime(2026, 11, 24, 19, tzinfo=UTC)
    return signed_in(door, "one")


def signed_in(door: FakeDoor, who: str) -> Tab:
    tab = Tab(create_app(door))
    assert tab.post("/privacy/pin", {"who": who, "pin": "4079"}).status_code == 303
    return tab


def page(tab: Tab) -> str:
    return html.unescape(tab.get("/privacy/").get_data(as_text=True))


def asked(shown: str) -> str:
    """The question above the field; "" if none is there."""
    found = re.search(r'id="alone"><q>([^<]+)</q>', shown)
    return found[1] if found else ""


def offered(shown: str) -> set[str]:
    """All of the deck that is on the page, wherever."""
    return {question for question in DECK.alone if question in shown}


def test_one_question_is_there_for_whoever_has_signed_in_and_for_nobody_else(
    door: FakeDoor, maya: Tab
):
    assert asked(page(maya)) in DECK.alone
    assert offered(page(maya)) == {asked(page(maya))}
    assert offered(page(Tab(create_app(door)))) == set()
    maya.post("/privacy/sign-out")
    assert offered(page(maya)) == set()


def test_it_stays_for_the_day_and_differs_for_the_other_one(door: FakeDoor, maya: Tab):
    first = asked(page(maya))
    door.clock += timedelta(hours=4)  # type: ignore[operator]
    assert asked(page(signed_in(door, "one"))) == first
    assert asked(page(signed_in(door, "two"))) not in ("", first)
    door.clock += timedelta(days=1)  # type: ignore[operator]
    assert asked(page(signed_in(door, "one"))) not in ("", first)


def test_an_answer_has_its_question_before_it(maya: Tab):
    question = asked(page(maya))
    maya.post("/privacy/entries", {"text": WORDS, "question": question})
    shown = page(maya)
    assert f'<q class="asked">{question}</q><br>{WORDS}' in shown


def test_words_of_ones_own_have_none(maya: Tab):
    maya.post("/privacy/entries", {"text": WORDS})
    assert WORDS in page(maya)
    assert 'class="asked"' not in page(maya)


def test_another_one_leaves_what_is_being_written(maya: Tab):
    """In the field, and in no address."""
    first = asked(page(maya))
    answer = maya.post("/privacy/entries/another", {"text": f"<i>{WORDS}"})
    assert answer.status_code == 200
    assert asked(html.unescape(answer.get_data(as_text=True))) not in ("", first)
    assert f">&lt;i&gt;{WORDS}</textarea>" in answer.get_data(as_text=True)
    assert asked(page(maya)) not in ("", first)
    assert WORDS not in page(maya), "nothing was kept yet"


def test_the_last_one_is_followed_by_the_first(maya: Tab):
    seen = [asked(page(maya))]
    for _ in DECK.alone:
        maya.post("/privacy/entries/another", {"text": ""})
        seen.append(asked(page(maya)))
    assert set(seen) == set(DECK.alone)
    assert seen[0] == seen[-1]


def test_a_made_up_question_is_left_out_and_the_words_are_kept(maya: Tab):
    maya.post("/privacy/entries", {"text": WORDS, "question": "Why is it always you?"})
    assert WORDS in page(maya)
    assert "Why is it always" not in page(maya)


def test_who_is_signed_out_is_told_and_sees_no_question(door: FakeDoor, maya: Tab):
    stranger = Tab(create_app(door))
    answer = stranger.post("/privacy/entries/another", {"text": WORDS})
    assert answer.status_code == 422
    assert "PIN" in text_of(answer)
    assert offered(html.unescape(answer.get_data(as_text=True))) == set()


def test_no_file_says_what_was_asked_or_answered(door: FakeDoor, maya: Tab):
    """Nor the browser's cookie."""
    question = asked(page(maya))
    maya.post("/privacy/entries/another", {"text": ""})
    maya.post("/privacy/entries", {"text": WORDS, "question": question})
    assert traces(door.home, WORDS, question) == []
    with door.journal() as journal:
        assert journal.asked() == {}
        assert journal.entries() == []
