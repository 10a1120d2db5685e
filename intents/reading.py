"""Reading a language folder: every fault with its file and intent, before anything is heard."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import yaml
from hassil.errors import HassilError
from hassil.expression import Expression
from hassil.parse_expression import parse_sentence
from hassil.parser import ParseError

from config.errors import HouseError
from intents.graph import TemplateFault

_SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one of libyaml, which PyYAML's wheels bring, is eight times as fast."""

_SEAMS = tuple("[(<{")
_ENDS = tuple("])>}")


class LanguageBroken(HouseError):
    """A language folder cannot be used; the sentence names the file and the intent."""


@dataclass(frozen=True, slots=True)
class Source:
    """One block of sentence templates, as written."""

    file: str
    topic: str
    intent: str
    sentences: tuple[str, ...]
    slots: Mapping[str, str]
    only_in: frozenset[str] | None
    closely: bool = False


@dataclass(frozen=True, slots=True)
class Shared:
    """Lists and rules that a template may use."""

    lists: Mapping[str, tuple[tuple[str, str | None], ...]]
    rules: Mapping[str, str]


def folder(code: str) -> Traversable:
    """The folder of a language that ships with the house. Raises LanguageBroken if none is."""
    here = resources.files("intents") / "languages" / code
    if not here.is_dir():
        raise LanguageBroken(f"There is no language '{code}' in intents/languages.")
    return here


def read_yaml(file: Traversable) -> Any:
    """The content of a YAML file. Raises LanguageBroken with its name and line."""
    try:
        return yaml.load(file.read_text(encoding="utf-8"), _SAFE)
    except FileNotFoundError as missing:
        raise LanguageBroken(f"{file.name} is missing.") from missing
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        mark = getattr(fault, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise LanguageBroken(f"{file.name}{line}: this is not valid YAML.") from fault


def read_sentences(place: Traversable) -> tuple[list[Source], dict[str, Shared]]:
    """All blocks of the folder's `sentences`, and for each file what its templates may use."""
    files = sorted((f for f in place.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    pages = {f.name: _page(f.name, read_yaml(f)) for f in files}
    common = _shared("common.yaml", pages.pop("common.yaml", {}))
    sources: list[Source] = []
    shared: dict[str, Shared] = {}
    for name, page in pages.items():
        own = _shared(name, page)
        shared[name] = Shared({**common.lists, **own.lists}, {**common.rules, **own.rules})
        sources += _blocks(name, page)
    return sources, shared


def _page(name: str, page: Any) -> Mapping[str, Any]:
    if not isinstance(page, dict):
        raise LanguageBroken(f"{name}: this should be a table of topic and intents.")
    return page


def _shared(name: str, page: Mapping[str, Any]) -> Shared:
    try:
        lists = {
            key: tuple((str(v["in"]), str(v["out"]) if "out" in v else None) for v in values)
            for key, values in page.get("lists", {}).items()
        }
    except (KeyError, TypeError, AttributeError) as fault:
        raise LanguageBroken(f"{name}: each list value needs an 'in'.") from fault
    return Shared(lists, {k: str(v) for k, v in page.get("expansion_rules", {}).items()})


def _blocks(name: str, page: Mapping[str, Any]) -> Iterator[Source]:
    intents = page.get("intents")
    if not isinstance(intents, dict) or not isinstance(page.get("topic"), str):
        raise LanguageBroken(f"{name}: 'topic' or 'intents' is missing.")
    for intent, blocks in intents.items():
        where = f"{name}, {intent}"
        if not isinstance(blocks, list) or not blocks:
            raise LanguageBroken(f"{where}: this should be a list of blocks with sentences.")
        for block in blocks:
            yield _block(name, where, page["topic"], str(intent), block)


def _block(name: str, where: str, topic: str, intent: str, block: Any) -> Source:
    if not isinstance(block, dict) or not isinstance(block.get("sentences"), list):
        raise LanguageBroken(f"{where}: a block needs 'sentences'.")
    extra = set(block) - {"sentences", "slots", "in", "closely"}
    if extra:
        raise LanguageBroken(f"{where}: '{min(extra)}' is not known here.")
    if not all(isinstance(s, str) and s.strip() for s in block["sentences"]):
        raise LanguageBroken(f"{where}: each sentence must be words in quotation marks.")
    slots = {str(k): str(v) for k, v in (block.get("slots") or {}).items()}
    only_in = frozenset(block["in"]) if "in" in block else None
    closely = block.get("closely") is True
    return Source(name, topic, intent, tuple(block["sentences"]), slots, only_in, closely)


def parse(template: str) -> Expression:
    """One template, parsed by hassil. Raises TemplateFault when it is not well formed."""
    for before, after in itertools.pairwise(template):
        if (before.isalnum() and after in _SEAMS) or (before in _ENDS and after.isalnum()):
            raise TemplateFault(f"write whole words, not parts of words, in: {template}")
    try:
        return parse_sentence(template).expression
    except (ParseError, HassilError, AssertionError, IndexError) as fault:
        raise TemplateFault(f"the brackets do not fit in: {template}") from fault
