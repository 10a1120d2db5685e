"""A browser on another device of the home, as the page's tests use one."""

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

HOUSE, PHONE, WORLD = "192.168.1.5", "192.168.1.23", "203.0.114.9"
WORDS = "tea for two"
HTML = {"Accept": "text/html"}


class Phone:
    """A browser on another device."""

    def __init__(self, app: Flask, peer: str = PHONE, host: str = HOUSE) -> None:
        self.client: FlaskClient = app.test_client()
        self.peer, self.base = peer, f"http://{host}:8330"

    def get(self, path: str, **headers: str) -> TestResponse:
        named = {name.replace("_", "-"): value for name, value in (HTML | headers).items()}
        return self.client.get(
            path,
            base_url=self.base,
            headers=named,
            environ_overrides={"REMOTE_ADDR": self.peer},
        )

    def post(self, path: str, data: Any = None, **headers: str) -> TestResponse:
        token = self.token()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(
            path,
            base_url=self.base,
            data=data,
            headers={"X-CSRFToken": token, **named},
            environ_overrides={"REMOTE_ADDR": self.peer},
        )

    def token(self) -> str:
        page = self.get("/enter/").get_data(as_text=True)
        if 'name="csrf_token" value="' in page:
            return page.split('name="csrf_token" value="')[1].split('"')[0]
        return self.get("/token").get_data(as_text=True).strip()

    def enter(self, words: str = WORDS) -> TestResponse:
        return self.post("/enter/", {"passcode": words})
