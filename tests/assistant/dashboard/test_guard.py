"""Who may talk to the page, and what it lets others do in a reader's name."""

import pytest
from flask import Flask

from assistant.dashboard import create_app
from tests.assistant.dashboard.conftest import Tab, text_of
from tests.assistant.dashboard.fake_door import FakeDoor


@pytest.mark.parametrize(
    "host", ["evil.example:8330", "127.0.0.1:8331", "127.0.0.1", "hearthside.local:8330", ""]
)
def test_a_foreign_host_is_refused(tab: Tab, host: str):
    """A name of somebody else's may be pointed at this machine."""
    answer = tab.client.get("/", headers={"Host": host})
    assert answer.status_code == 403
    assert "making dinner" not in text_of(answer)


@pytest.mark.parametrize("host", ["127.0.0.1:8330", "localhost:8330", "[::1]:8330"])
def test_this_machines_own_names_are_welcome(tab: Tab, host: str):
    """However the reader typed it."""
    assert tab.client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:9000"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_a_post_from_another_page_is_refused(tab: Tab, door: FakeDoor, headers: dict[str, str]):
    """Even with the right token and cookie."""
    assert tab.post("/say", {"text": "stop"}, **headers).status_code == 403
    assert door.said == []


def test_a_post_without_the_token_is_refused_and_ours_says_how_to_get_one(tab: Tab, door: FakeDoor):
    """A tab from before a restart fetches a new one and tries again."""
    answer = tab.post("/say", {"text": "stop"}, X_CSRFToken="wrong")
    assert (answer.status_code, answer.headers["X-Old-Tab"]) == (403, "yes")
    assert door.said == []


def test_the_token_survives_a_restart(app: Flask, door: FakeDoor):
    """The secret lies in the home folder: an open tab goes on."""
    before = Tab(app)
    cookie = before.client.get_cookie("hearthside", domain="127.0.0.1")
    assert cookie is not None
    again = create_app(door).test_client()
    again.set_cookie("hearthside", cookie.value, domain="127.0.0.1")
    answer = again.post(
        "/say",
        base_url="http://127.0.0.1:8330",
        data={"text": "stop"},
        headers={"X-CSRFToken": before.token},
    )
    assert (answer.status_code, door.said) == (303, ["stop"])


def test_other_pages_may_not_read_ours(tab: Tab):
    """Fetched or put into a frame; a plain link is fine."""
    fetched = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert tab.get("/", **fetched).status_code == 403
    answer = tab.get("/", **followed)
    assert answer.status_code == 200
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_cookie_stays_here(app: Flask):
    """No script reads it and no other page sends it."""
    cookie = app.test_client().get("/", base_url="http://127.0.0.1:8330").headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Strict"} <= {part.strip() for part in cookie.split(";")}


def test_a_flood_is_refused(tab: Tab):
    """Nothing that a person types is a quarter of a megabyte."""
    assert tab.post("/say", {"text": "x" * 300_000}).status_code == 413


def test_an_address_that_is_not_there_gets_a_sentence(tab: Tab):
    """Not a bare number."""
    answer = tab.get("/nowhere")
    assert answer.status_code == 404
    assert len(text_of(answer)) > 20
