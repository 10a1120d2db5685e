"""Every setting, described: what the page's form, the example file and the checks go by."""

import difflib
import types
import typing
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le, MaxLen
from pydantic.fields import FieldInfo

from config.checks import Kind
from config.settings import Partner, Partners, RitualPlan, Room, Settings

PERSONS = ("one", "two")
"""How the two partners are called in the names of settings: household.partners.one.name."""


@dataclass(frozen=True, slots=True)
class Field:
    """One setting."""

    name: str
    """Its dotted name, such as "speaking.rate"."""

    help: str
    kind: str
    """"text", "number", "decimal", "switch", "choice", "names", "lines", "time", "days", "zone"
    or "wake phrase". Names and lines are lists; in a form names are written with commas, and
    each of the lines on a line of its own."""

    default: object
    least: float | None = None
    most: float | None = None
    """Limits of a number; for a text, `most` is the greatest length."""

    choices: tuple[str, ...] = ()
    optional: bool = False
    """Whether it may be left empty, meaning "as the ritual's own file says"."""

    @property
    def room(self) -> str:
        """The group it belongs to: the name without its last part."""
        return self.name.rpartition(".")[0]

    @property
    def label(self) -> str:
        """Its last part as words: "Wake phrase"."""
        return self.name.rpartition(".")[2].replace("_", " ").capitalize()


def fields() -> list[Field]:
    """Every setting but the rituals', in the order of the file."""
    return _of_room(Settings, "")


def ritual_fields(ritual: str) -> list[Field]:
    """The settings of one ritual: "rituals.<ritual>.time", ".days" and ".on"."""
    return _of_room(RitualPlan, f"rituals.{ritual}.")


def field(name: str) -> Field | None:
    """The setting of this dotted name, a ritual's too. None if there is none."""
    parts = name.split(".")
    known = ritual_fields(parts[1]) if parts[0] == "rituals" and len(parts) == 3 else fields()
    return next((each for each in known if each.name == name), None)


def guess(wrong: str) -> str:
    """What somebody who wrote this dotted name may have meant, as a sentence, or ""."""
    room, _, leaf = wrong.rpartition(".")
    names = [each.name for each in fields()]
    if room.startswith("rituals."):
        names = [each.name for each in ritual_fields(room.partition(".")[2])]
    inside = f"{room}." if room else ""
    beside = {
        name.removeprefix(inside).partition(".")[0] for name in names if name.startswith(inside)
    } | ({"rituals"} if not room else set())
    if near := difflib.get_close_matches(leaf, sorted(beside), n=1, cutoff=0.55):
        return f"Did you mean '{near[0]}'?"
    if same := [name for name in names if name.rpartition(".")[2] == leaf]:
        return f"Did you mean '{same[0]}'?"
    return f"There are: {', '.join(sorted(beside))}." if beside else ""


def _of_room(room: type[Room], prefix: str) -> list[Field]:
    found: list[Field] = []
    for name, info in room.model_fields.items():
        annotation = info.annotation
        if isinstance(annotation, type) and issubclass(annotation, Room):
            found += _of_room(annotation, f"{prefix}{name}.")
        elif annotation == typing.get_args(Partners)[0]:
            for person in PERSONS:
                found += _of_room(Partner, f"{prefix}{name}.{person}.")
        elif typing.get_origin(annotation) is not dict:
            found.append(_describe(f"{prefix}{name}", info))
    return found


def _describe(name: str, info: FieldInfo) -> Field:
    core, marks, optional = _unwrap(info.annotation, list(info.metadata))
    limits: dict[str, Any] = {}
    kind = _KINDS.get(core, "text")
    for mark in marks:
        if isinstance(mark, Kind):
            kind = mark.name
        elif isinstance(mark, Ge):
            limits["least"] = mark.ge
        elif isinstance(mark, Le):
            limits["most"] = mark.le
        elif isinstance(mark, MaxLen):
            limits["most"] = mark.max_length
    if typing.get_origin(core) is Literal:
        kind, limits["choices"] = "choice", typing.get_args(core)
    elif typing.get_origin(core) is tuple and kind == "text":
        kind = "names"
    return Field(name, info.description or "", kind, info.default, optional=optional, **limits)


_KINDS: dict[Any, str] = {bool: "switch", int: "number", float: "decimal"}


def _unwrap(annotation: Any, marks: list[Any]) -> tuple[Any, list[Any], bool]:
    """The plain type inside Annotated and `| None`, with every mark on the way."""
    optional = False
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        optional = True
        annotation = next(a for a in typing.get_args(annotation) if a is not type(None))
    while typing.get_origin(annotation) is Annotated:
        annotation, *more = typing.get_args(annotation)
        marks += more
    return annotation, marks, optional
