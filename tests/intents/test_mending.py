"""Mending an entry in a few words, whatever the recogniser makes of the old one."""

import pytest

from intents.mending import mended


@pytest.mark.parametrize(
    ("text", "old", "new", "wanted"),
    [
        ("the walk on the peach", "peach", "beach", "the walk on the beach"),
        (
            "the walk on the Peach, and the tea",
            "peach",
            "beach",
            "the walk on the beach, and the tea",
        ),
        ("the walk on the peach", "peace", "beach", "the walk on the beach"),
        ("making I scream for us", "ice cream", "ice cream", "making ice cream for us"),
        ("peach jam and a peach", "peach", "pear", "peach jam and a pear"),
        ("he can do it", "can", "can't", "he can't do it"),
        ("the beach", "each", "peach", "the peach"),
    ],
)
def test_one_word_is_put_in_the_place_of_another(text: str, old: str, new: str, wanted: str):
    """ "Change peach to beach", also when it is heard as peace the second time."""
    assert mended(text, new, old) == wanted


def test_a_word_that_is_not_there_changes_nothing():
    """Never the whole entry for one word that was misheard."""
    assert mended("the walk on the beach", "garden", "dishwasher") is None


@pytest.mark.parametrize(
    ("text", "new", "wanted"),
    [
        ("the walk on the peach", "beach", "the walk on the beach"),
        ("making dinner", "making breakfast", "making breakfast"),
        ("the walk on the peach", "the long walk on the beach", "the long walk on the beach"),
        ("dinner", "thinner", "thinner"),
        ("the walk on the peach", "washing up", "washing up"),
    ],
)
def test_words_said_again_replace_what_is_like_them_or_everything(text: str, new: str, wanted: str):
    """ "No, I said beach" means one word; a sentence means the whole of it."""
    assert mended(text, new) == wanted
