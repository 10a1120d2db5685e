"""From a ritual's file to a Ritual: checks everything and tells every mistake."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from pathlib import Path
from typing import Any

from assistant.rituals.faults import Faults, RitualError, guess, read_yaml
from assistant.rituals.kinds import ASKED
from assistant.rituals.line_reading import read_lines, texts
from assistant.rituals.ritual import BY_DEPTH, END, Lines, Ritual, Step
from config.days import EVERY_DAY, parse_days

SHIPPED = Path(__file__).parents[2] / "config" / "rituals"
SHARED = SHIPPED / "shared" / "words.yaml"
LONGEST_WAIT = 10800

_SPOKEN = ("say", "again", "one", "none", "nudge", "announce", "silence_say", "skip_say", "kept")
LINES = (*_SPOKEN, "gone", "whose", "taken")
JUMPS = ("then", "silence", "skip", "straight", "begins", "needs")
FLAGS = ("held", "halfway", "gently", "next_day", "both", "optional", "off")
WHOLE = ("many", "low", "most", "retry")
SECONDS = ("wait", "nudge_wait", "first_words")
_ALWAYS = (
    *("then", "skip", "needs", "only", "given", "most", "optional", "off", "outcome", "role"),
)
_ASKED = ("say", "again", "who", "wait", "nudge", "nudge_wait", "silence", "silence_say")
KEYS: dict[str, tuple[str, ...]] = {
    "cue": (
        *("say", "chime", "wait", "nudge", "silence_say", "skip_say", "straight", "then"),
        *("retry", "next_day", "answers", "given", "only"),
    ),
    "tell": ("say", "chime", "wait", "reads", "draws", "who", "note", *_ALWAYS),
    "question": ("wait", *_ALWAYS),
    "ask": (
        *(*_ASKED, "nudge_from", "note", "held", "repeats", "many", "reminds", "skip_say"),
        *_ALWAYS,
    ),
    "number": (*_ASKED, "low", "sets", *_ALWAYS),
    "time": (*_ASKED, "sets", "taken", *_ALWAYS),
    "window": (
        *("say", "again", "prompts", "draws", "who", "wait", "announce", "chime", "halfway"),
        *("first_words", "nudge", "nudge_wait", "silence", "silence_say", "answers", "gently"),
        *_ALWAYS,
    ),
    "timer": ("say", "again", "announce", "wait", "chime", "answers", *_ALWAYS),
    "choose": (
        *("say", "again", "chime", "state", "draws", "answers", "wait", "nudge"),
        *("silence", "silence_say", "skip_say", *_ALWAYS),
    ),
    "keep": (
        *("say", "one", "none", "kept", "gone", "whose", "wait", "nudge", "default", "both"),
        *_ALWAYS,
    ),
    "mirror": ("begins", *_ALWAYS),
    "close": ("say", "one", "none", "wait", "given"),
}
"""The kinds of step and what may be written in each, beside its name."""

_REQUIRED = {
    "cue": ("say",),
    "tell": ("say",),
    "ask": ("say",),
    "number": ("say",),
    "time": ("say", "sets"),
    "timer": ("say",),
    "choose": ("say", "answers"),
    "keep": ("say", "kept", "gone"),
    "mirror": ("begins",),
}
_CHOICES = {
    "only": ("together", "alone"),
    "who": ("A", "B"),
    "repeats": ("question",),
    "prompts": ("listener",),
    "nudge_from": ("starters",),
    "chime": ("listening", "closed", "saved", "halfway", "time"),
    "role": ("speaker", "listener", "both"),
    "sets": ("timer", "date_night", "talk"),
    "reads": ("tries", "waiting"),
    "reminds": ("own_thanks",),
    "default": ("discard",),
    "outcome": ("done", "skipped", "stopped", "ignored"),
    "draws": (
        *("opener", "topic", "idea", "date_question", "goodnight", "sleep_on", "after_a_row"),
        *("feelings", "walk_question", "light_question"),
    ),
}
_TOP = (
    *("title", "slot", "spoken", "when", "evening", "steps", "words"),
    *("company", "time_out", "recorded", "soft", "loud"),
)
_COMPANY = ("guests", "kids")
_WAITS = {"question": 3.0, "tell": 0.0, "window": 90.0, "close": 5.0, "ask": 12.0, "number": 10.0}


def read_rituals(*folders: Path) -> tuple[dict[str, Ritual], tuple[str, ...]]:
    """Every sound ritual by its name, and every mistake in the others.

    A file in a later folder stands in for the one of the same name in an earlier one.
    Without folders: the rituals that come with the house.
    """
    files = {path.stem: path for folder in folders or (SHIPPED,) for path in folder.glob("*.yaml")}
    found: dict[str, Ritual] = {}
    problems: list[str] = []
    for name in sorted(files):
        try:
            found[name] = read_ritual(files[name])
        except RitualError as error:
            problems += error.problems
    return found, tuple(problems)


def read_ritual(path: Path, shared: Path = SHARED) -> Ritual:
    """The ritual in this file. Raises RitualError with everything that is wrong with it."""
    faults = Faults(path)
    content = read_yaml(path, faults)
    if faults.problems:
        raise RitualError(faults.problems)
    faults.keys("", content, _TOP)
    steps = _steps(content.get("steps"), faults)
    when = _part(content, "when", faults)
    faults.keys("when", when, ("time", "days", "on"))
    ritual = Ritual(
        name=path.stem,
        title=_text(content, "title", faults),
        slot=str(content.get("slot", path.stem)),
        spoken=texts("spoken", content.get("spoken", []), faults),
        at=_time(when["time"], faults) if "time" in when else None,
        days=_days(when.get("days", "daily"), faults),
        on=_truth("when", when.get("on", "true"), faults),
        evening=_truth("evening", content.get("evening", "true"), faults),
        steps=steps,
        words=_words(content, shared, faults),
        company=_company(content.get("company", []), faults),
        time_out=str(content.get("time_out", "")),
        recorded=_truth("recorded", content.get("recorded", "true"), faults),
        soft=_truth("soft", content.get("soft", "false"), faults),
        loud=_truth("loud", content.get("loud", "false"), faults),
    )
    if faults.problems:
        raise RitualError(faults.problems)
    return ritual


def _steps(given: Any, faults: Faults) -> tuple[Step, ...]:
    if not isinstance(given, list) or not given:
        faults.add("", "it has no steps.")
        return ()
    steps = [
        step
        for number, written in enumerate(given, 1)
        if (step := _step(number, written, faults)) is not None
    ]
    names = [step.name for step in steps]
    for name in sorted({name for name in names if names.count(name) > 1}):
        faults.add(f"step '{name}'", "two steps have this name.")
    if len(steps) == len(given):
        for step in steps:
            _check_jumps(step, names, faults)
    return tuple(steps)


def _step(number: int, written: Any, faults: Faults) -> Step | None:
    if not isinstance(written, dict) or not written:
        faults.add(f"step {number}", "write it as 'ask: its_name', with its words below.")
        return None
    kind, name = next(iter(written.items()))
    place = f"step {number} ('{name}')"
    if kind not in KEYS:
        faults.add(place, f"there is no step kind '{kind}'.{guess(kind, KEYS)}")
        return None
    rest = {key: value for key, value in written.items() if key != kind}
    faults.keys(place, rest, KEYS[kind])
    for key in _REQUIRED.get(kind, ()):
        if key not in rest and "prompts" not in rest:
            faults.add(place, f"'{key}' is missing.")
    step = Step(kind, str(name), wait=_WAITS.get(kind, 8.0))
    known = {key: value for key, value in rest.items() if key in KEYS[kind]}
    return replace(step, **{key: _value(place, key, value, faults) for key, value in known.items()})


def _value(place: str, key: str, value: Any, faults: Faults) -> Any:
    if key in LINES:
        return read_lines(f"{place}, {key}", value, faults)
    if key in SECONDS:
        named = value in (BY_DEPTH, ASKED)
        return value if named else _seconds(f"{place}, {key}", value, faults)
    if key in FLAGS:
        return _truth(f"{place}, {key}", value, faults)
    if key in WHOLE:
        return int(_seconds(f"{place}, {key}", value, faults))
    if key == "given":
        return texts(f"{place}, {key}", value, faults)
    if key == "answers":
        if isinstance(value, dict):
            return value
        faults.add(f"{place}, answers", "write each as 'what is said: the step it leads to'.")
        return {}
    if not isinstance(value, str):
        faults.add(f"{place}, {key}", "it must be one word.")
        return ""
    if key in _CHOICES and value not in _CHOICES[key]:
        known = _CHOICES[key]
        faults.add(f"{place}, {key}", f"'{value}' is not one of {known}.{guess(value, known)}")
    return value


def _check_jumps(step: Step, names: list[str], faults: Faults) -> None:
    jumps = {key: str(getattr(step, key)) for key in JUMPS if getattr(step, key)}
    jumps |= {f"answers, {said}": target for said, target in step.answers.items()}
    for key, target in jumps.items():
        if target != END and target not in names:
            hint = guess(target, [*names, END])
            faults.add(f"step '{step.name}', {key}", f"there is no step '{target}'.{hint}")


def _words(content: Mapping[str, Any], shared: Path, faults: Faults) -> dict[str, Lines]:
    common = Faults(shared)
    given = read_yaml(shared, common)
    words = {key: read_lines(key, value, common) for key, value in given.items()}
    faults.problems += common.problems
    own = _part(content, "words", faults)
    faults.keys("words", own, words)
    return words | {key: read_lines(f"words, {key}", value, faults) for key, value in own.items()}


def _part(content: Mapping[str, Any], key: str, faults: Faults) -> dict[str, Any]:
    part = content.get(key, {})
    if isinstance(part, dict):
        return part
    faults.add(key, "it must be a list of names with values.")
    return {}


def _text(content: Mapping[str, Any], key: str, faults: Faults) -> str:
    value = content.get(key, "")
    if not isinstance(value, str) or not value:
        faults.add("", f"'{key}' is missing.")
        return ""
    return value


def _company(given: Any, faults: Faults) -> frozenset[str]:
    named = texts("company", given, faults)
    for one in named:
        if one not in _COMPANY:
            faults.add("company", f"'{one}' is not one of {_COMPANY}.{guess(one, _COMPANY)}")
    return frozenset(named)


def _seconds(place: str, given: Any, faults: Faults) -> float:
    try:
        seconds = float(given)
    except (TypeError, ValueError):
        seconds = -1.0
    if not 0 <= seconds <= LONGEST_WAIT:
        faults.add(place, f"'{given}' is not a number from 0 to {LONGEST_WAIT}.")
        return 0.0
    return seconds


def _truth(place: str, given: Any, faults: Faults) -> bool:
    if given not in ("true", "false", "yes", "no", "on", "off"):
        faults.add(place, f"'{given}' is neither true nor false.")
    return given in ("true", "yes", "on")


def _time(given: Any, faults: Faults) -> time:
    try:
        return time.fromisoformat(str(given)).replace(tzinfo=None, second=0, microsecond=0)
    except ValueError:
        faults.add("when, time", f"'{given}' is not a time; write it as \"20:30\".")
        return time()


def _days(given: Any, faults: Faults) -> frozenset[int]:
    try:
        return parse_days(str(given))
    except ValueError as error:
        faults.add("when, days", f"{error}")
        return EVERY_DAY
