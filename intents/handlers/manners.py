"""Louder, slower, again, and silence."""

from datetime import datetime, timedelta

from intents.days import duration_minutes
from intents.house import House, Line, Reply, handles, say
from intents.match import Match
from intents.saying import say_time

VOLUME_STEP = 15
QUIET_HOURS = 2
RATE_STEP = 0.15
NORMAL_RATE = 165


@handles("volume.up")
def louder(match: Match, house: House) -> Reply:
    """One step up; an earcon at the new volume says it all."""
    house.manners.set_volume(min(100, house.manners.volume + VOLUME_STEP))
    return Reply(chime="saved")


@handles("volume.down")
def quieter(match: Match, house: House) -> Reply:
    """One step down, never to silence: a house that cannot be heard cannot be asked."""
    house.manners.set_volume(max(10, house.manners.volume - VOLUME_STEP))
    return Reply(chime="saved")


@handles("volume.set")
def volume(match: Match, house: House) -> Reply:
    """A step from one to ten."""
    house.manners.set_volume(max(10, min(100, int(match.slots["level"]) * 10)))
    return Reply(chime="saved")


@handles("rate.down", "rate.up", "rate.reset")
def rate(match: Match, house: House) -> Reply:
    """15 % slower or faster, or as it was; said in a sentence so that it can be heard."""
    factor = {"rate.down": 1 - RATE_STEP, "rate.up": 1 + RATE_STEP}.get(match.intent)
    wanted = NORMAL_RATE if factor is None else round(house.manners.rate * factor)
    house.manners.set_rate(max(130, min(220, wanted)))
    return say("rate_changed")


@handles("repeat")
def again(match: Match, house: House) -> Reply:
    """The last line, the same words, a little slower."""
    line = house.manners.last_line
    if not line:
        return say("nothing_to_repeat")
    return Reply(lines=(Line(ready=line, slow=True, private=True),))


@handles("quiet.on")
def quiet(match: Match, house: House) -> Reply:
    """No cue until the time that was named, else for two hours."""
    until = _until(match, house)
    house.manners.be_quiet(until)
    return Reply(lines=(Line("quiet_until", {"time": say_time(until.time())}),), hush=True)


def _until(match: Match, house: House) -> datetime:
    now = house.now()
    if "duration" in match.slots:
        return now + timedelta(minutes=duration_minutes(match.slots["duration"]))
    until = match.slots.get("until", "")
    if until == "tomorrow":
        morning = now.replace(hour=7, minute=0, second=0, microsecond=0)
        return morning + timedelta(days=1 if now.hour >= 3 else 0)
    if ":" in until:
        hour, minute = (int(part) for part in until.split(":"))
        at = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
        return at if at > now else at + timedelta(days=1)
    return now + timedelta(hours=QUIET_HOURS)


@handles("quiet.off")
def speak_again(match: Match, house: House) -> Reply:
    """Cues may come again."""
    house.manners.be_quiet(None)
    return say("quiet_over")


@handles("quiet.hours")
def quiet_hours(match: Match, house: House) -> Reply:
    """Every night from then to then."""
    begins, ends = match.slots["from"], match.slots["to"]
    house.manners.set_quiet_hours(begins, ends)
    return say("quiet_hours", begins=say_time(begins), ends=say_time(ends))


@handles("polite", "confirm.yes", "confirm.no")
def nothing(match: Match, house: House) -> Reply:
    """A thank-you after a reply, or a yes to nothing: kindness needs no answer."""
    return Reply()
