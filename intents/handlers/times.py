"""When rituals come: by voice as on the page."""

from datetime import date, datetime, timedelta

from intents.days import next_day
from intents.house import House, Plan, Reply, handles, say
from intents.match import Match
from intents.saying import say_day, say_days, say_time


def _ritual(match: Match, house: House) -> str | None:
    return house.rituals.find(match.slots.get("ritual", "current"))


def _find(house: House, ritual: str) -> Plan:
    return next(plan for plan in house.rituals.plans() if plan.ritual == ritual)


@handles("ritual.schedule")
def schedule(match: Match, house: House) -> Reply:
    """A new time, for good or for tonight only."""
    ritual = _ritual(match, house)
    if ritual is None:
        return say("ritual_not_yet")
    time, slots = match.slots.get("time"), match.slots
    if "shift" in slots:
        time = _shifted(_find(house, ritual), int(slots["shift"]))
    if slots.get("once"):
        plan = house.rituals.move(ritual, house.evening(), time)
        return say("moved_tonight", ritual=plan.title, time=say_time(time or plan.time))
    if time is None and "days" not in slots:
        return say("when_then")
    plan = house.rituals.plan(ritual, time, slots.get("days"), on=True)
    return say("planned", ritual=plan.title, time=say_time(plan.time), days=say_days(plan.days))


def _shifted(plan: Plan, minutes: int) -> str:
    base = plan.next or datetime.fromisoformat(f"2000-01-01T{plan.time}")
    return (base + timedelta(minutes=minutes)).strftime("%H:%M")


@handles("ritual.skip_once")
def skip_once(match: Match, house: House) -> Reply:
    """Not tonight; tomorrow as ever."""
    if match.slots.get("ritual") == "all":
        for plan in house.rituals.plans():
            house.rituals.move(plan.ritual, house.evening(), None)
        return say("skipped_tonight")
    ritual = _ritual(match, house)
    if ritual is None:
        return say("ritual_not_yet")
    plan = _find(house, ritual)
    this_week = match.slots.get("when") == "this_week" and plan.next
    house.rituals.move(
        ritual, plan.next.date() if this_week and plan.next else house.evening(), None
    )
    return say("skipped_tonight")


@handles("ritual.suspend")
def suspend(match: Match, house: House) -> Reply:
    """No cues before a day; that day's rituals run again."""
    until = _until(match, house)
    if until is None:
        return say("until_when")
    house.rituals.suspend(until)
    return say("suspended", day=say_day(until, house.now().date()))


def _until(match: Match, house: House) -> date | None:
    today, slots = house.now().date(), match.slots
    duration = slots.get("duration", "")
    if duration.endswith(("d", "w")):
        return today + timedelta(days=int(duration[:-1]) * (7 if duration.endswith("w") else 1))
    return next_day(slots.get("until", ""), today)


@handles("ritual.disable", "ritual.enable")
def switch(match: Match, house: House) -> Reply:
    """Off or on for good, until somebody says otherwise."""
    ritual, on = _ritual(match, house), match.intent == "ritual.enable"
    if ritual is None:
        return say("ritual_not_yet")
    plan = house.rituals.plan(ritual, None, None, on=on)
    return say("switched_on" if on else "switched_off", ritual=plan.title)


@handles("ritual.when")
def when(match: Match, house: House) -> Reply:
    """When it comes next, or what tonight holds."""
    if match.slots.get("when") == "tonight":
        tonight = [p for p in house.rituals.plans() if p.next and p.next.date() == house.evening()]
        if not tonight:
            return say("nothing_planned")
        first = min(tonight, key=lambda plan: plan.next or house.now())
        return _next(first, house)
    ritual = _ritual(match, house)
    return _next(_find(house, ritual), house) if ritual else say("ritual_not_yet")


def _next(plan: Plan, house: House) -> Reply:
    if plan.next is None:
        return say("is_off", ritual=plan.title)
    day = say_day(plan.next.date(), house.now().date())
    return say("comes_next", ritual=plan.title, day=day, time=say_time(plan.next.time()))


@handles("ritual.list")
def all_of_them(match: Match, house: House) -> Reply:
    """The names of what is on."""
    names = [plan.title for plan in house.rituals.plans() if plan.on]
    if not names:
        return say("nothing_planned")
    words = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return say("rituals_are", names=words)
