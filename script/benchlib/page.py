"""How heavy each page is, and how long the house takes for it, with few and many entries."""

import argparse
import gzip
import random
import re
import statistics
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from assistant.board import Board
from assistant.dashboard import create_app
from assistant.front_door import FrontDoor
from assistant.household import SettingsBook
from assistant.journal import Brought, Journal, NewEntry
from assistant.rituals import read_rituals
from config.paths import Home
from intents.language import load_pack

PAGES = (
    "/",
    "/journal/",
    "/journal/?words=gar",
    "/journal/?words=dinner&person=one",
    "/questions/",
    "/questions/?depth=light",
    "/rituals/",
    "/together/",
    "/settings/",
    "/privacy/",
    "/welcome/",
)
HOST = "http://127.0.0.1:8330"
THINGS = ("making dinner", "the walk by the river", "tea in bed", "mending the gate", "listening")
WHO = (("one", "two"), ("two", "one"))


def add_to(subjects: Any) -> None:
    """The subject on the command line."""
    one = subjects.add_parser("page", help="weight and server time of every page")
    one.add_argument("--entries", type=int, nargs="+", default=[100, 10_000, 50_000])
    one.add_argument("--times", type=int, default=15)
    one.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """One table for each number of entries."""
    for entries in options.entries:
        with tempfile.TemporaryDirectory() as folder:
            _measure(Home(Path(folder)), entries, options.times)


def _measure(home: Home, entries: int, times: int) -> None:
    book = SettingsBook(home.settings_file)
    door = FrontDoor(home, book, Board(), read_rituals()[0])
    pack = load_pack("en")
    door.connect(lambda e: None, lambda: None, lambda n: None, pack, None)
    with door.journal() as journal:
        _fill(journal, entries, door.now())
    client = create_app(door).test_client()
    print(f"\n{entries} entries; the median of {times}, and the slowest")
    print(f"{'page':36}{'ms':>7}{'slowest':>9}{'kB, page':>10}{'kB, first visit':>17}")
    for path in PAGES:
        client.get(path, base_url=HOST)
        seconds = [_timed(client, path) for _ in range(times)]
        page, whole = _weight(client, path)
        middle, slowest = statistics.median(seconds) * 1000, max(seconds) * 1000
        print(f"{path:36}{middle:7.0f}{slowest:9.0f}{page:10.1f}{whole:17.1f}")


def _fill(journal: Journal, entries: int, now: datetime) -> None:
    chance = random.Random(7)
    made = []
    for number in range(entries):
        at = now - timedelta(minutes=number * 53, seconds=chance.random())
        by, to = chance.choice(WHO)
        text = f"{chance.choice(THINGS)} and the garden number {number % 977}"
        kind = chance.choice(("appreciation", "appreciation", "answer", "note"))
        made.append((at, NewEntry(kind=kind, text=text, by=by, to=to)))
    journal.merge(Brought(tuple(made)))
    for number in range(min(entries, 3000)):
        journal_day = (now - timedelta(days=number)).date()
        if number % 3 and number < 1500:
            journal.note_ritual("tonights_question", journal_day, "done")


def _timed(client: FlaskClient, path: str) -> float:
    began = time.perf_counter()
    answer = client.get(path, base_url=HOST)
    answer.get_data()
    assert answer.status_code == 200, path
    return time.perf_counter() - began


def _weight(client: FlaskClient, path: str) -> tuple[float, float]:
    """kB of the page itself, and of everything that a first visit fetches with it."""
    html = client.get(path, base_url=HOST).get_data()
    wanted = set(re.findall(r'(?:src|href)="(/static/[^"#]+)', html.decode()))
    fetched = 0
    while wanted:
        address = wanted.pop()
        answer = client.get(address, base_url=HOST, headers={"Accept-Encoding": "gzip"})
        body = answer.get_data()
        fetched += len(body)
        if address.endswith(".js"):
            text = gzip.decompress(body) if answer.headers.get("Content-Encoding") else body
            ours = re.findall(r'from "\./([a-z]+\.js)"', text.decode())
            _MODULES.update(f"/static/{name}" for name in ours)
    for address in sorted(_MODULES):
        answer = client.get(address, base_url=HOST, headers={"Accept-Encoding": "gzip"})
        fetched += len(answer.get_data())
    return len(html) / 1000, (len(html) + fetched) / 1000


_MODULES: set[str] = set()
"""Scripts that other scripts ask for; the same for every page."""
