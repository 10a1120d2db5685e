"""What the house says: a key of replies.yaml in, a sentence out, never the same twice running."""

import string
from collections.abc import Callable

from config.errors import HouseError
from intents.language import LanguagePack

Chooser = Callable[[str, int], int]
"""Given a key and how many variants it has: which one to take."""


class WordMissing(HouseError):
    """A reply cannot be put into words; the sentence names the file and the key."""


def word(key: str, pack: LanguagePack, choose: Chooser | None = None, /, **words: str) -> str:
    """One variant of a reply, its gaps filled. Raises WordMissing for an unknown key or gap."""
    variants = pack.replies.get(key)
    if not variants:
        raise WordMissing(f"languages/{pack.code}/replies.yaml: there is no reply '{key}'.")
    variant = variants[choose(key, len(variants)) % len(variants) if choose else 0]
    try:
        filled = string.Formatter().vformat(variant, (), words)
    except (KeyError, IndexError) as gap:
        raise WordMissing(
            f"languages/{pack.code}/replies.yaml, {key}: nothing was given for {gap}."
        ) from gap
    return _sentence(filled)


def _sentence(text: str) -> str:
    """No double blanks, no blank before a full stop, a capital first."""
    text = " ".join(text.split()).replace(" .", ".").replace(" ,", ",").replace("..", ".")
    return text[:1].upper() + text[1:]


class Turns:
    """A chooser that takes the variants of each key in turn, so that none comes back soon."""

    def __init__(self, start: int = 0) -> None:
        self._start = start
        self._used: dict[str, int] = {}

    def __call__(self, key: str, count: int) -> int:
        """The next variant of this key."""
        turn = self._used.get(key, self._start)
        self._used[key] = turn + 1
        return turn % count


class Wording:
    """The replies of one language, each variant in turn."""

    def __init__(self, pack: LanguagePack, choose: Chooser | None = None) -> None:
        self._pack = pack
        self._choose = choose or Turns()

    def word(self, key: str, /, **words: str) -> str:
        """One variant of a reply, its gaps filled. Raises WordMissing."""
        return word(key, self._pack, self._choose, **words)
