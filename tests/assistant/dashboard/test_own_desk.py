"""One's own corner: PIN, private entries, sealed answers, the record, and the way out."""

from datetime import date

import pytest
from werkzeug.test import TestResponse

from assistant.dashboard import create_app
from assistant.journal import NewEntry, evening_day
from tests.assistant.dashboard.conftest import Tab
from tests.assistant.dashboard.fake_door import FakeDoor

PIN, OTHER_PIN = "4079", "otter-lake"
HERS, HIS = "marmalade", "windmills"


def fresh(door: FakeDoor) -> Tab:
    """Another browser at the same house."""
    return Tab(create_app(door))


@pytest.fixture
def maya(door: FakeDoor) -> Tab:
    return signed_in(door, "one", PIN)


@pytest.fixture
def sam(door: FakeDoor) -> Tab:
    return signed_in(door, "two", OTHER_PIN)


def signed_in(door: FakeDoor, who: str, pin: str) -> Tab:
    tab = fresh(door)
    assert send(tab, "pin", who=who, pin=pin).status_code == 303
    return tab


def send(tab: Tab, where: str, **form: str) -> TestResponse:
    return tab.post(f"/privacy/{where}", form)


def shown(tab: Tab) -> str:
    return tab.get("/privacy/").get_data(as_text=True)


def test_private_entries_are_seen_by_their_author_alone(door: FakeDoor, maya: Tab, sam: Tab):
    send(maya, "entries", text=HERS)
    assert HERS in shown(maya)
    assert HERS not in shown(sam)
    assert HERS not in shown(fresh(door))


def test_a_wrong_pin_is_told_and_opens_nothing(door: FakeDoor, maya: Tab):
    send(maya, "entries", text=HERS)
    stranger = fresh(door)
    refused = send(stranger, "pin", who="one", pin="5380")
    assert refused.status_code == 422
    assert "PIN" in refused.get_data(as_text=True)
    assert HERS not in shown(stranger)


def test_signed_out_is_signed_out(maya: Tab):
    send(maya, "entries", text=HERS)
    send(maya, "sign-out")
    assert HERS not in shown(maya)
    assert send(maya, "entries", text="late").status_code == 422


def test_only_the_author_deletes(door: FakeDoor, maya: Tab, sam: Tab):
    send(maya, "entries", text=HERS)
    send(sam, "entries/1/delete")
    assert HERS in shown(maya)
    send(maya, "entries/1/delete")
    assert HERS not in shown(maya)


def test_an_answer_is_not_shown_before_both_have_said_yes(door: FakeDoor, maya: Tab, sam: Tab):
    with door.journal() as journal:
        journal.note_asked("q1", evening_day(door.now()))
    send(maya, "answer", text=HERS)
    send(sam, "answer", text=HIS)
    send(maya, "answer/agree")
    for client in (maya, sam, fresh(door)):
        assert HERS not in shown(client)
        assert HIS not in shown(client)
    assert send(sam, "answer/settle", keep="both").status_code == 422
    send(sam, "answer/agree")
    assert HERS in shown(sam)
    assert HIS in shown(maya)
    send(sam, "answer/settle", keep="mine")
    with door.journal() as journal:
        assert [entry.text for entry in journal.entries(kind="answer")] == [HIS]


def test_the_record_is_the_same_for_both(door: FakeDoor, maya: Tab, sam: Tab):
    door.desk.note_access("export", detail="book.json")
    for client in (maya, sam):
        assert "book.json" in shown(client)
        assert "Signed in" in shown(client)


def test_remove_me_takes_the_pin_once_more_and_then_everything(door: FakeDoor, maya: Tab):
    with door.journal() as journal:
        journal.note(NewEntry("note", HERS, by="one"))
        journal.note(NewEntry("note", HIS, by="two"))
    assert send(maya, "remove-me", pin="5380").status_code == 422
    send(maya, "remove-me", pin=PIN)
    with door.journal() as journal:
        assert [entry.text for entry in journal.entries()] == [HIS]
    assert "one" in door.told
    assert door.desk.has_pin("one") is False


def test_helplines_need_no_pin_and_leave_no_trace(door: FakeDoor):
    door.save_settings({"household.country": "IE"})
    stranger = fresh(door)
    page = shown(stranger)
    assert "tel:116123" in page
    assert "Not checked" in page
    assert door.desk.access_record() == []


def test_without_a_country_no_number_is_shown(door: FakeDoor):
    door.save_settings({"household.time_zone": "UTC"})
    assert "tel:" not in shown(fresh(door))


def test_a_made_up_notice_breaks_nothing(door: FakeDoor):
    assert fresh(door).get("/privacy/?notice=nonsense").status_code == 200


def test_wiping_needs_to_be_meant(door: FakeDoor, maya: Tab, sam: Tab):
    assert send(sam, "pin/wipe/one").status_code == 400
    assert send(sam, "pin/wipe/one", sure="yes").status_code == 303
    assert not door.desk.has_pin("one")
    assert "Wiped a PIN" in shown(sam)


def test_the_date_of_a_check_is_shown(door: FakeDoor, monkeypatch: pytest.MonkeyPatch):
    from config.helplines import Helpline, Helplines

    line = Helpline("crisis", "A line", "123", checked_on=date(2020, 1, 1))
    monkeypatch.setattr(door.desk, "helplines", lambda: Helplines("XX", "Nowhere", line, ()))
    page = shown(fresh(door))
    assert "2020" in page
    assert "Not checked" in page
