"""What holds for every page."""

import re

import pytest
from flask import Flask

from assistant.dashboard import PAGES
from assistant.events import Snapshot
from tests.assistant.dashboard.asking import SCRIPT
from tests.assistant.dashboard.conftest import Tab, text_of
from tests.assistant.dashboard.fake_door import FakeDoor

ADDRESSES = {
    "now": "/",
    "household": "/settings/",
    **{name: f"/{name}/" for name in PAGES if name not in ("now", "household")},
}
STATES = ("starting", "resting", "called", "hearing", "speaking", "ritual", "quiet", "deaf")
every_page = pytest.mark.parametrize("name", PAGES)


@every_page
def test_each_page_is_whole_without_script(tab: Tab, name: str):
    """One heading, the way to all others, and itself marked as the present one."""
    answer = tab.get(ADDRESSES[name])
    html = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert len(re.findall(r"<h1\b", html)) == 1
    assert html.count('aria-current="page"') >= 1
    for address in ADDRESSES.values():
        assert f'href="{address}"' in html


@every_page
def test_each_page_gives_its_part_alone_to_the_script(tab: Tab, name: str):
    """So that a change need not fetch the rest."""
    html = tab.get(ADDRESSES[name], **SCRIPT).get_data(as_text=True)
    assert html.lstrip().startswith(f'<section id="{name}"')
    assert "<html" not in html


@pytest.mark.parametrize("address", [*ADDRESSES.values(), "/welcome/", "/privacy/measures"])
def test_no_page_has_script_or_style_or_another_site_in_it(tab: Tab, address: str):
    """The policy forbids them, and a browser would leave them out."""
    html = tab.get(address).get_data(as_text=True)
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", html)
    assert re.findall(r'(?:src|href|action)="(?:https?:)?//', html) == []


@pytest.mark.parametrize("state", STATES)
def test_every_state_of_the_house_has_its_words(tab: Tab, door: FakeDoor, state: str):
    """A page that shows no state, or another one, would be believed."""
    door.board.publish(state=state)
    titles = {f"now.state.{one}.title" for one in STATES}
    assert len(titles) == len(STATES)
    assert tab.get("/").status_code == 200
    assert f'data-state="{state}"' in tab.get("/").get_data(as_text=True)


def test_the_states_are_those_that_the_house_publishes():
    """A new one needs words here."""
    assert Snapshot().state in STATES


def test_every_file_that_a_page_asks_for_is_there_and_packed(tab: Tab):
    """A first visit is light, and a browser that cannot unpack gets the same."""
    html = tab.get("/").get_data(as_text=True)
    for address in set(re.findall(r'(?:src|href)="(/static/[^"#]+)', html)):
        plain, packed = tab.get(address), tab.get(address, **{"Accept-Encoding": "gzip"})
        with plain, packed:
            assert plain.status_code == packed.status_code == 200, address
            if address.endswith((".css", ".js")):
                assert len(packed.data) < len(plain.data)
                assert packed.headers["Content-Encoding"] == "gzip"


def test_pages_with_words_in_them_are_not_packed(tab: Tab):
    """Their length would tell something to whoever chooses a word in them."""
    assert "Content-Encoding" not in tab.get("/journal/", **{"Accept-Encoding": "gzip"}).headers


def test_what_is_typed_is_said_to_the_house(tab: Tab, door: FakeDoor):
    """Spaces are tidied; nothing and a novel are told."""
    assert tab.post("/say", {"text": "  what's  planned "}, **SCRIPT).status_code == 204
    assert tab.post("/say", {"text": "  "}, **SCRIPT).status_code == 422
    assert tab.post("/say", {"text": "so " * 1000}, **SCRIPT).status_code == 422
    assert door.said == ["what's planned"]


def test_a_fault_is_told_without_a_trace_of_what_was_said(
    app: Flask, door: FakeDoor, caplog: pytest.LogCaptureFixture
):
    """The log is read by others; the reader gets a sentence."""

    def fails(text: str) -> None:
        raise RuntimeError(text)

    door.say = fails  # type: ignore[method-assign]
    answer = Tab(app).post("/say", {"text": "a secret of ours"}, **SCRIPT)
    assert answer.status_code == 500
    assert "Nothing of yours is lost" in text_of(answer)
    assert "secret" not in caplog.text + text_of(answer)


@pytest.mark.parametrize("topic", ["microphone", "model"])
def test_a_house_that_cannot_hear_does_not_say_that_it_listens(
    tab: Tab, door: FakeDoor, topic: str
):
    """Whoever reads "ready" would talk to nobody."""
    door.board.publish(state="resting")
    assert "Ready when you are" in text_of(tab.get("/"))
    door.board.trouble(topic, "It is not there.")
    assert "Ready when you are" not in text_of(tab.get("/"))
    assert "I can't hear the room" in text_of(tab.get("/"))


@pytest.mark.parametrize("headers", [SCRIPT, {}], ids=["script", "no script"])
def test_help_that_is_answered_in_writing_is_on_that_one_answer_alone(
    app: Flask, door: FakeDoor, headers: dict[str, str]
):
    """Whoever opens the page next, or goes back to it, sees nothing of it."""
    tab = Tab(app)
    door.written = "Please call the crisis line on 116 123."
    answer = tab.post("/say", {"text": "what nobody shall read"}, **headers)
    assert answer.status_code == 200
    assert "116 123" in text_of(answer)
    assert "what nobody shall read" not in text_of(answer)
    assert "no-store" in answer.headers["Cache-Control"]
    assert "116 123" not in text_of(tab.get("/"))
