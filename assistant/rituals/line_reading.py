"""Lines as they are written in a file, and the rules that each of them keeps."""

import re
from typing import Any

from assistant.rituals.faults import Faults
from assistant.rituals.ritual import Lines

LONGEST_LINE = 25
LONGEST_NUDGE = 15

NAMES = ("A", "B")
GAPS = (*NAMES, "drawn", "day", "time", "when", "minutes", "waiting")
"""What may stand in braces; understood by the house, not by the reader of a file."""


def read_lines(place: str, given: Any, faults: Faults) -> Lines:
    """One line in its variants: a text, a list, or full, short and nameless lists."""
    if isinstance(given, dict):
        faults.keys(place, given, ("full", "short", "nameless"))
        parts = {key: texts(place, given.get(key, []), faults) for key in given}
        lines = Lines(**{key: parts.get(key, ()) for key in ("full", "short", "nameless")})
    else:
        lines = Lines(texts(place, given, faults))
    if not lines:
        faults.add(place, "there are no words.")
    for sentence in mistakes(lines, longest_of(place)):
        faults.add(place, sentence)
    return lines


def longest_of(key: str) -> int:
    """How many words this kind of line may have."""
    return LONGEST_NUDGE if key.endswith("nudge") else LONGEST_LINE


def mistakes(lines: Lines, longest: int) -> list[str]:
    """What is wrong with the lines, a sentence each."""
    found = [sentence for line in lines.all() for sentence in _of_one(line, longest)]
    named = [line for line in (*lines.full, *lines.short) if any(_has(line, one) for one in NAMES)]
    if named and not lines.nameless:
        found.append(f"'nameless' is missing, for homes without names: \"{named[0]}\"")
    return found


def _of_one(line: str, longest: int) -> list[str]:
    found = []
    if not line.strip():
        return ["there are no words."]
    if (words := len(line.split())) > longest:
        found.append(f'{words} words are too many for one breath ({longest}): "{line}"')
    if not line.endswith((".", "?", "!", "{drawn}")):
        # In [a, b] a comma inside a line cuts it in two; half a line has no end.
        found.append(f'a line ends with a full stop or a question mark: "{line}"')
    for gap in re.findall(r"\{([^}]*)\}", line):
        if gap not in GAPS:
            found.append(f'nothing is known that could stand for "{{{gap}}}": "{line}"')
    return found


def _has(line: str, gap: str) -> bool:
    return f"{{{gap}}}" in line


def texts(place: str, given: Any, faults: Faults) -> tuple[str, ...]:
    """A line, or a list of lines."""
    many = [given] if isinstance(given, str) else given
    if not isinstance(many, list) or not all(isinstance(one, str) for one in many):
        faults.add(place, "it must be a line, or a list of lines with a dash before each.")
        return ()
    return tuple(many)
