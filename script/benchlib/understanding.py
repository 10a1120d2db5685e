"""Wording that nobody designed for: the house beside hassil's recogniser and padacioso.

The sentences were written by language models that were told what each intent means, and saw neither
the templates nor the bank that the classifier learnt from; other such models wrote the bank. Single
failures are not shown: then they would be mended, and the measure would be gone.
"""

import argparse
import collections
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from hassil import Intents, recognize_best
from padacioso import IntentContainer

from intents import language
from intents.language import LanguagePack, PartnerNames, load_pack
from intents.reading import folder, read_sentences
from intents.stretches import STRETCH_PHRASES
from intents.understanding import Candidate, understand

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
NONE = "none"
STEPS = {"padacioso, 1 in 30": 30}
"""It takes many seconds a sentence: so large are the steps from one to the next."""

SENTENCES = Path("tests/languages/en")


@dataclass(frozen=True)
class Wanted:
    """A sentence, and what it should give."""

    text: str
    intent: str
    slots: dict[str, str]


@dataclass(frozen=True)
class Given:
    """What an engine gave: `done` is False where it would ask first."""

    intent: str = NONE
    slots: Any = None
    done: bool = True


Engine = Callable[[str], Given]


def free_sentences() -> list[Wanted]:
    """The sentences of free_wording.yaml, then those of kitchen.yaml."""
    pages = yaml.safe_load((SENTENCES / "free_wording.yaml").read_text("utf-8"))
    wanted = [
        Wanted(line[0], intent, (line[1:] or [{}])[0])
        for intent, lines in pages.items()
        for line in lines
    ]
    kitchen = yaml.safe_load((SENTENCES / "kitchen.yaml").read_text("utf-8"))
    return wanted + [Wanted(text, NONE, {}) for text in kitchen]


def listed_sentences() -> list[Wanted]:
    """The sentences that the house must understand, those of its rituals' states as well."""
    topics = yaml.safe_load((SENTENCES / "utterances.yaml").read_text("utf-8")).values()
    lines = [line for lines in topics for line in lines if line[1] != NONE]
    return [Wanted(line[0], line[1], (line[2:] or [{}])[0]) for line in lines]


def house(pack: LanguagePack, guess: bool = True) -> Engine:
    """The understanding of the house, with or without the classifier."""

    def ask(text: str) -> Given:
        found = understand([Candidate(text)], pack, state="command", now=NOW, guess=guess)
        if found.match is None:
            return Given()
        return Given(found.match.intent, found.match.slots, found.decision == "do")

    return ask


@dataclass
class Score:
    """What became of all the sentences."""

    right: float
    slots: float
    done: float
    wrong: float
    kitchen: float
    times: list[float]
    confused: collections.Counter[tuple[str, str]]


def measure(engine: Engine, wanted: Iterable[Wanted]) -> Score:
    """Shares of the sentences for the house, and of those that are not."""
    count: collections.Counter[str] = collections.Counter()
    confused: collections.Counter[tuple[str, str]] = collections.Counter()
    times = []
    for one in wanted:
        began = time.perf_counter()
        given = engine(one.text)
        times.append(time.perf_counter() - began)
        acted = given.done and given.intent != NONE
        if one.intent == NONE:
            count["kitchen"] += 1
            count["kitchen acted on"] += acted
            continue
        right = given.intent == one.intent
        count["ours"] += 1
        count["right"] += right
        count["slots"] += right and _said(given.slots) == _said(one.slots)
        count["done"] += right and acted
        count["wrong"] += acted and not right
        if not right:
            confused[one.intent, given.intent] += 1
    ours = max(1, count["ours"])
    kitchen = count["kitchen acted on"] / max(1, count["kitchen"])
    shares = [count[name] / ours for name in ("right", "slots", "done", "wrong")]
    return Score(*shares, kitchen, times, confused)


def _said(slots: Any) -> dict[str, str]:
    """The slots that a sentence fills: not what is asked for later, nor how it is made sure of."""
    filled = {name: str(value) for name, value in (slots or {}).items()}
    return {n: v for n, v in filled.items() if v != "?" and n != "confirm"}


def run(options: argparse.Namespace) -> None:
    """Print a row for each engine, and which intents the house takes for which."""
    pack = load_pack("en", [PartnerNames("Maya"), PartnerNames("Sam")])
    wanted = free_sentences()
    began = time.perf_counter()
    house(pack)("anything at all, to load the network")
    print(f"the classifier is ready {time.perf_counter() - began:.2f} s after its first sentence")
    templates = house(pack, guess=False)
    known = [one for one in listed_sentences() if templates(one.text).intent == one.intent]
    middle, high = _milliseconds(measure(templates, known).times)
    print(f"templates take {middle:.1f} ms for a listed sentence, 99 % {high:.1f} ({len(known)})")
    print(f"{'':>22}  intent  +slots    done   wrong  kitchen  median   99 %")
    scores = {}
    for name, engine in _engines(pack).items():
        score = scores[name] = measure(engine, wanted[:: STEPS.get(name, 1)])
        shares = (score.right, score.slots, score.done, score.wrong, score.kitchen)
        cells = "  ".join(f"{share:6.1%}" for share in shares)
        middle, high = _milliseconds(score.times)
        print(f"{name:>22}  {cells}  {middle:4.1f}  {high:5.1f} ms", flush=True)
    print("most often confused (meant → taken for):")
    for (meant, taken), times in scores["Hearthside"].confused.most_common(options.confusions):
        print(f"{times:>4}  {meant} → {taken}")


def _milliseconds(times: list[float]) -> tuple[float, float]:
    """The median, and what 99 % are below."""
    return statistics.median(times) * 1000, statistics.quantiles(times, n=100)[-1] * 1000


def _engines(pack: LanguagePack) -> dict[str, Engine]:
    return {
        "Hearthside": house(pack),
        "its templates alone": house(pack, guess=False),
        "hassil": _hassil(pack),
        "padacioso, 1 in 30": _padacioso(pack),
    }


def _hassil(pack: LanguagePack) -> Engine:
    """hassil's own recogniser on the same templates and lists; times and dates as lists too."""
    sources, shared = read_sentences(folder(pack.code) / "sentences")
    lists: dict[str, Any] = {name: {"wildcard": True} for name in language.FREE}
    lists |= {name: {"values": phrases} for name, phrases in STRETCH_PHRASES.items()}
    lists["person"] = {"values": [*(p.name for p in pack.vocabulary.partners), "him", "her"]}
    rules: dict[str, str] = {}
    intents: dict[str, Any] = {}
    for own in shared.values():
        rules |= own.rules
        for name, values in own.lists.items():
            lists[name] = {"values": [{"in": i, "out": o or i} for i, o in values]}
    for source in (s for s in sources if s.only_in is None):
        block = {"sentences": list(source.sentences), "slots": dict(source.slots)}
        intents.setdefault(source.intent, {"data": []})["data"].append(block)
    parsed = Intents.from_dict(
        {"language": "en", "intents": intents, "lists": lists, "expansion_rules": rules}
    )

    def ask(text: str) -> Given:
        found = recognize_best(text, parsed)
        if found is None:
            return Given()
        slots = {name: str(entity.value) for name, entity in found.entities.items()}
        return Given(found.intent.name, slots)

    return ask


def _once(phrase: str) -> str:
    """Free words by name the first time, and without one after that."""
    return phrase.replace("[unk]", "{text}", 1).replace("[unk]", "*")


def _padacioso(pack: LanguagePack) -> Engine:
    """padacioso on a phrase of each template: with all of them it would take still longer."""
    container = IntentContainer()
    phrases: dict[str, list[str]] = {}
    for template in pack.templates:
        phrases.setdefault(template.intent, []).extend(pack.phrases_of(template)[:1])
    for intent, lines in phrases.items():
        container.add_intent(intent, [_once(line) for line in dict.fromkeys(lines)])

    def ask(text: str) -> Given:
        found = container.calc_intent(text)
        return Given(found.get("name") or NONE, found.get("entities"))

    return ask
