"""Everything that the house says: replies, ritual lines and the deck, as plain sentences."""

import re
from collections.abc import Iterator
from dataclasses import fields
from itertools import zip_longest

from assistant.rituals import SHIPPED, read_deck, read_rituals
from assistant.rituals.ritual import Lines, Step
from intents.language import LanguagePack, PartnerNames, load_pack

GAPS = {"A": "Maya", "B": "Sam", "to": "Sam", "by": "Maya", "text": "making dinner on Tuesday"}
"""What stands in a line's gaps; any other gap is left out."""


def own_lines() -> list[str]:
    """Each line once, kinds taking turns, so that the first hundred hold some of each."""
    pack = load_pack("en", [PartnerNames("Maya", "", ()), PartnerNames("Sam", "", ())])
    kinds = (_replies(pack), _ritual_lines(), (one.text for one in read_deck().questions))
    turns = (line for turn in zip_longest(*kinds) for line in turn if line)
    return list(dict.fromkeys(_filled(line) for line in turns))


def _replies(pack: LanguagePack) -> Iterator[str]:
    for variants in pack.replies.values():
        yield from variants


def _ritual_lines() -> Iterator[str]:
    for ritual in read_rituals(SHIPPED)[0].values():
        for step in ritual.steps:
            yield from _lines_of(step)
        for lines in ritual.words.values():
            yield from lines.all()


def _lines_of(step: Step) -> Iterator[str]:
    for each in fields(step):
        value = getattr(step, each.name)
        if isinstance(value, Lines):
            yield from value.all()


def _filled(line: str) -> str:
    return " ".join(re.sub(r"\{(\w+)\}", lambda gap: GAPS.get(gap[1], ""), line).split())
