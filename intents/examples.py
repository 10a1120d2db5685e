"""Sentences to show and to say as examples of what can be said."""

import fnmatch
from typing import TYPE_CHECKING

from intents.phrases import SAMPLES, contract, shortest_path

if TYPE_CHECKING:
    from intents.language import LanguagePack, Template


def examples(pack: "LanguagePack", state: str, count: int, ritual: str | None = None) -> list[str]:
    """See LanguagePack.examples."""
    done: list[str] = []
    patterns = pack.states[state].help
    for pattern in patterns:
        sentence = _first_sentence(pack, state, pattern)
        if sentence and sentence not in done:
            done.append(sentence)
    return done[:count]


def _first_sentence(pack: "LanguagePack", state: str, pattern: str) -> str | None:
    fitting = [t for t in pack.in_state(state) if fnmatch.fnmatchcase(t.intent, pattern)]
    fitting.sort(key=lambda t: t.only_in is not None)
    for template in fitting:
        words = natural(pack, template)
        if words:
            return words
    return None


PARTNER = "partner"
"""The value of every word that means the other one of the two."""

RITUAL = "question"
"""The ritual that examples name: every house has it."""

_OWN_WORDS = {
    "text": "making dinner",
    "said": "I love him",
    "query": "the garden",
    "to": "Wednesday",
    "from": "Tuesday",
    "quality": "never gives up",
}


def natural(pack: "LanguagePack", template: "Template") -> str:
    """The template's plainest sentence with natural own words, capitals as written."""
    words: list[str] = []
    called = pack.vocabulary.partner_words[0]
    nodes = template.graph.nodes
    first = next((i for i, node in enumerate(nodes) if node.value == RITUAL), None)
    for i in shortest_path(template.graph, through=first):
        node = template.graph.nodes[i]
        if node.kind in ("text", "said"):
            words.append(_OWN_WORDS.get(node.slot if node.kind == "text" else "said", "the garden"))
        elif node.kind:
            words.append(SAMPLES[node.kind][0])
        elif node.value == PARTNER:
            words += [] if words[-1:] == [called] else [called]
        else:
            words.append(node.written)
    text = " ".join(w for w in words if w).replace(" 's", "'s")
    text = contract(text, pack.vocabulary.contracted)
    return " ".join(_shown(pack, w) for w in text.split())


def _shown(pack: "LanguagePack", word: str) -> str:
    base, mark, rest = word.partition("'")
    for partner in pack.vocabulary.partners:
        if base and base == partner.spoken:
            return partner.name + mark + rest
    if base == "i":
        return "I" + mark + rest
    return pack.vocabulary.table.capitals.get(base, base) + mark + rest


def by_topic(pack: "LanguagePack") -> dict[str, list[str]]:
    """See LanguagePack.sentences_by_topic."""
    topics: dict[str, list[str]] = {}
    for template in pack.templates:
        if template.only_in is None:
            lines = topics.setdefault(template.topic, [])
            line = natural(pack, template)
            if line and line not in lines:
                lines.append(line)
    return topics
