"""The browser's own microphone: a real Chromium whose microphone plays a file."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from playwright.sync_api import expect

from tests.real.chromium import chromium
from tests.real.house import RunningHouse, settle
from tests.real.people import speech
from tests.real.test_bad_days import bare

pytestmark = pytest.mark.timeout(180)


def test_the_talk_button_hears_with_the_browsers_own_microphone(tmp_path: Path):
    """The browser's microphone plays a file; the house understands it and does it."""
    spoken, rate = soundfile.read(str(speech("what's tonight's question", tmp_path / "said.wav")))
    file = tmp_path / "microphone.wav"
    soundfile.write(str(file), np.concatenate([spoken, np.zeros(rate)]), rate)
    options = [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={file}%noloop",
    ]
    house = RunningHouse(settle(tmp_path / "home"), bare())
    try:
        with chromium(options) as browser:
            page = browser.new_page(locale="en-GB")
            page.goto(house.address)
            talk = page.locator("#talk")
            talk.click()
            expect(talk).to_have_attribute("aria-pressed", "true")
            page.wait_for_timeout(3500)
            talk.click()
            understood = house.event(0, "understood")
            assert (understood["source"], understood["intent"]) == ("page", "question.today")
            expect(page.locator("#question")).to_contain_text("?")
            reply = page.locator("#captions button, #captions [data-play]").first
            expect(reply).to_be_visible()
    finally:
        house.close()
