"""People ordering coffee: recordings, what was meant, and the grammar of what can be said."""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

GRAMMAR = "coffee_maker.yaml"


@dataclass(frozen=True)
class Order:
    """One recording and what the speaker wanted."""

    file: Path
    intent: str
    slots: dict[str, str]


@dataclass(frozen=True)
class Heard:
    """What an engine made of a recording."""

    text: str
    intent: str | None
    slots: dict[str, str]


def read_orders(folder: Path, limit: int | None = None) -> list[Order]:
    """The recordings of a folder, spread evenly over it when there is a limit."""
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    names = sorted(labels)
    if limit and limit < len(names):
        names = [names[index * len(names) // limit] for index in range(limit)]
    return [Order(folder / name, labels[name]["intent"], labels[name]["slots"]) for name in names]


def is_right(order: Order, heard: Heard) -> bool:
    """The public benchmark's rule: the intent and every labelled slot; more slots do not matter."""
    return heard.intent == order.intent and all(
        heard.slots.get(name) == value for name, value in order.slots.items()
    )


@dataclass(frozen=True)
class CoffeeGrammar:
    """The benchmark's grammar: sentence patterns for each intent, and each slot's values."""

    expressions: dict[str, list[str]]
    slots: dict[str, list[str]]

    @classmethod
    def read(cls, folder: Path) -> "CoffeeGrammar":
        """The grammar that lies beside the recordings."""
        context = yaml.safe_load((folder / GRAMMAR).read_text(encoding="utf-8"))["context"]
        return cls(context["expressions"], context["slots"])

    def jsgf(self) -> str:
        """The same grammar in the Java Speech Grammar Format."""
        rules = [f"<{name}> = {' | '.join(values)};" for name, values in self.slots.items()]
        lines = [_pattern(line) for patterns in self.expressions.values() for line in patterns]
        # Lower case throughout, as in the dictionary.
        body = "\n".join([*rules, "public <order> = " + "\n  | ".join(lines) + ";"])
        return f"#JSGF V1.0;\ngrammar coffee;\n{_lower_words(body)}\n"

    @cached_property
    def _values(self) -> re.Pattern[str]:
        pairs = [(value.lower(), name) for name, values in self.slots.items() for value in values]
        pairs.sort(key=lambda pair: -len(pair[0].split()))
        return re.compile("|".join(rf"\b(?:{re.escape(value)})\b" for value, _ in pairs))

    @cached_property
    def _slot_of(self) -> dict[str, str]:
        return {value.lower(): name for name, values in self.slots.items() for value in values}

    def understand(self, text: str) -> Heard:
        """The slots in a sentence of the grammar: the longest values, from left to right.

        It asks for no complete sentence, so that a result that broke off loses no more than it
        must.
        """
        found = [match[0] for match in self._values.finditer(text.lower())]
        slots = {self._slot_of[value]: value for value in reversed(found)}
        intent = next(iter(self.expressions)) if slots else None
        return Heard(text, intent, slots)


def _pattern(line: str) -> str:
    """`[a, b] (c) $slot:name` becomes `(a | b) [c] <slot>`."""
    line = re.sub(r"\(([^)]*)\)", r"{\1}", line)
    line = re.sub(r"\[([^]]*)\]", lambda m: "(" + m[1].replace(",", " |") + ")", line)
    line = line.replace("{", "[").replace("}", "]")
    return re.sub(r"\$(\w+)(:\w+)?", r"<\1>", line)


def _lower_words(body: str) -> str:
    return re.sub(r"<\w+>|[^<]+", lambda m: m[0] if m[0].startswith("<") else m[0].lower(), body)
