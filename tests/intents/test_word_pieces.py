"""The tokens of the classifier's network."""

from pathlib import Path

import pytest

from intents.word_pieces import LONGEST, WordPieces

PIECES = WordPieces.read(Path("intents/languages/en/classifier/tokenizer.json"))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        # As the library "tokenizers" 0.22 gives them for the same vocabulary.
        ("what is tonight's question", [101, 2054, 2003, 3892, 1005, 1055, 3160, 102]),
        (
            "Niamh's café—don't!",
            [101, 9152, 3286, 2232, 1005, 1055, 7668, 1517, 2123, 1005, 1056, 999, 102],
        ),
        ("supercalifragilistic", [101, 3565, 9289, 10128, 29181, 24411, 4588, 102]),
    ],
)
def test_pieces_are_those_of_the_reference(text: str, numbers: list[int]):
    assert PIECES.numbers(text) == numbers


def test_a_word_of_foreign_letters_is_one_unknown_piece():
    assert PIECES.numbers("\u16a0\u16a2")[1:-1] == [100]


def test_a_speech_is_cut_off():
    assert len(PIECES.numbers("word " * 500)) == LONGEST
