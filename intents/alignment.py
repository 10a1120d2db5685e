"""How well heard words fit a template: the cheapest way to turn the one into the other."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from intents.graph import Node, WordGraph
from intents.sounding import SoundAlikes
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
LEAST_ALIKE_VALUE = 0.7
"""The likeness from which on a word may be a misheard name or other value: to guess that wrong
would change what is done."""

LONG_STRETCH = 0.001
"""A free word costs a trifle, so that the template that names more words wins."""

_START = -1
_INFINITE = 1e9

Step = tuple[float, int, int, bool]
"""Cost so far, row and node before, and whether a heard word was used up."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Which words weigh little, which turn the meaning round, and which sound like which."""

    small: frozenset[str]
    negations: frozenset[str]
    vocabulary: Mapping[str, Callable[[str], bool]]
    """For each kind of stretch: may it hold this token?"""

    sounding: SoundAlikes
    """Knows all words of the templates but the negations, which are not guessed."""

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

    def fits(self, token: str, node: Node) -> bool:
        """Whether this token is what the template has there."""
        return self.vocabulary[node.kind](token) if node.kind else token == node.text

    def swaps(self, token: str) -> Mapping[str, float]:
        """Likeness, by text, of the other words that this token may be a mishearing of."""
        if token in self.negations or token == UNKNOWN:
            return {}
        return self.sounding.of(token)


@dataclass(frozen=True, slots=True)
class Alignment:
    """One way through a template."""

    cost: float
    pairs: tuple[tuple[int, int], ...]
    """(node, token) in order: which heard token stands at which node."""

    lost: tuple[int, ...]
    """Nodes on the way that were not heard."""


def exactly(graph: WordGraph, heard: Sequence[str], weights: Weights) -> Alignment | None:
    """The letter-perfect alignment, or None."""
    rows: list[dict[int, Step]] = [{_START: (0.0, -1, _START, False)}]
    for i, token in enumerate(heard):
        row = _exactly_on(graph, rows[-1], i, token, weights)
        if not row:
            return None
        rows.append(row)
    return _cheapest(graph, rows)


def begins(graph: WordGraph, heard: Sequence[str], weights: Weights) -> bool:
    """Whether the first of these words, at least one, are the graph to the letter."""
    row: dict[int, Step] = {_START: (0.0, -1, _START, False)}
    for i, token in enumerate(heard):
        row = _exactly_on(graph, row, i, token, weights)
        if not row:
            return False
        if not graph.last.isdisjoint(row):
            return True
    return False


def _exactly_on(
    graph: WordGraph, row: Mapping[int, Step], i: int, token: str, weights: Weights
) -> dict[int, Step]:
    """One token further without a fault."""
    new: dict[int, Step] = {}
    for node, (cost, _, _, _) in row.items():
        for after in graph.first if node == _START else graph.follow[node]:
            target = graph.nodes[after]
            if weights.fits(token, target):
                total = cost + (LONG_STRETCH if target.kind else 0.0)
                _take(new, after, (total, i, node, True))
    return new


def align(
    graph: WordGraph, heard: Sequence[str], weights: Weights, budget: float
) -> Alignment | None:
    """The cheapest alignment within the budget, or None.

    Ways that cannot end within it are not gone: each token still to come costs something.
    """
    prices = _prices(graph, heard, weights)
    extra = [weights.extra(token) for token in heard]
    least = [min([*by.values(), more]) for by, more in zip(prices, extra, strict=True)]
    most = budget + LONG_STRETCH * len(heard)
    left = [most - sum(least[i:]) for i in range(len(least) + 1)]
    if left[0] < 0:
        return None
    lost = [weights.lost(node) for node in graph.nodes]
    row: dict[int, Step] = {_START: (0.0, -1, _START, False)}
    rows = [row]
    _lose(graph, row, 0, lost, min(budget, left[0]))
    for i, price in enumerate(prices):
        limits = min(budget + LONG_STRETCH * (i + 1), left[i + 1]), min(budget, left[i + 1])
        row = _advance(graph, row, i, price, extra[i], limits)
        _lose(graph, row, i + 1, lost, limits[1])
        if not row:
            return None
        rows.append(row)
    return _cheapest(graph, rows)


def _prices(graph: WordGraph, heard: Sequence[str], weights: Weights) -> list[dict[int, float]]:
    """For each token the nodes where it may stand, with the price."""
    by_text: dict[str, list[int]] = {}
    stretches: list[int] = []
    for at, node in enumerate(graph.nodes):
        (stretches if node.kind else by_text.setdefault(node.text, [])).append(at)
    prices = []
    for token in heard:
        price = {at: LONG_STRETCH for at in stretches if weights.fits(token, graph.nodes[at])}
        near = weights.swaps(token)
        for text in by_text.keys() & near.keys():
            for at in by_text[text]:
                if near[text] >= LEAST_ALIKE_VALUE or graph.nodes[at].value is None:
                    price[at] = SWAPPED * (1.0 - near[text])
        price |= dict.fromkeys(by_text.get(token, ()), 0.0)
        prices.append(price)
    return prices


def _advance(
    graph: WordGraph,
    row: Mapping[int, Step],
    i: int,
    price: Mapping[int, float],
    extra: float,
    limits: tuple[float, float],
) -> dict[int, Step]:
    """One token further: to a node that follows, or past the token."""
    most, most_extra = limits
    new: dict[int, Step] = {}
    for node, (cost, _, _, _) in row.items():
        for after in graph.first if node == _START else graph.follow[node]:
            if after in price and cost + price[after] <= most:
                _take(new, after, (cost + price[after], i, node, True))
        if cost + extra <= most_extra:
            _take(new, node, (cost + extra, i, node, False))
    return new


def _lose(
    graph: WordGraph, row: dict[int, Step], i: int, lost: Sequence[float], most: float
) -> None:
    """Let words of the template go unheard; nodes are numbered so that one pass is enough."""
    waiting = deque(sorted(row))
    while waiting:
        node = waiting.popleft()
        cost = row[node][0]
        if cost + SMALL > most:
            continue
        for after in graph.first if node == _START else graph.follow[node]:
            total = cost + lost[after]
            if total <= most and after != node and _take(row, after, (total, i, node, True)):
                waiting.append(after)


def _take(row: dict[int, Step], node: int, step: Step) -> bool:
    """Whether this step is the cheapest to the node so far; then it counts."""
    if node in row and row[node][0] <= step[0]:
        return False
    row[node] = step
    return True


def _cheapest(graph: WordGraph, rows: Sequence[Mapping[int, Step]]) -> Alignment | None:
    ends = [(step[0], node) for node, step in rows[-1].items() if node in graph.last]
    return _way_back(rows, *min(ends)) if ends else None


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
