"""Which variant of a line is said, and the names and numbers in it."""

import re
from collections.abc import Mapping
from zlib import crc32

from assistant.rituals.ritual import Lines
from intents.numbers import number_words

_GAP = re.compile(r"\{(\w+)\}")


def choose(lines: Lines, names: Mapping[str, str], brief: bool, turn: int, key: str) -> str:
    """The variant for this time, with the names in it; "" if there is no such line.

    `turn` counts up: a line with several variants goes through all of them before one comes again.
    """
    pool = lines.short if brief and lines.short else lines.full
    possible = [line for line in pool if not _missing(line, names)] or list(lines.nameless)
    if not possible:
        return ""
    line = possible[(turn + crc32(key.encode())) % len(possible)]
    return _GAP.sub(lambda gap: names.get(gap[1], gap[0]), line)


def _missing(line: str, names: Mapping[str, str]) -> bool:
    return any(gap in names and not names[gap] for gap in _GAP.findall(line))


def minutes_from(duration: str) -> int | None:
    """The minutes in a slot such as "10m" or "1h"; None if it says nothing usable."""
    number, unit = duration[:-1], duration[-1:]
    if not number.isdigit() or unit not in ("m", "h"):
        return None
    return int(number) * (60 if unit == "h" else 1)


def spoken_minutes(minutes: int) -> str:
    """A length of time in words, as the voice says it."""
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append("an hour" if hours == 1 else f"{number_words(hours)} hours")
    if rest or not hours:
        parts.append("a minute" if rest == 1 else f"{number_words(rest)} minutes")
    return " and ".join(parts)
