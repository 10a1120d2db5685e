"""Tonight's choices: the decks, as this household and this evening see them."""

from datetime import date
from functools import partial

from assistant.household import Household
from assistant.rituals import Deck, Evening, Picks, Question, occasions, season

IN_PASSING_KEY = "asked_in_passing"
DEEP_FROM_HOUR = 9
"""Nobody is asked for a hurt before breakfast is over."""


def picks(deck: Deck, house: Household, day: date, alone: bool = False) -> Picks:
    """What this evening may hear, from everything the household has said and been asked."""
    journal, discretion = house.memory.journal, house.discretion
    own = (Question(mine.id, mine.text, "own", author="couple") for mine in journal.own_questions())
    asked = journal.asked()
    seen = deck.with_own(own)
    household = house.book.settings.household
    birthdays = tuple(partner.birthday for partner in household.partners if partner.birthday)
    evening = Evening(
        day=day,
        asked=asked,
        in_passing=in_passing(house),
        today=journal.asked_on(day),
        marks=journal.question_marks(),
        first_day=min(asked.values(), default=day),
        deep=not alone and _may_go_deep(house, day),
        blocked=_left_out(house),
        occasions=occasions(day, house.book.zone, household.anniversary, birthdays),
        needs=("none", "living_together", *(("children",) if household.children else ())),
    )
    company = seen.in_company() if discretion.company else seen
    anew = partial(picks, deck, house, day, alone)
    return Picks(company, evening, season(day, house.book.zone), anew)


def in_passing(house: Household) -> dict[str, date]:
    """The questions that were put over a stove, and on which day last."""
    kept: dict[str, str] = house.memory.journal.kept(IN_PASSING_KEY, {})
    return {question: date.fromisoformat(day) for question, day in kept.items()}


def note_in_passing(house: Household, question: str) -> None:
    """This question was put in passing tonight; it is not tonight's question for that."""
    kept = house.memory.journal.kept(IN_PASSING_KEY, {})
    house.memory.journal.keep(IN_PASSING_KEY, kept | {question: house.evening().isoformat()})


def _may_go_deep(house: Household, day: date) -> bool:
    """Both agreed; not too early, not after guests, not on the evening of a quarrel."""
    discretion = house.discretion
    early = house.now().date() == day and house.now().hour < DEEP_FROM_HOUR
    return house.agreement.both("deep") and not (
        early or discretion.stays_light(day) or discretion.had_company(day)
    )


def _left_out(house: Household) -> frozenset[str]:
    opted_in = house.agreement.both("affection")
    return frozenset(house.discretion.blocked) | (frozenset() if opted_in else {"affection"})
