"""The decks and rituals in figures: counts, likeness, reading age, words, seconds of speech."""

import argparse
import re
from collections.abc import Sequence
from datetime import date
from importlib import resources
from pathlib import Path

import numpy as np

from assistant.rituals import (
    Couple,
    Deck,
    Evening,
    Picks,
    RitualMemory,
    read_deck,
    read_rituals,
)
from assistant.rituals.rehearsal import measure
from intents.classifier import Classifier

AN_EVENING = date(2026, 11, 24)
DEPTHS = ("light", "open", "deep")
VOWELS = re.compile(r"[aeiouy]+")


def run(options: argparse.Namespace) -> None:
    """Print the tables."""
    deck = read_deck()
    _rituals(deck)
    _counts(deck)
    texts = [one.text for one in deck.questions]
    print(f"\nreading age of the questions: {reading_age(texts):.1f} years")
    words = [len(text.split()) for text in texts]
    print(f"words a question: {np.mean(words):.1f} on average, {max(words)} at most")
    print(f"\nthe {options.pairs} pairs nearest in sense (cosine; one sentence twice has 1):")
    for likeness, one, other in nearest(texts, options.pairs):
        print(f"{likeness:5.2f}  {one}\n       {other}")


def _rituals(deck: Deck) -> None:
    """A couple who do all that is asked, on an ordinary evening, with the full lines."""
    couple = Couple("one", {"one": "Maya", "two": "Sam"})
    picks = Picks(deck, Evening(AN_EVENING, deep=True))
    print(f"{'ritual':>20}  lines  words  speech  in all  share")
    for name, ritual in read_rituals()[0].items():
        memory = RitualMemory(times_done=0, day=AN_EVENING)
        one = measure(ritual, couple, picks, memory, picks)
        whole = f"{one.seconds / 60:4.0f} min" if one.seconds >= 120 else f"{one.seconds:5.0f} s"
        numbers = f"{one.lines:5}  {one.words:5}  {one.speech_seconds:4.0f} s"
        print(f"{name:>20}  {numbers}  {whole:>8}  {one.share:5.1%}")
    print()


def _counts(deck: Deck) -> None:
    print(f"{'category':>14}  " + "  ".join(f"{depth:>5}" for depth in DEPTHS) + "    sum")
    for category in [*deck.categories, ""]:
        row = [one for one in deck.questions if not one.on and category in ("", one.category)]
        cells = [sum(one.depth == depth for one in row) for depth in DEPTHS]
        shown = "  ".join(f"{cell:5}" for cell in cells)
        print(f"{category or 'together':>14}  {shown}  {len(row):5}")
    others = {
        "of a day": sum(bool(one.on) for one in deck.questions),
        "date night, to do": sum(one.kind == "do" for one in deck.dates),
        "date night, to talk about": sum(one.kind == "talk" for one in deck.dates),
        "date night, walks": sum(one.walk and one.kind == "do" for one in deck.dates),
        "date night, for a walk": sum(one.walk and one.kind == "talk" for one in deck.dates),
        "openers": len(deck.openers),
        "starters": len(deck.starters),
        "topics": len(deck.topics),
        "goodnights": len(deck.goodnight),
        "feelings": sum(len(group.words) for group in deck.feelings),
        "listener prompts": sum(map(len, deck.prompts.values())),
    }
    print(", ".join(f"{name}: {count}" for name, count in others.items()))


def nearest(texts: Sequence[str], count: int) -> list[tuple[float, str, str]]:
    """The pairs that the sentence network finds most alike, the nearest first."""
    network = Classifier(Path(str(resources.files("intents") / "languages" / "en" / "classifier")))
    vectors = np.array([network.vector(text.lower().rstrip("?.")) for text in texts])
    likeness = np.triu(vectors @ vectors.T, 1)
    best = np.argsort(likeness, axis=None)[::-1][:count]
    places = (np.unravel_index(int(at), likeness.shape) for at in best)
    return [(float(likeness[i, j]), texts[i], texts[j]) for i, j in places]


def reading_age(texts: Sequence[str]) -> float:
    """Years of age at which it can be read: the grade of Flesch and Kincaid (1975), and five."""
    words = [word for text in texts for word in re.findall(r"[a-z']+", text.lower())]
    syllables = sum(_syllables(word) for word in words)
    return 0.39 * len(words) / len(texts) + 11.8 * syllables / len(words) - 15.59 + 5


def _syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end."""
    spoken = word[:-1] if word.endswith("e") and not word.endswith("le") else word
    return max(1, len(VOWELS.findall(spoken)))
