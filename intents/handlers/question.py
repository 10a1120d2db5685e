"""Tonight's question: asking for it, another one, and what becomes of it."""

from intents.house import Ask, House, Line, Reply, Start, handles, say
from intents.match import Match

QUESTION = "question"


def _ritual(house: House) -> str:
    return house.rituals.find(QUESTION) or ""


@handles("question.today")
def tonight(match: Match, house: House) -> Reply:
    """Begin with tonight's question at once, without the cue."""
    if match.slots.get("mode") == "later":
        house.rituals.snooze(_ritual(house), 10)
        return say("snoozed", minutes="ten")
    return Reply(start=Start(_ritual(house), alone=match.slots.get("mode") == "solo"))


@handles("question.another")
def another(match: Match, house: House) -> Reply:
    """A different question, of the depth or about the thing that was asked for."""
    return Reply(start=Start(_ritual(house), first=match))


@handles("question.never", "question.favourite")
def mark(match: Match, house: House) -> Reply:
    """Never again, or again some day, for the question asked last."""
    status = match.intent.removeprefix("question.")
    return say(f"question_{status}") if house.memory.mark_question(status) else say("no_question")


@handles("question.block")
def block(match: Match, house: House) -> Reply:
    """No questions about this any more."""
    house.discretion.block(match.slots["category"])
    return say("question_blocked")


@handles("question.add")
def add(match: Match, house: House) -> Reply:
    """A question of their own goes into the deck."""
    text = match.slots.get("text", "?")
    if text == "?":
        return Reply(lines=(Line("go_ahead"),), ask=Ask("free_text", match, "text"))
    house.memory.add_question(text)
    return Reply(lines=(Line("question_added"),), chime="saved")


@handles("skip", "wait", "answer.done", "answer.choose", "answer.number", "answer.time")
def nothing_running(match: Match, house: House) -> Reply:
    """These belong to a ritual; without one there is nothing to steer."""
    return say("nothing_running")
