"""The house's page: how it hears and speaks, who lives here, and how it does."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from assistant.dashboard.door import Door
from assistant.dashboard.now import wav
from assistant.dashboard.page import show, show_problem, the_door
from assistant.dashboard.visitors import is_here
from config.checks import zones
from config.errors import ConfigError
from config.fields import PERSONS
from config.settings import Settings

GROUPS: Mapping[str, tuple[str, ...]] = {
    "names": (
        "household.partners.one.name",
        "household.partners.one.said",
        "household.partners.one.aliases",
        "household.partners.one.patience",
        "household.partners.two.name",
        "household.partners.two.said",
        "household.partners.two.aliases",
        "household.partners.two.patience",
    ),
    "occasions": (
        "household.partners.one.birthday",
        "household.partners.two.birthday",
        "household.anniversary",
    ),
    "home": (
        "household.children",
        "household.country",
        "household.keep_answers",
        "household.keep_deep",
    ),
    "ears": ("listening.wake_engine", "listening.wake_phrase"),
    "microphone": ("listening.microphone",),
    "voice": (
        "speaking.engine",
        "speaking.voice",
        "speaking.rate",
        "speaking.volume",
        "speaking.speaker",
    ),
    "hours": ("quiet.begins", "quiet.ends", "household.time_zone"),
}
"""The forms, and which settings each one holds."""

SHOWN = ("names", "occasions", "home", "ears", "microphone", "voice", "hours")

BETWEEN = "|"
"""Stands between engine and voice in the one list that offers both."""

household = Blueprint("household", __name__, url_prefix="/settings")


def part(door: Door, args: Mapping[str, str]) -> dict[str, Any]:
    """What this part of the page shows."""
    microphones, speakers = door.devices()
    settings = door.settings()
    return {
        "values": values_of(settings),
        "kept_values": values_of(settings),
        "named": any(partner.name for partner in settings.household.partners),
        "groups": SHOWN,
        "microphones": microphones,
        "speakers": speakers,
        "voices": door.voices(),
        "health": door.health(),
        "backups": door.backups(),
        "network": door.network,
        "network_problem": "",
        "here": is_here(),
        "kept": args.get("kept", ""),
        "done": args.get("done", ""),
        "problems": {},
        "other_problems": [],
        "wrong": "",
    }


@household.get("/")
def page() -> ResponseReturnValue:
    """The forms as they are on file, and how the house does."""
    return show("household")


@household.post("/<group>")
def save(group: str) -> ResponseReturnValue:
    """Keep one form's settings, or show what is wrong beside each field."""
    if group not in GROUPS:
        raise NotFound
    try:
        the_door().save_settings(checked(group))
    except ConfigError as error:
        return show_problem("household", **refused(error, group))
    return show("household", kept=group)


def checked(group: str) -> dict[str, str]:
    """What was typed into a form. Raises ConfigError for words that cannot be heard."""
    changes = _typed(group)
    _check_words(changes)
    return changes


def refused(error: ConfigError, group: str) -> dict[str, Any]:
    """The page's view with what was typed, and what is wrong with it."""
    changes = _typed(group)
    beside, other = _sorted(error, changes)
    view = part(the_door(), {})
    values = view["values"] | changes
    return view | {"values": values, "problems": beside, "other_problems": other, "wrong": group}


@household.post("/preview")
def preview() -> ResponseReturnValue:
    """A sentence in the chosen voice, before it is kept."""
    typed = _typed("voice")
    rate = typed["speaking.rate"]
    pace = min(max(int(rate), 130), 220) if rate.isdecimal() and len(rate) < 4 else 165
    clip = the_door().preview_voice(typed["speaking.engine"], typed["speaking.voice"], pace)
    return wav(clip), {"Content-Type": "audio/wav"}


@household.get("/words")
def words() -> ResponseReturnValue:
    """What the speech model thinks of words that are being typed."""
    typed = " ".join(request.args.values())[:200]
    return render_template("household/words.html", sentences=_unknown(typed))


@household.get("/zones")
def zone_list() -> ResponseReturnValue:
    """Every time zone, fetched when the field is first visited."""
    return render_template("household/zones.html", zones=sorted(zones()))


def values_of(settings: Settings) -> dict[str, str]:
    """Each setting of the forms as text."""
    return {name: _value(settings, name) for names in GROUPS.values() for name in names}


def _value(settings: Settings, name: str) -> str:
    found: Any = settings
    for step in name.split("."):
        found = found[PERSONS.index(step)] if step in PERSONS else getattr(found, step)
    if isinstance(found, tuple):
        return ", ".join(found)
    return "" if found is None else str(found)


def _typed(group: str) -> dict[str, str]:
    # The welcome asks for less than the settings do: what it does not show stays as it is.
    typed = {name: request.form[name].strip() for name in GROUPS[group] if name in request.form}
    if group == "voice":
        engine, _, voice = request.form.get("voice", "").partition(BETWEEN)
        typed |= {"speaking.engine": engine, "speaking.voice": voice}
    return typed


def _check_words(changes: Mapping[str, str]) -> None:
    if changes.get("listening.wake_engine", "phrase") not in ("phrase", ""):
        return
    sentences = _unknown(changes.get("listening.wake_phrase", ""))
    if sentences:
        raise ConfigError([f"listening.wake_phrase: {sentence}" for sentence in sentences])


def _unknown(text: str) -> list[str]:
    found = (the_door().check_word(word.lower()) for word in text.split() if word.isalpha())
    return [sentence for sentence in found if sentence]


def _sorted(
    error: ConfigError, changes: Mapping[str, str]
) -> tuple[dict[str, list[str]], list[str]]:
    """The problems beside their fields, and those that belong to none of them."""
    beside: dict[str, list[str]] = {}
    other: list[str] = []
    for problem in error.problems:
        place, _, sentence = problem.partition(": ")
        # "line 3: quiet.begins: …" is a fault of the file, not of what was typed here.
        if sentence and place in changes:
            beside.setdefault(place, []).append(sentence)
        else:
            other.append(problem.removeprefix("household: "))
    return beside, other
