"""A page over a small house, asked the way a browser asks."""

import html
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assistant import network
from assistant.dashboard import create_app
from tests.assistant.dashboard.fake_door import FakeDoor
from tests.assistant.dashboard.phone import HOUSE, WORDS, Phone

HOST = "127.0.0.1:8330"


class Tab:
    """One browser tab: it has the cookie and the token, and names the host."""

    def __init__(self, app: Flask) -> None:
        self.client: FlaskClient = app.test_client()
        token = self.client.get("/token", base_url=f"http://{HOST}").get_data(as_text=True)
        self.token = token.strip()

    def get(self, path: str, **headers: str) -> TestResponse:
        """Ask for a page."""
        return self.client.get(path, base_url=f"http://{HOST}", headers=headers)

    def post(self, path: str, data: Any = None, **headers: str) -> TestResponse:
        """Send a form; underscores in a header's name stand for hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(
            path,
            base_url=f"http://{HOST}",
            data=data,
            headers={"X-CSRFToken": self.token, **named},
        )


def text_of(answer: TestResponse) -> str:
    """What a reader sees of the answer."""
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)).split()))


@pytest.fixture
def door(tmp_path: Path) -> FakeDoor:
    return FakeDoor(tmp_path)


@pytest.fixture
def app(door: FakeDoor) -> Flask:
    return create_app(door)


@pytest.fixture
def tab(app: Flask) -> Tab:
    return Tab(app)


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine has an address and a name in a home network."""
    monkeypatch.setattr(network, "own_addresses", lambda: [HOUSE])
    monkeypatch.setattr(network, "main_address", lambda: HOUSE)
    monkeypatch.setattr(network, "_name", lambda: "kitchen")


@pytest.fixture
def opened(door: FakeDoor, at_home: None) -> FakeDoor:
    """The door to the home network is open."""
    door.network.passcode.choose(WORDS)
    door.network.open()
    return door


@pytest.fixture
def phone(app: Flask, opened: FakeDoor) -> Phone:
    return Phone(app)
