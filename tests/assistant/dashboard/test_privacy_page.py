"""Privacy and help: what can be said, what is kept where, and the way out."""

import pytest

from tests.assistant.dashboard.conftest import Tab, text_of
from tests.assistant.dashboard.fake_door import EVERYTHING, FakeDoor


def test_everything_that_can_be_said_is_there_by_topic(tab: Tab):
    """As the language has it."""
    shown = text_of(tab.get("/privacy/"))
    for topic, sentences in EVERYTHING:
        assert topic[1:] in shown
        assert all(sentence in shown for sentence in sentences)


def test_a_speech_log_that_is_switched_on_is_told(tab: Tab, door: FakeDoor):
    """Both must be able to know."""
    assert "no word of yours" in text_of(tab.get("/privacy/"))
    (door.home / "settings.toml").write_text("[privacy]\nlog_speech = true\n")
    assert "What was heard is written down as well" in text_of(tab.get("/privacy/"))


def test_every_page_has_the_way_out_and_it_leads_to_something_harmless(tab: Tab):
    """Without any word of this house."""
    for address in ("/", "/journal/", "/privacy/", "/welcome/"):
        assert 'id="leave" href="/privacy/measures"' in tab.get(address).get_data(as_text=True)
    harmless = tab.get("/privacy/measures")
    assert "tablespoon" in text_of(harmless)
    assert "Hearthside" not in text_of(harmless)
    assert "/journal" not in harmless.get_data(as_text=True)


@pytest.mark.parametrize("phrase", ["the kids are awake", "we have guests", "stop listening"])
def test_what_can_be_said_there_can_be_pressed(tab: Tab, door: FakeDoor, phrase: str):
    """For whoever cannot or would rather not speak; the answer is on the page of tonight."""
    assert f'<button name="text" value="{phrase}"' in tab.get("/privacy/").get_data(as_text=True)
    assert tab.post("/say", {"text": phrase}).headers["Location"] == "/"
    assert door.said == [phrase]
