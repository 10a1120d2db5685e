"""Words that are not the wake phrase: a recogniser that may choose them need not choose it."""

import re
from collections.abc import Iterable, Sequence

TALK = """
    the to and of a in is that it for you i on with this was be are have as at not but we he
    they from by or an my your his her she so if all what do can there just about like out up
    one get when would who how me has had no will their more now them time know some could good
    people go then us see than been were really want make think our its because into over back
    well also way right thing going here much which only yeah okay oh let say said come take
    very why off where did too down
"""
COMMON = tuple(TALK.split())
"""The most frequent words of spoken English: what talk is mostly made of."""

NEAR_HEY_JUNIPER = (
    "hey jennifer", "hey jupiter", "hey junior", "hey you", "hey june", "hey julia", "hey there",
    "hey do you", "hey can you", "jennifer", "jupiter", "junior", "july", "julia", "duty",
    "do you", "did you", "can you", "you know", "day", "say", "juniors", "newer", "never",
    "paper", "hate", "dinner", "deeper", "keeper", "sniper", "juno", "genie",
)  # fmt: skip
"""Heard or likely beside the phrase that the house has out of the box."""

BY_HAND = {"hey juniper": NEAR_HEY_JUNIPER}

# Letters that sound alike in English share a class; vowels share one, a silent h none.
SOUNDS = (
    ("tch", "C"), ("dge", "C"), ("sch", "S"), ("ch", "C"), ("sh", "S"), ("ph", "F"), ("th", "T"),
    ("ck", "K"), ("gh", ""), ("kn", "N"), ("wr", "R"), ("qu", "KW"), ("x", "KS"), ("j", "C"),
    ("b", "P"), ("p", "P"), ("f", "F"), ("v", "F"), ("c", "K"), ("k", "K"), ("q", "K"), ("g", "K"),
    ("d", "T"), ("t", "T"), ("s", "S"), ("z", "S"), ("l", "L"), ("r", "R"), ("m", "N"), ("n", "N"),
    ("w", "W"), ("y", "A"), ("a", "A"), ("e", "A"), ("i", "A"), ("o", "A"), ("u", "A"), ("h", ""),
)  # fmt: skip


SHORTEST_SOUND = 4
"""Shorter words are near to half the dictionary."""

DOUBLED = re.compile(r"([A-Z])\1+")


def sounds_of(words: Sequence[str]) -> list[str]:
    """A rough spelling of how words sound: equal letters for what is easily confused."""
    if not words:
        return []
    # All in one text: one after the other, a vocabulary takes a good part of a second.
    text = "\n".join(words).replace("'", "")
    for letters, sound in SOUNDS:
        text = text.replace(letters, sound)
    return DOUBLED.sub(r"\1", text).split("\n")


def sound_of(word: str) -> str:
    """See sounds_of."""
    return sounds_of([word])[0]


def distance(one: str, other: str) -> int:
    """How many letters must be put in, taken out or changed to make one of the other."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, its in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (letter != its))
    return row[-1]


def near(word: str, vocabulary: Sequence[str], most: int = 4) -> tuple[str, ...]:
    """The words of a vocabulary that sound most like this one, the nearest first."""
    sound, found = sound_of(word), []
    if len(sound) < SHORTEST_SOUND:
        return ()
    for other, its in zip(vocabulary, sounds_of(vocabulary), strict=True):
        # Words of the very same sound ("hay", "hey"), or with another ending only ("computed"),
        # would take true calls for themselves.
        if not its.startswith(sound[:-1]) and _one_apart(sound, its):
            found.append((distance(word, other), other))
    return tuple(other for _, other in sorted(found)[:most])


def _one_apart(one: str, other: str) -> bool:
    """Whether one letter put in, taken out or changed makes one of the other."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    short, long = sorted((one, other), key=len)
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def decoys(phrase: str, vocabulary: Iterable[str]) -> tuple[str, ...]:
    """What to listen for beside a wake phrase, so that other talk is not taken for it.

    Every frequent word, the parts of the phrase by themselves, words that sound like its parts.
    Never the phrase itself.
    """
    vocabulary, parts = tuple(vocabulary), phrase.split()
    beside: list[str] = [*BY_HAND.get(phrase, ()), *COMMON]
    # By themselves only: in their place in the phrase they took one true call in ten.
    for part in parts:
        beside.extend(near(part, vocabulary))
    if len(parts) > 1:
        beside.extend(parts[:-1])
    return tuple(dict.fromkeys(other for other in beside if other != phrase))
