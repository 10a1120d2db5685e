"""The check of the microphone: somebody reads the sentence on the page into the room."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.real.chromium import chromium
from tests.real.evening import evening
from tests.real.soundcard import SoundCard

pytestmark = pytest.mark.timeout(240)


def test_a_sentence_read_into_the_room_is_shown_word_by_word(soundcard: SoundCard, tmp_path: Path):
    """Most of it is heard, how loud it is is told, and the house does nothing of what is read."""
    with evening(soundcard, tmp_path) as kitchen, chromium() as browser:
        page = browser.new_page(locale="en-GB")
        page.goto(f"{kitchen.house.address}/settings/")
        page.locator("#settings-microphone summary").click()
        page.get_by_role("button", name="Check the microphone").click()
        sentence = page.locator("#reading [data-reading] q").inner_text()
        page.wait_for_timeout(1000)
        mark = kitchen.say(sentence.strip("."))
        told = page.locator("#reading").get_by_text(re.compile(r"I heard \d+ of \d+ words"))
        expect(told).to_be_visible(timeout=30_000)
        right, of = map(int, re.findall(r"\d+", told.inner_text()))
        assert of == len(sentence.split())
        assert right > of / 2, page.locator("#reading").inner_text()
        expect(page.locator("#reading")).to_contain_text("Your voice stands out clearly")
        assert kitchen.house.since(mark, "understood") is None
        kitchen.ask("hey juniper / what's tonight's question", intent="question.today")
