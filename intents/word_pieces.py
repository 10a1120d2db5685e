"""Word pieces, the tokens of BERT-like networks (Devlin et al., 2018, and its reference code).

They are cut here because the library for it would bring eleven packages more.
"""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

LONGEST = 64
"""Word pieces that are looked at; people say requests in fewer."""


class WordPieces:
    """Cuts lower-case text into the numbered pieces of a vocabulary."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary

    @classmethod
    def read(cls, file: Path) -> "WordPieces":
        """The vocabulary of a tokenizer.json."""
        return cls(json.loads(file.read_text("utf-8"))["model"]["vocab"])

    def numbers(self, text: str) -> list[int]:
        """The pieces of a sentence with the marks for its start and end."""
        pieces = [n for word in _words(text) for n in self._cut(word)][: LONGEST - 2]
        return [self._vocabulary["[CLS]"], *pieces, self._vocabulary["[SEP]"]]

    def _cut(self, word: str) -> list[int]:
        """The longest piece first, from left to right; one unknown piece when that fails."""
        found: list[int] = []
        start = 0
        while start < len(word):
            mark = "##" if start else ""
            for end in range(len(word), start, -1):
                number = self._vocabulary.get(mark + word[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return [self._vocabulary["[UNK]"]]
        return found


def _words(text: str) -> Iterator[str]:
    """Words and single marks of punctuation, without accents."""
    plain = unicodedata.normalize("NFD", text.lower())
    word = ""
    for letter in plain:
        kind = unicodedata.category(letter)
        if kind == "Mn":
            continue
        if kind[0] in "ZC" or kind[0] in "PS":
            if word:
                yield word
            word = ""
            if kind[0] in "PS":
                yield letter
        else:
            word += letter
    if word:
        yield word
