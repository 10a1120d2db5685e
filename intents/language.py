"""A language: its sentences, checked and ready for matching, hearing and helping."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from typing import Any

from intents import examples, phrases
from intents import network as networks
from intents.alignment import Weights
from intents.classifier import Classifier
from intents.danger import Danger, read_danger
from intents.findings import Findings, read_findings
from intents.graph import GraphMaker, ListValue, TemplateFault, WordGraph
from intents.reading import (
    LanguageBroken,
    Shared,
    Source,
    folder,
    parse,
    read_sentences,
    read_yaml,
)
from intents.sounding import SoundAlikes
from intents.spoken import Spoken, hear
from intents.states import State, check_states, read_states
from intents.times import (
    is_date_word,
    is_day_word,
    is_duration_word,
    is_number_word,
    is_time_word,
)
from intents.vocabulary import PartnerNames, Vocabulary, read_vocabulary

__all__ = ["LanguageBroken", "LanguagePack", "PartnerNames", "Template", "load_pack"]

STRETCHES = {
    "text": lambda word: True,
    "said": lambda word: True,
    "time": is_time_word,
    "days": is_day_word,
    "duration": is_duration_word,
    "date": is_date_word,
    "number": is_number_word,
}
"""Stretches of words that no list can hold: free words, and words that are measured."""

FREE = frozenset({"text", "said"})


@dataclass(frozen=True, slots=True)
class Template:
    """One sentence template, ready for matching."""

    intent: str
    topic: str
    graph: WordGraph
    slots: Mapping[str, str]
    only_in: frozenset[str] | None
    source: str
    """The template as written."""

    words: frozenset[str]
    """All its plain words."""

    is_free: bool
    """Whether a part of it is the person's own words."""

    closely: bool = False
    """Words that are only nearly these are asked about, not acted on."""


@dataclass(frozen=True)
class LanguagePack:
    """One language for one household. Everything in it has been checked."""

    code: str
    vocabulary: Vocabulary
    templates: tuple[Template, ...]
    states: Mapping[str, State]
    replies: Mapping[str, tuple[str, ...]]
    crisis: Mapping[str, Danger]
    """intent → the words that fire it."""

    values: Mapping[str, Mapping[tuple[str, ...], str]]
    """List of common.yaml, or "person": ways to say them → value."""

    findings: Findings
    classifier: Classifier | None
    """None for a language that has not been trained."""

    @cached_property
    def weights(self) -> Weights:
        """Which words weigh little, and which sound alike."""
        small, negations = self.vocabulary.small, self.vocabulary.negations
        words = {word for template in self.templates for word in template.words}
        return Weights(small, negations, STRETCHES, SoundAlikes(words - negations))

    @cached_property
    def _allowed(self) -> dict[str, tuple[Template, ...]]:
        return {
            name: tuple(t for t in self.templates if state.allows(t))
            for name, state in self.states.items()
        }

    def hear(self, text: str) -> Spoken:
        """The sentence as words and plain tokens."""
        return hear(text, self.vocabulary.table)

    def in_state(self, state: str) -> tuple[Template, ...]:
        """The templates that count in this state. Raises KeyError for an unknown state."""
        return self._allowed[state]

    def starting_with(self, state: str, word: str) -> Sequence[Template]:
        """The templates of this state that a sentence beginning with this word may fit."""
        return (*self._starts[state].get(word, ()), *self._starts[state].get("", ()))

    def words_in(self, state: str) -> dict[str, list[int]]:
        """Word → places in `in_state(state)` of the templates that have it."""
        return self._words[state]

    @cached_property
    def _starts(self) -> dict[str, dict[str, list[Template]]]:
        return {name: _by_first(templates) for name, templates in self._allowed.items()}

    @cached_property
    def _words(self) -> dict[str, dict[str, list[int]]]:
        return {name: _by_word(templates) for name, templates in self._allowed.items()}

    def intents(self) -> frozenset[str]:
        """The names of all that can be asked for."""
        return frozenset(t.intent for t in self.templates)

    @cached_property
    def _phrases(self) -> dict[int, tuple[str, ...]]:
        return {}

    def phrases_of(self, template: Template) -> tuple[str, ...]:
        """A few phrases that together pass every word of the template."""
        found = self._phrases.get(id(template))
        if found is None:
            found = phrases.made_from(template, self.vocabulary.contracted)
            self._phrases[id(template)] = found
        return found

    def grammar(self, state: str) -> tuple[tuple[str, ...], frozenset[str]]:
        """What the phrase-list ear may hear in this state, and what ends a turn at once."""
        return phrases.grammar(self, state)

    def network(self, state: str) -> networks.Sentences | None:
        """The sentences of a state as a graph of words, but for those with own words in them.

        Its states, the first one first, those in which a sentence may end, and the words that
        politeness begins with; None where there are few sentences. States in which anything can
        be asked for share one.
        """
        served = networks.widest(self, state)
        if served not in self._networks:
            self._networks[served] = networks.network(self, served)
        return self._networks[served]

    def tells_cries(self, state: str) -> bool:
        """Whether the network of a state has what only sounds like a cry for help as well."""
        return self.states[networks.widest(self, state)].commands_only

    @cached_property
    def _networks(self) -> dict[str, networks.Sentences | None]:
        return {}

    def examples(self, state: str, count: int, ritual: str | None = None) -> list[str]:
        """Short things that can be said now, each of them understood in this state."""
        return examples.examples(self, state, count, ritual)

    def sentences_by_topic(self) -> dict[str, list[str]]:
        """For the page: topic → some natural sentences, in the order of the files."""
        return examples.by_topic(self)


def _by_first(templates: Sequence[Template]) -> dict[str, list[Template]]:
    found: dict[str, list[Template]] = {}
    for template in templates:
        for word in {template.graph.nodes[i].text for i in template.graph.first}:
            found.setdefault(word, []).append(template)
    return found


def _by_word(templates: Sequence[Template]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for i, template in enumerate(templates):
        for word in template.words:
            found.setdefault(word, []).append(i)
    return found


def load_pack(code: str, partners: Sequence[PartnerNames] = ()) -> LanguagePack:
    """Read and check a language. Raises LanguageBroken naming the file and the intent."""
    place = folder(code)
    vocabulary = read_vocabulary(read_yaml(place / "fillers.yaml"), partners)
    sources, shared = read_sentences(place / "sentences")
    states = read_states(read_yaml(resources.files("intents") / "states.yaml"))
    maker = _maker_of(vocabulary)
    makers = {name: maker(name, s) for name, s in shared.items()}
    templates = tuple(t for s in sources for t in templates_of(s, makers[s.file]))
    check_states(templates, states)
    return LanguagePack(
        code=code,
        vocabulary=vocabulary,
        templates=templates,
        states=states,
        replies=_replies(read_yaml(place / "replies.yaml")),
        crisis=read_danger(
            read_yaml(place / "crisis.yaml"),
            lambda rules: maker("crisis.yaml", Shared({}, rules)),
        ),
        values=_values(next(iter(shared.values())), vocabulary, maker),
        findings=read_findings(read_yaml(place / "finding.yaml"), vocabulary.table),
        classifier=_classifier(code),
    )


@cache
def _classifier(code: str) -> Classifier | None:
    """Read once: it does not depend on the household."""
    place = Path(str(folder(code))) / "classifier"
    return Classifier(place) if (place / "model.onnx").is_file() else None


def _maker_of(vocabulary: Vocabulary) -> Callable[[str, Shared], GraphMaker]:
    """Makes what makes the graphs of a file; all files share what was read before."""
    people = _people(vocabulary)
    read = cache(parse)

    @cache
    def plain(text: str) -> list[tuple[str, str]]:
        return plain_words(text, vocabulary)

    def maker(name: str, shared: Shared) -> GraphMaker:
        try:
            lists = {k: [ListValue(read(i), o) for i, o in v] for k, v in shared.lists.items()}
            rules = {k: read(f"({v})") for k, v in shared.rules.items()}
        except TemplateFault as fault:
            raise LanguageBroken(f"{name}: {fault}") from fault
        return GraphMaker(lists | {"person": people}, rules, frozenset(STRETCHES), plain)

    return maker


def _people(vocabulary: Vocabulary) -> list[ListValue]:
    named = [
        ListValue(parse(spoken), p.name) for p in vocabulary.partners for spoken in p.all_spoken
    ]
    return named + [ListValue(parse(w), "partner") for w in vocabulary.partner_words]


def plain_words(text: str, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Plain tokens of a piece of template, each with what is written for it (once a word)."""
    heard = hear(text, vocabulary.table)
    done: list[tuple[str, str]] = []
    shown = -1
    for token in heard.tokens:
        written = heard.words[token.word] if token.word != shown else ""
        shown = token.word
        done.append((token.text, written))
    return done


def templates_of(source: Source, maker: GraphMaker) -> Iterable[Template]:
    """The templates of a group of sentences. Raises LanguageBroken with the place of a fault."""
    for sentence in source.sentences:
        where = f"{source.file}, {source.intent}"
        try:
            graph = maker.make(parse(sentence))
        except TemplateFault as fault:
            raise LanguageBroken(f"{where}: {fault} (in “{sentence}”)") from fault
        if graph.may_be_empty:
            raise LanguageBroken(f"{where}: “{sentence}” would fit silence.")
        yield Template(
            source.intent,
            source.topic,
            graph,
            source.slots,
            source.only_in,
            sentence,
            frozenset(n.text for n in graph.nodes if n.text),
            any(n.kind in FREE for n in graph.nodes),
            source.closely,
        )


def _replies(page: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(page, dict):
        raise LanguageBroken("replies.yaml: this should be a table of keys and wordings.")
    for key, variants in page.items():
        if not isinstance(variants, list) or not all(isinstance(v, str) for v in variants):
            raise LanguageBroken(f"replies.yaml, {key}: this should be a list of sentences.")
        if not variants:
            raise LanguageBroken(f"replies.yaml, {key}: there is no wording.")
    return {str(key): tuple(variants) for key, variants in page.items()}


def _values(
    common: Shared, vocabulary: Vocabulary, maker: Callable[[str, Shared], GraphMaker]
) -> dict[str, dict[tuple[str, ...], str]]:
    people = {
        hear(n, vocabulary.table).plain: p.name for p in vocabulary.partners for n in p.all_spoken
    }
    people |= {hear(w, vocabulary.table).plain: "partner" for w in vocabulary.partner_words}
    values: dict[str, dict[tuple[str, ...], str]] = {"person": people}
    make = maker("common.yaml", common).make
    for name in common.lists:
        graph = make(parse(f"{{{name}}}"))
        for path in phrases.spoken_ways(graph):
            said = tuple(graph.nodes[i].text for i in path)
            values.setdefault(name, {})[said] = graph.nodes[path[0]].value or ""
    values["ritual"] |= values["plain_ritual"]
    return values
