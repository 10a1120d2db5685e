"""The deck's page: which questions there are, loved ones, blocked subjects, and one's own."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from assistant.dashboard.door import Door
from assistant.dashboard.own_questions import problem_with
from assistant.dashboard.page import from_script, show, show_problem, the_door
from assistant.rituals import TOPICS, Deck, Question
from config.fields import PERSONS
from intents.house import Person

DEPTHS = ("light", "open", "deep")
MARKS = ("favourite", "never")
BLOCKED_KEY = "blocked_categories"
AGREED = ("deep", "affection", "touch", "mood")
"""What comes only after both have said yes to it."""

LEFT_OUT = tuple(topic for topic in TOPICS if topic not in AGREED)
AT_ONCE = 60

questions = Blueprint("questions", __name__, url_prefix="/questions")


def part(door: Door, args: Mapping[str, str]) -> dict[str, Any]:
    """What this page shows: the categories, or the questions of one; never what comes next."""
    deck = door.deck()
    with door.journal() as book:
        marks, own = book.question_marks(), book.own_questions()
        blocked = frozenset(book.kept(BLOCKED_KEY, []))
    category, depth = args.get("category", ""), args.get("depth", "")
    mark, words = args.get("mark", ""), args.get("words", "").strip()[:80]
    looking = bool(category or mark or words or depth)
    found = _found(deck, marks, category, depth, mark, words.casefold()) if looking else []
    return {
        "categories": deck.categories,
        "counts": Counter(one.category for one in deck.questions),
        "marks": marks,
        "loved": sum(1 for mark in marks.values() if mark == "favourite"),
        "never": sum(1 for mark in marks.values() if mark == "never"),
        "blocked": blocked,
        "topics": LEFT_OUT,
        "agreed": {what: door.times.agreed(what) for what in AGREED},
        "own": own,
        "asked": {"category": category, "depth": depth, "mark": mark, "words": words},
        "looking": looking,
        "found": found[:AT_ONCE],
        "left_out": max(0, len(found) - AT_ONCE),
        "depths": DEPTHS,
        "typed": "",
        "problem": "",
        "notice": args.get("notice", ""),
    }


@questions.get("/")
def page() -> ResponseReturnValue:
    """The deck."""
    return show("questions")


@questions.post("/own")
def add() -> ResponseReturnValue:
    """Put a question of one's own into the deck, if it can be asked aloud."""
    text = " ".join(request.form.get("text", "").split())
    with the_door().journal() as book:
        known = [one.text for one in the_door().deck().questions]
        known += [one.text for one in book.own_questions()]
        if problem := problem_with(text, known):
            return show_problem("questions", typed=text, problem=problem)
        book.add_question(text)
    return show("questions", notice="added")


@questions.post("/mark/<id>")
def mark(id: str) -> ResponseReturnValue:
    """Love a question, never hear it again, or neither."""
    wanted = request.form.get("mark", "")
    found = _question(id)
    with the_door().journal() as book:
        book.mark_question(id, wanted if wanted in MARKS else None)
        marks = book.question_marks()
    if from_script():
        return render_template("questions/question.html", question=found, marks=marks)
    return show("questions")


@questions.post("/block/<category>")
def block(category: str) -> ResponseReturnValue:
    """Leave a subject out from now on, or ask about it again."""
    if category not in the_door().deck().categories and category not in LEFT_OUT:
        raise NotFound
    with the_door().journal() as book:
        others = [one for one in book.kept(BLOCKED_KEY, []) if one != category]
        book.keep(BLOCKED_KEY, [*others, category] if "blocked" in request.form else others)
    return show("questions")


@questions.post("/agree/<what>/<who>")
def agree(what: str, who: Person) -> ResponseReturnValue:
    """One of the two says yes to a kind of question, or takes it back."""
    if what not in AGREED or who not in PERSONS:
        raise NotFound
    the_door().times.agree(what, who, "yes" in request.form)
    return show("questions")


def _question(id: str) -> Question:
    found = the_door().deck().find(id)
    if found is not None:
        return found
    with the_door().journal() as book:
        for own in book.own_questions():
            if own.id == id:
                return Question(own.id, own.text, "own", author="couple")
    raise NotFound


def _found(
    deck: Deck, marks: Mapping[str, str], category: str, depth: str, mark: str, words: str
) -> list[Question]:
    return [
        one
        for one in deck.questions
        if category in ("", one.category)
        and depth in ("", one.depth)
        and mark in ("", marks.get(one.id))
        and words in one.text.casefold()
    ]
