"""Whoever cannot speak has the page, whoever cannot see or reach it has the voice."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from flask import Flask

from tests.assistant.household import pack

TABLE: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("voice_and_page.yaml").read_text(encoding="utf-8")
)
VOICE: dict[str, list[str]] = TABLE["voice"]
VOICE_ONLY: dict[str, str] = TABLE["voice_only"]
PAGE_ONLY: dict[str, str] = TABLE["page_only"]


def changing(app: Flask) -> set[str]:
    """The page's forms: every endpoint that changes something."""
    return {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}


def test_every_request_is_on_the_page_or_says_why_not():
    """A new intent is thought about on both sides, or it is not done."""
    assert pack().intents() == set(VOICE) | set(VOICE_ONLY)
    assert set() == set(VOICE) & set(VOICE_ONLY)


def test_every_form_of_the_page_has_a_request_or_says_why_not(app: Flask):
    """The same the other way round."""
    asked_for = {place for places in VOICE.values() for place in places}
    known = asked_for | set(TABLE["takes_everything"]) | set(PAGE_ONLY)
    assert set() == changing(app) - known
    assert set() == set(PAGE_ONLY) & asked_for
    assert set(PAGE_ONLY) <= changing(app)


@pytest.mark.parametrize("intent", VOICE)
def test_where_the_page_does_it_exists(app: Flask, intent: str):
    """A form that was renamed is named anew here."""
    assert VOICE[intent]
    assert set(VOICE[intent]) <= set(app.view_functions)


@pytest.mark.parametrize("reason", [*VOICE_ONLY.values(), *PAGE_ONLY.values()])
def test_a_reason_is_a_sentence(reason: str):
    """Not a shrug."""
    assert reason.endswith(".")
    assert len(reason.split()) > 4
