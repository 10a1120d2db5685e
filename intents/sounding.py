"""Words that one may hear for another: by their letters, and by the sounds that carry them."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Indel

LEAST_ALIKE = 0.55
"""Below this likeness two words are not a mishearing of each other."""

SAME_SOUNDS = 0.85
"""The least for two words with the same consonants."""

MOST_BY_SOUND = 0.45
"""So much may the sounds add to the likeness of the letters."""


REMEMBERED = 300
"""Words: those of some sentences; a hundred take a third of a megabyte."""


class SoundAlikes:
    """Finds the words that sound like one, out of a fixed number of them."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words)
        self._bones = [_bones(word) for word in self._words]
        self.of = lru_cache(maxsize=REMEMBERED)(self._of)
        """`of(word)`: likeness by word, of those that are at least LEAST_ALIKE."""

    def _of(self, word: str) -> Mapping[str, float]:
        bones = _bones(word)
        near = {*_close(word, self._words), *_close(bones, self._bones)}
        found = {
            self._words[at]: _likeness((word, self._words[at]), (bones, self._bones[at]))
            for at in near
        }
        return {other: like for other, like in found.items() if like >= LEAST_ALIKE}


def _likeness(words: tuple[str, str], bones: tuple[str, str]) -> float:
    """0 (nothing in common) to 1 (same): by letters, and by the sounds that carry a word."""
    letters = Indel.normalized_similarity(*words)
    if min(map(len, bones)) < 2:
        return float(letters)
    same = bones[0] == bones[1]
    sounds = max(SAME_SOUNDS, letters) if same else Indel.normalized_similarity(*bones)
    return float(max(letters, min(sounds, letters + MOST_BY_SOUND)))


def _close(one: str, others: list[str]) -> list[int]:
    """Where those stand that share letters enough."""
    close = process.extract(
        one, others, scorer=Indel.normalized_similarity, score_cutoff=LEAST_ALIKE, limit=None
    )
    return [at for _, _, at in close]


def _bones(word: str) -> str:
    """The consonants, those that sound alike written alike: "some" and "Sam" are both "sm"."""
    swaps = (("ph", "f"), ("ck", "k"), ("wh", "w"), ("gh", ""), ("kn", "n"), ("ps", "s"))
    for old, new in swaps:
        word = word.replace(old, new)
    word = word.translate(str.maketrans("cqzbdgv", "kksptkf", "aeiouyhw'"))
    return "".join(c for i, c in enumerate(word) if i == 0 or c != word[i - 1])
