"""What the classifier learns from: the bank of phrasings, and samples of the templates."""

import random
from collections.abc import Iterator
from pathlib import Path

import yaml

from intents.graph import WordGraph
from intents.language import LanguagePack, PartnerNames, load_pack
from intents.phrases import SAMPLES

SAMPLES_A_TEMPLATE = 6
OWN_WORDS = (
    *("making dinner", "the coffee this morning", "walking the dog", "being so patient"),
    *("listening to me last night", "the flowers", "fixing the bike", "the garden", "our holiday"),
)
SAID = ("I love you", "I'm sorry", "my mother rang", "that I miss him")

Example = tuple[str, str]
"""A sentence in plain tokens, and its intent."""


def examples(code: str) -> list[Example]:
    """Every sentence once, with the two people's names as they are in the bank."""
    pack = load_pack(code, [PartnerNames("Maya"), PartnerNames("Sam")])
    folder = Path("intents/languages") / code / "phrasings"
    pages = [yaml.safe_load(file.read_text("utf-8")) for file in sorted(folder.glob("*.yaml"))]
    bank = [(said, intent) for page in pages for intent, all_ in page.items() for said in all_]
    both = [*bank, *_samples(pack)]
    return list(dict.fromkeys((" ".join(pack.hear(said).plain), intent) for said, intent in both))


def _samples(pack: LanguagePack) -> Iterator[Example]:
    draw = random.Random(1)
    for template in pack.templates:
        if template.intent == "person":
            continue  # a bare name is an answer, not a request
        walks = (_walk(template.graph, draw) for _ in range(40))
        said = dict.fromkeys(_in_words(template.graph, walk, draw) for walk in walks if walk)
        yield from ((sentence, template.intent) for sentence in list(said)[:SAMPLES_A_TEMPLATE])


def _walk(graph: WordGraph, draw: random.Random) -> list[int]:
    """A way through the template, drawn; empty if it led nowhere."""
    path = [draw.choice(graph.first)]
    while True:
        onward = [i for i in graph.follow[path[-1]] if i not in path]
        if path[-1] in graph.last and (not onward or draw.random() < 0.5):
            return path
        if not onward:
            return []
        path.append(draw.choice(onward))


def _in_words(graph: WordGraph, path: list[int], draw: random.Random) -> str:
    words = []
    for node in (graph.nodes[i] for i in path):
        if node.kind:
            own = {"text": OWN_WORDS, "said": SAID}
            words.append(draw.choice(own.get(node.kind) or SAMPLES[node.kind]))
        else:
            words.append(node.written)
    return " ".join(word for word in words if word).replace(" 's", "'s")
