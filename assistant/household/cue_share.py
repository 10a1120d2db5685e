"""At most three cues an evening, shared out fairly among the rituals that want one."""

import contextlib
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from assistant.journal import Journal, JournalError, evening_day
from intents.house import Coming

CUES_A_DAY = 3
ENOUGH = "enough"
"""The outcome of a ritual that stepped back for others on its day."""

GIVEN_KEY = "cues_given"
SNOOZED_KEY = "snoozed"
TALK_KEY = "talk_at"
TOLD_KEY = "date_night_told"
DATE_NIGHT = "date_night"
TOLD_BEFORE = timedelta(days=2)
"""So long before its time date night is announced, which is a cue as well."""

STILL_WAITING = timedelta(hours=1)
"""A ritual whose time has come may wait for its moment so long."""

LOOK_AHEAD = timedelta(days=15)
LOOK_BACK = timedelta(days=60)
UNHEARD = frozenset({ENOUGH, "quiet", "resting", "dropped", "missed"})
"""Outcomes of a ritual for which nobody was asked."""


@dataclass(frozen=True, slots=True)
class Run:
    """One ritual that wants to speak up at its time."""

    ritual: str
    day: date
    at: datetime
    chosen: bool = False
    """Somebody chose this very time: moved, put off, or told already. It does not step back."""


@dataclass(frozen=True, slots=True)
class Evening:
    """What one evening holds, from now on."""

    runs: Sequence[Run]
    taken: int = 0
    """Cues that are given already, or promised to what is no run."""


def stepping_back(
    evenings: Iterable[Evening], turns: Mapping[str, int]
) -> frozenset[tuple[str, date]]:
    """The runs that keep quiet so that no evening, in order, has more than three cues.

    `turns`: how often each ritual has spoken up since it stepped back last. The one with most of
    them steps back, so that whoever stepped back last is first in line the next time.
    """
    counted, out = Counter(turns), set[tuple[str, date]]()
    for evening in evenings:
        order = sorted(evening.runs, key=lambda run: (not run.chosen, counted[run.ritual], run.at))
        room = max(0, CUES_A_DAY - evening.taken)
        for run in order[:room]:
            counted[run.ritual] += 1
        for run in order[room:]:
            counted[run.ritual] = 0
            out.add((run.ritual, run.day))
    return frozenset(out)


class CueShare:
    """What was given this evening, and how often lately. Belongs to its journal's thread."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def given(self, now: datetime) -> list[list[str]]:
        """The cues of this evening: each ritual with its day."""
        kept: Mapping[str, Any] = self._journal.kept(GIVEN_KEY) or {}
        if kept.get("evening") != evening_day(now).isoformat():
            return []
        given: list[list[str]] = kept["given"]
        return given

    def count(self, ritual: str, day: date, now: datetime) -> None:
        """One more was given; the same one again does not count twice."""
        given, this = self.given(now), [ritual, day.isoformat()]
        if this not in given:
            kept = {"evening": evening_day(now).isoformat(), "given": [*given, this]}
            # A journal that is busy is no reason to fall silent.
            with contextlib.suppress(JournalError):
                self._journal.keep(GIVEN_KEY, kept)

    def stepping_back(
        self, wanted: Sequence[Coming], over: Container[tuple[str, date]], now: datetime
    ) -> frozenset[tuple[str, date]]:
        """Of all that is planned from this evening on, what keeps quiet for others on its day."""
        given, today = self.given(now), evening_day(now)
        evenings: dict[date, list[Run]] = {}
        for one in wanted:
            given_already = [one.ritual, one.day.isoformat()] in given
            waits = one.at > now - STILL_WAITING and (one.ritual, one.day) not in over
            if waits and not given_already:
                evenings.setdefault(evening_day(one.at), []).append(self._run(one))
        promised = self._promised(wanted)
        shared = [
            Evening(runs, promised[day] + (len(given) if day == today else 0))
            for day, runs in sorted(evenings.items())
        ]
        return stepping_back(shared, self._turns(today))

    def _run(self, one: Coming) -> Run:
        kept = self._journal.kept
        told = one.ritual == DATE_NIGHT and kept(TOLD_KEY) == one.day.isoformat()
        chosen = one.once or told or one.ritual in kept(SNOOZED_KEY, {})
        return Run(one.ritual, one.day, one.at, chosen)

    def _promised(self, wanted: Sequence[Coming]) -> Counter[date]:
        """Cues that belong to no run: date night is announced, a talk they chose a time for."""
        talk, told = self._journal.kept(TALK_KEY), self._journal.kept(TOLD_KEY)
        nights = [one for one in wanted if one.ritual == DATE_NIGHT]
        days = [evening_day(one.at - TOLD_BEFORE) for one in nights if told != one.day.isoformat()]
        return Counter([*days, *([date.fromisoformat(talk["day"])] if talk else [])])

    def _turns(self, today: date) -> Counter[str]:
        """How often each ritual has spoken up since it stepped back last."""
        counted: Counter[str] = Counter()
        for ritual, day, outcome in self._journal.outcomes(today - LOOK_BACK):
            if outcome == ENOUGH:
                counted[ritual] = 0
            elif day < today and outcome not in UNHEARD:
                counted[ritual] += 1
        return counted
