"""What the house asks of a question before it reads it to two people."""

import difflib
from collections.abc import Iterable

from assistant.dashboard.page import the_words

MOST_WORDS = 20
ALIKE = 0.9


def problem_with(text: str, known: Iterable[str]) -> str:
    """Which rule it breaks, as a key of the words; "" if it can be asked."""
    if not text:
        return "empty"
    if len(text.split()) > MOST_WORDS or len(text) > 300:
        return "long"
    if not text.endswith("?"):
        return "no_question"
    openings = the_words().many("questions.yes_or_no")
    if text.split()[0].casefold() in openings:
        return "yes_or_no"
    plain = text.casefold()
    if any(_alike(plain, other.casefold()) for other in known):
        return "known"
    return ""


def _alike(one: str, other: str) -> bool:
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return (
        matcher.real_quick_ratio() > ALIKE
        and matcher.quick_ratio() > ALIKE
        and (matcher.ratio() > ALIKE)
    )
