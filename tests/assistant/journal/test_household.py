"""What the house remembers beside the entries survives a restart."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from assistant.journal import Journal
from tests.assistant.journal.clock import Clock

MONDAY, TUESDAY = date(2026, 5, 11), date(2026, 5, 12)


def after_restart(file: Path, clock: Clock, act: Callable[[Journal], object]) -> Journal:
    """Do something in one house, and open the next one."""
    with Journal(file, clock) as journal:
        act(journal)
    return Journal(file, clock)


def test_questions_asked_are_remembered_with_their_last_day(file: Path, clock: Clock):
    """No question returns within a year, and "repeat" after a restart is the same question."""

    def act(journal: Journal) -> None:
        for question, day in (("b", MONDAY), ("a", TUESDAY), ("b", TUESDAY), ("a", TUESDAY)):
            journal.note_asked(question, day)

    with after_restart(file, clock, act) as journal:
        assert {"a": TUESDAY, "b": TUESDAY} == journal.asked()
        assert ["a", "b"] == journal.asked_on(TUESDAY)
        assert ["b"] == journal.asked_on(MONDAY)


def test_marks_on_questions_can_be_changed_and_taken_away(file: Path, clock: Clock):
    """ "Never ask that again" is kept until somebody changes their mind."""

    def act(journal: Journal) -> None:
        journal.mark_question("a", "skipped")
        journal.mark_question("a", "never")
        journal.mark_question("b", "favourite")
        journal.mark_question("b", None)

    with after_restart(file, clock, act) as journal:
        assert {"a": "never"} == journal.question_marks()


def test_own_questions_are_kept_in_order(file: Path, clock: Clock):
    """A couple's own question waits for its evening, with an id the deck can use."""

    def act(journal: Journal) -> None:
        journal.add_question("What shall we plant?", "one")
        journal.add_question("Who was your first friend?")

    with after_restart(file, clock, act) as journal:
        first, second = journal.own_questions()
        assert ("What shall we plant?", "one", date(2026, 5, 14)) == (
            first.text,
            first.by,
            first.day,
        )
        assert second.by is None
        assert first.id != second.id


def test_a_rituals_outcome_is_one_a_day_and_done_ones_are_counted(file: Path, clock: Clock):
    """The clock set back must not run it twice; the long lines shorten after the third time."""

    def act(journal: Journal) -> None:
        journal.note_ritual("r1", MONDAY, "begun")
        journal.note_ritual("r1", MONDAY, "done")
        journal.note_ritual("r1", TUESDAY, "skipped")
        journal.note_ritual("r2", TUESDAY, "done")

    with after_restart(file, clock, act) as journal:
        assert "done" == journal.ritual_outcome("r1", MONDAY)
        assert "skipped" == journal.ritual_outcome("r1", TUESDAY)
        assert journal.ritual_outcome("r2", MONDAY) is None
        assert 1 == journal.times_done("r1")


def test_a_move_is_for_one_day(file: Path, clock: Clock):
    """ "Half past nine tonight" leaves tomorrow as it was."""

    def act(journal: Journal) -> None:
        journal.move("r1", MONDAY, "21:00")
        journal.move("r1", TUESDAY, "21:15")
        journal.move("r1", TUESDAY, "21:30")
        journal.move("r2", TUESDAY, None)
        journal.move("r3", TUESDAY, "08:00")
        journal.unmove("r3", TUESDAY)

    with after_restart(file, clock, act) as journal:
        assert {("r1", TUESDAY): "21:30", ("r2", TUESDAY): None} == journal.moves(TUESDAY)
        assert 3 == len(journal.moves(MONDAY))


def test_anything_small_can_be_kept_under_a_name(file: Path, clock: Clock):
    """A paused ritual goes on after a restart; None forgets."""

    def act(journal: Journal) -> None:
        journal.keep("paused", {"ritual": "r1", "step": 3})
        journal.keep("quiet until", "2026-05-14T22:00")
        journal.keep("quiet until", None)
        journal.keep("zero", 0)

    with after_restart(file, clock, act) as journal:
        assert {"ritual": "r1", "step": 3} == journal.kept("paused")
        assert "never" == journal.kept("quiet until", "never")
        assert 0 == journal.kept("zero", 7)
        assert journal.kept("unheard of") is None
