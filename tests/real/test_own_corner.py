"""One's own corner of the page in a real browser: for everybody, on every screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.real.a11y import faults
from tests.real.chromium import chromium
from tests.real.house import RunningHouse, settle
from tests.real.test_bad_days import bare
from tests.real.test_page_looks import SMALL, keep_picture
from tests.traces import traces

pytestmark = pytest.mark.timeout(240)
SECRET = "periwinkle harbour"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture
def house(tmp_path: Path) -> Iterator[RunningHouse]:
    running = RunningHouse(settle(tmp_path / "home", zone="Europe/Dublin"), bare())
    yield running
    running.close()


def test_a_private_entry_is_written_read_and_nowhere_in_the_clear(
    browser: Browser, house: RunningHouse, tmp_path: Path
):
    """Signed in, the page is as easy to use as before, and the files hold nothing."""
    page: Page = browser.new_page(locale="en-GB", viewport={"width": 390, "height": 844})
    page.goto(house.address + "/privacy/")
    page.get_by_label("Maya, choose a PIN").fill("otter-lake")
    page.get_by_role("button", name="Keep this PIN").first.click()
    expect(page.get_by_text("Maya is signed in")).to_be_visible()
    page.get_by_label("What is for you alone").fill(SECRET)
    page.get_by_role("button", name="Keep it private").click()
    expect(page.get_by_text(SECRET)).to_be_visible()
    assert faults(page) == []
    assert page.evaluate(SMALL) == []
    keep_picture(page, "privacy-signed-in", tmp_path)
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    page.set_viewport_size({"width": 320, "height": 640})
    page.locator(".notice").evaluate_all("all => all.forEach((one) => one.remove())")  # fading
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert faults(page) == []
    assert traces(house.home, SECRET, "otter-lake") == []
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text(SECRET)).to_have_count(0)
    page.close()
