"""The example file: every setting with its help, written from settings.py."""

import json
import textwrap
from pathlib import Path

from config.fields import PERSONS, Field, fields, ritual_fields

FILE = Path(__file__).parent / "example.toml"

_HEAD = """\
# Every setting of the house with its default. Copy what you want to change into settings.toml
# in the house's folder; what is left out keeps its default. The page writes the same file.
"""


def text() -> str:
    """What config/example.toml must contain."""
    parts = [_HEAD]
    room = ""
    for each in fields():
        # Lists of tables come last in TOML, after the plain settings of their group.
        if each.room.startswith("household.partners"):
            continue
        if each.room != room:
            room = each.room
            parts.append(f"\n[{room}]\n")
        parts.append(_entry(each))
        if each.name == "household.keep_deep":
            parts += _partners()
    parts.append("\n# A ritual's settings stand under its name; without them its own file holds.\n")
    parts.append("[rituals.tonights_question]\n")
    parts += [_entry(each) for each in ritual_fields("tonights_question")]
    return "".join(parts)


_EXAMPLES = {"time": "21:30", "days": "mon-fri", "decimal": 2.5}


def _partners() -> list[str]:
    parts: list[str] = []
    for person in PERSONS:
        parts.append(f"\n# Partner {person}.\n[[household.partners]]\n")
        room = f"household.partners.{person}"
        parts += [_entry(each) for each in fields() if each.room == room]
    return parts


def _entry(each: Field) -> str:
    key = each.name.rpartition(".")[2]
    notes = textwrap.wrap(f"{each.help}{_limits(each)}", 96)
    if each.optional:
        value = f"# {key} = {_toml(_EXAMPLES.get(each.kind, True))}"
    else:
        value = f"{key} = {_toml(each.default)}"
    return "".join(f"# {note}\n" for note in notes) + f"{value}\n"


def _limits(each: Field) -> str:
    if each.choices:
        return f" One of: {', '.join(each.choices)}."
    if each.kind in ("number", "decimal") and each.least is not None and each.most is not None:
        return f" From {each.least:g} to {each.most:g}."
    return ""


def _toml(value: object) -> str:
    # JSON's texts, numbers, switches and lists are TOML's too.
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
