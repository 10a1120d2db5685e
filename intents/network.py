"""Every sentence of a state as one graph of words, for a recogniser that hears nothing else."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from intents.graph import WordGraph
from intents.spoken import POSSESSIVE, WordTable
from intents.stretches import STRETCH_PHRASES

if TYPE_CHECKING:
    from intents.language import LanguagePack

Row = tuple[tuple[str, int], ...]
"""The words that may come next, each with the state that it leads to."""

MANY_TEMPLATES = 60
"""With fewer a list of phrases mixes up little, and a network would take memory for nothing."""


def network(pack: "LanguagePack", state: str) -> tuple[tuple[Row, ...], frozenset[int]] | None:
    """See LanguagePack.network."""
    listed = [t for t in pack.in_state(state) if pack.states[state].lists(t)]
    if len(listed) < MANY_TEMPLATES:
        return None
    # Where anything may be heard, noise and other talk fit best of all.
    whole = [template.graph for template in listed if not template.is_free]
    vocabulary = pack.vocabulary
    made = _Maker(vocabulary.contracted, vocabulary.table)
    for graph in (*whole, *(g for danger in pack.crisis.values() for g in danger.phrases)):
        made.add(graph)
    made.add_around(vocabulary.said_before, vocabulary.said_after)
    return _smallest(*_deterministic(made.arcs, made.last))


class _Maker:
    """Puts word graphs side by side, in the words that are said: "i'm" for "i am"."""

    def __init__(self, contracted: Mapping[tuple[str, str], str], table: WordTable) -> None:
        self._contracted = contracted
        self._ways: dict[str, list[list[str]]] = {}
        """Plain word → other ways that a recogniser may write it: "favorite", "good night"."""
        for written, plain in table.same.items():
            if len(plain) == 1:
                self._ways.setdefault(plain[0], []).append([written])
        for pair, joined in table.joined.items():
            self._ways.setdefault(joined, []).append([*pair])
        self.arcs: list[list[tuple[str, int]]] = [[]]
        self.last: set[int] = set()

    def add(self, graph: WordGraph) -> None:
        """Let this be said as well; node i becomes the state after its word."""
        base = len(self.arcs)
        self.arcs += [[] for _ in graph.nodes]
        for i in graph.first:
            self._add_node(graph, base, 0, i)
        for i, after in enumerate(graph.follow):
            for j in after:
                self._add_node(graph, base, base + i, j)
        self.last |= {base + i for i in graph.last}

    def _add_node(self, graph: WordGraph, base: int, start: int, i: int) -> None:
        node = graph.nodes[i]
        if node.kind:
            for phrase in STRETCH_PHRASES[node.kind]:
                self._add_chain(start, phrase.split(), base + i)
            return
        for way in ([node.text], *self._ways.get(node.text, ())):
            self._add_chain(start, way, base + i)
        for j in graph.follow[i]:
            after = graph.nodes[j].text
            short = node.text + after if after == POSSESSIVE else None
            if short := short or self._contracted.get((node.text, after)):
                self._add_chain(start, [short], base + j)

    def _add_chain(self, start: int, words: list[str], end: int) -> None:
        for word in words[:-1]:
            self.arcs[start].append((word, len(self.arcs)))
            start = len(self.arcs)
            self.arcs.append([])
        self.arcs[start].append((words[-1], end))

    def add_around(self, before: Iterable[str], after: Iterable[str]) -> None:
        """Let politeness stand before and after every sentence."""
        end = len(self.arcs)
        self.arcs.append([])
        for phrase in after:
            for state in [*self.last]:
                self._add_chain(state, phrase.split(), end)
        for phrase in before:
            self._add_chain(0, phrase.split(), 0)
        self.last.add(end)


def _deterministic(
    arcs: list[list[tuple[str, int]]], last: set[int]
) -> tuple[list[Row], frozenset[int]]:
    """The same sentences with one way for each (the subset construction)."""
    numbers = {frozenset([0]): 0}
    rows: list[Row] = []
    for states in (todo := [*numbers]):
        by_word: dict[str, set[int]] = {}
        for state in states:
            for word, target in arcs[state]:
                by_word.setdefault(word, set()).add(target)
        row = []
        for word, targets in sorted(by_word.items()):
            reached = frozenset(targets)
            if reached not in numbers:
                numbers[reached] = len(numbers)
                todo.append(reached)
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
