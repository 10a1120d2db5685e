"""Every word of the page lies in the language's folder, and every word there is used."""

import re
from pathlib import Path

import pytest

from assistant.dashboard.questions import LEFT_OUT
from assistant.dashboard.reading import hour
from assistant.dashboard.words import Words
from assistant.front_door import LISTEN_AGAIN
from intents.reading import LanguageBroken
from tests.assistant.household import pack
from tests.tree import PROJECT

FOLDER = PROJECT / "assistant" / "dashboard"
TEMPLATES = sorted((FOLDER / "templates").rglob("*.html"))
LANGUAGES = sorted(one.name for one in (PROJECT / "intents" / "languages").iterdir())
every_template = pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.stem)
ENGLISH = Words("en")
CHOSEN_AT_THE_TIME = (
    "journal.kind.",
    "problems.",
    "upkeep.decision.",
    "questions.topic.",
    "household.sound.",
)
"""Words whose last part is known only when the page is made."""


def shown(html: str) -> list[str]:
    """What a reader would read of a template that is not in its gaps."""
    html = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", html, flags=re.DOTALL)
    html = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    told = re.findall(r'(?:aria-label|title|placeholder|alt|data-text)="([^"]*)"', html)
    html = re.sub(r"<[^<>]*>", "<>", html)
    told += re.findall(r">([^<]+)<", f">{html}<")
    html_names = ("wrong-", "aria-invalid")
    told = [one for one in told if not any(name in one for name in html_names)]
    return [one.strip() for one in told if re.search(r"[a-z]{3}", one, re.IGNORECASE)]


@every_template
def test_no_template_has_words_of_its_own(file: Path):
    """Another language is a folder, not another set of pages."""
    assert [] == shown(file.read_text(encoding="utf-8"))


@every_template
def test_every_word_that_a_template_asks_for_is_there(file: Path):
    """Where part of the key is found out at the time, its beginning must lead somewhere."""
    text = file.read_text(encoding="utf-8")
    for key, quote_end in re.findall(r"""(?:word|many)\(["']([\w.-]+)(["'])""", text):
        del quote_end
        beginnings = [known for known in ENGLISH.keys if known.startswith(key)]
        assert beginnings, key


@pytest.mark.parametrize("topic", LEFT_OUT)
def test_every_topic_that_can_be_left_out_has_a_name(topic: str):
    """A new one needs a word here."""
    assert ENGLISH(f"questions.topic.{topic}")


def test_every_word_is_used():
    """A word that nothing shows is only there to be translated."""
    everything = "\n".join(
        file.read_text(encoding="utf-8") for file in [*FOLDER.rglob("*.py"), *TEMPLATES]
    )
    parts = set(re.findall(r"[\w-]+", everything))
    unused = [
        key
        for key in ENGLISH.keys
        if key not in everything
        and not {key.split(".")[0], re.sub(r"_(how|column|told)$", "", key.split(".")[-1])} <= parts
        and not key.endswith((".one", ".many"))
        and not key.startswith(CHOSEN_AT_THE_TIME)
    ]
    assert [] == unused


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_words_with_the_same_gaps(language: str):
    """What is missing would be an error page in the middle of an evening."""
    other = Words(language)
    assert other.keys == ENGLISH.keys
    for key in ENGLISH.keys:
        gaps = [set(re.findall(r"\{(\w+)\}", str(one._found(key)))) for one in (ENGLISH, other)]
        assert gaps[0] == gaps[1], key


def test_a_word_that_is_missing_is_named():
    """Whoever translates needs to know which."""
    with pytest.raises(LanguageBroken, match=r"nowhere\.at_all"):
        ENGLISH("nowhere.at_all")


def test_one_and_many_are_told_apart():
    """Nobody wants to read "1 copies"."""
    assert ENGLISH("household.copies_count", count=1) == "One copy"
    assert ENGLISH("household.copies_count", count=3) == "3 copies"


def test_markup_in_a_gap_stays_markup_and_all_else_is_escaped():
    """A time that our script writes anew stands in the middle of a sentence."""
    filled = ENGLISH("household.glance.quiet", begins=hour("22:00"), ends="<b>")
    assert filled == '<time data-hour="22:00">22:00</time> to &lt;b&gt;'


SAID = [
    text
    for key in sorted(ENGLISH.keys)
    if re.search(r"\.say(_|$)", key) and "this" not in key and "press" not in key
    for text in ENGLISH.many(key)
    if text != LISTEN_AGAIN  # a house that hears nothing is told so on the page alone
]
GAPS = {"name": "Sam", "ritual": "tonights question", "time": "half past nine"}


@pytest.mark.parametrize("text", SAID)
def test_what_the_page_says_one_can_say_is_understood(text: str):
    """A hint that the house does not understand is worse than none."""
    from datetime import datetime

    from intents.understanding import Candidate, understand
    from tests.assistant.household import ZONE

    text = text.format(**GAPS)
    now = datetime(2026, 11, 24, 19, tzinfo=ZONE)
    states = ("resting", "command", "ritual_cue", "ritual_answer", "saved")
    found = [
        understand([Candidate(text, 1.0, "typed", ())], pack(), state=state, ritual=None, now=now)
        for state in states
        if state in pack().states
    ]
    assert any(one.match and one.decision == "do" for one in found), text
