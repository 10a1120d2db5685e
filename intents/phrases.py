"""Phrases made from the templates, for the phrase-list recogniser."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING
from zlib import crc32

from intents.graph import Node, WordGraph
from intents.spoken import UNKNOWN
from intents.stretches import STRETCH_PHRASES

if TYPE_CHECKING:
    from intents.language import LanguagePack, Template

MOST_PHRASES = 1500
"""A phrase list of this size costs the recogniser some 45 ms to take in."""

_VALUES_A_TEMPLATE = 2
"""A template shows that many values of a list; the others are phrases of their own."""

SAMPLES = {
    "text": (UNKNOWN,),
    "said": (UNKNOWN,),
    "time": ("half past nine", "nine", "seven fifteen", "quarter to ten"),
    "days": ("weekdays", "friday", "every day", "weekends"),
    "duration": ("half an hour", "ten minutes", "an hour", "two weeks"),
    "date": ("monday", "tomorrow", "the twelfth"),
    "number": ("five", "seven", "three"),
}


def spoken_ways(graph: WordGraph) -> Iterator[tuple[int, ...]]:
    """Every path through a graph without stretches (for lists: keep it small)."""
    waiting: list[tuple[int, ...]] = [(i,) for i in graph.first]
    while waiting:
        path = waiting.pop()
        if path[-1] in graph.last:
            yield path
        waiting += [(*path, i) for i in graph.follow[path[-1]] if i not in path]


def shortest_path(
    graph: WordGraph, through: int | None = None, without: frozenset[int] = frozenset()
) -> tuple[int, ...]:
    """The shortest way from a first to a last node, in the order of writing; maybe through one.

    Empty if there is none that leaves out the nodes `without`.
    """
    if through is None:
        return _onward(graph, graph.first, without)
    before = _back_to_start(graph, through, without)
    if through in graph.last or not before:
        return before
    onward = _onward(graph, graph.follow[through], without)
    return before + onward if onward else ()


def _onward(graph: WordGraph, starts: Sequence[int], without: frozenset[int]) -> tuple[int, ...]:
    waiting: list[tuple[int, ...]] = [(i,) for i in starts if i not in without]
    seen = set(starts) | without
    for path in waiting:
        if path[-1] in graph.last:
            return path
        for after in graph.follow[path[-1]]:
            if after not in seen:
                seen.add(after)
                waiting.append((*path, after))
    return ()


@lru_cache(maxsize=4)
def _before(follow: tuple[tuple[int, ...], ...]) -> dict[int, list[int]]:
    before: dict[int, list[int]] = {}
    for i, after_it in enumerate(follow):
        for after in after_it:
            before.setdefault(after, []).append(i)
    return before


def _back_to_start(graph: WordGraph, node: int, without: frozenset[int]) -> tuple[int, ...]:
    before = _before(graph.follow)
    waiting: list[tuple[int, ...]] = [(node,)]
    seen = {node} | without
    for path in waiting:
        if path[0] in graph.first:
            return path
        for i in before.get(path[0], []):
            if i not in seen:
                seen.add(i)
                waiting.append((i, *path))
    return ()


def cover(graph: WordGraph, draw: str, values: int = _VALUES_A_TEMPLATE) -> list[tuple[int, ...]]:
    """A few paths that together pass every word of the template (but not every list value).

    Which list values they pass is drawn, the same way for the same `draw`. The recogniser learns
    from the phrases how often one word follows another: no value may be in all of them.
    """
    paths: list[tuple[int, ...]] = []
    seen: set[int] = set()
    groups: dict[str, set[int]] = {}
    for i in (None, *range(len(graph.nodes))):
        if i is not None:
            node = graph.nodes[i]
            taken = groups.get(node.slot, set())
            if i in seen or (node.group and node.group not in taken and len(taken) >= values):
                continue
        without = _not_drawn(graph, i, f"{draw} {len(paths)}")
        path = shortest_path(graph, i, without) or shortest_path(graph, i)
        paths.append(path)
        seen.update(path)
        for k in path:
            _note(groups, graph.nodes[k])
    return paths


def _not_drawn(graph: WordGraph, through: int | None, draw: str) -> frozenset[int]:
    """The nodes of all list values but one for each slot."""
    values: dict[str, list[int]] = {}
    for node in graph.nodes:
        if node.group and node.group not in values.setdefault(node.slot, []):
            values[node.slot].append(node.group)
    drawn = {
        slot: groups[crc32(f"{draw} {slot}".encode()) % len(groups)]
        for slot, groups in values.items()
    }
    if through is not None and graph.nodes[through].group:
        drawn[graph.nodes[through].slot] = graph.nodes[through].group
    return frozenset(
        i for i, node in enumerate(graph.nodes) if node.group and drawn[node.slot] != node.group
    )


def _note(groups: dict[str, set[int]], node: Node) -> None:
    if node.group:
        groups.setdefault(node.slot, set()).add(node.group)


def say(graph: WordGraph, path: Sequence[int], turn: int = 0) -> str:
    """A path in words; `turn` rotates the samples of stretches."""
    words = []
    for i in path:
        node = graph.nodes[i]
        sample = SAMPLES.get(node.kind, ())
        words.append(sample[turn % len(sample)] if sample else node.written)
    return " ".join(w for w in words if w).replace(" 's", "'s").lower()


def made_from(template: "Template", contracted: Mapping[tuple[str, str], str]) -> tuple[str, ...]:
    """A few phrases that together pass every word of the template, as people say them."""
    graph = template.graph
    said = (say(graph, path, turn) for turn, path in enumerate(cover(graph, template.source)))
    return tuple(dict.fromkeys(contract(s, contracted) for s in said))


def contract(text: str, table: Mapping[tuple[str, str], str]) -> str:
    """ "i am done" as it is said: "i'm done". A pair at the end stays: "yes we are"."""
    words = text.split()
    done: list[str] = []
    i = 0
    while i < len(words):
        short = table.get((words[i].lower(), words[i + 1].lower())) if i + 2 < len(words) else None
        done.append(short or words[i])
        i += 2 if short else 1
    return " ".join(done)


def grammar(pack: "LanguagePack", state: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """See LanguagePack.grammar."""
    templates = [t for t in pack.in_state(state) if pack.states[state].lists(t)]
    parts = _parts(pack, templates)
    by_turn = zip_longest(*(pack.phrases_of(t) for t in templates))
    # Words too like those that the state waits for stay off the list.
    crowded = misheard(pack, state).keys()
    sentences = [p for turn in by_turn for p in turn if p and crowded.isdisjoint(p.split())]
    parts += [" ".join(pair) for pair in pack.vocabulary.contracted]
    polite = (
        [*pack.vocabulary.said_before, *pack.vocabulary.said_after] if len(templates) > 60 else []
    )
    if not pack.states[state].commands_only:  # where it is, whole sentences alone are believed
        firing = [graph for danger in pack.crisis.values() for graph in danger.firing]
        parts += [say(graph, shortest_path(graph)) for graph in firing]
    room = MOST_PHRASES - len(set(parts + polite)) - 1
    chosen = list(dict.fromkeys(sentences))[:room]
    rest = [p for p in (*parts, *polite) if crowded.isdisjoint(p.split())]
    phrases = tuple(dict.fromkeys([*chosen, *rest, UNKNOWN]))
    return phrases, _at_once(pack, state, phrases)


def _parts(pack: "LanguagePack", templates: Sequence["Template"]) -> list[str]:
    """Values of lists and stretches that these templates use, as phrases of their own."""
    parts: dict[str, None] = {}
    for template in templates:
        for i, node in enumerate(template.graph.nodes):
            if node.kind:
                parts |= dict.fromkeys(STRETCH_PHRASES.get(node.kind, ()))
            elif node.group and node.value is not None:
                parts |= dict.fromkeys([_value_words(template.graph, i)])
    return [p for p in parts if p]


def _value_words(graph: WordGraph, node: int) -> str:
    """The list value around this node, on its shortest way."""
    group = graph.nodes[node].group
    path = [i for i in shortest_path(graph, through=node) if graph.nodes[i].group == group]
    return say(graph, path)


def _at_once(pack: "LanguagePack", state: str, phrases: Sequence[str]) -> frozenset[str]:
    """Plain phrases of the named intents from which no phrase with another meaning goes on."""
    names = pack.states[state].at_once
    meant: dict[str, set[str]] = {}
    for template in filter(pack.states[state].lists, pack.in_state(state)):
        for phrase in pack.phrases_of(template):
            meant.setdefault(phrase, set()).add(template.intent)
    plain = {
        phrase
        for phrase, intents in meant.items()
        if intents <= set(names) and UNKNOWN not in phrase
    }
    return frozenset(
        p
        for p in plain & set(phrases)
        if all(meant[p] >= i for q, i in meant.items() if q.startswith(p + " "))
    ) | _short(pack, state)


def _short(pack: "LanguagePack", state: str) -> frozenset[str]:
    """The phrases of one word that a state waits for above all: "yes", "stop", "done"."""
    wanted = pack.states[state].short
    templates = (t for t in pack.in_state(state) if t.intent in wanted)
    phrases = (phrase for t in templates for phrase in pack.phrases_of(t))
    return frozenset(p for p in phrases if " " not in p and p != UNKNOWN)


def misheard(pack: "LanguagePack", state: str) -> dict[str, str]:
    """Words that sound like a short one that this state waits for above all → that one."""
    near = pack.vocabulary.near
    return {word: short for short in sorted(_short(pack, state)) for word in near.get(short, ())}
