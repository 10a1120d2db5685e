"""The journal as a file, and files taken in."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from assistant.dashboard import create_app
from tests.assistant.dashboard.asking import keep, texts
from tests.assistant.dashboard.conftest import Tab, text_of
from tests.assistant.dashboard.fake_door import FakeDoor


@pytest.fixture
def elsewhere(tmp_path: Path) -> FakeDoor:
    """Another house."""
    (tmp_path / "elsewhere").mkdir()
    return FakeDoor(tmp_path / "elsewhere")


def bring(tab: Tab, content: bytes, name: str = "journal.json") -> TestResponse:
    """Choose a file and have it counted."""
    return tab.post("/journal/count", {"file": (io.BytesIO(content), name)})


def take(tab: Tab, counted: TestResponse) -> TestResponse:
    """Press the button that the count offers."""
    ticket = counted.get_data(as_text=True).split('name="ticket" value="')[1].split('"')[0]
    return tab.post("/journal/take-in", {"ticket": ticket})


def test_a_book_of_a_year_is_one_file(tab: Tab, door: FakeDoor):
    """Only that year, nothing deleted, nothing fetched from anywhere."""
    keep(door, "tea in bed", at=datetime(2025, 3, 1, 20, tzinfo=UTC))
    keep(door, "the river", at=datetime(2026, 3, 1, 20, tzinfo=UTC))
    gone = keep(door, "a secret", at=datetime(2025, 3, 2, 20, tzinfo=UTC))
    with door.journal() as book:
        book.delete(gone)
    for form in ("html", "md", "csv", "json"):
        answer = tab.get(f"/journal/book.{form}?year=2025")
        text = answer.get_data(as_text=True)
        assert answer.headers["Content-Disposition"].endswith(f'"hearthside-2025.{form}"')
        assert "tea in bed" in text
        assert "the river" not in text
        assert "a secret" not in text
        assert "src=" not in text


def test_what_somebody_said_is_no_markdown(tab: Tab, door: FakeDoor):
    """Asterisks and links stay as they were said."""
    keep(door, "*loud* [here](http://evil.example) # not a heading")
    text = tab.get("/journal/book.md").get_data(as_text=True)
    assert r"\*loud\* \[here\]" in text


@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_file_is_counted_first_and_merged_once(
    tab: Tab, door: FakeDoor, elsewhere: FakeDoor, form: str
):
    """Nothing is doubled, nothing overwritten, times stay what they were."""
    at = datetime(2026, 3, 1, 20, 15, tzinfo=UTC)
    keep(elsewhere, "tea in bed", at=at)
    keep(elsewhere, 'the "river", at night', by="two", at=at)
    keep(door, "tea in bed", at=at)
    file = Tab(create_app(elsewhere)).get(f"/journal/book.{form}").data
    counted = bring(tab, file, f"journal.{form}")
    assert "1 entry is new" in text_of(counted)
    assert "1 entry is in the journal already" in text_of(counted)
    assert texts(door) == ["tea in bed"]
    assert take(tab, counted).status_code == 303
    assert set(texts(door)) == {'the "river", at night', "tea in bed"}
    with door.journal() as book:
        assert {entry.at for entry in book.entries()} == {at}
    assert "0 entries are new" in text_of(bring(tab, file))


def test_what_was_deleted_here_does_not_come_back_by_a_file(tab: Tab, door: FakeDoor):
    """An old export must not undo a deletion."""
    number = keep(door, "gone for good", at=datetime(2026, 3, 1, tzinfo=UTC))
    file = tab.get("/journal/book.json").data
    with door.journal() as book:
        book.delete(number)
    assert "0 entries are new" in text_of(bring(tab, file))


def record(**fields: Any) -> dict[str, Any]:
    """One entry as an export has it."""
    return {"at": "2026-03-01T20:00:00+00:00", "kind": "note", "text": "tea"} | fields


@pytest.mark.parametrize(
    "broken",
    [
        {"text": " "},
        {"text": "x" * 5000},
        {"at": "yesterday"},
        {"at": "2026-03-01T20:00:00"},
        {"kind": ""},
    ],
)
def test_a_line_that_cannot_be_used_is_left_out_and_counted(tab: Tab, broken: dict[str, Any]):
    """The others come in all the same."""
    whole = {"format": "hearthside journal", "version": 1, "entries": [record(), record(**broken)]}
    told = text_of(bring(tab, json.dumps(whole).encode()))
    assert "1 entry is new" in told
    assert "1 line could not be read" in told


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"format": "other"}', b"\xff\xfe", b"name,age\n1,2\n", b"[" * 99],
)
def test_what_is_no_journal_is_told(tab: Tab, door: FakeDoor, content: bytes):
    """Bad input gets a clear sentence and loses nothing."""
    answer = bring(tab, content)
    assert answer.status_code == 409
    assert "no journal I can read" in text_of(answer)
    assert texts(door) == []


def test_a_large_journal_can_be_brought_and_nothing_else_can_be_large(tab: Tab):
    """The flood gate opens for this one form alone."""
    whole = {
        "format": "hearthside journal",
        "entries": [record(text=f"walk {number}") for number in range(6000)],
    }
    file = json.dumps(whole).encode()
    assert len(file) > 400_000
    assert "6000 entries are new" in text_of(bring(tab, file))
    assert tab.post("/journal/", {"text": "x" * 300_000}).status_code == 413


def test_a_ticket_is_good_once(tab: Tab, door: FakeDoor):
    """A second press, or another tab's file, takes nothing in."""
    counted = bring(
        tab, json.dumps({"format": "hearthside journal", "entries": [record()]}).encode()
    )
    take(tab, counted)
    assert "not here any more" in text_of(
        tab.client.get(take(tab, counted).headers["Location"], base_url="http://127.0.0.1:8330")
    )
    assert texts(door) == ["tea"]
