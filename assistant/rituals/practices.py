"""Where the house comes from, and why each ritual is as it is: for the page "Why we ask this"."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.rituals.faults import Faults, RitualError, guess, read_yaml

PRACTICES = Path(__file__).parents[2] / "config" / "practices.yaml"
WHY = Path(__file__).parents[2] / "config" / "why.yaml"

KINDS = ("practice", "claim", "caution")
REFERENCES = (
    *("ritual", "category", "deck", "prompt", "intent", "setting", "module", "tone"),
    *("open", "none"),
)
LONGEST = 25

_ID = re.compile(r"\d\.[1-9]\d?")


@dataclass(frozen=True, slots=True)
class Reference:
    """One place where a practice is met."""

    kind: str
    """One of REFERENCES. "open" is what is not built yet, "none" that nothing is built on it."""

    name: str = ""
    """The step ("weekly_meeting.feel"), the file …; for "tone" and "open" the words."""

    what: str = ""
    """Which rule of a file it is, in a few words."""


@dataclass(frozen=True, slots=True)
class Practice:
    """One thing that the articles say, and what the house makes of it."""

    id: str
    """ "3.28": the article, and which one in it."""

    says: str
    kind: str
    """practice, claim (what somebody holds to be so) or caution."""

    met: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Why one ritual is as it is."""

    say: tuple[str, ...]
    """One or two sentences that can also be said aloud."""

    source: str
    """Where that was found out; for the page, not spoken."""


def read_practices(path: Path = PRACTICES) -> tuple[Practice, ...]:
    """Every practice, in the order of the articles.

    Raises RitualError with everything that is wrong in the file.
    """
    faults = Faults(path)
    content = read_yaml(path, faults)
    faults.keys("", content, ("practices",))
    found = [_practice(place, row, faults) for place, row in _rows(content, faults)]
    ids = [one.id for one in found]
    for id in sorted({id for id in ids if ids.count(id) > 1}):
        faults.add("", f"two are called '{id}'.")
    _raise(faults)
    return tuple(found)


def read_why(path: Path = WHY) -> dict[str, Why]:
    """Why each ritual is as it is, by the ritual's name.

    Raises RitualError with everything that is wrong in the file.
    """
    faults = Faults(path)
    content = read_yaml(path, faults)
    faults.keys("", content, ("why",))
    given = content.get("why")
    if not isinstance(given, dict):
        faults.add("why", "write the rituals' names, each with say and source.")
        given = {}
    found = {ritual: _why(ritual, row, faults) for ritual, row in given.items()}
    _raise(faults)
    return found


def _rows(content: dict[str, Any], faults: Faults) -> list[tuple[str, dict[str, Any]]]:
    given = content.get("practices")
    if not isinstance(given, list):
        faults.add("practices", "it must be a list, with a dash before each.")
        return []
    rows = []
    for number, row in enumerate(given, 1):
        if isinstance(row, dict) and {"id", "says", "kind", "met"} <= set(row):
            rows.append((f"practice {number} ('{row['id']}')", row))
        else:
            faults.add(f"practice {number}", "it needs id, says, kind and met.")
    return rows


def _practice(place: str, row: dict[str, Any], faults: Faults) -> Practice:
    faults.keys(place, row, ("id", "says", "kind", "met"))
    if not _ID.fullmatch(str(row["id"])):
        faults.add(place, "the id is the article and a number, like 3.28.")
    if row["kind"] not in KINDS:
        near = guess(str(row["kind"]), KINDS)
        faults.add(place, f"'{row['kind']}' is not one of {KINDS}.{near}")
    says = _breath(place, row["says"], faults)
    return Practice(str(row["id"]), says, str(row["kind"]), _met(place, row["met"], faults))


def _met(place: str, given: Any, faults: Faults) -> tuple[Reference, ...]:
    if not isinstance(given, list) or not given:
        faults.add(place, "met must be a list, with a dash before each.")
        return ()
    return tuple(_reference(place, one, faults) for one in given)


def _reference(place: str, given: Any, faults: Faults) -> Reference:
    if given == "none":
        return Reference("none")
    written = given if isinstance(given, dict) else {str(given): ""}
    kind, name = next(iter(written.items()))
    if kind not in REFERENCES:
        faults.add(place, f"there is no '{kind}' here.{guess(kind, REFERENCES)}")
    elif not isinstance(name, str) or not name.strip():
        faults.add(place, f"'{kind}' needs something after the colon.")
    faults.keys(place, written, (kind, "what"))
    what = str(written.get("what", ""))
    if (kind == "module") != bool(what):
        faults.add(place, "a module, and nothing else, needs 'what': the rule in it.")
    return Reference(kind, str(name), what)


def _why(ritual: str, row: Any, faults: Faults) -> Why:
    if not isinstance(row, dict) or not isinstance(row.get("say"), list) or not row.get("source"):
        faults.add(ritual, "it needs say, a list of sentences, and source.")
        return Why((), "")
    faults.keys(ritual, row, ("say", "source"))
    return Why(tuple(_breath(ritual, one, faults) for one in row["say"]), str(row["source"]))


def _breath(place: str, line: Any, faults: Faults) -> str:
    if not isinstance(line, str) or not line.strip():
        faults.add(place, "there are no words.")
    elif (words := len(line.split())) > LONGEST:
        faults.add(place, f'{words} words are too many ({LONGEST}): "{line}"')
    return str(line)


def _raise(faults: Faults) -> None:
    if faults.problems:
        raise RitualError(faults.problems)
