"""When rituals come: by voice as on the page."""

from datetime import date, datetime, timedelta

from intents.days import duration_minutes, next_day
from intents.house import Ask, Coming, House, Line, Person, Plan, Reply, handles, say
from intents.match import Match
from intents.periods import days_of, one_day
from intents.saying import say_day, say_days, say_list, say_minutes, say_time

NIGHT_ENDS = "03:00"
"""Until then it is still the evening before."""

MOST_TOLD = 3
"""Nobody remembers a fourth."""


def _ritual(match: Match, house: House) -> str | None:
    return house.rituals.find(match.slots.get("ritual", "current"))


def _find(house: House, ritual: str) -> Plan:
    return next(plan for plan in house.rituals.plans() if plan.ritual == ritual)


@handles("ritual.schedule")
def schedule(match: Match, house: House) -> Reply:
    """A new time, for good or for one day only."""
    ritual = _ritual(match, house)
    if ritual is None:
        return say("ritual_not_yet")
    plan, slots = _find(house, ritual), match.slots
    if not plan.time:
        return say("only_on_request", ritual=plan.title)
    time = _shifted(plan, int(slots["shift"])) if "shift" in slots else slots.get("time")
    if slots.get("once"):
        return _move(plan, _tonight(time, plan), _day_of(plan, slots["once"], house), house)
    if time is None and "days" not in slots:
        return say("when_then")
    time = _within_a_day(time) if time else None
    return _planned(house.rituals.plan(ritual, time, slots.get("days"), by=_by(house)), house)


def _planned(plan: Plan, house: House) -> Reply:
    """Whoever gives a ritual a time wants it."""
    words = {"ritual": plan.title, "time": say_time(plan.time), "days": say_days(plan.days)}
    who = _by(house) if house.rituals.agreement.two_named else None
    if not plan.on and (who or not house.rituals.agreement.two_named):
        house.rituals.agree(plan.ritual, who, True)
        plan = _find(house, plan.ritual)
    if plan.on:
        return say("planned", **words)
    if plan.lacking and plan.lacking != who:
        return say("planned_when_both", name=house.people.spoken(plan.lacking), **words)
    return say("planned_but_off", **words)


def _by(house: House) -> Person | None:
    return house.people.speaker


def _shifted(plan: Plan, minutes: int) -> str:
    """So many minutes after its time; past midnight the hours are counted on."""
    base = plan.next or datetime.fromisoformat(f"2000-01-01T{plan.time}")
    at = base + timedelta(minutes=minutes)
    return f"{at.hour + 24 * (at.date() - base.date()).days:02}:{at:%M}"


def _within_a_day(time: str) -> str:
    return f"{int(time[:-3]) % 24:02}{time[-3:]}"


def _day_of(plan: Plan, word: str, house: House) -> date:
    """The day that "tonight" or "Friday's" is about."""
    day = one_day(word, house.evening())
    late = plan.time and plan.time < NIGHT_ENDS
    return day + timedelta(days=1) if late and word == "tonight" else day


def _tonight(time: str | None, plan: Plan) -> str | None:
    """ "Half past twelve" is after midnight for what comes in the evening."""
    return f"00{time[2:]}" if time and plan.evening and time.startswith("12:") else time


def _move(plan: Plan, time: str | None, day: date, house: House) -> Reply:
    if time is None:
        return say("when_then")
    if time < NIGHT_ENDS <= plan.time:
        time = f"{int(time[:2]) + 24}{time[2:]}"
    hours = timedelta(hours=int(time[:-3]), minutes=int(time[-2:]))
    if datetime.combine(day, datetime.min.time(), house.now().tzinfo) + hours <= house.now():
        return say("already_past", time=say_time(_within_a_day(time)))
    house.rituals.move(plan.ritual, day, time, by=_by(house))
    words = {"ritual": plan.title, "time": say_time(_within_a_day(time))}
    if day == house.evening():
        return say("moved_tonight", **words)
    return say("moved_once", day=say_day(day, house.evening()), **words)


@handles("ritual.skip_once")
def skip_once(match: Match, house: House) -> Reply:
    """Not tonight, or not on that day; afterwards as ever."""
    plans, when = house.rituals.plans(), match.slots.get("when", "tonight")
    if match.slots.get("ritual") != "all":
        ritual = _ritual(match, house)
        if ritual is None:
            return say("ritual_not_yet")
        plans = [plan for plan in plans if plan.ritual == ritual]
    for plan in plans:
        for day in _days_left_out(plan, when, house):
            house.rituals.move(plan.ritual, day, None, by=_by(house))
    if when in ("tonight", "today") or when.endswith("_week"):
        return say("skipped_tonight" if not when.endswith("_week") else f"skipped_{when}")
    return say("skipped_once", day=say_day(one_day(when, house.evening()), house.evening()))


def _days_left_out(plan: Plan, when: str, house: House) -> list[date]:
    if when.endswith("_week"):
        return days_of(when, house.evening())
    return [_day_of(plan, when, house)]


@handles("ritual.suspend")
def suspend(match: Match, house: House) -> Reply:
    """No cues before a day; that day's rituals run again."""
    if match.slots.get("until") == "now":
        house.rituals.suspend(None)
        return say("resumed")
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
    """Off at once when one of the two says so; on when both do."""
    on, what = match.intent == "ritual.enable", match.slots.get("what", "")
    if not what and match.slots.get("confirm"):
        return _this_one(match, house)
    ritual = None if what else _ritual(match, house)
    if not what and ritual is None:
        return say("ritual_not_yet")
    plan = _find(house, ritual) if ritual else None
    if plan and not plan.time:
        return say("only_on_request", ritual=plan.title)
    who, known = _who(match, house)
    if on and not known and house.rituals.agreement.two_named:
        return Reply(lines=(Line("from_whom"),), ask=Ask("person", match, "by"))
    house.rituals.agree(ritual or what, who, on)
    return _switched(plan, what, on, house)


def _switched(plan: Plan | None, what: str, on: bool, house: House) -> Reply:
    name = plan.title if plan else ""
    kind = "" if plan else f"_{what}"
    lacking = house.rituals.agreement.lacking(plan.ritual if plan else what)
    if not on:
        return say(f"switched_off{kind}", ritual=name)
    if lacking:
        return say("begins_when_both", name=house.people.spoken(lacking))
    return say(f"switched_on{kind}", ritual=name)


def _who(match: Match, house: House) -> tuple[Person | None, bool]:
    """Who says so (None: both), and whether that is known."""
    by = match.slots.get("by", "")
    if by in ("both", "none"):
        return None, by == "both"
    person = house.people.find(by) or house.people.speaker
    if not house.rituals.agreement.two_named:
        return None, False
    return person, person is not None


def _this_one(match: Match, house: House) -> Reply:
    """ "Cancel the meeting", once or for good? The smaller thing, and how to do the other."""
    ritual = _ritual(match, house)
    if ritual is None:
        return say("ritual_not_yet")
    plan = _find(house, ritual)
    if plan.next is None:
        return say("is_off", ritual=plan.title)
    house.rituals.move(ritual, plan.next.date(), None, by=_by(house))
    day = say_day(plan.next.date(), house.evening())
    return say("only_this_one", ritual=_lower(plan.title), day=day)


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]


@handles("ritual.when")
def when(match: Match, house: House) -> Reply:
    """When it comes next, or what a day or a week holds."""
    span = match.slots.get("when")
    if span and span != "next":
        return _coming(span, house)
    if span == "next":
        plans = [plan for plan in house.rituals.plans() if plan.next]
        first = min(plans, key=lambda plan: plan.next or house.now(), default=None)
        return _next(first, house) if first else say("nothing_planned")
    ritual = _ritual(match, house)
    return _next(_find(house, ritual), house) if ritual else say("ritual_not_yet")


def _next(plan: Plan, house: House) -> Reply:
    if plan.next is not None:
        day = say_day(plan.next.date(), house.now().date())
        return say("comes_next", ritual=plan.title, day=day, time=say_time(plan.next.time()))
    if not plan.time:
        return say("only_on_request", ritual=plan.title)
    if plan.lacking:
        name = house.people.spoken(plan.lacking)
        return say("waits_for", ritual=plan.title, name=name)
    return say("is_off", ritual=plan.title)


def _coming(span: str, house: House) -> Reply:
    days = days_of(span, house.evening())
    last = days[-1] + timedelta(days=1)  # what comes after midnight belongs to the night before
    coming = [
        one
        for one in house.rituals.coming(days[0], last)
        if one.at > house.now() and (one.day <= days[-1] or one.at.strftime("%H:%M") < NIGHT_ENDS)
    ]
    lines = tuple(_at(one, house, span in ("tonight", "today")) for one in coming[:MOST_TOLD])
    return Reply(lines=lines) if lines else say("nothing_planned")


def _at(one: Coming, house: House, tonight: bool) -> Line:
    day = "" if tonight else say_day(one.at.date(), house.now().date())
    words = {"ritual": one.title, "day": day, "time": say_time(one.at.time())}
    return Line("comes_next" if day else "comes_at", words)


@handles("ritual.list")
def all_of_them(match: Match, house: House) -> Reply:
    """The names of what is on."""
    names = [plan.title for plan in house.rituals.plans() if plan.on or not plan.time]
    if not names:
        return say("nothing_planned")
    return say("rituals_are", names=say_list(names))


@handles("snooze")
def later(match: Match, house: House) -> Reply:
    """What came last once more in a while; before it has come, that much later tonight."""
    minutes = duration_minutes(match.slots.get("duration", "10m"))
    ritual = house.rituals.cued()
    if ritual is not None:
        house.rituals.snooze(ritual, minutes)
        return say("snoozed_for", minutes=say_minutes(minutes))
    tonight = house.rituals.coming(house.evening(), house.evening())
    coming = next((one for one in tonight if one.at > house.now()), None)
    if coming is None:
        return say("nothing_running")
    plan = _find(house, coming.ritual)
    return _move(plan, _shifted(plan, minutes), coming.day, house)
