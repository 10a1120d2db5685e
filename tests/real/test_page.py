"""The page as people use it: a real browser, the real house behind it, and screenshots."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.real.chromium import chromium
from tests.real.house import RunningHouse, settle
from tests.real.test_bad_days import bare

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture
def house(tmp_path: Path) -> Iterator[RunningHouse]:
    """A house without a sound card: the page is what it has."""
    running = RunningHouse(settle(tmp_path / "home"), bare())
    yield running
    running.close()


@pytest.fixture
def page(browser: Browser, house: RunningHouse) -> Iterator[Page]:
    """The page in a British browser; no script may fail, and nothing may come from elsewhere."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    wrong: list[str] = []
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    ours = (house.address, "data:", "blob:")
    tab.on("console", lambda told: wrong.append(told.text) if _amiss(told) else None)
    tab.on("request", lambda asked: asked.url.startswith(ours) or wrong.append(asked.url))
    tab.goto(house.address)
    yield tab
    context.close()
    assert wrong == []


def _amiss(told: ConsoleMessage) -> bool:
    """An error in the browser's console; a form that came back with a problem is none."""
    return told.type == "error" and "422" not in told.text


def type_in(page: Page, text: str) -> None:
    """What one would say, typed."""
    page.get_by_label("Or type what you would say").fill(text)
    page.keyboard.press("Enter")


def test_what_is_typed_is_done_shown_and_kept(page: Page, house: RunningHouse):
    """The text box does all that the voice does; both sides appear as captions."""
    type_in(page, "thank you Sam for making dinner")
    captions = page.locator("#captions")
    expect(captions).to_contain_text("thank you Sam for making dinner")
    expect(captions).to_contain_text("for Sam: making dinner", ignore_case=True)
    expect(page.locator("#journal")).to_contain_text("making dinner")
    assert house.entries() == [("making dinner", "one", "two")]


def test_tonights_question_has_buttons_for_what_can_be_said(page: Page):
    """Nobody has to know the words."""
    type_in(page, "what's tonight's question")
    question = page.locator("#question")
    expect(question).to_contain_text("?")
    first = question.inner_text()
    page.get_by_role("button", name="another one").click()
    expect(question).not_to_have_text(first)
    page.get_by_role("button", name="stop").click()
    expect(page.locator("#captions")).to_contain_text("stop")


def test_an_entry_is_added_changed_deleted_brought_back_and_found(page: Page, house: RunningHouse):
    """Everything about the journal, by hand."""
    page.get_by_label("Something to keep").fill("a walk by the river")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("link", name="Edit: a walk by the river").click()
    page.get_by_label("The words").fill("a long walk by the river")
    page.locator("form.editing").get_by_role("button", name="Save").click()
    expect(page.locator(".entry-text").first).to_have_text("a long walk by the river")
    page.get_by_label("Find").fill("river")
    expect(page.locator(".entry-text")).to_have_count(1)
    page.get_by_label("Find").fill("mountain")
    expect(page.locator(".entry-text")).to_have_count(0)
    page.get_by_label("Find").fill("")
    page.get_by_role("button", name="Delete: a long walk by the river").click()
    expect(page.locator("#journal")).to_contain_text("Deleted")
    assert house.entries() == []
    page.get_by_text("What was deleted").click()
    page.get_by_role("button", name="Bring back: a long walk by the river").click()
    expect(page.get_by_role("button", name="Delete: a long walk by the river")).to_be_visible()
    assert [text for text, _, _ in house.entries()] == ["a long walk by the river"]


def test_a_ritual_gets_another_time_with_the_keyboard_alone(page: Page, house: RunningHouse):
    """Wet hands, a broken mouse, a screen reader."""
    page.locator("#time-tonights_question").fill("21:15")
    page.locator("#time-tonights_question").press("Enter")
    expect(page.locator("#next-tonights_question")).to_contain_text("21:15")
    assert 'time = "21:15"' in (house.home / "settings.toml").read_text()


def test_a_wrong_setting_is_told_where_it_stands(page: Page, house: RunningHouse):
    """A wake phrase with a word that the model does not know; nothing is changed."""
    before = (house.home / "settings.toml").read_text()
    page.get_by_text("How I listen").click()
    phrase = page.get_by_label("Wake phrase")
    phrase.fill("hey zorblaxian")
    phrase.press("Enter")
    expect(page.locator(".problem:visible")).to_contain_text("zorblaxian")
    assert before == (house.home / "settings.toml").read_text()


def test_a_setting_that_is_saved_opens_the_rooms_again_and_the_page_stays(
    page: Page, house: RunningHouse
):
    """The name is changed; the house goes on under the same address with the new name."""
    page.get_by_text("The two of you").click()
    page.locator("input[name='household.partners.two.name']").fill("Robin")
    page.locator("input[name='household.partners.two.name']").press("Enter")
    expect(page.locator("#household, #settings, main")).to_contain_text(["Robin"])
    type_in(page, "thank you Robin for the tea")
    expect(page.locator("#captions")).to_contain_text("for Robin: the tea", ignore_case=True)


def test_at_the_first_start_it_asks_for_the_names_and_works_without(
    browser: Browser, tmp_path: Path
):
    """Nobody fills in a form before the first question."""
    house = RunningHouse(tmp_path / "home", bare(HEARTHSIDE_HOME=str(tmp_path / "home")))
    try:
        page = browser.new_page(locale="en-GB")
        page.goto(house.address)
        expect(page.get_by_role("heading", name="Who lives here")).to_be_visible()
        type_in(page, "what's tonight's question")
        expect(page.locator("#question")).to_contain_text("?")
        page.locator("#welcome-one").fill("Maya")
        page.locator("#welcome-two").fill("Sam")
        page.locator("#welcome-two").press("Enter")
        expect(page.get_by_role("heading", name="Who lives here")).to_have_count(0)
        expect(page.get_by_text("Maya and Sam").first).to_be_visible()
        page.close()
    finally:
        house.close()


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [("desktop", 1280, "light"), ("phone", 390, "light"), ("dark", 390, "dark")],
)
def test_it_fits_every_screen_and_can_be_read_on_it(
    browser: Browser, house: RunningHouse, tmp_path: Path, name: str, width: int, scheme: str
):
    """No sideways scrolling; text is told from its ground by 4.5 to 1. Leaves a screenshot."""
    context = browser.new_context(
        locale="en-GB",
        viewport={"width": width, "height": 844},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(house.address)
    for text in ("thank you Sam for making dinner", "what's tonight's question"):
        type_in(page, text)
        expect(page.locator("#captions")).to_contain_text(text)
    expect(page.locator("#question")).to_contain_text("?")
    folder = Path(os.environ.get("HEARTHSIDE_SCREENSHOTS", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(folder / f"{name}.png"), full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(PALE) == []
    context.close()


PALE = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (text) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = text; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const colour = rgba(getComputedStyle(node).backgroundColor);
      if (colour[3] > 250) return colour;
    }
    return [255, 255, 255, 255];
  };
  const pale = [];
  for (const node of document.querySelectorAll("body *")) {
    const own = [...node.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !node.checkVisibility({ checkOpacity: true })) continue;
    if (node.closest("[hidden], .unseen, option")) continue;
    const [a, b] = [light(rgba(getComputedStyle(node).color)), light(ground(node))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) pale.push(`${node.textContent.trim().slice(0, 30)}: ${ratio.toFixed(1)}`);
  }
  return pale;
}"""


def test_a_microphone_that_is_refused_is_told_kindly(page: Page):
    """A headless browser has none to give; the text box is offered instead."""
    page.locator("#talk").click()
    expect(page.locator("#talk-problem")).to_contain_text("type below")
