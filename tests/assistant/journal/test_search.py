"""Finding by words, however they were said or typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.journal import Journal, NewEntry
from tests.assistant.journal.clock import Clock


def note(journal: Journal, text: str, quality: str = "") -> int:
    return journal.note(NewEntry("note", text, quality=quality, heard="as heard")).id


def found(journal: Journal, words: str) -> list[str]:
    return [entry.text for entry in journal.search(words)]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("garden", "we dug the gardens"),
        ("GARDEN we", "we dug the gardens"),
        ("it's", "it's raining"),
        ("it’s raining", "it's raining"),
        ('"raining"', "it's raining"),
        ('rain"', "it's raining"),
        ("rain*", "it's raining"),
        ("AND", "you and me"),
        ("me OR", "more or less me"),
        ("not", "why not"),
        ("NEAR(sea)", "near the sea"),
        ("text:sea near", "text: near the sea again"),
        ("sunday-roast", "the Sunday roast"),
        ("patience", "waiting for me"),
        ("cafe", "the little café"),
    ],
)
def test_words_find_their_entry(journal: Journal, words: str, text: str):
    """People type apostrophes, quotes and capitals, and say words in another form."""
    note(journal, "something else entirely")
    note(journal, text, quality="patience" if "waiting" in text else "")
    assert [text] == found(journal, words)


@pytest.mark.parametrize("words", ["", "   ", '"', "*", "- -", "()", "'", "\0", "''\"\"", "_"])
def test_without_a_word_nothing_is_found(journal: Journal, words: str):
    """A stray key must neither fail nor list the whole journal."""
    note(journal, "the garden")
    assert [] == found(journal, words)


@given(words=st.text(max_size=30))
def test_no_input_breaks_the_search(words: str):
    """Whatever a recogniser or a keyboard makes is only ever looked for."""
    with Journal(None, Clock()) as journal:
        note(journal, "the garden")
        assert len(journal.search(words)) <= 1


def test_search_follows_edits_and_deletions(journal: Journal):
    """A corrected or deleted entry must not be found by words it no longer has."""
    id = note(journal, "the peach")
    journal.edit(id, text="the beach")
    assert ([], ["the beach"]) == (found(journal, "peach"), found(journal, "beach"))
    journal.add_quality(id, "you plan well")
    assert ["the beach"] == found(journal, "planned")
    journal.delete(id)
    assert [] == found(journal, "beach")
    journal.restore(id)
    assert ["the beach"] == found(journal, "beach")


def test_search_is_newest_first_and_can_be_narrowed(journal: Journal, clock: Clock):
    """ "Look for what I said about my birthday" is words and a person."""
    for by in ("one", "two", "one"):
        journal.note(NewEntry("note", "the birthday cake", by=by))
        clock.pass_by(hours=1)
    assert [3, 2, 1] == [entry.id for entry in journal.search("birthday")]
    assert [3] == [entry.id for entry in journal.search("birthday", limit=1)]
    assert [3, 1] == [entry.id for entry in journal.search("birthday", by="one")]
