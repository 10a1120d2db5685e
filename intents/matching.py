"""Finds the templates that a sentence fits: to the letter first, then nearly."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from intents.alignment import LONG_STRETCH, Alignment, align, exactly
from intents.language import FREE, LanguagePack, Template
from intents.slots import Slots, corrected, read_slots
from intents.spoken import UNKNOWN, Spoken

NEAR_BUDGET = 0.5
"""Share of a sentence that may be wrong for it to be looked at as a near miss."""

STRICT = 1.5
"""With it, one lost word in a sentence of five is a "did you mean"."""

STRICT_FREE = 2.5
"""Own words swallow anything, so the frame around them must be right."""

CANDIDATES = 14
"""How many templates are looked at for a near miss."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A template that a sentence fits."""

    template: Template
    slots: Slots
    score: float
    spoken: Spoken
    alignment: Alignment

    @property
    def frame(self) -> tuple[int, ...]:
        """Indices of the tokens that belong to the template, not to own words."""
        nodes = self.template.graph.nodes
        return tuple(t for n, t in self.alignment.pairs if nodes[n].kind not in FREE)


def exact(pack: LanguagePack, spoken: Spoken, state: str, ritual: str | None = None) -> list[Fit]:
    """Fits to the letter, best first; politeness around the sentence does not count."""
    for said in _readings(pack, spoken):
        for part in _without_politeness(pack, said):
            fits = list(_exact(pack, part, state, ritual))
            if fits:
                return sorted(fits, key=_rank)
    return []


def _rank(fit: Fit) -> tuple[float, bool, int]:
    special = fit.template.only_in is None
    return round(fit.alignment.cost, 6), special, len(fit.template.graph.nodes)


def _readings(pack: LanguagePack, spoken: Spoken) -> Iterator[Spoken]:
    """The sentence with names set right first, as it is, and with times set right."""
    named = corrected(pack, spoken, ("person", "ritual"))
    if named:
        timed = corrected(pack, named, ("time", "days", "duration"))
        yield timed or named
    yield spoken
    timed = corrected(pack, spoken, ("time", "days", "duration"))
    if timed:
        yield timed


def _without_politeness(pack: LanguagePack, spoken: Spoken) -> Iterator[Spoken]:
    starts = list(_cuts(spoken.plain, pack.vocabulary.before))
    ends = list(_cuts(spoken.plain[::-1], {p[::-1] for p in pack.vocabulary.after}))
    cuts = sorted((s + e, s, e) for s in starts for e in ends)
    for _, start, end in cuts:
        if start + end < len(spoken.tokens):
            yield spoken.only(spoken.tokens[start : len(spoken.tokens) - end])


def _cuts(
    words: tuple[str, ...], polite: frozenset[tuple[str, ...]] | set[tuple[str, ...]]
) -> set[int]:
    """How many words may be taken off: any chain of polite phrases."""
    found = {0}
    waiting = [0]
    while waiting:
        at = waiting.pop()
        for length in (1, 2, 3, 4, 5):
            if words[at : at + length] in polite and at + length not in found:
                found.add(at + length)
                waiting.append(at + length)
    return found


def _exact(pack: LanguagePack, spoken: Spoken, state: str, ritual: str | None) -> Iterator[Fit]:
    words = spoken.plain
    if not words:
        return
    for template in pack.starting_with(state, words[0]):
        fit = exactly(template.graph, words, pack.weights)
        if fit:
            slots = read_slots(pack, template, spoken, fit, ritual)
            if slots is not None:
                yield Fit(template, slots, 1.0, spoken, fit)


def near(pack: LanguagePack, spoken: Spoken, state: str, ritual: str | None = None) -> list[Fit]:
    """Near misses, best first."""
    longest = min(_without_politeness(pack, spoken), key=lambda s: len(s.tokens), default=spoken)
    found: dict[int, Fit] = {}
    for said in (spoken, longest) if longest.plain != spoken.plain else (spoken,):
        for template in _alike_templates(pack, said, state):
            fit = fit_to(pack, said, template, ritual)
            if fit and (id(template) not in found or found[id(template)].score < fit.score):
                found[id(template)] = fit
    return sorted(found.values(), key=lambda f: -f.score)


def fit_to(
    pack: LanguagePack, spoken: Spoken, template: Template, ritual: str | None = None
) -> Fit | None:
    """How well the sentence fits this one template, if at all."""
    budget = NEAR_BUDGET * len(spoken.tokens) + 0.5
    fit = align(template.graph, spoken.plain, pack.weights, budget)
    if fit is None or not fit.pairs:
        return None
    slots = read_slots(pack, template, spoken, fit, ritual)
    if slots is None:
        return None
    return Fit(template, slots, _score(template, spoken, fit), spoken, fit)


def _score(template: Template, spoken: Spoken, fit: Alignment) -> float:
    """1 for a perfect fit; own words neither help nor harm."""
    nodes = template.graph.nodes
    own = sum(1 for n, _ in fit.pairs if nodes[n].kind in FREE)
    heard = len(spoken.tokens) - own
    expected = len(fit.pairs) - own + len(fit.lost)
    cost = max(0.0, fit.cost - LONG_STRETCH * len(fit.pairs))
    strict = STRICT_FREE if template.is_free else STRICT
    return max(0.0, 1.0 - strict * cost / max(1, heard + expected))


def _alike_templates(pack: LanguagePack, spoken: Spoken, state: str) -> list[Template]:
    """The templates that share most words with the sentence, or words that sound like them."""
    words = set(spoken.plain) - {UNKNOWN}
    known = pack.words_in(state)
    wanted = dict.fromkeys(words & known.keys(), 1.0)
    for word in words - known.keys():
        for other in _sounding_like(pack, word, known):
            wanted[other] = max(wanted.get(other, 0), 0.6)
    scores: dict[int, float] = {}
    templates = pack.in_state(state)
    for word, worth in wanted.items():
        worth *= 0.3 if word in pack.vocabulary.small else 1.0
        for index in known[word]:
            scores[index] = scores.get(index, 0.0) + worth
    best = sorted(scores, key=lambda i: -scores[i] + 0.004 * len(templates[i].words))
    return [templates[i] for i in best[:CANDIDATES]]


def _sounding_like(pack: LanguagePack, word: str, known: dict[str, list[int]]) -> Sequence[str]:
    near = pack.weights.sounding.of(word).items()
    close = sorted(((like, other) for other, like in near if other in known), reverse=True)
    return [other for like, other in close[:3] if like >= 0.6]
