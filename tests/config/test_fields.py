"""Every setting, described."""

import tomllib
import types
from collections.abc import Iterator

import pytest

from config import Settings, changed, fields, ritual_fields
from config.example import FILE, text
from config.fields import Field, field
from config.loading import parse
from config.settings import Room


@pytest.mark.parametrize("each", fields() + ritual_fields("x"), ids=lambda each: each.name)
def test_every_setting_has_a_help_text_in_plain_words(each: Field):
    """The form and the example file show it."""
    assert each.help.endswith((".", '"', ")")), each.help
    assert len(each.help) <= 120


def test_no_setting_is_left_out():
    """A new field shows up everywhere unasked."""

    def leaves(values: object, prefix: str) -> Iterator[str]:
        if isinstance(values, dict):
            for key, value in values.items():
                yield from leaves(value, f"{prefix}.{key}" if prefix else key)
        elif isinstance(values, list) and values and isinstance(values[0], dict):
            for person, value in zip(("one", "two"), values, strict=True):
                yield from leaves(value, f"{prefix}.{person}")
        else:
            yield prefix

    everything = leaves(Settings().model_dump(mode="json", exclude={"rituals"}), "")
    assert sorted(everything) == sorted(each.name for each in fields())


def test_a_number_knows_its_limits_and_a_choice_its_choices():
    """The form cannot offer what the checks would refuse."""
    rate, engine = field("speaking.rate"), field("speaking.engine")
    assert rate is not None and engine is not None
    assert ("number", 130, 220, 165) == (rate.kind, rate.least, rate.most, rate.default)
    assert ("choice", ("pyttsx3", "hibari")) == (engine.kind, engine.choices)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("household.time_zone", "zone"),
        ("household.partners.two.aliases", "names"),
        ("household.own_help", "lines"),
        ("listening.wake_phrase", "wake phrase"),
        ("listening.command_quiet", "decimal"),
        ("speaking.earcons", "switch"),
        ("quiet.begins", "time"),
        ("rituals.anything.time", "time"),
        ("rituals.anything.days", "days"),
        ("rituals.anything.on", "switch"),
    ],
)
def test_a_setting_knows_its_kind(name: str, kind: str):
    """The form picks its control by it."""
    described = field(name)
    assert described is not None
    assert kind == described.kind


@pytest.mark.parametrize("each", fields(), ids=lambda each: each.name)
def test_every_default_passes_its_own_check(each: Field):
    """A form that is sent back unchanged changes nothing."""
    if each.kind == "switch":
        typed = "on" if each.default else ""
    elif isinstance(each.default, tuple):
        typed = ", ".join(each.default)
    else:
        typed = "" if each.default is None else str(each.default)
    assert Settings() == changed(Settings(), {each.name: typed})


def test_an_unknown_name_is_no_setting():
    """The page may be asked for anything."""
    assert [None] * 4 == [field(n) for n in ("", "speaking", "rituals.x", "rituals.x.y")]


def test_the_example_file_is_the_one_written_from_the_settings():
    """If this fails: python -m config.example."""
    assert text() == FILE.read_text(encoding="utf-8")


def test_the_example_file_says_exactly_the_defaults():
    """Copying a line from it changes nothing."""
    assert Settings() == parse(FILE.read_text(encoding="utf-8"))


def test_the_example_file_names_every_setting():
    """Those of a ritual stand there as a comment, for they have no default."""
    written = tomllib.loads(FILE.read_text(encoding="utf-8").replace("\n# time", "\ntime"))
    rooms = {name for name, info in Settings.model_fields.items() if _is_room(info.annotation)}
    assert rooms | {"rituals"} == set(written)


def _is_room(annotation: object) -> bool:
    return (
        isinstance(annotation, type)
        and not isinstance(annotation, types.GenericAlias)
        and (issubclass(annotation, Room))
    )
