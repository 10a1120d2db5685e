"""Whether a wake phrase is a good one: known, long enough, and unlike what people say all day."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal

from audio.decoys import BY_HAND, COMMON, distance, near, sound_of

SHORT = 3
"""Syllables; fewer are found everywhere in other people's talk."""

LONG = 7
"""Syllables; more are tiresome to say ten times a day."""

SHORTEST = 5
"""Sounds."""

TOO_ALIKE = 0.25
"""Share of its sounds that tells the phrase from other words, below which they are confused."""

GREETINGS = frozenset({"hey", "okay", "hello", "hi", "oh", "dear", "good"})
"""Words that do not tell one phrase from another."""

OFTEN_SAID = (
    "okay then", "oh dear", "oh no", "you know", "i see", "come on", "hey there", "hey you",
    "good morning", "good night", "thank you", "excuse me", "i love you", "how are you",
    "what is it", "let me see", "here you are", "never mind", "all right", "of course",
    "my love", "my dear", "hello there", "good evening", "see you later", "oh my god",
)  # fmt: skip
"""What is said in every home and every film."""

Grade = Literal["good", "fair", "poor"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a phrase that speaks against it."""

    kind: Literal["unknown", "short", "long", "alike", "often", "common", "name"]
    word: str = ""
    """The word, or the other phrase, that it is about."""

    others: tuple[str, ...] = ()
    """For an unknown word: known ones that sound like it."""

    serious: bool = True


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the house thinks of a wake phrase; the page puts it into words."""

    phrase: str
    syllables: int
    findings: tuple[Finding, ...] = field(default=())

    @property
    def grade(self) -> Grade:
        """ "poor" if it cannot work, "fair" if it will now and then go wrong."""
        if any(each.kind in ("unknown", "often") for each in self.findings):
            return "poor"
        return "fair" if any(each.serious for each in self.findings) else "good"


def judge(
    phrase: str,
    knows: Callable[[str], bool],
    vocabulary: Sequence[str] = (),
    names: Iterable[str] = (),
) -> Judgement:
    """Look at a phrase from every side; `names` are of those who live here."""
    words = phrase.lower().split()
    found = [*_unknown(words, knows, vocabulary), *_length(words), *_names(words, names)]
    found += _alike(words)
    return Judgement(" ".join(words), sum(map(syllables, words)), tuple(found))


def syllables(word: str) -> int:
    """About how many syllables an English word has."""
    word = re.sub(r"[^a-z]", "", word.lower())
    # A silent e at the end, alone or before s and d; "le" after a consonant is heard.
    silent = re.sub(r"(?<=[^aeiouy])(?<![^aeiouy]l)(?<!^[^aeiouy])e(s|d)?$", r"\1", word)
    if word.endswith(("ted", "ded", "ses", "ces", "ges", "xes", "zes", "shes", "ches")):
        silent = word
    groups = re.findall(r"[aeiouy]+", silent)
    apart = len(re.findall(r"i[ao](?!us|n|l$)|eo|ua(?!r)|[^q]ui(?=n)|[aeou]y(?=[aeou])|yi", silent))
    return max(1, len(groups) + apart)


def sounds_like(word: str, knows: Callable[[str], bool], vocabulary: Sequence[str]) -> list[str]:
    """Known words, or two in a row, that sound like an unknown one; the nearest first."""
    wanted = sound_of(_heard(word.lower()))
    same = [
        other
        for other in vocabulary
        if abs(len(other) - len(word)) <= 3 and len(other) > 1 and sound_of(_heard(other)) == wanted
    ]
    close = [*sorted(same, key=lambda other: distance(word, other)), *near(word, vocabulary)]
    return list(islice((other for other in dict.fromkeys(close) if knows(other)), 3))


def _heard(word: str) -> str:
    """The word without the e at its end that nobody says."""
    return word.removesuffix("e") if len(word) > 3 else word


def _unknown(
    words: Sequence[str], knows: Callable[[str], bool], vocabulary: Sequence[str]
) -> list[Finding]:
    return [
        Finding("unknown", word, tuple(sounds_like(word, knows, vocabulary)))
        for word in dict.fromkeys(words)
        if not knows(word)
    ]


def _length(words: Sequence[str]) -> list[Finding]:
    count = sum(map(syllables, words))
    if count < SHORT:
        return [Finding("short")]
    return [Finding("long", serious=False)] if count > LONG else []


def _names(words: Sequence[str], names: Iterable[str]) -> list[Finding]:
    ours = {part for name in names for part in name.lower().split()}
    return [Finding("name", word) for word in words if word in ours]


def _alike(words: Sequence[str]) -> list[Finding]:
    """What people say that would be taken for it, or it for that."""
    phrase = " ".join(words)
    if phrase in OFTEN_SAID:
        return [Finding("often", phrase)]
    if all(word in COMMON or word in GREETINGS for word in words):
        return [Finding("common")]
    # These are told apart: the recogniser is given them to choose from.
    heard_well = BY_HAND.get(phrase, ())
    found = [
        Finding("alike", other, serious=other not in heard_well)
        for other in (*OFTEN_SAID, *heard_well)
        if _apart(phrase, other) < TOO_ALIKE
    ]
    if not found:
        telling = [word for word in words if word not in GREETINGS]
        found = [
            Finding("alike", other)
            for word in telling
            for other in COMMON
            if len(telling) == 1 and _apart(word, other) < TOO_ALIKE
        ]
    return found[:1]


def _apart(one: str, other: str) -> float:
    """How different they sound: 0 (the same) to 1."""
    mine, its = (sound_of(text.replace(" ", "")) for text in (one, other))
    if len(mine) < SHORTEST:  # short ones are near to everything, which is told anyway
        return 1.0
    return distance(mine, its) / max(len(mine), len(its), 1)
