"""Another device of the home: nothing without the passcode, everything with it, for a month."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assistant import network
from assistant.dashboard import create_app
from assistant.dashboard.visitors import FOR_ALL
from assistant.privacy.pins import FREE_TRIES
from tests.assistant.dashboard.conftest import Tab, text_of
from tests.assistant.dashboard.fake_door import FakeDoor

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


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "own_addresses", lambda: [HOUSE])
    monkeypatch.setattr(network, "main_address", lambda: HOUSE)
    monkeypatch.setattr(network, "_name", lambda: "kitchen")


@pytest.fixture
def opened(door: FakeDoor) -> FakeDoor:
    """The door to the home network is open."""
    door.network.passcode.choose(WORDS)
    door.network.open()
    return door


@pytest.fixture
def phone(app: Flask, opened: FakeDoor) -> Phone:
    return Phone(app)


def routes(app: Flask) -> Iterator[tuple[str, str]]:
    """Every address of the page with the verb that it is asked by."""
    for rule in app.url_map.iter_rules():
        path = rule.rule.replace("<int:number>", "1").replace("<int:id>", "1")
        for given in ("<path:filename>", "<group>", "<step>", "<name>", "<who>", "<form>"):
            path = path.replace(given, "one")
        for verb in sorted({"GET", "POST"} & (rule.methods or set())):
            if rule.endpoint not in FOR_ALL:
                yield verb, path


def test_nothing_is_answered_or_done_without_the_passcode(app: Flask, phone: Phone):
    """Not one address: pages lead to the way in, all else is refused."""
    asked = list(routes(app))
    assert len(asked) > 60
    for verb, path in asked:
        if verb == "GET":
            answer = phone.get(path)
            assert (answer.status_code, answer.headers.get("Location")) == (303, "/enter/"), path
            answer = phone.get(path, HX_Request="true")
            assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/enter/"), path
            answer = phone.get(path, Accept="text/event-stream")
            assert answer.status_code == 401, path
        else:
            assert phone.post(path, {"text": "stop"}).status_code == 401, path


def test_help_and_the_way_out_need_no_passcode(phone: Phone, opened: FakeDoor):
    """And nobody reads in the record that they were looked at."""
    before = opened.desk.access_record()
    opened.save_settings({"household.country": "IE"})
    assert "tel:116123" in phone.get("/privacy/help").get_data(as_text=True)
    assert phone.get("/privacy/measures").status_code == 200
    with phone.get("/static/hearthside.css") as style:
        assert style.status_code == 200
    assert opened.desk.access_record() == before


def test_with_the_passcode_everything_works_and_the_record_says_so(phone: Phone, opened: FakeDoor):
    """Who it was and which device is nobody's business; that one came in is everybody's."""
    answer = phone.enter()
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert phone.get("/journal/").status_code == 200
    assert phone.post("/say", {"text": "stop"}).status_code == 303
    assert opened.said == ["stop"]
    (line,) = opened.desk.access_record()
    assert (line.what, line.person, line.detail) == ("device", None, "")
    assert "another device" in text_of(phone.get("/privacy/"))
    assert phone.get("/enter/").headers["Location"] == "/"


def test_a_wrong_passcode_opens_nothing_and_many_cost_time(phone: Phone, app: Flask):
    """Another address makes no difference; the house's own machine never waits."""
    for _ in range(FREE_TRIES + 1):
        refused = phone.enter("something else")
        assert refused.status_code == 422
        assert "isn't the passcode" in text_of(refused)
    other = Phone(app, peer="192.168.1.99")
    for visitor in (phone, other):
        assert "Too many tries" in text_of(visitor.enter())
        assert visitor.get("/").status_code == 303
    assert Tab(app).get("/").status_code == 200


def test_the_cookie_is_kept_from_scripts_and_other_pages(phone: Phone):
    """HttpOnly and Strict, for the whole page."""
    cookie = phone.enter().headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= {p.strip() for p in cookie.split(";")}


def test_a_made_up_cookie_is_worth_nothing(phone: Phone, app: Flask, opened: FakeDoor):
    """It is signed with a secret of this house."""
    phone.enter()
    cookie = phone.client.get_cookie("hearthside", domain=HOUSE)
    assert cookie is not None
    stranger = Phone(app)
    stranger.client.set_cookie("hearthside", cookie.value[:-3] + "abc", domain=HOUSE)
    assert stranger.get("/").status_code == 303
    stranger.client.set_cookie("hearthside", cookie.value, domain=HOUSE)
    assert stranger.get("/").status_code == 200  # the same one, whole: so the test means something


def test_after_a_month_the_passcode_is_asked_for_again(phone: Phone, opened: FakeDoor):
    """A phone may have been given away."""
    began = datetime.now(UTC)
    opened.clock = began
    phone.enter()
    opened.clock = began + timedelta(days=29)
    assert phone.get("/").status_code == 200
    opened.clock = began + timedelta(days=31)
    assert phone.get("/").status_code == 303
    opened.clock = began - timedelta(days=1)
    assert phone.get("/").status_code == 303


def test_another_passcode_shuts_every_other_device_out(app: Flask, phone: Phone, opened: FakeDoor):
    """At once; whoever changed it stays, and had to show the old one."""
    second = Phone(app, peer="192.168.1.24")
    phone.enter()
    second.enter()
    refused = phone.post("/network/passcode", {"old": "wrong words", "passcode": "590417"})
    assert refused.status_code == 422
    assert second.get("/").status_code == 200
    assert phone.post("/network/passcode", {"old": WORDS, "passcode": "590417"}).status_code == 303
    assert phone.get("/").status_code == 200
    assert second.get("/").status_code == 303
    assert second.enter(WORDS).status_code == 422
    assert second.enter("590417").status_code == 303
    assert opened.desk.access_record()[1].what == "passcode"


def test_the_door_does_not_let_a_passcode_be_replaced_from_outside(phone: Phone, opened: FakeDoor):
    """Opening what is open is no way round the old passcode."""
    phone.enter()
    before = opened.network.passcode.stamp
    assert phone.post("/network/open", {"passcode": "590417"}).status_code == 422
    assert opened.network.passcode.stamp == before


def test_a_device_can_be_made_to_ask_again(phone: Phone):
    """A borrowed tablet goes back."""
    phone.enter()
    phone.post("/enter/leave")
    assert phone.get("/").status_code == 303


def test_when_the_door_is_shut_no_device_is_answered(phone: Phone, opened: FakeDoor):
    """Also one that was let in before, on a connection that is still open."""
    phone.enter()
    opened.network.shut()
    assert phone.get("/").status_code == 403
    opened.network.open()
    assert phone.get("/").status_code == 200


def test_an_open_stream_ends_with_the_welcome(phone: Phone, opened: FakeDoor, app: Flask):
    """Captions do not go on to a device that is shut out."""
    phone.enter()
    stream = phone.client.get(
        "/live",
        base_url=phone.base,
        environ_overrides={"REMOTE_ADDR": PHONE},
        buffered=False,
    )
    pieces = iter(stream.response)
    assert next(pieces)
    opened.network.passcode.choose("590417")
    opened.answer("nothing for strangers")
    rest = b"".join(one if isinstance(one, bytes) else one.encode() for one in pieces)
    assert b"nothing for strangers" not in rest
    stream.close()


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


def test_the_house_page_opens_and_shuts_the_door(tab: Tab, door: FakeDoor, app: Flask):
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
