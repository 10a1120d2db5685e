"""What the entries are about, counted and not guessed."""

from datetime import date

from assistant.journal import Journal, NewEntry
from assistant.journal.subjects import stems
from tests.assistant.journal.clock import Clock


def test_forms_of_one_word_have_one_stem():
    """As the search finds "dinners" for "dinner"."""
    found = stems(["dinner", "dinners", "walk", "walking", "café"])
    assert found["dinner"] == found["dinners"]
    assert found["walk"] == found["walking"]
    assert set(found) == {"dinner", "dinners", "walk", "walking", "café"}
    assert stems([]) == {}


def test_each_entry_counts_once_and_deleted_ones_do_not(journal: Journal):
    """Somebody who says "dinner" three times in one breath has thanked for one dinner."""
    for text in ("dinner, dinner and dinner", "the dinners", "patience"):
        journal.note(NewEntry("appreciation", text))
    gone = journal.note(NewEntry("appreciation", "patience again"))
    assert journal.subjects({"and", "the", "again"}, 3)[0][1] == 2
    assert len(journal.subjects({"and", "the", "again"}, 3)) == 2
    journal.delete(gone.id)
    assert journal.subjects({"and", "the", "again"}, 3) == [("dinner", 2)]


def test_a_subject_is_of_the_days_and_kinds_asked_for(journal: Journal, clock: Clock):
    for kind in ("appreciation", "answer"):
        journal.note(NewEntry(kind, "the garden"))
    assert journal.subjects((), 3, kind="appreciation") == []
    assert ("garden", 2) in journal.subjects((), 3)
    assert journal.subjects((), 3, since=date(2026, 5, 15)) == []


def test_every_day_with_an_entry_is_a_day_once(journal: Journal, clock: Clock):
    journal.note(NewEntry("appreciation", "tea"))
    journal.note(NewEntry("appreciation", "cake"))
    clock.set_to(2026, 5, 16, 1, 0)
    journal.note(NewEntry("appreciation", "the night"))
    journal.note_ritual("goodnight", date(2026, 5, 10), "done")
    journal.note_ritual("goodnight", date(2026, 5, 11), "skipped")
    assert journal.days() == [date(2026, 5, 15), date(2026, 5, 14)]
    assert journal.evenings() == [date(2026, 5, 10)]
