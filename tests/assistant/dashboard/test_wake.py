"""The wake phrase on the page: judged while it is typed, tried, and names that cannot be heard."""

import json
import re
from dataclasses import replace

import pytest

from assistant.journal import NewEntry
from audio.wake_trial import Tried
from tests.assistant.dashboard.conftest import Tab, text_of
from tests.assistant.dashboard.fake_door import FakeDoor

SCRIPT = {"HX_Request": "true"}
JUDGE = "/settings/wake/judge?listening.wake_engine={}&listening.wake_phrase={}"


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("hello fig tree", "can be told apart well"),
        ("hey fox", "Two syllables are short: the television may call me."),
        ("hey snorbert", "no word “snorbert”. Try one that it has: “norbert”"),
        ("good morning", "is said in every home"),
        ("what is going on", "everyday words"),
        ("hey maya", "“Maya” lives here"),
        ("hey", "has 1 word"),
        ("<b>hey</b> you2", "letters only"),
    ],
)
def test_a_phrase_is_judged_in_a_sentence(tab: Tab, phrase: str, sentence: str):
    """While it is being typed, before anything is saved."""
    assert sentence in text_of(tab.get(JUDGE.format("phrase", phrase)))


def test_a_ready_made_word_needs_no_judgement(tab: Tab):
    """It was made for nothing else."""
    assert "then called “hey jarvis”" in text_of(tab.get(JUDGE.format("hey_jarvis", "whatever")))


def test_a_phrase_is_tried_and_the_count_follows(tab: Tab, door: FakeDoor):
    """The stream ends with the trial."""
    form = {"listening.wake_engine": "phrase", "listening.wake_phrase": "hello fig tree"}
    assert "Say “hello fig tree”" in text_of(tab.post("/settings/wake/try", form, **SCRIPT))
    door.board.publish(tried=Tried("hello fig tree", said=5, heard=4, over=True))
    stream = tab.get("/settings/wake/live").get_data(as_text=True)
    (data,) = [line for line in stream.splitlines() if line.startswith("data: ")]
    told = json.loads(data.removeprefix("data: "))
    assert told["over"] is True
    assert "Heard 4 of 5." in told["html"]


def test_a_trial_is_ended_by_hand(tab: Tab, door: FakeDoor):
    """Enough is enough."""
    door.board.publish(tried=Tried("hello fig tree", said=1))
    assert text_of(tab.post("/settings/wake/stop", **SCRIPT)) == ""
    assert door.board.snapshot().tried == Tried()


def test_nonsense_is_not_tried(tab: Tab, door: FakeDoor):
    """An engine that nobody has, a phrase of one word."""
    for engine, phrase in (("siri", "hello fig tree"), ("phrase", "hey")):
        form = {"listening.wake_engine": engine, "listening.wake_phrase": phrase}
        answer = tab.post("/settings/wake/try", form, **SCRIPT)
        assert answer.status_code == 200
        assert 'class="problem"' in answer.get_data(as_text=True)
        assert door.board.snapshot().tried == Tried()


def test_without_script_the_trial_is_a_form_too(tab: Tab):
    """The button posts, and the way leads back."""
    form = {"listening.wake_engine": "phrase", "listening.wake_phrase": "hello fig tree"}
    assert tab.post("/settings/wake/try", form).status_code == 303


def test_the_engine_is_kept_with_the_phrase(tab: Tab, door: FakeDoor):
    """One form holds both; the phrase stays for when the engine is missing."""
    form = {
        "listening.wake_engine": "hey_jarvis",
        "listening.wake_phrase": "hey juniper",
        "listening.microphone": "",
    }
    answer = tab.post("/settings/ears", form, **SCRIPT)
    assert answer.status_code == 200
    assert door.settings().listening.called_by == "hey jarvis"
    assert "“hey jarvis”" in text_of(answer)
    assert "“hey jarvis”" in text_of(tab.get("/settings/"))


NAMES = "/settings/wake/names?household.partners.one.name={}&household.partners.one.said={}"


def test_a_name_that_the_model_lacks_is_told_at_once(tab: Tab):
    """With what to do: the way it sounds."""
    told = text_of(tab.get(NAMES.format("Niamh", "")))
    assert "no word “Niamh”. Say how it sounds with words it has, like “neev” for Niamh." in told
    assert "I listen for “neev” and write Niamh." in text_of(tab.get(NAMES.format("Niamh", "neev")))
    assert "Choose another for how Niamh sounds" in text_of(
        tab.get(NAMES.format("Niamh", "xylograph"))
    )
    assert text_of(tab.get(NAMES.format("Maya", ""))) == ""


def test_an_alias_that_the_model_lacks_is_told_too(tab: Tab, door: FakeDoor):
    """Aliases are heard as names are."""
    told = text_of(tab.get("/settings/wake/names?household.partners.two.aliases=Sammy,+Xylograph"))
    assert "no word “Xylograph”" in told
    parts = [f"{who}.{part}" for who in ("one", "two") for part in ("name", "said", "aliases")]
    form = {f"household.partners.{part}": "" for part in parts}
    form["household.partners.two.aliases"] = "Sammy, love"
    assert tab.post("/settings/names", form, **SCRIPT).status_code == 200
    assert door.settings().household.partners[1].aliases == ("Sammy", "love")
    assert 'value="Sammy, love"' in tab.get("/settings/").get_data(as_text=True)


@pytest.mark.parametrize("headers", [SCRIPT, {}], ids=["with script", "without script"])
def test_a_word_that_was_hard_to_hear_is_put_right_where_it_stands(
    tab: Tab, door: FakeDoor, headers: dict[str, str]
):
    """One field for each such word, and one button."""
    new = NewEntry("appreciation", "Peach jam by the peach, so kind", unsure=True)
    with door.journal() as book:
        number = book.note(replace(new, unsure_words=("peach", "kind"))).id
    assert 'name="word" value="peach"' in tab.get("/journal/").get_data(as_text=True)
    answer = tab.post(f"/journal/{number}/words", {"word": ["beach", " "]}, **headers)
    assert answer.status_code == (200 if headers else 303)
    with door.journal() as book:
        entry = book.get(number)
    assert (entry.text, entry.unsure) == ("beach jam by the beach, so kind", False)
    assert 'name="word"' not in tab.get("/journal/").get_data(as_text=True)


@pytest.mark.parametrize("place", ["wake-words", "heard-names"])
def test_what_is_told_while_typing_stays_in_its_own_place(tab: Tab, place: str):
    """A form's target is inherited: without its own the sentence would replace all settings."""
    (element,) = re.findall(
        rf'<div id="{place}"[^>]*>', tab.get("/settings/").get_data(as_text=True)
    )
    assert 'hx-target="this"' in element
