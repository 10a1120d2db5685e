"""How well heard words fit a template: the cheapest way to turn the one into the other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Indel

from intents.graph import Node, WordGraph
from intents.spoken import UNKNOWN

# Weights after wyoming-vosk's (1, 1, 3): a swapped word is dearer than one lost and one gained,
# unless both sound alike.
EXTRA = 1.0
LOST = 1.0
SMALL = 0.4
"""An extra or lost word that carries little ("the", "a")."""

NEGATION = 3.0
"""An extra or lost "not" turns the sentence round."""

SWAPPED = 3.0
LEAST_ALIKE = 0.55
"""Below this likeness two words are not a mishearing of each other."""

LEAST_ALIKE_VALUE = 0.7
"""The same for a name or another value: to guess it wrong would change what is done."""

LONG_STRETCH = 0.001
"""A free word costs a trifle, so that the template that names more words wins."""

_START = -1
_INFINITE = 1e9

Step = tuple[float, int, int, bool]
"""Cost so far, row and node before, and whether a heard word was used up."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Which words weigh little and which turn the meaning round."""

    small: frozenset[str]
    negations: frozenset[str]
    vocabulary: Mapping[str, Callable[[str], bool]]
    """For each kind of stretch: may it hold this token?"""

    def extra(self, token: str) -> float:
        """Price of a heard word that the template does not have."""
        if token in self.negations:
            return NEGATION
        return SMALL if token in self.small or token == UNKNOWN else EXTRA

    def lost(self, node: Node) -> float:
        """Price of a template's word that was not heard."""
        if node.kind:
            return _INFINITE
        if node.text in self.negations:
            return NEGATION
        return SMALL if node.text in self.small else LOST

    def swap(self, token: str, node: Node) -> float:
        """Price of hearing this token where the template has that node."""
        if node.kind:
            return LONG_STRETCH if self.vocabulary[node.kind](token) else _INFINITE
        if token == node.text:
            return 0.0
        if token in self.negations or node.text in self.negations or token == UNKNOWN:
            return _INFINITE
        like = alike(token, node.text)
        least = LEAST_ALIKE_VALUE if node.value is not None else LEAST_ALIKE
        return SWAPPED * (1.0 - like) if like >= least else _INFINITE


@dataclass(frozen=True, slots=True)
class Alignment:
    """One way through a template."""

    cost: float
    pairs: tuple[tuple[int, int], ...]
    """(node, token) in order: which heard token stands at which node."""

    lost: tuple[int, ...]
    """Nodes on the way that were not heard."""


@lru_cache(maxsize=20_000)
def alike(one: str, other: str) -> float:
    """0 (nothing in common) to 1 (same): by letters, and by the sounds that carry a word."""
    letters = Indel.normalized_similarity(one, other)
    bones, more = _bones(one), _bones(other)
    if min(len(bones), len(more)) < 2:
        return float(letters)
    sounds = Indel.normalized_similarity(bones, more)
    if bones == more:
        sounds = max(0.85, letters)
    return float(max(letters, min(sounds, letters + 0.45)))


@lru_cache(maxsize=20_000)
def _bones(word: str) -> str:
    """The consonants, those that sound alike written alike: "some" and "Sam" are both "sm"."""
    swaps = (("ph", "f"), ("ck", "k"), ("wh", "w"), ("gh", ""), ("kn", "n"), ("ps", "s"))
    for old, new in swaps:
        word = word.replace(old, new)
    word = word.translate(str.maketrans("cqzbdgv", "kksptkf", "aeiouyhw'"))
    return "".join(c for i, c in enumerate(word) if i == 0 or c != word[i - 1])


def align(
    graph: WordGraph, heard: Sequence[str], weights: Weights, budget: float
) -> Alignment | None:
    """The cheapest alignment within the budget, or None. Budget 0: only a letter-perfect fit."""
    rows: list[dict[int, Step]] = [{_START: (0.0, -1, _START, False)}]
    _lose(graph, rows[0], 0, weights, budget)
    for i, token in enumerate(heard):
        row = _advance(graph, rows[i], i, token, weights, budget)
        _lose(graph, row, i + 1, weights, budget)
        if not row:
            return None
        rows.append(row)
    ends = [(step[0], node) for node, step in rows[-1].items() if node in graph.last]
    if not ends:
        return None
    cost, node = min(ends)
    return _way_back(rows, cost, node)


def _advance(
    graph: WordGraph, row: Mapping[int, Step], i: int, token: str, weights: Weights, budget: float
) -> dict[int, Step]:
    new: dict[int, Step] = {}
    strict = budget < SMALL
    for node, (cost, _, _, _) in row.items():
        for after in graph.first if node == _START else graph.follow[node]:
            target = graph.nodes[after]
            if strict and not target.kind:
                price = 0.0 if target.text == token else _INFINITE
            else:
                price = weights.swap(token, target)
            total = cost + price
            if total <= budget + LONG_STRETCH * (i + 1) and _better(new, after, total):
                new[after] = (total, i, node, True)
        if not strict:
            total = cost + weights.extra(token)
            if total <= budget and _better(new, node, total):
                new[node] = (total, i, node, False)
    return new


def _lose(graph: WordGraph, row: dict[int, Step], i: int, weights: Weights, budget: float) -> None:
    """Let words of the template go unheard; nodes are numbered so that one pass is enough."""
    if budget < SMALL:
        return
    waiting = sorted(row)
    while waiting:
        node = waiting.pop(0)
        cost = row[node][0]
        for after in graph.first if node == _START else graph.follow[node]:
            if after == node:
                continue
            total = cost + weights.lost(graph.nodes[after])
            if total <= budget and _better(row, after, total):
                row[after] = (total, i, node, True)
                waiting.append(after)


def _better(row: Mapping[int, Step], node: int, cost: float) -> bool:
    return node not in row or cost < row[node][0]


def _way_back(rows: Sequence[Mapping[int, Step]], cost: float, node: int) -> Alignment:
    pairs: list[tuple[int, int]] = []
    lost: list[int] = []
    i = len(rows) - 1
    while i > 0 or node != _START:
        _, before, previous, used = rows[i][node]
        if before == i:
            lost.append(node)
        elif used:
            pairs.append((node, before))
        i, node = before, previous
    return Alignment(cost, tuple(reversed(pairs)), tuple(reversed(lost)))
