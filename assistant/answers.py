"""How an answer completes a question of the house, and what a ritual is told of it."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.events import Chime, MouthEvent, Say
from assistant.rituals import Answered, Chose
from intents.house import Ask
from intents.match import Match

QUIET_VOLUME = 0.4
"""How much softer the house answers in quiet hours (conversation.md 4.5)."""

YES = {"confirm.yes", "journal.more"}


def completed(ask: Ask, match: Match) -> Match | None:
    """The request with its missing piece, or None if the match is no answer to the question."""
    slots = ask.match.slots
    if ask.state == "confirm" and match.intent in YES:
        return replace(ask.match, slots=slots | {ask.slot: "yes"}) if ask.slot else ask.match
    if ask.state == "free_text" and match.intent == "free.text":
        text = match.slots["text"]
        return replace(ask.match, slots=slots | {ask.slot: text}, unsure=match.unsure)
    if ask.state == "person":
        who = match.slots.get("who") or match.slots.get("to")
        if match.intent in ("person", "speaker.switch") and who:
            return replace(ask.match, slots=slots | {ask.slot: who})
    return None


def for_ritual(match: Match) -> Answered | Chose:
    """What was understood, as the ritual takes it."""
    if match.intent == "answer.give" and match.slots.get("text", "?") != "?":
        done = match.slots.get("done") == "yes"
        return Answered(match.slots["text"], heard=match.text, unsure=match.unsure, done=done)
    return Chose(match.intent, match.slots)


def after_earcon(news: Sequence[MouthEvent], begun: Sequence[MouthEvent]) -> list[MouthEvent]:
    """What is new goes between the earcon that a ritual begins with and its first words."""
    earcon = 1 if begun and isinstance(begun[0], Chime) else 0
    return [*begun[:earcon], *news, *begun[earcon:]]


def softly(event: MouthEvent) -> MouthEvent:
    """The same line at night."""
    return replace(event, volume_factor=QUIET_VOLUME) if isinstance(event, Say) else event
