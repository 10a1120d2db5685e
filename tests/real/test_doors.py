"""Who gets in, in real browsers: two of a couple, another device, a guesser, and foreign pages."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.real.another_device import OPEN, WORDS, choose_passcode, outside_of
from tests.real.chromium import chromium
from tests.real.house import RunningHouse, settle
from tests.real.test_bad_days import bare
from tests.real.test_page import type_in
from tests.traces import traces

pytestmark = pytest.mark.timeout(180)
HERS, HIS = "periwinkle harbour", "eleven windmills"
HER_PIN, HIS_PIN = "otter-lake", "590417"
FOREIGN = "evil.example"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for whom somebody has pointed a foreign name at this machine."""
    with chromium([f"--host-resolver-rules=MAP {FOREIGN} 127.0.0.1"]) as one:
        yield one


@pytest.fixture
def house(tmp_path: Path) -> Iterator[RunningHouse]:
    running = RunningHouse(settle(tmp_path / "home", zone="Europe/Dublin"), bare())
    yield running
    running.close()


@contextmanager
def visitor(browser: Browser, address: str) -> Iterator[Page]:
    """Somebody's own browser, on a phone."""
    context = browser.new_context(locale="en-GB", viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address)
    try:
        yield page
    finally:
        context.close()


def choose_pin(page: Page, name: str, pin: str) -> None:
    page.get_by_label(f"{name}, choose a PIN").fill(pin)
    form = page.locator("form", has=page.get_by_label(f"{name}, choose a PIN"))
    form.get_by_role("button", name="Keep this PIN").click()
    expect(page.get_by_text(f"{name} is signed in")).to_be_visible()


def seal(page: Page, words: str) -> None:
    page.get_by_label("Your answer").fill(words)
    page.get_by_role("button", name="Seal it").click()
    expect(page.get_by_text("Sealed.", exact=True)).to_be_visible()


def seen(page: Page, house: RunningHouse) -> str:
    """Everything that this browser is told about the journal and the answers."""
    ways = ("/", "/journal/", "/together/", "/privacy/", "/journal/book.json", "/upkeep/turns")
    script = "ways => Promise.all(ways.map(way => fetch(way).then(told => told.text())))"
    return "\n".join(page.evaluate(script, ways))


def test_sealed_answers_open_for_both_at_once_and_for_nobody_before(
    browser: Browser, house: RunningHouse
):
    """Neither sees the other's before both are in and both have said yes, wherever they look."""
    corner = house.address + "/privacy/"
    with visitor(browser, house.address) as hers, visitor(browser, corner) as his:
        type_in(hers, "what's tonight's question")
        expect(hers.locator("#question")).to_contain_text("?")
        hers.goto(corner)
        choose_pin(hers, "Maya", HER_PIN)
        choose_pin(his, "Sam", HIS_PIN)
        seal(hers, HERS)
        his.reload()
        expect(his.get_by_text("Not both answers are in yet.")).to_be_visible()
        expect(his.get_by_role("button", name="I say yes")).to_have_count(0)
        seal(his, HIS)
        hers.goto(corner)
        hers.get_by_role("button", name="I say yes to the reveal").click()
        expect(hers.get_by_text("Your yes is noted.")).to_be_visible()
        for page, other in ((hers, HIS), (his, HERS)):
            assert other not in seen(page, house)
        assert traces(house.home, HERS, HIS) == []
        his.goto(corner)
        his.get_by_role("button", name="I say yes to the reveal").click()
        hers.reload()
        for page in (hers, his):
            expect(page.locator("#sealed")).to_contain_text(HERS)
            expect(page.locator("#sealed")).to_contain_text(HIS)


def test_whoever_guesses_a_pin_must_wait_and_the_other_need_not(
    browser: Browser, house: RunningHouse
):
    """Also with the right one: a guesser learns nothing by it."""
    with visitor(browser, house.address + "/privacy/") as page:
        for name, pin in (("Maya", HER_PIN), ("Sam", HIS_PIN)):
            choose_pin(page, name, pin)
            page.get_by_role("button", name="Sign out").click()
        for guess in ("1111", "2580", "0852", "1379", "9731"):
            page.get_by_label("Maya, your PIN").fill(guess)
            page.get_by_label("Maya, your PIN").press("Enter")
            expect(page.locator("#private .problem")).to_contain_text("isn't the PIN")
            page.goto(house.address + "/privacy/")
        page.get_by_label("Maya, your PIN").fill(HER_PIN)
        page.get_by_label("Maya, your PIN").press("Enter")
        expect(page.locator("#private .problem")).to_contain_text("Too many tries")
        expect(page.get_by_text("Maya is signed in")).to_have_count(0)
        page.get_by_label("Sam, your PIN").fill(HIS_PIN)
        page.get_by_label("Sam, your PIN").press("Enter")
        expect(page.get_by_text("Sam is signed in")).to_be_visible()


def test_a_foreign_name_that_leads_here_is_refused(browser: Browser, house: RunningHouse):
    """A page of somebody else's whose name was pointed at this machine (DNS rebinding)."""
    port = house.address.rpartition(":")[2]
    page = browser.new_page()
    answer = page.goto(f"http://{FOREIGN}:{port}/journal/")
    assert answer is not None
    assert answer.status == 403
    expect(page.locator("main")).to_contain_text("answers only at the addresses")
    told = page.evaluate("fetch('/journal/book.json').then(one => one.status)")
    assert told == 403
    page.close()


@contextmanager
def foreign_page(html: str) -> Iterator[str]:
    """A page on another server, as anybody may have open in another tab."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, format: str, *args: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://{FOREIGN}:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def test_a_foreign_page_cannot_post_in_the_readers_name(browser: Browser, house: RunningHouse):
    """Neither by a form nor by script, from a browser that has just been here."""
    form = f"""<form method="post" action="{house.address}/say">
        <input name="text" value="thank you Sam for nothing"><button>Win</button></form>"""
    mark = house.mark()
    with foreign_page(form) as address, visitor(browser, house.address) as page:
        page.goto(address)
        script = """way => fetch(way, {method: "POST", mode: "no-cors", credentials: "include",
            body: new URLSearchParams({text: "thank you Sam for nothing"})})
                .then(() => "answered", () => "refused")"""
        assert page.evaluate(script, f"{house.address}/say") == "refused"
        with page.expect_navigation() as going:
            page.get_by_role("button", name="Win").click()
        assert going.value.status == 403
        page.goto(house.address)
        type_in(page, "thank you Sam for the tea")
        understood = house.event(mark, "understood")
        assert "nothing" not in str(understood)
        assert house.since(mark, "understood", source="text") == understood


def test_another_device_comes_in_with_the_passcode_and_no_further_than_it_holds(
    browser: Browser, house: RunningHouse
):
    """Opened under House; asked for once; everything live there; and shut out by a new passcode."""
    outside = outside_of(house.address)
    with visitor(browser, house.address + "/settings/") as here:
        here.locator("#network summary").click()
        here.get_by_label("A passcode for it").fill(WORDS)
        here.get_by_role("button", name="Open it to the home network").click()
        expect(here.locator("#network .addresses")).to_contain_text(outside)
        with visitor(browser, outside + "/journal/") as phone:
            expect(phone).to_have_url(outside + "/enter/")
            phone.get_by_label("The passcode").fill("not this one")
            phone.get_by_role("button", name="Come in").click()
            expect(phone.get_by_role("alert")).to_contain_text("isn't the passcode")
            phone.get_by_label("The passcode").fill(WORDS)
            phone.keyboard.press("Enter")
            expect(phone).to_have_url(outside + "/")
            expect(phone.locator("#talk")).to_be_hidden()
            expect(phone.locator("#talk-problem")).to_contain_text("speak to the house itself")
            type_in(phone, "thank you Sam for the soup")
            expect(phone.locator("#captions")).to_contain_text("for Sam: the soup")
            here.locator("#network").get_by_label("Another passcode").fill("a different tea")
            here.get_by_role("button", name="Change the passcode").click()
            expect(phone).to_have_url(outside + "/enter/", timeout=20_000)
            expect(phone.locator("body")).not_to_contain_text("soup")
            here.get_by_role("button", name="Only this machine again").click()
            expect(here.locator("#network")).to_contain_text("Only this machine can open")
            assert not answered(phone, outside)


def test_a_house_that_should_open_and_has_no_passcode_says_so_at_its_start(tmp_path: Path):
    """It stays on this machine, and nobody has to wonder."""
    running = RunningHouse(settle(tmp_path / "home", more=OPEN), bare())
    try:
        assert running.address.startswith("http://127.0.0.1:")
        running.wait("the word about it", lambda: "no passcode" in " ".join(running.printed))
        choose_passcode(running.home)
    finally:
        running.close()
    again = RunningHouse(running.home, bare())
    try:
        told = f"On other devices of the home: {outside_of(again.address)}"
        again.wait("the address for a phone", lambda: told in " ".join(again.printed))
    finally:
        again.close()


def answered(page: Page, address: str) -> bool:
    """Whether the browser gets a page there; a connection that is still open may say no, too."""
    try:
        answer = page.goto(address)
    except Error as error:
        assert "ERR_CONNECTION_REFUSED" in str(error)
        return False
    assert answer is not None
    return answer.status != 403
