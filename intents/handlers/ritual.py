"""Starting and steering rituals."""

from intents.house import House, Reply, Start, handles, say
from intents.match import Match


@handles("ritual.start")
def start(match: Match, house: House) -> Reply:
    """Begin it now; say so kindly when the house has not learnt it yet."""
    ritual = house.rituals.find(match.slots.get("ritual", ""))
    if ritual is None:
        return say("ritual_not_yet")
    return Reply(start=Start(ritual, first=match if "length" in match.slots else None))


@handles("ritual.stop")
def stop(match: Match, house: House) -> Reply:
    """Stop speaking first, then the ritual."""
    return Reply(hush=True, stop="ritual", chime="closed")


@handles("stop", "cancel")
def never_mind(match: Match, house: House) -> Reply:
    """Cut the line and leave the request; a ritual goes on."""
    return Reply(hush=True, chime="closed")


@handles("ritual.pause", "ritual.resume", "ritual.back", "ritual.progress", "ritual.cooldown")
def nothing_running(match: Match, house: House) -> Reply:
    """Without a ritual there is nothing to steer."""
    return say("nothing_running")
