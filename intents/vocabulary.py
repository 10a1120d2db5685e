"""What a language does to words, read from its fillers.yaml, with the partners' names added."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from intents.numbers import number_words
from intents.reading import LanguageBroken
from intents.spoken import WordTable, hear


@dataclass(frozen=True, slots=True)
class PartnerNames:
    """One of the two people, as they may be called."""

    name: str
    said: str = ""
    """How the name sounds, when its spelling misleads."""

    aliases: tuple[str, ...] = ()

    @property
    def spoken(self) -> str:
        """The name as the ears hear it, lower case; "" before names are given."""
        return (self.said or self.name).lower().strip()

    @property
    def all_spoken(self) -> tuple[str, ...]:
        """Every way this person is called, lower case, the usual one first."""
        names = (self.said, self.name, *self.aliases)
        return tuple(dict.fromkeys(n.lower().strip() for n in names if n.strip()))


Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The word table, and the groups of words that understanding needs."""

    table: WordTable
    partners: tuple[PartnerNames, ...]
    partner_words: tuple[str, ...]
    before: frozenset[Phrase]
    after: frozenset[Phrase]
    small: frozenset[str]
    negations: frozenset[str]
    corrections: tuple[Phrase, ...]
    answer_frames: tuple[Phrase, ...]
    query_edges: frozenset[str]
    said_starts: frozenset[str]
    morning_rituals: frozenset[str]
    cooldown_rituals: frozenset[str]
    near: Mapping[str, tuple[str, ...]]
    """A short word that is often waited for → words that a recogniser takes for it."""

    reported: tuple[str, ...]
    """Marks of somebody else's words."""

    to_you: Mapping[str, str]
    """What is said of somebody, in small letters → the same said to them."""

    said_before: tuple[str, ...]
    """Polite openings as written, for the recogniser."""

    said_after: tuple[str, ...]
    contracted: Mapping[tuple[str, str], str]
    """("i", "am") → "i'm": how the recogniser and the examples write what people say."""


_LISTS = str.split(
    "hesitations hesitation_phrases may_double before after small negations corrections "
    "answer_frames query_edges written morning_rituals cooldown_rituals partner_words said_starts"
)


def read_vocabulary(page: Any, partners: Sequence[PartnerNames]) -> Vocabulary:
    """The vocabulary of a fillers.yaml. Raises LanguageBroken naming what is missing."""
    if not isinstance(page, dict):
        raise LanguageBroken("fillers.yaml: this should be a table.")
    for key in _LISTS:
        if not isinstance(page.get(key), list):
            raise LanguageBroken(f"fillers.yaml: the list '{key}' is missing.")
    table = _word_table(page, partners)
    by_length = {k: _phrases(page[k], table) for k in ("before", "after", "corrections")}
    return Vocabulary(
        table=table,
        partners=tuple(partners),
        partner_words=tuple(page["partner_words"]),
        before=frozenset(by_length["before"]),
        after=frozenset(by_length["after"]),
        small=frozenset(page["small"]),
        negations=frozenset(page["negations"]),
        corrections=tuple(sorted(by_length["corrections"], key=len, reverse=True)),
        answer_frames=tuple(sorted(_phrases(page["answer_frames"], table), key=len, reverse=True)),
        query_edges=frozenset(page["query_edges"]),
        said_starts=frozenset(page["said_starts"]),
        morning_rituals=frozenset(page["morning_rituals"]),
        cooldown_rituals=frozenset(page["cooldown_rituals"]),
        near={word: tuple(others) for word, others in page.get("near", {}).items()},
        reported=tuple(f" {mark} " for mark in page.get("reported", ())),
        to_you={said.casefold(): turned for said, turned in page.get("to_you", {}).items()},
        said_before=tuple(page["before"]),
        said_after=tuple(page["after"]),
        contracted={
            (words[0], words[1]): short
            for short, words in reversed(list(table.contractions.items()))
            if len(words) == 2 and "'" in short
        },
    )


def _phrases(lines: Sequence[str], table: WordTable) -> list[Phrase]:
    return [hear(line, table).plain for line in lines]


def _word_table(page: Mapping[str, Any], partners: Sequence[PartnerNames]) -> WordTable:
    names = {n for p in partners for n in p.all_spoken}
    people = names | set(page["partner_words"])
    capitals = {w.lower(): w for w in page["written"]}
    for partner in partners:
        capitals |= {w.lower(): w for w in partner.name.split()}
    return WordTable(
        contractions={k: tuple(v.split()) for k, v in page.get("contractions", {}).items()},
        same={k: tuple(v.split()) for k, v in page.get("same", {}).items()},
        joined={(a, b): c for a, b, c in page.get("joined", [])},
        hesitations=frozenset(page["hesitations"]),
        hesitation_phrases=tuple(tuple(p.split()) for p in page["hesitation_phrases"]),
        may_double=frozenset(page["may_double"]),
        possessors=frozenset(n.split()[-1] for n in people),
        capitals=capitals,
        numbers={str(i): tuple(number_words(i).split()) for i in range(60)},
    )
