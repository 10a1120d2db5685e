"""Entries as a text to read, as JSON or as a table, for the couple to take away."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import date, datetime
from itertools import groupby

from assistant.journal.entry import Entry

FORMAT = "hearthside journal"


def as_text(entries: Iterable[Entry], names: Mapping[str, str]) -> str:
    """A page to read: the oldest first, a heading for each day. `names` maps "one" and "two"."""
    parts = []
    for day, those in groupby(_oldest_first(entries), key=lambda entry: entry.day):
        lines = "".join(_line(entry, names) for entry in those)
        parts.append(f"{day:%A}, {day.day} {day:%B %Y}\n{lines}")
    return "\n".join(parts)


def as_json(entries: Iterable[Entry]) -> str:
    """Every field of every entry, the oldest first; times with their offset."""
    told = [asdict(entry) for entry in _oldest_first(entries)]
    whole = {"format": FORMAT, "version": 1, "entries": told}
    return json.dumps(whole, indent=2, ensure_ascii=False, default=_moment) + "\n"


def as_csv(entries: Iterable[Entry]) -> str:
    """A table with a heading, for a spreadsheet; the oldest first."""
    table = io.StringIO(newline="")
    writer = csv.DictWriter(table, [field.name for field in fields(Entry)])
    writer.writeheader()
    for entry in _oldest_first(entries):
        writer.writerow({name: _cell(value) for name, value in asdict(entry).items()})
    return table.getvalue()


def as_markdown(
    entries: Iterable[Entry], names: Mapping[str, str], kinds: Mapping[str, str], title: str
) -> str:
    """A book in Markdown: a heading for each month and day, the oldest first.

    `kinds` gives each kind of entry its name; what somebody said never becomes markup.
    """
    parts = [f"# {_unmarked(title)}\n"]
    for (year, month), those in groupby(
        _oldest_first(entries), lambda e: (e.day.year, e.day.month)
    ):
        parts.append(f"## {date(year, month, 1):%B} {year}\n")
        for day, lines in groupby(those, key=lambda entry: entry.day):
            parts.append(f"### {day:%A}, {day.day} {day:%B}\n")
            parts += [_paragraph(entry, names, kinds) for entry in lines]
    return "\n".join(parts)


def _paragraph(entry: Entry, names: Mapping[str, str], kinds: Mapping[str, str]) -> str:
    people = [names[who] for who in (entry.by, entry.to) if who and names.get(who)]
    about = ", ".join([kinds.get(entry.kind, entry.kind), " → ".join(people), f"{entry.at:%H:%M}"])
    text = _unmarked(" ".join(entry.text.split()))
    return f"{text}  \n*{_unmarked(about.replace(', ,', ','))}*\n"


def _unmarked(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#+!|~-])", r"\\\1", text)


def _oldest_first(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.day, entry.at, entry.id))


def _line(entry: Entry, names: Mapping[str, str]) -> str:
    who = names.get(entry.by or "", "")
    whom = names.get(entry.to or "", "")
    between = f", {who}" if who else ""
    between += f" to {whom}" if whom else ""
    quality = f" ({entry.quality})" if entry.quality else ""
    return f"  {entry.at:%H:%M}  {entry.kind}{between}: {entry.text}{quality}\n"


def _cell(value: object) -> object:
    if isinstance(value, tuple):
        return " ".join(value)
    return _moment(value) if isinstance(value, date) else value


def _moment(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(value)
