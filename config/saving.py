"""The settings file, written whole or not at all, with its owner's comments kept."""

import contextlib
import os
import stat
import tempfile
import threading
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT

from config.errors import ConfigError, HouseError
from config.fields import PERSONS, Field, field, guess
from config.loading import load, parse, read
from config.problems import check, dotted
from config.settings import Partner, RitualPlan, Settings

_saving = threading.Lock()


def save(path: Path, settings: Settings) -> None:
    """Write the settings to the file, atomically and with its comments.

    Only what differs from the defaults, or was there before, is written. Raises HouseError with
    a sentence if it cannot be written, ConfigError if the file on disk has mistakes in it; either
    way the old file stays whole.
    """
    with _saving:
        _save(path, settings)


def update(path: Path, changes: Mapping[str, str]) -> Settings:
    """Read the file, apply a form's changes, save it, and return what now holds.

    Two threads doing this at once lose nothing. Raises as `changed` and `save` do.
    """
    with _saving:
        settings = changed(load(path), changes)
        _save(path, settings)
        return settings


def changed(settings: Settings, changes: Mapping[str, str]) -> Settings:
    """The settings with a form's changes: dotted names and what was typed.

    A switch is "on" or anything else for off; names are written with commas, lines one below the
    other; an empty text gives an optional setting back to its default. Raises ConfigError with
    every problem at once.
    """
    data = settings.model_dump(mode="json", exclude_none=True)
    problems: list[str] = []
    for name, typed in changes.items():
        described = field(name)
        if described is None:
            problems.append(f"{name}: there is no such setting. {guess(name)}".rstrip())
            continue
        try:
            _put(data, name, _value(described, typed.strip()))
        except ValueError as error:
            problems.append(f"{name}: {error}")
    new, faults = check(data)
    problems += [f"{dotted(place)}: {sentence}" for place, sentence in faults]
    if new is None or problems:
        raise ConfigError(problems)
    return new


def _value(described: Field, typed: str) -> object:
    if described.optional and not typed:
        return None
    if described.kind == "switch":
        return typed.lower() in ("on", "true", "yes", "1")
    if described.kind in ("names", "lines"):
        listed = typed.split("," if described.kind == "names" else "\n")
        return [each.strip() for each in listed if each.strip()]
    if described.kind in ("number", "decimal"):
        try:
            return int(typed) if described.kind == "number" else float(typed.replace(",", "."))
        except ValueError:
            wanted = "a whole number" if described.kind == "number" else "a number"
            raise ValueError(f'it must be {wanted}, and "{typed}" is not') from None
    return typed


def _put(data: dict[str, Any], name: str, value: object) -> None:
    *rooms, leaf = name.split(".")
    here: Any = data
    for room in rooms:
        listed = isinstance(here, list)
        here = here[PERSONS.index(room)] if listed else here.setdefault(room, {})
    if value is None:
        here.pop(leaf, None)
    else:
        here[leaf] = value


def _save(path: Path, settings: Settings) -> None:
    old = read(path)
    parse(old)
    document = tomlkit.parse(old)
    values = settings.model_dump(mode="json")
    # A ritual that has nothing of its own any more is not in the settings, but still on file.
    gone = dict.fromkeys(document.get("rituals", {}), RitualPlan().model_dump())
    values["rituals"] = gone | values["rituals"]
    _merge(document, values, Settings().model_dump(mode="json"))
    new = tomlkit.dumps(document)
    if parse(new) != settings:
        raise HouseError(f"{path} could not be changed as asked; it was left as it is.")
    if new != old:
        _write(path, new)


def _merge(table: MutableMapping[str, Any], values: Any, defaults: Any) -> None:
    for key, value in values.items():
        default = defaults.get(key)
        if isinstance(value, dict):
            _merge_group(table, key, value, default or {})
        elif key == "partners":
            _merge_partners(table, value)
        elif value is None:
            table.pop(key, None)
        elif key in table or value != default:
            _set(table, key, value)


def _merge_group(table: MutableMapping[str, Any], key: str, value: Any, default: Any) -> None:
    there = key in table
    group = table[key] if there else tomlkit.table()
    _merge(group, value, default)
    if not there and group:
        table[key] = group


def _merge_partners(household: MutableMapping[str, Any], partners: list[dict[str, Any]]) -> None:
    blank = Partner().model_dump(mode="json")
    if "partners" not in household:
        if all(partner == blank for partner in partners):
            return
        household["partners"] = tomlkit.aot()
    listed = household["partners"]
    while len(listed) < len(partners):
        listed.append(tomlkit.table() if isinstance(listed, AoT) else tomlkit.inline_table())
    for there, partner in zip(listed, partners, strict=False):
        # The name is written even when it is empty: an empty [[table]] would puzzle its reader.
        _merge(there, partner, blank | {"name": None})


def _set(table: MutableMapping[str, Any], key: str, value: object) -> None:
    there: Any = table.get(key)
    if (there.unwrap() if hasattr(there, "unwrap") else there) != value:
        item = tomlkit.item(value)
        if hasattr(there, "trivia"):
            item.trivia.comment = there.trivia.comment
            item.trivia.comment_ws = there.trivia.comment_ws
        table[key] = item


def _write(path: Path, text: str) -> None:
    target = path.resolve()  # a link stays a link
    if target.exists() and not target.stat().st_mode & stat.S_IWUSR:
        raise HouseError(f"{path} is read-only, so the change was not saved.")
    try:
        _replace(target, text)
    except OSError as error:
        raise HouseError(
            f"{path} could not be saved: {error.strerror or error}. The old settings are kept."
        ) from error


def _replace(target: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            draft.chmod(stat.S_IMODE(target.stat().st_mode))
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    # Some systems cannot open a folder; the file itself is already safe there.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
