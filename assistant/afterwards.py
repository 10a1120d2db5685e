"""What the house says once a ritual has ended: a round number, or the answers of a year ago."""

from assistant.household import Household
from assistant.ritual_talk import RitualTalk
from intents.house import Ask, Line, Reply
from intents.match import Match
from intents.milestones import milestone_lines


def afterwards(talk: RitualTalk, house: Household) -> Reply | None:
    """Nothing, most evenings; never anything when a ritual was not held to its end."""
    held, talk.just_held = talk.just_held, ""
    if not held or talk.run is not None or house.discretion.company:
        return None
    evening, journal = house.evening(), house.memory.journal
    lines = (*milestone_lines(house, "appreciations"), *milestone_lines(house, "evenings"))
    question = house.memory.last_question
    if question not in journal.asked_on(evening) or not house.memory.answered_before(question):
        return Reply(lines=lines) if lines else None
    house.memory.last_question = ""  # offered once
    read = Match("journal.read", {"question": question})
    return Reply(lines=(*lines, Line("a_year_ago")), ask=Ask("confirm", read, "sure"))
