"""Answers to tonight's question given alone: closed until both are in and both say yes."""

from intents.house import Ask, House, Line, Person, Reply, handles, say
from intents.keeping import not_kept
from intents.match import Match

BOTH: tuple[Person, Person] = ("one", "two")


@handles("answer.give")
def give(match: Match, house: House) -> Reply:
    """Close it at once; ask once for whoever is speaking, and for the words."""
    person = house.people.find(match.slots.get("by", "")) or house.people.speaker
    if (refused := not_kept(person, house)) is not None:
        return refused
    if person is None:
        return Reply(lines=(Line("from_whom"),), ask=Ask("person", match, "by"))
    text = match.slots.get("text", "?")
    if text == "?":
        return Reply(lines=(Line("go_ahead"),), ask=Ask("free_text", match, "text"))
    outcome = house.confidence.seal_answer(person, text)
    return say({"first": "sealed", "both": "sealed_both"}.get(outcome, "no_question"))


@handles("answer.status")
def status(match: Match, house: House) -> Reply:
    """Whether both are in; never whose is missing, which would be a reproach."""
    keys = {"both": "answers_both", "one": "answers_one", "none": "answers_none"}
    return say(keys[house.confidence.answers()])


@handles("answer.reveal")
def reveal(match: Match, house: House) -> Reply:
    """A yes from each, in turn; then both answers, and what becomes of them."""
    if house.discretion.company:
        return say("not_in_company")
    if house.confidence.answers() != "both":
        return status(match, house)
    for person in BOTH:
        agreed = house.confidence.agreed(person)
        if not agreed and f"yes_{person}" in match.slots:
            house.confidence.agree(person)
        elif not agreed:
            return _ask_for_a_yes(match, person, house)
    if "whom" in match.slots:
        return settle(match, house)
    answers = house.confidence.reveal()
    lines = tuple(_answer(person, answers[person], house) for person in BOTH)
    ask = Ask("ritual_keep", match, "whom", otherwise="default")
    return Reply(lines=(*lines, Line("keep_or_let_go")), ask=ask)


def settle(match: Match, house: House) -> Reply:
    """Keep both, one's own alone, or neither; as the household does when nobody says."""
    whom = match.slots["whom"]
    keep: tuple[Person, ...] | None = {"both": BOTH, "nobody": ()}.get(whom)
    if whom not in ("both", "nobody", "default"):
        person = house.people.speaker if whom == "me" else house.people.find(whom)
        if person is None:
            return Reply(lines=(Line("from_whom"),), ask=Ask("person", match, "whom"))
        keep = (person,)
    if house.discretion.off_record:
        keep = ()
    return say("kept" if house.confidence.settle(keep) else "gone")


@handles("answer.keep", "answer.discard")
def nothing_open(match: Match, house: House) -> Reply:
    """No answers lie open to be kept or let go."""
    return say("nothing_running")


def _ask_for_a_yes(match: Match, person: Person, house: House) -> Reply:
    name = house.people.spoken(person)
    line = Line("reveal_yes", {"name": name}) if name else Line(f"reveal_yes_{person}")
    return Reply(lines=(line,), ask=Ask("confirm", match, f"yes_{person}"))


def _answer(person: Person, text: str, house: House) -> Line:
    name = house.people.spoken(person)
    if name:
        return Line("answer_of", {"name": name, "text": text}, private=True)
    return Line("answer_of_one", {"text": text}, private=True)
