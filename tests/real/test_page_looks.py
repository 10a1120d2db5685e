"""Every page on every screen: nothing that axe finds, nothing too wide, and a picture of it."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.journal import Journal, NewEntry
from tests.real.a11y import faults
from tests.real.another_device import OPEN, choose_passcode, outside_of
from tests.real.chromium import chromium
from tests.real.house import RunningHouse, settle
from tests.real.test_bad_days import bare

pytestmark = pytest.mark.timeout(240)

PAGES = {
    "tonight": "/",
    "journal": "/journal/",
    "questions": "/questions/?category=home",
    "rituals": "/rituals/",
    "ritual words": "/ritual-words/tonights_question",
    "together": "/together/",
    "house": "/settings/",
    "privacy": "/privacy/",
    "welcome": "/welcome/",
    "measures": "/privacy/measures",
    "help": "/privacy/help",
    "way in": "/enter/",
}
SCREENS = {"phone": (390, 844), "desktop": (1280, 900), "small": (320, 640)}
SAID = ("made dinner when I was tired", "the walk by the river", "tea in bed", "mended the gate")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHouse]:
    """A house that has been lived in for half a year."""
    home = settle(tmp_path_factory.mktemp("lived-in") / "home", more=OPEN)
    live_in(home)
    choose_passcode(home)
    running = RunningHouse(home, bare())
    yield running
    running.close()


def live_in(home: Path) -> None:
    """Half a year of kind words and questions."""
    now = datetime.now().astimezone()
    with Journal(home / "journal.db", lambda: now) as journal:
        for back in range(0, 180, 2):
            by, to = (("one", "two"), ("two", "one"))[back // 2 % 2]
            new = NewEntry("appreciation", SAID[back // 2 % 4], by=by, to=to)
            journal.note(new, at=now - timedelta(days=back, hours=1))
            if back % 3 == 0:
                journal.note_ritual(
                    "tonights_question", (now - timedelta(days=back)).date(), "done"
                )


def opened(browser: Browser, house: RunningHouse, name: str, screen: str) -> Page:
    """The page, settled and in light colours."""
    width, height = SCREENS[screen]
    page = browser.new_page(
        locale="en-GB",
        viewport={"width": width, "height": height},
        color_scheme="light",
        reduced_motion="reduce",
    )
    # The way in is seen on other devices alone.
    base = outside_of(house.address) if name == "way in" else house.address
    page.goto(base + PAGES[name])
    page.evaluate("document.fonts.ready")
    return page


def keep_picture(page: Page, name: str, tmp_path: Path) -> None:
    """For somebody to look at."""
    folder = Path(os.environ.get("HEARTHSIDE_SCREENSHOTS", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(folder / f"{name}.png"), full_page=True)


@pytest.mark.parametrize("screen", ["phone", "desktop"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_for_everybody(
    browser: Browser, house: RunningHouse, tmp_path: Path, name: str, screen: str
):
    """axe finds nothing: labels, landmarks, contrast, headings; also in what can be opened."""
    page = opened(browser, house, name, screen)
    keep_picture(page, f"{name}-{screen}-light", tmp_path)
    page.emulate_media(color_scheme="dark")
    keep_picture(page, f"{name}-{screen}-dark", tmp_path)
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    page.wait_for_timeout(300)
    assert faults(page) == []
    page.emulate_media(color_scheme="light")
    assert faults(page) == []
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_smallest_screen(
    browser: Browser, house: RunningHouse, tmp_path: Path, name: str
):
    """320 pixels: a small phone, or 400 % on a laptop. What is opened fits, too."""
    page = opened(browser, house, name, "small")
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    page.wait_for_timeout(300)
    keep_picture(page, f"{name}-small", tmp_path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


@pytest.mark.parametrize("name", [name for name in PAGES if name != "measures"])
def test_everything_that_is_pressed_is_large_enough(
    browser: Browser, house: RunningHouse, name: str
):
    """44 by 44 is a thumb; links in a sentence and the week's times have other ways as well."""
    page = opened(browser, house, name, "phone")
    small = page.evaluate(SMALL)
    assert small == []
    page.close()


SMALL = """() => [...document.querySelectorAll("button, a.button, summary, nav a, select, input")]
  .filter((one) => one.checkVisibility() && !one.matches(
    ".chip-time, [type=checkbox], [type=radio], [type=hidden], .skip, .unseen *"))
  .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
  .filter(([, box]) => box.width < 43.5 || box.height < 43.5)
  .map(([html, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${html}`)"""


def test_with_reduced_motion_nothing_moves(browser: Browser, house: RunningHouse):
    """Some people get ill of it."""
    page = browser.new_page(reduced_motion="reduce")
    page.goto(house.address)
    running = "document.getAnimations().filter((one) => one.playState === 'running').length"
    page.wait_for_timeout(400)
    assert page.evaluate(running) == 0
    page.close()


def test_the_first_paint_does_not_wait_for_script(browser: Browser, house: RunningHouse):
    """A slow phone shows the page before it can be lively."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for name in PAGES:
        base = outside_of(house.address) if name == "way in" else house.address
        page.goto(base + PAGES[name])
        expect(page.locator("h1")).to_have_count(1)
    page.goto(house.address)
    page.get_by_role("link", name="Journal").first.click()
    page.get_by_label("Something to keep").fill("all without script")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator(".entry-text").first).to_have_text("all without script")
    context.close()
