"""Words of somebody in danger: explicit phrases only, looked for before everything else."""

from collections.abc import Sequence

from intents.alignment import Weights, align
from intents.graph import WordGraph
from intents.language import LanguagePack
from intents.spoken import Spoken

LONGEST_PHRASE = 12


def crisis(pack: LanguagePack, spoken: Spoken) -> str | None:
    """The crisis intent that these words name, or None.

    To the letter, first person and present; the same words said lightly ("… laughing") do not
    count. What was said is never kept by the caller.
    """
    words = spoken.plain
    for intent, (phrases, lightly) in pack.crisis.items():
        if any(_holds(p, words, pack.weights) for p in phrases) and not any(
            _holds(p, words, pack.weights) for p in lightly
        ):
            return intent
    return None


def _holds(phrase: WordGraph, words: Sequence[str], weights: Weights) -> bool:
    """Whether some stretch of the words is this phrase."""
    firsts = {phrase.nodes[i].text for i in phrase.first}
    return any(
        align(phrase, words[start:end], weights, 0.0) is not None
        for start, word in enumerate(words)
        if word in firsts
        for end in range(start + 1, min(len(words), start + LONGEST_PHRASE) + 1)
    )
