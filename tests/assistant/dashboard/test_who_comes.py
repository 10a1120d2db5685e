"""Who counts as this machine itself, who as a device of the home, and who is out in the world."""

import pytest
from flask import Flask

from assistant.dashboard import create_app
from assistant.dashboard.visitors import PASSED_ON
from tests.assistant.dashboard.conftest import Tab, text_of
from tests.assistant.dashboard.fake_door import FakeDoor
from tests.assistant.dashboard.phone import HOUSE, PHONE, WORDS, WORLD, Phone


@pytest.mark.parametrize("peer", [WORLD, "100.64.0.1", ""])
def test_nobody_comes_in_from_the_world(app: Flask, opened: FakeDoor, peer: str):
    """Not even to the way in: a router that forwards the port is a mistake."""
    stranger = Phone(app, peer=peer)
    for path in ("/", "/enter/", "/privacy/help"):
        answer = stranger.get(path)
        assert answer.status_code == 403
        assert "only at home" in text_of(answer)


@pytest.mark.parametrize("name", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Client-IP"])
def test_no_header_makes_a_device_the_house_itself(phone: Phone, name: str):
    """Only the other end of the connection counts."""
    value = "for=127.0.0.1" if name == "Forwarded" else "127.0.0.1"
    assert phone.get("/", **{name: value}).status_code == 303


@pytest.mark.parametrize("name", PASSED_ON)
def test_a_proxy_on_this_machine_does_not_make_the_world_this_machine(
    app: Flask, opened: FakeDoor, name: str
):
    """Somebody puts one before the house and forgets that it asks for others."""
    through = Phone(app, peer="127.0.0.1", host="127.0.0.1")
    assert through.get("/").status_code == 200
    assert through.get("/", **{name: "for=203.0.114.9"}).status_code == 303


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_device_that_calls_itself_this_machine_is_none(app: Flask, opened: FakeDoor, host: str):
    """The host is a header, too."""
    assert Phone(app, host=host).get("/").status_code == 303


def test_the_machine_itself_under_its_name_in_the_network_is_asked(app: Flask, opened: FakeDoor):
    """Whoever answers to that name in the network could be behind it."""
    assert Phone(app, peer="127.0.0.1").get("/").status_code == 303


@pytest.mark.parametrize("host", [HOUSE, "kitchen", "kitchen.local", "KITCHEN.local"])
def test_the_houses_own_names_in_the_network_are_welcome(app: Flask, opened: FakeDoor, host: str):
    """However the reader typed it."""
    phone = Phone(app, host=host)
    assert phone.get("/enter/").status_code == 200
    opened.network.shut()
    assert phone.get("/enter/").status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "kitchen.evil.example", "192.168.1.6"])
def test_a_foreign_name_is_refused_in_the_network_as_well(app: Flask, opened: FakeDoor, host: str):
    """Somebody's page whose name was pointed at this house (DNS rebinding)."""
    phone = Phone(app)
    phone.enter()
    answer = phone.client.get(
        "/", headers={"Host": f"{host}:8330"}, environ_overrides={"REMOTE_ADDR": PHONE}
    )
    assert answer.status_code == 403


def test_a_post_from_another_page_is_refused_also_with_the_cookie(phone: Phone, opened: FakeDoor):
    """In the reader's name, from a page that the phone has open."""
    phone.enter()
    assert phone.post("/say", {"text": "stop"}, Origin="http://evil.example").status_code == 403
    assert opened.said == []
    own = {"Origin": f"http://{HOUSE}:8330"}
    assert phone.post("/say", {"text": "stop"}, **own).status_code == 303


def test_the_house_page_opens_and_shuts_the_door(
    tab: Tab, door: FakeDoor, app: Flask, at_home: None
):
    """With a passcode that is fit, and without a restart."""
    assert "Only this machine" in text_of(tab.get("/settings/"))
    refused = tab.post("/network/open", {"passcode": "12345"})
    assert (refused.status_code, door.network.is_open) == (422, False)
    assert "at least 6 digits" in text_of(refused)
    answer = tab.post("/network/open", {"passcode": WORDS}, HX_Request="true")
    assert f"http://{HOUSE}:8330" in text_of(answer)
    assert (door.listened, door.network.is_open) == ([True], True)
    assert tab.post("/network/shut").status_code == 303
    assert (door.listened, door.network.is_open) == ([True, False], False)
    assert tab.post("/network/open").status_code == 303
    assert Phone(app).enter().status_code == 303


def test_a_house_without_a_passcode_says_that_it_stays_shut(door: FakeDoor):
    """On the page where one would look for the reason."""
    door.save_settings({"page.network": "on"})
    door.network.follow()
    tab = Tab(create_app(door))
    assert "no passcode" in text_of(tab.get("/settings/"))
    assert "no passcode" in text_of(tab.get("/"))


def test_removing_oneself_does_not_shut_the_device_out(phone: Phone, opened: FakeDoor):
    """What is erased is the person, not the phone's way in."""
    phone.enter()
    phone.post("/privacy/pin", {"who": "one", "pin": "4079"})
    phone.post("/privacy/remove-me", {"pin": "4079"})
    assert not opened.desk.has_pin("one")
    assert phone.get("/").status_code == 200
