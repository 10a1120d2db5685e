"""What the house remembers that shapes a ritual, and what a ritual makes it remember."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import cast

from assistant.household import Household
from assistant.household.cue_share import DATE_NIGHT, TALK_KEY
from assistant.journal import Entry
from assistant.rituals import Appoint, Couple, Ritual, RitualMemory, RitualRun
from config.days import parse_days
from intents.house import Person, Plan
from intents.saying import say_day, say_time

TURNS_KEY = "ritual_turns"
WAITING_KEY = "thanks_waiting"
IN_QUIET = "in_quiet"
"""The fact that it began although they had asked for quiet before."""

FIRST_WEEK = 7
A_WEEK = timedelta(days=7)
MOST_READ = 5
EVENING_TIME = "19:00"


class RitualHouse:
    """The household as rituals see it. Belongs to the brain's thread."""

    def __init__(self, house: Household) -> None:
        self._house = house
        self._journal = house.memory.journal

    def memory(self, ritual: Ritual, couple: Couple, day: date, facts: set[str]) -> RitualMemory:
        """All that shapes this ritual today, besides `facts` that are known already."""
        waiting = self.waiting(couple)
        return RitualMemory(
            times_done=self._journal.times_done(ritual.name),
            day=day,
            keep_default=self._house.keep_default(),
            keep_deep=self._house.keep_default(deep=True),
            may_keep=self.may_keep,
            turn=self._turn(ritual),
            facts=frozenset(facts | self._facts(day) | ({"waiting"} if waiting else set())),
            words=self._words() | {"waiting": couple.names.get(waiting, "") if waiting else ""},
            reading=self.reading,
            retried="retried" in facts,
        )

    def may_keep(self, person: str) -> bool:
        """Whether this person's words may be saved now."""
        discretion = self._house.discretion
        if self._house.agreement.waits_for_second or discretion.off_record:
            return False
        return not discretion.opted_out(cast(Person, person))

    def hushed(self, run: RitualRun) -> bool:
        """Whether they have asked for quiet in what would go on to speak unasked."""
        in_quiet = self._house.manners.asked_to_be_quiet()
        return run.step.gently and in_quiet and not run.holds(IN_QUIET)

    def reading(self, what: str, person: str) -> Sequence[str]:
        """The texts that a step reads aloud; none before other ears."""
        if self._house.discretion.company:
            return ()
        if what == "waiting":
            kept = self._journal.kept(WAITING_KEY, {}).values()
            return [entry.text for ids in kept for id in ids if (entry := self._there(id))]
        today = self._house.evening()
        if what == "tries":
            since, until, kind = today - timedelta(days=8), today - timedelta(days=1), "try"
        else:
            since, until, kind = today - A_WEEK, today, "appreciation"
        found = self._journal.entries(
            kind=kind, by=person, since=since, until=until, hidden_from_anybody=True, limit=20
        )
        return [entry.text for entry in found[: MOST_READ if kind == "try" else None]]

    def begun(self, ritual: Ritual) -> None:
        """The wording goes on to the next variant, unless nothing of the ritual is remembered."""
        if ritual.recorded:
            turns = self._journal.kept(TURNS_KEY, {})
            turns[ritual.name] = turns.get(ritual.name, 0) + 1
            self._journal.keep(TURNS_KEY, turns)

    def _turn(self, ritual: Ritual) -> int | None:
        if not ritual.recorded:
            return None
        return int(self._journal.kept(TURNS_KEY, {}).get(ritual.name, 0))

    # ---- a thank-you that waits

    def waiting(self, couple: Couple) -> str:
        """Who of those here has a thank-you waiting; "" for nobody."""
        if self._house.discretion.company:
            return ""
        here = (couple.first,) if couple.alone else ("one", "two")
        ids = self._journal.kept(WAITING_KEY, {})
        return next((who for who in here if any(self._there(id) for id in ids.get(who, []))), "")

    def let_wait(self, entry: Entry) -> None:
        """Said alone: the other one hears of it when they are there."""
        ids = self._journal.kept(WAITING_KEY, {})
        ids.setdefault(entry.to or "", []).append(entry.id)
        self._journal.keep(WAITING_KEY, ids)

    def heard(self) -> None:
        """What waited was offered, and is offered no second time."""
        self._journal.keep(WAITING_KEY, None)

    def _there(self, id: int) -> Entry | None:
        entry = self._journal.get(id)
        return entry if entry.deleted_at is None else None

    # ---- times

    def appoint(self, settled: Appoint) -> None:
        """Keep the time they named: date night this week, or a talk tomorrow."""
        today = self._house.now().date()
        if settled.what == "talk":
            at = settled.time or EVENING_TIME
            day = today + timedelta(days=1)
            self._journal.keep(TALK_KEY, {"day": day.isoformat(), "time": at})
            return
        plan = self._plan(DATE_NIGHT)
        if plan is None:
            return
        day = _next_day(settled.days, today)
        usual = plan.next.date() if plan.next else None
        if usual and usual != day and usual - today <= A_WEEK:
            self._house.rituals.move(DATE_NIGHT, usual, None)
        self._house.rituals.move(DATE_NIGHT, day, settled.time or plan.time)

    def call_off(self, ritual: str) -> None:
        """Not this time."""
        plan = self._plan(ritual)
        if plan and plan.next:
            self._house.rituals.move(ritual, plan.next.date(), None)

    def offer_tomorrow(self, ritual: str, day: date) -> None:
        """Once more on the next day; not when today was that next day."""
        plan = self._plan(ritual)
        moved = (ritual, day) in self._journal.moves(day)
        if plan and plan.on and not moved:
            self._house.rituals.move(ritual, day + timedelta(days=1), plan.time)

    def _plan(self, ritual: str) -> Plan | None:
        return next((plan for plan in self._house.rituals.plans() if plan.ritual == ritual), None)

    # ---- facts and words

    def _facts(self, day: date) -> set[str]:
        journal = self._journal
        agreement = self._house.agreement
        facts = {f"mood_{person}" for person in agreement.said("mood")}
        if day.day <= FIRST_WEEK:
            facts.add("first_week")
        if agreement.both("touch") and not self._house.discretion.company:
            facts.add("touch")
        if self._house.manners.asked_to_be_quiet():
            facts.add(IN_QUIET)
        if journal.ritual_outcome(DATE_NIGHT, day - timedelta(days=1)) == "done":
            facts.add("date_last_night")
        return facts

    def _words(self) -> dict[str, str]:
        plan = self._plan(DATE_NIGHT)
        if plan is None or plan.next is None:
            return {"day": "", "time": ""}
        day = say_day(plan.next.date(), self._house.now().date()).removeprefix("on ")
        return {"day": day[:1].upper() + day[1:], "time": say_time(plan.next.time())}


def _next_day(days: str, today: date) -> date:
    """The day they named, from today on; without one, today."""
    if days == "tomorrow":
        return today + timedelta(days=1)
    try:
        wanted = parse_days(days)
    except ValueError:
        return today
    ahead = (today + timedelta(days=count) for count in range(7))
    return next((day for day in ahead if day.weekday() in wanted), today)
