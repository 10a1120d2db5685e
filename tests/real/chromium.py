"""A real Chromium without a window: the system's own, or the one that playwright brought."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

SYSTEM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@contextmanager
def chromium(options: Sequence[str] = ()) -> Iterator[Browser]:
    """A browser that is closed at the end."""
    installed = next(filter(None, map(shutil.which, SYSTEM)), None)
    with sync_playwright() as playwright:
        # Inside a container Chromium cannot make its own sandbox.
        browser = playwright.chromium.launch(
            executable_path=installed, args=["--no-sandbox", *options]
        )
        try:
            yield browser
        finally:
            browser.close()
