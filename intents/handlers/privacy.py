"""What is heard, what is kept, and how to stop it."""

from intents.house import House, Line, Reply, handles, say
from intents.match import Match


@handles("privacy.mic_off")
def stop_listening(match: Match, house: House) -> Reply:
    """Close the microphone; the page opens it again."""
    return Reply(lines=(Line("mic_off"),), stop="listening")


@handles("privacy.status")
def status(match: Match, house: House) -> Reply:
    """One true sentence about what is kept, and where to see it."""
    return say("what_is_kept")


@handles("privacy.forget")
def forget(match: Match, house: House) -> Reply:
    """The last thing kept goes again."""
    return say("removed") if house.memory.undo() else say("nothing_kept")


@handles("privacy.off_record", "privacy.private_entry")
def nothing_logged(match: Match, house: House) -> Reply:
    """Outside a ritual the house keeps only what it is asked to keep."""
    return say("nothing_kept")


@handles("crisis.self", "crisis.violence", "crisis.child", "crisis.medical", "crisis.us")
def crisis(match: Match, house: House) -> Reply:
    """The fixed words for a hard moment. Nothing about it is kept anywhere."""
    return Reply(lines=(Line(match.intent.replace(".", "_"), private=True),), stop="ritual")
