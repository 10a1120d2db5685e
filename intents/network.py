"""Every sentence of a state as one graph of words, for a recogniser that hears nothing else."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from intents.graph import WordGraph
from intents.phrases import spoken_ways
from intents.spoken import POSSESSIVE
from intents.stretches import STRETCH_PHRASES
from intents.vocabulary import Vocabulary

if TYPE_CHECKING:
    from intents.language import LanguagePack

Arc = tuple[str, int]
"""A word and the state that it leads to."""

Row = tuple[Arc, ...]
"""The words that may come next, each with the state that it leads to."""

Sentences = tuple[tuple[Row, ...], frozenset[int], frozenset[str]]
"""The states, those in which a sentence may end, and the first words of politeness."""

MANY_TEMPLATES = 60
"""With fewer a list of phrases mixes up little, and a network would take memory for nothing."""


def network(pack: "LanguagePack", state: str) -> Sentences | None:
    """See LanguagePack.network."""
    listed = [t for t in pack.in_state(state) if pack.states[state].lists(t)]
    if len(listed) < MANY_TEMPLATES:
        return None
    # Where anything may be heard, noise and other talk fit best of all.
    made = _Maker(pack.vocabulary)
    for template in listed:
        if not template.is_free:
            made.add(template.graph)
    made.add_danger(_of_danger(pack, state), *_pleas(pack, state))
    around = pack.vocabulary.said_before, pack.vocabulary.said_after
    asides = frozenset(phrase.split()[0] for said in around for phrase in said)
    return *_smallest(*_deterministic(made.arcs, made.last)), asides


def _of_danger(pack: "LanguagePack", state: str) -> Iterable[WordGraph]:
    """What fires; and what only sounds like it, where no dictation tells the two apart."""
    for danger in pack.crisis.values():
        yield from danger.firing
        if pack.states[state].commands_only:
            yield from danger.lightly


def _pleas(pack: "LanguagePack", state: str) -> tuple[set[str], set[str]]:
    """What is called out before danger and after it, where no dictation hears it."""
    danger = next(iter(pack.crisis.values()), None)
    if danger is None or not pack.states[state].commands_only:
        return set(), set()
    after = {_words(graph, path) for graph in danger.pleading for path in spoken_ways(graph)}
    first = {_words(graph, path) for graph in danger.exclaiming for path in spoken_ways(graph)}
    return first | after, after


def _words(graph: WordGraph, path: Iterable[int]) -> str:
    return " ".join(graph.nodes[i].text for i in path)


def widest(pack: "LanguagePack", state: str) -> str:
    """The state whose network serves this one.

    Where anything can be asked for, the sentences are the same but for a few; one network for all
    of these states spares a recogniser the memory of another.
    """
    if pack.states[state].network:
        return pack.states[state].network
    everywhere = [name for name, each in pack.states.items() if each.is_open]
    if state not in everywhere:
        return state
    return max(everywhere, key=lambda name: len(pack.in_state(name)))


class _Maker:
    """Puts word graphs side by side, in the words that are said: "i'm" for "i am".

    States from which the same goes on are one state from the start: all the ways to say a time
    would else be there once for every sentence with a time in it, a hundred times as many states.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._contracted = vocabulary.contracted
        self._ways: dict[str, list[list[str]]] = {}
        """Plain word → other ways that a recogniser may write it: "favorite", "good night"."""
        for written, plain in vocabulary.table.same.items():
            if len(plain) == 1:
                self._ways.setdefault(plain[0], []).append([written])
        for pair, joined in vocabulary.table.joined.items():
            self._ways.setdefault(joined, []).append([*pair])
        # The beginning, and the end of a sentence with politeness after it.
        self.arcs: list[frozenset[Arc]] = [frozenset(), frozenset()]
        self.last = {1}
        self._known: dict[Hashable, int] = {}
        self._after = frozenset(self._chain(p.split(), 1) for p in vocabulary.said_after)
        self.arcs[0] = frozenset(self._chain(p.split(), 0) for p in vocabulary.said_before)

    def add(self, graph: WordGraph) -> None:
        """Let this be said as well."""
        self.arcs[0] |= self._begun(graph)

    def add_danger(
        self, graphs: Iterable[WordGraph], before: Iterable[str], after: Iterable[str]
    ) -> None:
        """Let these be said as well, each after any number of cries `before` and with one `after`.

        For those cries there is one state more, from which every one of the graphs begins.
        """
        called = len(self.arcs)
        self.arcs.append(frozenset())
        self._after |= {self._chain(cry.split(), 1) for cry in after}
        begun = frozenset().union(*(self._begun(graph) for graph in graphs))
        self.arcs[called] = begun | {self._chain(cry.split(), called) for cry in before}
        self.arcs[0] |= self.arcs[called]

    def _begun(self, graph: WordGraph) -> frozenset[Arc]:
        """The arcs on which it begins."""
        into: dict[int, frozenset[Arc]] = {}
        after: dict[int, int] = {}
        # Arcs lead from left to right, but for stretches, which may follow themselves.
        for i in reversed(range(len(graph.nodes))):
            on = frozenset().union(*(into[j] for j in graph.follow[i] if j != i))
            kind = graph.nodes[i].kind if i in graph.follow[i] else ""
            after[i] = self._state(i in graph.last, on, kind)
            into[i] = self._into(graph, i, after)
        return frozenset().union(*(into[i] for i in graph.first))

    def _into(self, graph: WordGraph, i: int, after: Mapping[int, int]) -> frozenset[Arc]:
        """The arcs on which node i, and what it is drawn together with, is said."""
        node = graph.nodes[i]
        if node.kind:
            return self._stretch(node.kind, after[i])
        ways = ([node.text], *self._ways.get(node.text, ()))
        arcs = {self._chain(way, after[i]) for way in ways}
        for j in graph.follow[i]:
            text = graph.nodes[j].text
            short = node.text + text if text == POSSESSIVE else None
            if short := short or self._contracted.get((node.text, text)):
                arcs.add((short, after[j]))
        return frozenset(arcs)

    def _stretch(self, kind: str, end: int) -> frozenset[Arc]:
        return frozenset(self._chain(phrase.split(), end) for phrase in STRETCH_PHRASES[kind])

    def _chain(self, words: list[str], end: int) -> Arc:
        for word in reversed(words[1:]):
            end = self._state(False, frozenset([(word, end)]))
        return words[0], end

    def _state(self, last: bool, arcs: frozenset[Arc], again: str = "") -> int:
        """The state with these arcs; `again` is the kind of a stretch that may go on."""
        key = self._after if last else None, arcs, again
        if key in self._known:
            return self._known[key]
        here = self._known[key] = len(self.arcs)
        self.arcs.append(arcs | self._after if last else arcs)
        if again:
            self.arcs[here] |= self._stretch(again, here)
        if last:
            self.last.add(here)
        return here


def _deterministic(
    arcs: Sequence[Iterable[Arc]], last: set[int]
) -> tuple[list[Row], frozenset[int]]:
    """The same sentences with one way for each (the subset construction)."""
    numbers = {frozenset([0]): 0}
    rows: list[Row] = []
    for states in (waiting := [*numbers]):
        by_word: dict[str, set[int]] = {}
        for state in states:
            for word, target in arcs[state]:
                by_word.setdefault(word, set()).add(target)
        row = []
        for word, targets in sorted(by_word.items()):
            reached = frozenset(targets)
            if reached not in numbers:
                numbers[reached] = len(numbers)
                waiting.append(reached)
            row.append((word, numbers[reached]))
        rows.append(tuple(row))
    return rows, frozenset(n for states, n in numbers.items() if states & last)


def _smallest(rows: list[Row], last: frozenset[int]) -> tuple[tuple[Row, ...], frozenset[int]]:
    """The same sentences with as few states as they need (Moore's algorithm)."""
    kinds, count = [int(i in last) for i in range(len(rows))], 0
    while count != len(set(kinds)):
        count = len(set(kinds))
        seen: dict[object, int] = {}
        kinds = [
            seen.setdefault((kinds[i], tuple((word, kinds[to]) for word, to in row)), len(seen))
            for i, row in enumerate(rows)
        ]
    # Kinds are numbered as they come, so the beginning stays number 0.
    small = {kinds[i]: tuple((word, kinds[to]) for word, to in row) for i, row in enumerate(rows)}
    return tuple(small[kind] for kind in range(count)), frozenset(kinds[i] for i in last)
