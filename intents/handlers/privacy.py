"""What is heard, what is kept, and how to stop it."""

from intents.house import Ask, Company, House, Line, Reply, Wanted, handles, say
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


@handles("privacy.off_record", "privacy.on_record")
def record(match: Match, house: House) -> Reply:
    """Keep nothing until somebody says so, or until four in the morning."""
    off = match.intent == "privacy.off_record"
    house.discretion.set_off_record(off)
    speaker = house.people.speaker
    if speaker and not off:
        house.discretion.opt_out(speaker, False)
    return say("off_record" if off else "on_record")


@handles("privacy.private_entry")
def private(match: Match, house: House) -> Reply:
    """An entry for one alone needs a PIN, which the house has not learnt; it offers what it can."""
    if "sure" in match.slots:
        return say("removed") if house.memory.undo() else say("nothing_kept")
    if not house.memory.entries(Wanted(), limit=1):
        return say("nothing_kept")
    return Reply(lines=(Line("private_not_yet"),), ask=Ask("confirm", match, "sure"))


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
    return say(f"company_{who}" if who else "company_gone")


@handles("crisis.self", "crisis.violence", "crisis.child", "crisis.medical", "crisis.us")
def crisis(match: Match, house: House) -> Reply:
    """The fixed words for a hard moment. Nothing about it is kept anywhere."""
    return Reply(lines=(Line(match.intent.replace(".", "_"), private=True),), stop="ritual")
