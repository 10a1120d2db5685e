"""On which line of a TOML file a setting stands, so that a complaint can point at it."""

import re

Path = tuple[str | int, ...]

_PART = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
_DOTTED = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(rf"\s*({_DOTTED})\s*=(.*)$")


def line_of(text: str, path: Path) -> int | None:
    """The line (from 1) where the setting at `path` stands, or the nearest thing around it.

    A path is keys and, inside lists, numbers from 0. None if nothing of it is in the file.
    """
    places = _places(text)
    for length in range(len(path), 0, -1):
        if path[:length] in places:
            return places[path[:length]]
    return None


def _places(text: str) -> dict[Path, int]:
    places: dict[Path, int] = {}
    tables: dict[Path, int] = {}
    here: Path = ()
    inside = ""  # the quotes of a text that runs over several lines
    for number, line in enumerate(text.split("\n"), start=1):
        if inside:
            inside = inside if line.count(inside) % 2 == 0 else ""
        elif header := _HEADER.match(line):
            here = _table(_parts(header[2]), header[1] == "[[", tables)
            _note(places, here, number)
        elif key := _KEY.match(line):
            _note(places, here + _parts(key[1]), number)
            inside = _left_open(key[2])
    return places


def _table(parts: Path, repeated: bool, tables: dict[Path, int]) -> Path:
    """The table's path with a number for every [[repeated]] table on the way."""
    path: Path = ()
    for depth, part in enumerate(parts, start=1):
        path += (part,)
        if repeated and depth == len(parts):
            tables[path] = tables.get(path, -1) + 1
        if path in tables:
            path += (tables[path],)
    return path


def _note(places: dict[Path, int], path: Path, number: int) -> None:
    for length in range(1, len(path) + 1):
        places.setdefault(path[:length], number)


def _left_open(value: str) -> str:
    for quotes in ('"""', "'''"):
        if value.count(quotes) % 2:
            return quotes
    return ""


def _parts(dotted: str) -> Path:
    return tuple(part.strip("\"'") for part in re.findall(_PART, dotted))
