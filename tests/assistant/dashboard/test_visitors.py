"""Another device of the home: nothing without the passcode, everything with it, for a month."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from flask import Flask

from assistant.dashboard.visitors import FOR_ALL
from assistant.privacy.pins import FREE_TRIES
from tests.assistant.dashboard.conftest import Tab, text_of
from tests.assistant.dashboard.fake_door import FakeDoor
from tests.assistant.dashboard.phone import HOUSE, PHONE, WORDS, Phone


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
