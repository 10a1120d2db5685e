"""A hassil template as a graph of words: what may come first, what may follow, what may end."""

import itertools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from hassil.expression import (
    Alternative,
    Expression,
    Group,
    ListReference,
    Permutation,
    RuleReference,
    TextChunk,
)

from config.errors import HouseError


class TemplateFault(HouseError):
    """A template that cannot be used; the loader adds file and intent."""


@dataclass(frozen=True, slots=True)
class Node:
    """One token of a template, or a stretch of free or measured words."""

    text: str
    """The plain token; "" for a stretch."""

    written: str
    """As the template writes it ("what's" is two tokens, written once)."""

    kind: str = ""
    """For a stretch: "text", "said", "time", "days", "duration", "date", "number"."""

    slot: str = ""
    value: str | None = None
    """The slot's value; None means the words themselves."""

    group: int = 0
    """Nodes of the same list value share a group."""


@dataclass(frozen=True, slots=True)
class WordGraph:
    """Nodes numbered from left to right; `follow[i]` are the nodes that may come after node i."""

    nodes: tuple[Node, ...]
    first: tuple[int, ...]
    follow: tuple[tuple[int, ...], ...]
    last: frozenset[int]
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class ListValue:
    """One value of a list: how it is said (a parsed template) and what it stands for."""

    expression: Expression
    out: str | None


@dataclass(slots=True)
class _Piece:
    nullable: bool
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)


class GraphMaker:
    """Turns parsed hassil templates into word graphs (Glushkov's construction)."""

    def __init__(
        self,
        lists: Mapping[str, Iterable[ListValue]],
        rules: Mapping[str, Expression],
        kinds: frozenset[str],
        plain: Callable[[str], list[tuple[str, str]]],
    ) -> None:
        self._lists = lists
        self._rules = rules
        self._kinds = kinds
        self._plain = plain
        self._groups = itertools.count(1)
        self._nodes: list[Node] = []
        self._follow: list[set[int]] = []

    def make(self, expression: Expression) -> WordGraph:
        """The graph of one template. Raises TemplateFault with the reason."""
        self._nodes, self._follow = [], []
        whole = self._piece(expression, "", None, 0)
        return WordGraph(
            tuple(self._nodes),
            tuple(whole.first),
            tuple(tuple(sorted(f)) for f in self._follow),
            frozenset(whole.last),
            whole.nullable,
        )

    def _piece(self, item: Expression, slot: str, value: str | None, group: int) -> _Piece:
        if isinstance(item, TextChunk):
            return self._words(item, slot, value, group)
        if isinstance(item, ListReference):
            return self._list(item)
        if isinstance(item, RuleReference):
            if item.rule_name not in self._rules:
                raise TemplateFault(f"there is no rule <{item.rule_name}>")
            return self._piece(self._rules[item.rule_name], slot, value, group)
        if isinstance(item, Permutation):
            orders = itertools.permutations(item.items)
            return self._either(self._in_turn(o, slot, value, group) for o in orders)
        if isinstance(item, Alternative):
            return self._either(self._piece(i, slot, value, group) for i in item.items)
        if isinstance(item, Group):
            return self._in_turn(item.items, slot, value, group)
        raise TemplateFault(f"cannot read {item!r}")

    def _words(self, chunk: TextChunk, slot: str, value: str | None, group: int) -> _Piece:
        pieces = [
            self._node(Node(token, written, "", slot, value, group))
            for token, written in self._plain(chunk.original_text or chunk.text)
        ]
        return self._join(pieces)

    def _node(self, node: Node) -> _Piece:
        here = len(self._nodes)
        self._nodes.append(node)
        self._follow.append({here} if node.kind else set())
        return _Piece(False, [here], [here])

    def _list(self, item: ListReference) -> _Piece:
        if item.list_name in self._kinds:
            group = next(self._groups)
            return self._node(Node("", "", item.list_name, item.slot_name, None, group))
        if item.list_name not in self._lists:
            raise TemplateFault(f"there is no list {{{item.list_name}}}")
        return self._either(
            self._piece(v.expression, item.slot_name, v.out, next(self._groups))
            for v in self._lists[item.list_name]
        )

    def _either(self, pieces: Iterable[_Piece]) -> _Piece:
        done = _Piece(False)
        for piece in pieces:
            done.nullable = done.nullable or piece.nullable
            done.first += piece.first
            done.last += piece.last
        return done

    def _in_turn(
        self, items: Iterable[Expression], slot: str, value: str | None, group: int
    ) -> _Piece:
        return self._join([self._piece(i, slot, value, group) for i in items])

    def _join(self, pieces: Iterable[_Piece]) -> _Piece:
        done = _Piece(True)
        for piece in pieces:
            for i in done.last:
                self._follow[i].update(piece.first)
            done.first += piece.first if done.nullable else []
            done.last = piece.last + (done.last if piece.nullable else [])
            done.nullable = done.nullable and piece.nullable
        return done
