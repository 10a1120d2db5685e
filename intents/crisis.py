"""Words of somebody in danger: explicit phrases only, looked for before everything else."""

from collections.abc import Sequence

from intents.alignment import Weights, begins, exactly
from intents.graph import WordGraph
from intents.language import LanguagePack
from intents.spoken import Spoken

LONGEST_PHRASE = 14


def crisis(pack: LanguagePack, spoken: Spoken) -> str | None:
    """The crisis intent that these words name, or None.

    To the letter, first person and present; the same words said lightly ("… laughing") do not
    count, nor do some that go on to something else. What was said is never kept by the caller.
    """
    words, weights = spoken.plain, pack.weights
    pleaded = _without_plea(pack, words)
    for intent, danger in pack.crisis.items():
        named = any(_holds(p, words, weights) for p in (*danger.phrases, *danger.written))
        for said in {words, pleaded}:
            named = named or any(_ends(p, said, weights) for p in danger.ending)
        if named and not any(_holds(p, words, weights) for p in danger.but_not):
            return intent
    return None


def is_cry(pack: LanguagePack, spoken: Spoken) -> bool:
    """Whether these words, made out by their sound alone, are believed to be a cry for help."""
    found = crisis(pack, spoken)
    if found is None:
        return False
    words, weights = spoken.plain, pack.weights
    return not any(_holds(p, words, weights) for p in pack.crisis[found].politely)


def _holds(phrase: WordGraph, words: Sequence[str], weights: Weights) -> bool:
    """Whether some stretch of the words is this phrase."""
    starts = _starts(phrase, words)
    return any(begins(phrase, words[at : at + LONGEST_PHRASE], weights) for at in starts)


def _ends(phrase: WordGraph, words: Sequence[str], weights: Weights) -> bool:
    """Whether the words end with this phrase."""
    starts = _starts(phrase, words)
    return any(exactly(phrase, words[start:], weights) is not None for start in starts)


def _without_plea(pack: LanguagePack, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words up to a "please help me" at their end, however often it is said."""
    pleas = next((danger.pleading for danger in pack.crisis.values()), ())
    for plea in pleas:
        for at in _starts(plea, words):
            if at and exactly(plea, words[at:], pack.weights) is not None:
                return _without_plea(pack, words[:at])
    return words


def _starts(phrase: WordGraph, words: Sequence[str]) -> list[int]:
    firsts = {phrase.nodes[i].text for i in phrase.first}
    return [at for at, word in enumerate(words) if word in firsts]
