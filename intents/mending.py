"""Mending what was kept: one word for another, said again in as few words as people use."""

import re

from rapidfuzz.distance import Indel

ALIKE = 0.5
"""A word of the entry is meant if it is at least so much like the one that was said."""

SHORT = 3
"""So many words said again stand for a part of the entry; more are the whole of it."""

_WORD = re.compile(r"[\w']+")


def words_of(text: str) -> list[str]:
    """The words of a text in small letters."""
    return [word.casefold() for word in _WORD.findall(text.replace("’", "'"))]


def mended(text: str, new: str, old: str = "") -> str | None:
    """The text with `new` in the place of `old`; None if it cannot be known what to replace.

    The recogniser may hear `old` differently from the first time, so the words most like it are
    taken. Without `old`, a few words replace those most like them, and many replace everything.
    """
    if old:
        place = _place(text, old)
        return None if place is None else text[: place[0]] + new + text[place[1] :]
    if len(words_of(new)) > SHORT or len(words_of(text)) <= len(words_of(new)):
        return new
    place = _place(text, new)
    return new if place is None else text[: place[0]] + new + text[place[1] :]


def exchanged(text: str, old: str, new: str) -> str:
    """The text with this very word exchanged wherever it stands, whatever its capitals."""
    return re.sub(rf"\b{re.escape(old)}\b", lambda found: new, text, flags=re.IGNORECASE)


def _place(text: str, wanted: str) -> tuple[int, int] | None:
    """From where to where the words most like `wanted` stand; the last ones, if there are several.

    Shorter and longer runs count too: "ice cream" may have been heard as "I scream".
    """
    words, goal = list(_WORD.finditer(text)), " ".join(words_of(wanted))
    count = len(goal.split())
    best, found = ALIKE, None
    for length in sorted({count, max(1, count - 1), count + 1}, key=lambda n: abs(n - count)):
        for at in range(len(words) - length + 1):
            run = words[at : at + length]
            likeness = _likeness(" ".join(words_of(" ".join(w[0] for w in run))), goal)
            if likeness > best or (likeness == best and found and length == count):
                best, found = likeness, (run[0].start(), run[-1].end())
    return found


def _likeness(one: str, other: str) -> float:
    """0 to 1: letters in common, with blanks left out, as they cannot be heard."""
    return float(
        Indel.normalized_similarity(one.replace(" ", ""), other.replace(" ", ""))
        if one and other
        else 0
    )
