"""Words as they were said: written words beside the plain tokens that templates are made of."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

_EDGES = ' \t\n.,!?;:"()[]{}<>…“”«»*_'
POSSESSIVE = "'s"
UNKNOWN = "[unk]"
"""The token for a stretch that the phrase-list ear could not name."""


@dataclass(frozen=True, slots=True)
class WordTable:
    """What a language does to words: data of its fillers.yaml, plus the partners' names."""

    contractions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    same: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Spellings and mishearings that mean the same: "favorite" → ("favourite",)."""

    joined: Mapping[tuple[str, str], str] = field(default_factory=dict)
    hesitations: frozenset[str] = frozenset()
    hesitation_phrases: tuple[tuple[str, ...], ...] = ()
    """Dropped only beside a hesitation, because alone they may carry meaning ("you know")."""

    may_double: frozenset[str] = frozenset()
    possessors: frozenset[str] = frozenset()
    """Words whose "'s" is a token of its own: names and words for the partner."""

    capitals: Mapping[str, str] = field(default_factory=dict)
    """Words that are written with a capital: names, days, months, "I"."""

    numbers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Digits in words: "21" → ("twenty", "one")."""


@dataclass(frozen=True, slots=True)
class Token:
    """One plain lower-case word."""

    text: str
    word: int
    """Index of the written word that it comes from."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence: written words, and the tokens they stand for with hesitations taken out."""

    words: tuple[str, ...]
    tokens: tuple[Token, ...]

    @property
    def plain(self) -> tuple[str, ...]:
        """The tokens' texts."""
        return tuple(t.text for t in self.tokens)

    def only(self, tokens: Iterable[Token]) -> "Spoken":
        """The same sentence with fewer tokens."""
        return Spoken(self.words, tuple(tokens))

    def written(self, tokens: Sequence[Token], table: WordTable) -> str:
        """These tokens in the person's own words, names and days with capitals."""
        words = list(dict.fromkeys(t.word for t in tokens))
        return " ".join(_capital(self._part(w, tokens), table) for w in words)

    def _part(self, word: int, tokens: Sequence[Token]) -> str:
        """The written word, or its remaining half when a possessive was split off."""
        mine = [t.text for t in tokens if t.word == word]
        whole = [t.text for t in self.tokens if t.word == word]
        if whole[-1:] == [POSSESSIVE] and mine != whole:
            return self.words[word][: -len(POSSESSIVE)] if mine[-1] != POSSESSIVE else mine[-1]
        return self.words[word]


def _capital(word: str, table: WordTable) -> str:
    if word != word.lower():
        return word
    base, mark, rest = word.partition("'")
    if base == "i":
        return "I" + mark + rest
    return table.capitals.get(base, base) + mark + rest


def hear(text: str, table: WordTable) -> Spoken:
    """Split a sentence into words and tokens, without hesitations and doubled words."""
    words = [w for w in (_strip(w) for w in text.replace("’", "'").split()) if w]
    tokens = [Token(t, i) for i, w in enumerate(words) for t in _plain(w.lower(), table)]
    tokens = _without_hesitations(_join(tokens, table), table)
    return Spoken(tuple(words), tuple(_without_doubles(tokens, table)))


def _strip(word: str) -> str:
    return word if word in (UNKNOWN, POSSESSIVE) else word.strip(_EDGES).strip("'-–—").rstrip(".")


def _plain(word: str, table: WordTable) -> Iterable[str]:
    if word in table.contractions:
        return table.contractions[word]
    if word.endswith(POSSESSIVE) and word[: -len(POSSESSIVE)] in table.possessors:
        return (word[: -len(POSSESSIVE)], POSSESSIVE)
    if word in table.numbers:
        return table.numbers[word]
    if word == POSSESSIVE:
        return (word,)
    parts = [p for p in re.split(r"[-–—/]", word.replace("p.m", "pm").replace("a.m", "am")) if p]
    return [t for p in parts for t in table.same.get(p, (p,))]


def _join(tokens: list[Token], table: WordTable) -> list[Token]:
    done: list[Token] = []
    for token in tokens:
        pair = (done[-1].text, token.text) if done else ("", "")
        if pair in table.joined:
            done[-1] = Token(table.joined[pair], done[-1].word)
        else:
            done.append(token)
    return done


def _without_hesitations(tokens: list[Token], table: WordTable) -> list[Token]:
    hesitant = {i for i, t in enumerate(tokens) if t.text in table.hesitations}
    for phrase in table.hesitation_phrases:
        for i in range(len(tokens) - len(phrase) + 1):
            span = range(i, i + len(phrase))
            beside = i - 1 in hesitant or i + len(phrase) in hesitant
            if beside and tuple(tokens[k].text for k in span) == phrase:
                hesitant.update(span)
    return [t for i, t in enumerate(tokens) if i not in hesitant]


def _without_doubles(tokens: list[Token], table: WordTable) -> list[Token]:
    done: list[Token] = []
    for token in tokens:
        doubled = done and done[-1].text == token.text and done[-1].word != token.word
        if not doubled or token.text in table.may_double or token.text == UNKNOWN:
            done.append(token)
    return done
