"""Mistakes in ritual and deck files, each told as a sentence that says where and what."""

import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from config.errors import ConfigError


class RitualError(ConfigError):
    """Everything that is wrong with ritual or deck files, a sentence each."""


class Faults:
    """Collects what is wrong with one file, so that all of it is told at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[str] = []

    def add(self, place: str, sentence: str) -> None:
        """Note a mistake; `place` is "" for the file as a whole."""
        where = f"{self.path.parent.name}/{self.path.name}"
        self.problems.append(f"{where}{', ' if place else ''}{place}: {sentence}")

    def keys(self, place: str, given: Iterable[str], known: Iterable[str]) -> None:
        """Tell every key that nobody knows."""
        known = list(known)
        for key in given:
            if key not in known:
                self.add(place, f"there is no '{key}' here.{guess(key, known)}")


def guess(word: str, known: Iterable[str]) -> str:
    """ " Did you mean 'ask'?", or nothing if no known word is near."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f" Did you mean '{near[0]}'?" if near else ""


_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The one of libyaml, which PyYAML's wheels bring, is eight times as fast."""


class _Plain(_Base):  # type: ignore[misc]
    """Every value stays the text that was written: 20:30 is no number and "on" is no truth."""


def _mapping(loader: _Plain, node: yaml.MappingNode, deep: bool = False) -> dict[str, Any]:
    seen: set[str] = set()
    for key, _ in node.value:
        if key.value in seen:
            raise yaml.MarkedYAMLError(
                problem=f"'{key.value}' is written twice", problem_mark=key.start_mark
            )
        seen.add(key.value)
    return {
        str(loader.construct_object(key, deep=True)): loader.construct_object(value, deep=True)
        for key, value in node.value
    }


_Plain.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_yaml(path: Path, faults: Faults) -> dict[str, Any]:
    """The file's content, all values as text; {} with a fault if it cannot be read."""
    try:
        # Checked above: _Plain is yaml's most harmless loader, it makes text, lists and mappings.
        content = yaml.load(path.read_text(encoding="utf-8"), _Plain)
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}" if error.problem_mark else ""
        faults.add(line, f"{error.problem or 'this is not YAML'}.")
        return {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        faults.add("", f"it cannot be read ({error}).")
        return {}
    if not isinstance(content, dict):
        faults.add("", "it must be a list of names with values, like 'title: Tonight's question'.")
        return {}
    return content
