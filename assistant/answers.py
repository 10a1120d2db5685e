"""How an answer completes a question of the house, and what a ritual is told of it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.events import Chime, MouthEvent, Say
from assistant.household import Household
from assistant.rituals import Answered, Chose, Ritual
from intents.house import Ask, Line
from intents.match import Match

QUIET_VOLUME = 0.4
"""How much softer the house answers in quiet hours (conversation.md 4.5)."""

LOUDER = 1.3
"""How much louder it speaks over a stove, as far as the speaker goes."""

KEEPING = {
    "answer.keep": True,
    "confirm.yes": True,
    "answer.discard": False,
    "confirm.no": False,
    "skip": False,
}
"""Whether answers that lie open are kept, by what was said to it."""

YES = {"confirm.yes", "journal.more"}


def completed(ask: Ask, match: Match) -> Match | None:
    """The request with its missing piece, or None if the match is no answer to the question."""
    slots = ask.match.slots
    if ask.state == "confirm" and match.intent in YES:
        return replace(ask.match, slots=slots | {ask.slot: "yes"}) if ask.slot else ask.match
    if ask.state == "free_text" and match.intent == "free.text":
        text = match.slots["text"]
        return replace(ask.match, slots=slots | {ask.slot: text}, unsure=match.unsure)
    if ask.state == "hard_moment" and match.intent == "repeat":
        return replace(ask.match, slots=slots | {ask.slot: "yes"})
    if ask.state == "ritual_keep" and match.intent in KEEPING:
        whom = match.slots.get("who", "both") if KEEPING[match.intent] else "nobody"
        return replace(ask.match, slots=slots | {ask.slot: whom})
    if ask.state == "person":
        who = match.slots.get("who") or match.slots.get("to")
        if match.intent in ("person", "speaker.switch") and who:
            return replace(ask.match, slots=slots | {ask.slot: who})
    return None


def by_default(ask: Ask) -> Match | None:
    """The request as it goes when nobody answers; None when it is left."""
    if not ask.otherwise:
        return None
    return replace(ask.match, slots=ask.match.slots | {ask.slot: ask.otherwise})


def for_ritual(match: Match) -> Answered | Chose:
    """What was understood, as the ritual takes it."""
    if match.intent == "answer.give" and match.slots.get("text", "?") != "?":
        done = match.slots.get("done") == "yes"
        return Answered(match.slots["text"], heard=match.text, unsure=match.unsure, done=done)
    return Chose(match.intent, match.slots, heard=match.text, unsure=match.unsure)


def after_earcon(news: Sequence[MouthEvent], begun: Sequence[MouthEvent]) -> list[MouthEvent]:
    """What is new goes between the earcon that a ritual begins with and its first words."""
    earcon = 1 if begun and isinstance(begun[0], Chime) else 0
    return [*begun[:earcon], *news, *begun[earcon:]]


def asking_again(failures: int, house: Household) -> Line:
    """Once more; the second time with two examples."""
    if failures != 2:
        return Line("ask_again_1")
    first, second = [*house.examples(2), "help", "stop"][:2]
    return Line("ask_again_2", {"first": first, "second": second})


def in_volume(
    out: list[MouthEvent], at_night: Callable[[], bool], ritual: Ritual | None
) -> list[MouthEvent]:
    """The same lines for this moment: softly at night, a little louder over a stove."""
    if not any(isinstance(event, Say) for event in out):
        return out
    if at_night():
        return [_softly(event) for event in out]
    return [_louder(event) for event in out] if ritual and ritual.loud else out


def _louder(event: MouthEvent) -> MouthEvent:
    if not isinstance(event, Say) or event.volume_factor != 1.0:
        return event
    return replace(event, volume_factor=LOUDER)


def _softly(event: MouthEvent) -> MouthEvent:
    if not isinstance(event, Say):
        return event
    return replace(event, volume_factor=min(event.volume_factor, QUIET_VOLUME))
