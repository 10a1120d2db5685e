"""What "Did you mean …?" names: the request that was nearly understood, in a few words."""

from functools import partial

from intents.house import House
from intents.language import LanguagePack
from intents.match import Match
from intents.saying import say_time
from intents.wording import WordMissing, word


def meant(match: Match, house: House, pack: LanguagePack) -> str:
    """The request as a guess to say aloud; the fullest wording for which everything is known."""
    known = _known(match, house)
    key = f"mean.{match.intent}"
    for at in range(len(pack.replies.get(key, ()))):
        try:
            said = word(key, pack, partial(_this_one, at), **known)
        except WordMissing:
            continue
        return said[:1].lower() + said[1:]
    return match.text


def _this_one(at: int, key: str, count: int) -> int:
    return at


def _known(match: Match, house: House) -> dict[str, str]:
    slots = match.slots
    known: dict[str, str] = {}
    ritual = house.rituals.find(slots["ritual"]) if "ritual" in slots else None
    for plan in house.rituals.plans():
        if plan.ritual == ritual:
            known["ritual"] = plan.title[:1].lower() + plan.title[1:]
    if "time" in slots:
        known["time"] = say_time(slots["time"])
    person = house.people.find(slots.get("to", ""))
    if person is not None:
        known["to"] = house.people.spoken(person)
    return known
