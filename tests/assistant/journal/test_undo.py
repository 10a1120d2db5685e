"""Taking back, one step further each time, and the way forward again."""

from pathlib import Path

from assistant.journal import Journal, NewEntry
from tests.assistant.journal.clock import Clock


def note(journal: Journal, text: str) -> int:
    return journal.note(NewEntry("note", text)).id


def texts(journal: Journal) -> list[str]:
    return [entry.text for entry in journal.entries()]


def undone(journal: Journal) -> tuple[str, str] | None:
    result = journal.undo()
    return (result.what, result.entry.text) if result else None


def test_undo_takes_back_notes_edits_and_deletions_in_turn(journal: Journal):
    """Each "undo" goes one step further back, whatever the step was, until nothing is left."""
    peach = note(journal, "peach")
    journal.edit(peach, text="beach", to="two")
    journal.delete(peach)
    note(journal, "tea")
    assert ("note", "tea") == undone(journal)
    assert ("delete", "beach") == undone(journal)
    assert ["beach"] == texts(journal)
    assert ("edit", "peach") == undone(journal)
    assert (None, None) == (journal.get(peach).to, journal.get(peach).edited_at)
    assert ("note", "peach") == undone(journal)
    assert [] == texts(journal)
    assert undone(journal) is None


def test_undo_works_after_a_restart(file: Path, clock: Clock):
    """The house may have been switched off between the slip and its discovery."""
    with Journal(file, clock) as journal:
        journal.edit(note(journal, "peach"), text="beach")
    with Journal(file, clock) as journal:
        assert ("edit", "peach") == undone(journal)
    with Journal(file, clock) as journal:
        assert ("note", "peach") == undone(journal)
        assert "peach" == journal.restore().text  # type: ignore[union-attr]


def test_bring_it_back_is_the_opposite_of_undo(journal: Journal):
    """One "undo" too many is put right, in the reverse order."""
    note(journal, "first")
    note(journal, "second")
    undone(journal)
    undone(journal)
    assert "first" == journal.restore().text  # type: ignore[union-attr]
    assert "second" == journal.restore().text  # type: ignore[union-attr]
    assert ["second", "first"] == texts(journal)
    assert ("restore", "second") == undone(journal)
    assert ["first"] == texts(journal)


def test_bring_it_back_after_an_undone_edit_gives_the_new_words(journal: Journal):
    """And not some other entry that was deleted the week before."""
    journal.delete(note(journal, "last week's"))
    journal.edit(note(journal, "peach"), text="beach")
    undone(journal)
    assert "beach" == journal.restore().text  # type: ignore[union-attr]
    assert ("edit", "peach") == undone(journal)


def test_new_words_are_never_replaced_by_bringing_back(journal: Journal):
    """An edit that was undone is forgotten once the entry has been edited again."""
    id = note(journal, "peach")
    journal.edit(id, text="beach")
    undone(journal)
    journal.edit(id, text="reach")
    assert journal.restore() is None
    assert ["reach"] == texts(journal)


def test_a_redone_note_can_be_undone_again_and_again(journal: Journal):
    """Two people disagreeing about an entry must not wear it out."""
    id = note(journal, "tea")
    for _ in range(3):
        assert undone(journal) is not None
        assert [] == texts(journal)
        assert id == journal.restore().id  # type: ignore[union-attr]
        assert ["tea"] == texts(journal)


def test_one_entry_can_be_meant(journal: Journal):
    """In the seconds after "Saved", an edit on the page must not be what "undo" takes back."""
    other, said = note(journal, "other"), note(journal, "said")
    journal.edit(other, text="changed on the page")
    result = journal.undo(said)
    assert result is not None
    assert said == result.entry.id
    assert ["changed on the page"] == texts(journal)


def test_nothing_older_than_thirty_days_is_taken_back(journal: Journal, clock: Clock):
    """An "undo" said by mistake must not remove last month's words."""
    note(journal, "long ago")
    journal.delete(note(journal, "deleted long ago"))
    clock.pass_by(days=31)
    assert journal.undo() is None
    assert journal.restore() is None
    assert ["long ago"] == texts(journal)


def test_purge_removes_for_good_what_was_deleted_a_month_ago(journal: Journal, clock: Clock):
    """Thirty days are promised; neither more nor less."""
    journal.delete(note(journal, "old"))
    clock.pass_by(days=2)
    journal.delete(note(journal, "newer"))
    kept = note(journal, "kept")
    clock.pass_by(days=29)
    assert 1 == journal.purge()
    assert 0 == journal.purge()
    assert ["newer"] == [entry.text for entry in journal.entries(deleted=True)]
    assert [kept] == [entry.id for entry in journal.entries()]
    assert "newer" == journal.restore().text  # type: ignore[union-attr]


def test_purged_words_are_gone_from_the_disk(journal: Journal, file: Path, clock: Clock):
    """Deleted means deleted: not in the entries, the search index, the history or the log."""

    def on_disk(word: str) -> bool:
        return any(word.encode() in path.read_bytes() for path in file.parent.iterdir())

    edited = note(journal, "xylophonist first wording " + "and more " * 50)
    journal.edit(edited, text="harmless")
    for n in range(40):
        note(journal, f"ordinary {n}")
    journal.delete(note(journal, "zygomorphic secret " + "and more " * 500))
    assert on_disk("xylophonist")
    assert on_disk("zygomorphic")
    clock.pass_by(days=31)
    journal.purge()
    assert not on_disk("xylophonist")
    assert not on_disk("zygomorph")  # the stem that the index would keep
    assert 41 == journal.count()
    assert 1 == len(journal.search("harmless"))


def test_a_number_is_never_used_twice(journal: Journal, clock: Clock):
    """A page left open must not delete a new entry when it means one that was purged."""
    id = note(journal, "old")
    journal.delete(id)
    clock.pass_by(days=31)
    journal.purge()
    assert id != note(journal, "new")
