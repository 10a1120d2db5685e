"""What the house says once a ritual has ended: a round number, or the answers of a year ago."""

from assistant.household import Household
from intents.house import Ask, Line, Reply
from intents.match import Match
from intents.milestones import milestone_lines


def afterwards(ritual: str, house: Household) -> Reply:
    """Nothing, most evenings; never anything when the ritual was not held to its end."""
    evening, journal = house.evening(), house.memory.journal
    if house.discretion.company or journal.ritual_outcome(ritual, evening) != "done":
        return Reply()
    lines = (*milestone_lines(house, "appreciations"), *milestone_lines(house, "evenings"))
    question = house.memory.last_question
    if question not in journal.asked_on(evening) or not house.memory.answered_before(question):
        return Reply(lines=lines)
    house.memory.last_question = ""  # offered once
    read = Match("journal.read", {"question": question})
    return Reply(lines=(*lines, Line("a_year_ago")), ask=Ask("confirm", read, "sure"))
