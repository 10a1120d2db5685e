"""The benchmark's coffee grammar as a language of ours: other words, the same understanding."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

from assistant.understood import grammar
from audio.devices import open_engine
from audio.transcribing import Transcriber
from intents.findings import NO_FINDINGS
from intents.graph import GraphMaker, ListValue
from intents.language import STRETCHES, LanguagePack, plain_words, templates_of
from intents.reading import Source, parse, read_yaml
from intents.states import State
from intents.understanding import Candidate, understand
from intents.vocabulary import read_vocabulary
from script.benchlib.orders import CoffeeGrammar, Heard

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def coffee_pack(folder: Path) -> LanguagePack:
    """The grammar beside the recordings, made into templates like those of the house."""
    grammar = CoffeeGrammar.read(folder)
    fillers = resources.files("intents") / "languages" / "en" / "fillers.yaml"
    vocabulary = read_vocabulary(read_yaml(fillers), [])
    double = vocabulary.table.may_double | _said_twice(grammar.slots)
    vocabulary = replace(vocabulary, table=replace(vocabulary.table, may_double=double))
    values = {
        name: [ListValue(parse(value.lower()), value.lower()) for value in slot]
        for name, slot in grammar.slots.items()
    }
    maker = GraphMaker(values, {}, frozenset(STRETCHES), lambda text: plain_words(text, vocabulary))
    templates = tuple(
        template
        for intent, lines in grammar.expressions.items()
        for template in templates_of(
            Source("coffee", "coffee", intent, tuple(map(_template, lines)), {}, None), maker
        )
    )
    everything = State("command", ("*",), frozenset(), False, False, (), (), ("*",), ())
    return LanguagePack(
        "en", vocabulary, templates, {"command": everything}, {}, {}, {}, NO_FINDINGS, None
    )


def _said_twice(slots: Mapping[str, Sequence[str]]) -> set[str]:
    """Words that end what one slot holds and begin another's: "medium, medium roast"."""
    values = [(name, value.lower().split()) for name, slot in slots.items() for value in slot]
    return {a[-1] for one, a in values for other, b in values if one != other and a[-1] == b[0]}


def _template(line: str) -> str:
    """`[a, b] (c) $slot:name` becomes `(a|b) [c] {slot:name}`."""
    line = re.sub(r"\(([^)]*)\)", r"<<\1>>", line.lower() if "$" not in line else line)
    line = re.sub(r"\[([^]]*)\]", lambda m: "(" + m[1].replace(", ", "|").lower() + ")", line)
    line = line.replace("<<", "[").replace(">>", "]")
    return re.sub(r"\$(\w+):(\w+)", r"{\1:\2}", line)


class House:
    """The house's own way: phrase list and open dictation side by side, then the understanding."""

    def __init__(self, folder: Path, model: Path, name: str) -> None:
        self._pack = coffee_pack(folder)
        self._grammar = grammar(self._pack, lambda: NOW, "command")
        self._transcriber = Transcriber(open_engine(model, name), "hey juniper")

    def move(self) -> None:
        """Stand in another room, of which nothing is known yet."""
        self._transcriber.room.forget()

    def hear(self, pcm: bytes) -> Heard:
        """What is understood; a "did you mean" counts as nothing done."""
        found = self._transcriber.transcribe(pcm, self._grammar)
        offered = [
            Candidate(
                said.text,
                said.confidence,
                source,
                tuple((w.text, w.confidence, w.start, w.end) for w in said.words),
                said.weighed,
            )
            for said, source in ((found.phrase, "phrase"), (found.dictation, "dictation"))
            if said is not None
        ]
        meant = understand(offered, self._pack, state="command", ritual=None, now=NOW)  # type: ignore[arg-type]
        match = meant.match if meant.decision == "do" else None
        text = offered[0].text if offered else ""
        return Heard(text, match.intent, dict(match.slots)) if match else Heard(text, None, {})
