"""What is heard, what is kept, and how to stop it."""

from intents.house import Ask, Company, House, Line, Person, Reply, Wanted, handles, say
from intents.match import Match
from intents.saying import say_count


@handles("privacy.mic_off")
def stop_listening(match: Match, house: House) -> Reply:
    """Close the microphone; the page opens it again."""
    return Reply(lines=(Line("mic_off"),), stop="listening")


@handles("privacy.status")
def status(match: Match, house: House) -> Reply:
    """One true sentence about what is kept, with its number, and where to see it.

    Private entries are not counted: the number would tell the other that there are some.
    """
    who, speaker = match.slots.get("who", ""), house.people.speaker
    if not who:
        return say("what_is_kept")
    if who == "both" or speaker is None:
        return say("known_of_both", count=say_count(house.memory.count(Wanted())))
    theirs = house.memory.count(Wanted(by=speaker, reader=speaker))
    name = house.people.spoken(speaker)
    if house.discretion.opted_out(speaker):
        return say("known_opted_out", name=name, count=say_count(theirs))
    return say("known_of_you", name=name, count=say_count(theirs))


def _whose(match: Match, house: House) -> Person | None:
    """Whose last words are meant: whoever speaks, else whoever said the newest."""
    named = house.people.find(match.slots.get("by", ""))
    return named or house.people.speaker or house.confidence.lately()


@handles("privacy.forget")
def forget(match: Match, house: House) -> Reply:
    """What this person said in the last two minutes is erased, without a way back."""
    there = house.confidence.forget(_whose(match, house))
    house.manners.last_line = ""
    return say("forgotten" if there else "nothing_kept")


@handles("privacy.off_record", "privacy.on_record")
def record(match: Match, house: House) -> Reply:
    """Keep nothing until somebody says so, or until four in the morning.

    "Don't record that" is about what was just said as well.
    """
    off = match.intent == "privacy.off_record"
    if off and match.slots.get("what") == "said":
        house.confidence.forget(_whose(match, house))
    house.discretion.set_off_record(off)
    speaker = house.people.speaker
    if speaker and not off:
        house.discretion.opt_out(speaker, False)
    return say("off_record" if off else "on_record")


@handles("privacy.private_entry")
def private(match: Match, house: House) -> Reply:
    """What this person just said becomes theirs alone; only their PIN on the page opens it."""
    if "sure" in match.slots:
        return forget(match, house)
    person = _whose(match, house)
    if person is None:
        return say("nothing_kept")
    outcome = house.confidence.keep_private(person)
    if outcome == "nothing":
        return say("nothing_kept")
    if outcome == "no_pin":
        return Reply(lines=(Line("private_needs_pin"),), ask=Ask("confirm", match, "sure"))
    house.manners.last_line = ""
    return say("private_now")


@handles("privacy.opt_out")
def opt_out(match: Match, house: House) -> Reply:
    """Nothing of this person is kept any more; what is there stays until they delete it."""
    person = house.people.find(match.slots.get("by", "")) or house.people.speaker
    if person is None:
        return Reply(lines=(Line("from_whom"),), ask=Ask("person", match, "by"))
    house.discretion.opt_out(person, True)
    return say("opted_out", name=house.people.spoken(person))


@handles("privacy.wipe")
def wipe(match: Match, house: House) -> Reply:
    """Too much for a voice that anybody may have: said truthfully, with what can be done."""
    return say("wipe_on_page")


@handles("privacy.guest_on", "privacy.guest_off", "privacy.kids")
def company(match: Match, house: House) -> Reply:
    """Before other ears only light questions, and nothing is read back."""
    here: dict[str, Company] = {"privacy.guest_on": "guests", "privacy.kids": "kids"}
    who = here.get(match.intent, "")
    house.discretion.set_company(who)
    house.manners.last_line = ""  # "say that again" is for those who were here
    return say(f"company_{who}" if who else "company_gone")
