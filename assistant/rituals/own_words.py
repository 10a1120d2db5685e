"""The couple's own wording of the rituals' lines, and the steps they leave out: one file of theirs.

For the page. `lines` and `steps` tell what there is; `save`, `reset` and `switch` change it.
A line's id is "ritual.step.key", as in "tonights_question.ready.say".
"""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from assistant.rituals.faults import Faults, RitualError, read_yaml
from assistant.rituals.line_reading import longest_of, mistakes, read_lines
from assistant.rituals.reading import LINES
from assistant.rituals.ritual import Lines, Ritual, Step

TOP = ("lines", "steps")


@dataclass(frozen=True, slots=True)
class EditableLine:
    """One line of a ritual."""

    id: str
    step: str
    key: str
    """say, nudge, announce …"""

    ours: Lines
    """As it comes with the house."""

    own: Lines
    """The couple's own wording; empty if they have none."""

    longest: int
    """How many words it may have."""


@dataclass(frozen=True, slots=True)
class EditableStep:
    """One step of a ritual, in the order in which they come."""

    name: str
    kind: str
    optional: bool
    """Whether it may be left out."""

    on: bool


class OwnWords:
    """Reads and writes the file. Every call reads it anew: the page and the voice share it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def problems(self) -> tuple[str, ...]:
        """What is wrong with the file; lines with mistakes are passed over, the others count."""
        return tuple(self._read()[1])

    def applied(self, ritual: Ritual) -> Ritual:
        """The ritual with the couple's own wording and without the steps they leave out."""
        content, _ = self._read()
        lines, steps = content["lines"], content["steps"]
        if not lines and not steps:
            return ritual
        return replace(
            ritual, steps=tuple(_applied(ritual, step, lines, steps) for step in ritual.steps)
        )

    def lines(self, ritual: Ritual) -> list[EditableLine]:
        """Every line of a ritual as it comes with the house, with the couple's own beside it."""
        own = self._read()[0]["lines"]
        return [
            EditableLine(id, step.name, key, ours, own.get(id, Lines()), longest_of(key))
            for step in ritual.steps
            for key in LINES
            if (ours := getattr(step, key)) and (id := _id(ritual, step, key))
        ]

    def steps(self, ritual: Ritual) -> list[EditableStep]:
        """Every step, and whether it is on."""
        own = self._read()[0]["steps"]
        return [
            EditableStep(
                step.name,
                step.kind,
                step.optional,
                own.get(f"{ritual.name}.{step.name}", not step.off),
            )
            for step in ritual.steps
        ]

    def save(self, ritual: Ritual, id: str, variants: list[str], nameless: list[str]) -> None:
        """Say these instead from now on, also after an update.

        Without `nameless` the house's own stay for homes without names. Raises RitualError with a
        sentence for every mistake; nothing is changed then.
        """
        ours = _line(ritual, id)
        said = tuple(" ".join(one.split()) for one in variants if one.strip())
        plain = tuple(" ".join(one.split()) for one in nameless if one.strip())
        lines = Lines(said, (), plain or ours.nameless)
        wrong = ["there are no words."] if not said else mistakes(lines, longest_of(id))
        if wrong:
            raise RitualError(wrong)
        self._write(lambda content: content["lines"].update({id: lines}))

    def reset(self, id: str) -> None:
        """Say what the house says by itself."""
        self._write(lambda content: content["lines"].pop(id, None))

    def switch(self, ritual: Ritual, step: str, on: bool) -> None:
        """Leave an optional step out, or take it in. Raises RitualError if it may not be left."""
        found = next((one for one in ritual.steps if one.name == step), None)
        if found is None or not found.optional:
            raise RitualError([f"'{step}' is no step of {ritual.title} that may be left out."])
        self._write(lambda content: content["steps"].update({f"{ritual.name}.{step}": on}))

    def _read(self) -> tuple[dict[str, dict[str, Any]], list[str]]:
        found: dict[str, dict[str, Any]] = {"lines": {}, "steps": {}}
        if not self._path.exists():
            return found, []
        faults = Faults(self._path)
        content = read_yaml(self._path, faults)
        faults.keys("", content, TOP)
        for id, given in _part(content, "lines", faults).items():
            one = Faults(self._path)
            lines = read_lines(id, given, one)
            faults.problems += one.problems
            if not one.problems:
                found["lines"][id] = lines
        for name, given in _part(content, "steps", faults).items():
            if given in ("on", "off"):
                found["steps"][name] = given == "on"
            else:
                faults.add(name, f"'{given}' is neither on nor off.")
        return found, faults.problems

    def _write(self, change: Any) -> None:
        """Put the changed file in the place of the old one, whole or not at all."""
        content, problems = self._read()
        if problems:
            # What they wrote by hand and we cannot read must not be lost.
            raise RitualError(problems)
        change(content)
        written = {
            "lines": {id: _plain(lines) for id, lines in sorted(content["lines"].items())},
            "steps": {name: "on" if on else "off" for name, on in sorted(content["steps"].items())},
        }
        text = yaml.safe_dump(written, allow_unicode=True, sort_keys=False, width=100)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=self._path.parent, prefix=f".{self._path.name}")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(draft).replace(self._path)
        except OSError:
            Path(draft).unlink(missing_ok=True)
            raise


def _plain(lines: Lines) -> dict[str, list[str]]:
    parts = {"full": lines.full, "short": lines.short, "nameless": lines.nameless}
    return {key: list(many) for key, many in parts.items() if many}


def _part(content: Mapping[str, Any], key: str, faults: Faults) -> dict[str, Any]:
    part = content.get(key, {})
    if isinstance(part, dict):
        return part
    faults.add(key, "it must be a list of names with values.")
    return {}


def _id(ritual: Ritual, step: Step, key: str) -> str:
    return f"{ritual.name}.{step.name}.{key}"


def _line(ritual: Ritual, id: str) -> Lines:
    for step in ritual.steps:
        for key in LINES:
            if _id(ritual, step, key) == id and getattr(step, key):
                lines: Lines = getattr(step, key)
                return lines
    raise RitualError([f"There is no line '{id}'."])


def _applied(
    ritual: Ritual, step: Step, lines: Mapping[str, Lines], steps: Mapping[str, bool]
) -> Step:
    own: dict[str, Any] = {
        key: lines[id]
        for key in LINES
        if (id := _id(ritual, step, key)) in lines and getattr(step, key)
    }
    if "say" in own and step.draws != "feelings" and not _shows_what_is_drawn(own["say"]):
        own["draws"] = ""  # their own line comes before the decks'
    on = steps.get(f"{ritual.name}.{step.name}", not step.off) or not step.optional
    return replace(step, **own, off=not on)


def _shows_what_is_drawn(lines: Lines) -> bool:
    return any("{drawn}" in line for line in lines.all())
