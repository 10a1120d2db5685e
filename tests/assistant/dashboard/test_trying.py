"""The check of the microphone: a sentence to read aloud, and what was heard of it."""

import json

import pytest

from assistant.dashboard.words import Words
from audio.model_registry import STARTER
from audio.reading_trial import Read
from tests.assistant.dashboard.asking import SCRIPT
from tests.assistant.dashboard.conftest import Tab, text_of
from tests.assistant.dashboard.fake_door import FakeDoor

SENTENCES = Words("en").many("household.read.sentences")
FIRST = SENTENCES[0]


def test_a_sentence_is_given_and_each_time_another_one(tab: Tab, door: FakeDoor):
    """Somebody who reads the same one again and again begins to recite."""
    given = []
    for _ in range(len(SENTENCES) + 1):
        before = {"sentence": given[-1]} if given else {}
        answer = tab.post("/settings/reading/begin", before, **SCRIPT)
        given.append(door.board.snapshot().read.sentence)
        assert given[-1] in text_of(answer)
    assert given == [*SENTENCES, FIRST]


def test_what_was_heard_is_shown_as_it_is_heard(tab: Tab, door: FakeDoor):
    """Word by word, with what to do about it; the stream ends with the reading."""
    words = tuple((word, word != "soup") for word in FIRST.split())
    door.board.publish(read=Read(FIRST, words, "we had warm bread", "noisy", over=True))
    stream = tab.get("/settings/reading/live").get_data(as_text=True)
    (told,) = [json.loads(line[6:]) for line in stream.splitlines() if line.startswith("data: ")]
    assert told["over"] is True
    assert "<del>soup</del>" in told["html"]
    assert f"I heard {len(words) - 1} of {len(words)} words" in told["html"]
    assert "The room is loud beside your voice" in told["html"]


@pytest.mark.parametrize(
    ("missed", "sentence"), [(0, "as good as it gets"), (3, "will do"), (6, "often misunderstand")]
)
def test_how_well_it_went_is_told_in_words(tab: Tab, door: FakeDoor, missed: int, sentence: str):
    """A share of words says little to most people."""
    words = tuple((word, place >= missed) for place, word in enumerate(FIRST.split()))
    door.board.publish(read=Read(FIRST, words, "something", "good", over=True))
    assert sentence in tab.get("/settings/reading/live").get_data(as_text=True)


def test_nobody_reading_is_told(tab: Tab, door: FakeDoor):
    """The wrong microphone hears nobody."""
    door.board.publish(read=Read(FIRST, over=True))
    assert "I heard nobody" in tab.get("/settings/reading/live").get_data(as_text=True)


def test_without_a_microphone_the_reason_is_told(tab: Tab, door: FakeDoor):
    """Instead of a minute of waiting."""
    door.board.trouble("microphone", "No microphone is plugged in.")
    answer = tab.post("/settings/reading/begin", **SCRIPT)
    assert "No microphone is plugged in." in text_of(answer)
    assert not door.board.snapshot().read.sentence


def test_it_can_be_ended(tab: Tab, door: FakeDoor):
    """And the house listens as usual."""
    tab.post("/settings/reading/begin", **SCRIPT)
    tab.post("/settings/reading/stop", **SCRIPT)
    assert door.board.snapshot().read == Read()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_starter_model_has_every_word_of_it(sentence: str):
    """A word that no microphone could get through would blame the microphone."""
    assert STARTER.shipped
    lines = (STARTER.shipped / "graph" / "words.txt").read_text(encoding="utf-8").splitlines()
    known = {line.split()[0] for line in lines}
    assert set() == {word.strip(".,").casefold() for word in sentence.split()} - known
