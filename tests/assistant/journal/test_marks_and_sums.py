"""What each of the two has marked, and sums for both together."""

from datetime import date

from assistant.journal import Journal, NewEntry
from tests.assistant.journal.clock import Clock


def write(journal: Journal, text: str, kind: str = "appreciation", by: str = "one") -> int:
    """One entry, now."""
    return journal.note(NewEntry(kind, text, by=by, to="two" if by == "one" else "one")).id


def test_a_mark_belongs_to_one_person(journal: Journal):
    """And is set and taken away as often as one likes."""
    river = write(journal, "the river")
    for _ in range(2):
        journal.mark(river, "favourite", "one", True)
    assert journal.marked([river], "favourite", "one") == {river}
    assert journal.marked([river], "favourite", "two") == set()
    assert [one.text for one in journal.entries(favourite_of="one")] == ["the river"]
    for _ in range(2):
        journal.mark(river, "favourite", "one", False)
    assert journal.entries(favourite_of="one") == []


def test_what_is_hidden_is_there_for_the_other(journal: Journal):
    """In lists, in searches and in counts."""
    river = write(journal, "the river")
    journal.mark(river, "hidden", "two", True)
    assert journal.entries(hidden_from="two") == []
    assert journal.search("river", hidden_from="two") == []
    assert journal.count(hidden_from="two") == 0
    assert len(journal.entries(hidden_from="one")) == len(journal.entries(hidden_by="two")) == 1


def test_marks_go_with_the_entry(journal: Journal, clock: Clock):
    """What is removed for good leaves nothing behind."""
    river = write(journal, "the river")
    journal.mark(river, "favourite", "one", True)
    journal.delete(river)
    clock.pass_by(days=31)
    assert journal.purge() == 1
    assert journal.marked([river], "favourite", "one") == set()


def test_days_are_counted_as_evenings_and_without_what_was_deleted(journal: Journal, clock: Clock):
    """One o'clock at night belongs to the day before."""
    write(journal, "tea")
    clock.set_to(2026, 5, 15, 1, 15)
    write(journal, "a late one", kind="note")
    journal.delete(write(journal, "gone"))
    since = date(2026, 5, 1)
    assert journal.count_by_day(since) == {date(2026, 5, 14): 2}
    assert journal.count_by_day(since, "note") == {date(2026, 5, 14): 1}
    assert journal.count_by_day(date(2026, 5, 15)) == {}
    assert journal.texts(since, 10) == ["a late one", "tea"]
    assert journal.kinds() == ["appreciation", "note"]


def test_only_what_was_held_counts(journal: Journal):
    """Missed evenings are nowhere."""
    for ritual, outcome in (("one", "done"), ("two", "done"), ("three", "missed")):
        journal.note_ritual(ritual, date(2026, 5, 14), outcome)
    assert journal.evenings_held(date(2026, 1, 1)) == {date(2026, 5, 14): 2}


def test_the_years_with_entries(journal: Journal, clock: Clock):
    """The newest first, and none before there is one."""
    assert (journal.years(), journal.kinds()) == ([], [])
    write(journal, "tea")
    clock.set_to(2028, 1, 1, 12, 0)
    write(journal, "cake")
    assert journal.years() == [2028, 2027, 2026]


def test_the_beginning_of_the_last_word_is_enough_while_somebody_types(journal: Journal):
    """And words that are commands elsewhere are words here."""
    write(journal, "the garden gate AND the river")
    assert [one.text for one in journal.search("river gard", unfinished=True)] != []
    assert journal.search("river gard") == []
    assert journal.search("and NOT", unfinished=True) == []
    assert len(journal.search("and", unfinished=True)) == 1


def test_undo_does_not_unpick_a_journal_that_was_taken_in(journal: Journal, clock: Clock):
    """It takes back what somebody said last."""
    from assistant.journal import Brought

    write(journal, "tea")
    brought = Brought(((clock(), NewEntry("note", "from elsewhere")),))
    assert journal.merge(brought) == 1
    assert journal.merge(brought) == 0
    undone = journal.undo()
    assert undone is not None
    assert undone.entry.text == "tea"
    assert [one.text for one in journal.entries()] == ["from elsewhere"]
