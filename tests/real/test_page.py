"""The page as people use it: a real browser, the real house behind it, and screenshots."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.real.chromium import chromium
from tests.real.house import RunningHouse, settle
from tests.real.test_bad_days import bare

pytestmark = pytest.mark.timeout(180)

SOON: Any = {"ignore_case": True, "timeout": 25_000}
"""For what waits until the rooms have been opened again."""


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


def visit(page: Page, name: str) -> None:
    """Another page, by its link."""
    page.get_by_role("navigation").get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_load_state("load")


def test_what_is_typed_is_done_shown_and_kept(page: Page, house: RunningHouse):
    """The text box does all that the voice does; both sides appear as captions."""
    type_in(page, "thank you Sam for making dinner")
    captions = page.locator("#captions")
    expect(captions).to_contain_text("thank you Sam for making dinner")
    expect(captions).to_contain_text("for Sam: making dinner", ignore_case=True)
    visit(page, "Journal")
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
    visit(page, "Journal")
    page.get_by_label("Something to keep").fill("a walk by the river")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("link", name="Edit: a walk by the river").click()
    page.get_by_label("The words").fill("a long walk by the river")
    page.locator("form.editing").get_by_role("button", name="Save").click()
    expect(page.locator(".entry-text").first).to_have_text("a long walk by the river")
    page.get_by_label("Find", exact=True).fill("rive")
    expect(page.locator(".entry-text")).to_have_count(1)
    page.get_by_label("Find", exact=True).fill("mountain")
    expect(page.locator(".entry-text")).to_have_count(0)
    page.get_by_label("Find", exact=True).fill("")
    page.get_by_role("button", name="Favourite: a long walk by the river").click()
    expect(page.locator(".love[aria-pressed=true]")).to_have_count(1)
    page.get_by_role("button", name="Delete: a long walk by the river").click()
    expect(page.locator(".notice")).to_contain_text("Deleted")
    assert house.entries() == []
    page.locator("select[name=view]").select_option("deleted")
    page.get_by_role("button", name="Bring back: a long walk by the river").click()
    expect(page.get_by_role("button", name="Delete: a long walk by the river")).to_be_visible()
    assert [text for text, _, _ in house.entries()] == ["a long walk by the river"]


def test_two_open_pages_show_the_same_journal(page: Page, house: RunningHouse):
    """What one writes on the phone, the other sees on the laptop."""
    visit(page, "Journal")
    other = page.context.new_page()
    other.goto(house.address)
    type_in(other, "thank you Sam for the tea")
    other.bring_to_front()
    expect(other.locator("#captions")).to_contain_text("the tea")
    page.bring_to_front()
    expect(page.locator("#journal-list")).to_contain_text("the tea")


def test_a_ritual_gets_another_time_with_the_keyboard_alone(page: Page, house: RunningHouse):
    """Wet hands, a broken mouse, a screen reader: typed, and on the week view."""
    visit(page, "Rituals")
    page.locator("#time-tonights_question").fill("21:15")
    page.locator("#time-tonights_question").press("Enter")
    expect(page.locator("#next-tonights_question")).to_contain_text("21:15")
    assert 'time = "21:15"' in (house.home / "settings.toml").read_text()
    chip = page.locator(".chip-time[data-ritual=tonights_question]").nth(2)
    chip.focus()
    for key in ("ArrowUp", "ArrowUp", "ArrowDown", "ArrowUp"):
        chip.press(key)
    expect(page.locator("#week-told")).to_contain_text("20:45")
    page.keyboard.press("Enter")
    expect(page.locator("#next-tonights_question")).to_contain_text("20:45")
    expect(page.locator(".chip-time:focus")).to_have_count(1)


def test_a_time_is_dragged_for_one_day_only(page: Page, house: RunningHouse):
    """With a finger or a mouse; the other days stay."""
    visit(page, "Rituals")
    page.get_by_text("Only that day").click()
    chip = page.locator(".chip-time[data-ritual=tonights_question]").nth(3)
    day, before = chip.get_attribute("data-day"), chip.get_attribute("data-time")
    box = chip.bounding_box()
    assert box and before
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 8 - 30, steps=5)
    page.mouse.up()
    expect(page.locator(f".chip-time.moved[data-day='{day}']")).to_have_count(1)
    moved = page.locator(".chip-time.moved").get_attribute("data-time")
    assert moved and moved < before
    others = page.locator(".chip-time[data-ritual=tonights_question]:not(.moved)")
    assert {one.get_attribute("data-time") for one in others.all()} == {before}


def test_the_quick_way_out_leaves_nothing_to_go_back_to(page: Page, house: RunningHouse):
    """Escape twice; "back" shows kitchen measures and no word of this house."""
    type_in(page, "thank you Sam for making dinner")
    expect(page.locator("#captions")).to_contain_text("making dinner")
    visit(page, "Journal")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page).to_have_title("Kitchen measures")
    page.go_back()
    expect(page).to_have_title("Kitchen measures")
    expect(page.locator("body")).not_to_contain_text("dinner")
    page.goto(house.address)
    expect(page.locator("#state")).to_contain_text("hear the room")


def test_an_open_page_comes_back_with_the_house(browser: Browser, house: RunningHouse):
    """While it is away the page says so; afterwards it goes on, in the same tab."""
    address = house.address
    page = browser.new_page(locale="en-GB")
    page.goto(address)
    expect(page.locator("#state")).to_contain_text("hear the room")
    house.close()
    expect(page.locator("#away")).to_contain_text("not running", timeout=20_000)
    again = RunningHouse(house.home, bare())
    try:
        assert again.address == address
        expect(page.locator("#away")).to_be_hidden(timeout=20_000)
        type_in(page, "thank you Sam for waiting")
        expect(page.locator("#captions")).to_contain_text("for Sam: waiting", **SOON)
        page.close()
    finally:
        again.close()


def test_a_copy_of_the_journal_is_gone_back_to_while_the_house_is_open(
    page: Page, house: RunningHouse
):
    """The rooms close for it and open again, and the page stays."""
    type_in(page, "thank you Sam for the first thing")
    expect(page.locator("#captions")).to_contain_text("the first thing")
    visit(page, "House")
    page.locator("#copies summary").click()
    page.get_by_role("button", name="Make today's copy").click()
    expect(page.locator("#copies")).to_contain_text("copy is")
    page.goto(house.address)
    type_in(page, "thank you Sam for the second thing")
    expect(page.locator("#captions")).to_contain_text("for Sam: the second thing", ignore_case=True)
    page.goto(house.address + "/settings/")
    page.locator("#copies summary").click()
    page.get_by_role("button", name="Go back to it").click()
    expect(page.locator("#copies")).to_contain_text("of that day again", timeout=25_000)
    assert "the second thing" not in str(house.entries())
    page.goto(house.address)
    type_in(page, "thank you Sam for the third thing")
    expect(page.locator("#captions")).to_contain_text("for Sam: the third thing", **SOON)


def test_a_wrong_setting_is_told_where_it_stands(page: Page, house: RunningHouse):
    """A wake phrase with a word that the model does not know; nothing is changed."""
    before = (house.home / "settings.toml").read_text()
    visit(page, "House")
    page.locator("#settings-ears summary").click()
    phrase = page.get_by_label("Wake phrase", exact=True)
    phrase.fill("hey zorblaxian")
    phrase.press("Enter")
    expect(page.locator(".problem:visible").first).to_contain_text("zorblaxian")
    assert before == (house.home / "settings.toml").read_text()


def test_a_setting_that_is_saved_opens_the_rooms_again_and_the_page_stays(
    page: Page, house: RunningHouse
):
    """The name is changed; the house goes on under the same address with the new name."""
    visit(page, "House")
    page.locator("#settings-names summary").click()
    page.locator("input[name='household.partners.two.name']").fill("Robin")
    page.locator("input[name='household.partners.two.name']").press("Enter")
    expect(page.locator("#settings-names")).to_contain_text("Maya and Robin")
    page.goto(house.address)
    type_in(page, "thank you Robin for the tea")
    expect(page.locator("#captions")).to_contain_text("for Robin: the tea", **SOON)


def test_the_last_turns_show_what_was_heard_and_made_of_it(page: Page):
    """For whoever wonders."""
    type_in(page, "thank you Sam for making dinner")
    expect(page.locator("#captions")).to_contain_text("for Sam", ignore_case=True)
    visit(page, "House")
    page.locator("#turns summary").click()
    expect(page.locator("#turns table")).to_contain_text("thank you Sam for making dinner")
    expect(page.locator("#turns table")).to_contain_text("appreciation")


def test_at_the_first_start_it_invites_to_settle_in_and_works_without(
    browser: Browser, tmp_path: Path
):
    """Nobody fills in a form before the first question."""
    house = RunningHouse(tmp_path / "home", bare(HEARTHSIDE_HOME=str(tmp_path / "home")))
    try:
        page = browser.new_page(locale="en-GB")
        page.goto(house.address)
        type_in(page, "what's tonight's question")
        expect(page.locator("#question")).to_contain_text("?")
        page.get_by_role("link", name="Begin").click()
        page.locator("input[name='household.partners.one.name']").fill("Maya")
        page.locator("input[name='household.partners.two.name']").fill("Sam")
        for heading in ("How shall I sound?", "Can I hear you?", "What will you call me?"):
            page.get_by_role("button", name="Next").click()
            expect(page.get_by_role("heading", name=heading)).to_be_visible()
        page.get_by_role("button", name="Next").click()
        expect(page.get_by_role("heading", name="One small thing")).to_be_visible()
        page.get_by_label("Maya, choose a PIN").fill("otter-lake")
        page.get_by_label("Sam, choose a PIN").fill("blue-kettle")
        page.get_by_role("button", name="That's it").click()
        expect(page.get_by_role("heading", name="Shall we settle in")).to_have_count(0)
        page.goto(house.address + "/privacy/")
        expect(page.get_by_label("Maya, your PIN")).to_be_visible()
        expect(page.get_by_label("Sam, your PIN")).to_be_visible()
        page.goto(house.address)
        type_in(page, "thank you Sam for the tea")
        expect(page.locator("#captions")).to_contain_text("for Sam: the tea", **SOON)
        page.close()
    finally:
        house.close()


def test_a_microphone_that_is_refused_is_told_kindly(page: Page):
    """A headless browser has none to give; the text box is offered instead."""
    page.locator("#talk").click()
    expect(page.locator("#talk-problem")).to_contain_text("type below")
