"""What a person may rely on when the house says "Saved"."""

import dataclasses
from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant.journal import EntryMissing, Journal, NewEntry
from tests.assistant.journal.clock import Clock

DINNER = NewEntry(
    kind="appreciation",
    text="making dinner",
    by="one",
    to="two",
    quality="you care",
    heard="thank you sam for making dinner",
    unsure=True,
    unsure_words=("dinner", "sam"),
    ritual="morning_appreciation",
    question="q-17",
    source="page",
)


def note(journal: Journal, text: str, **more: str) -> int:
    return journal.note(NewEntry(**({"kind": "note"} | more), text=text)).id


def texts(journal: Journal, **which: object) -> list[str]:
    return [entry.text for entry in journal.entries(**which)]  # type: ignore[arg-type]


def test_everything_about_an_entry_comes_back_after_a_restart(file: Path, clock: Clock):
    """What was kept is who, to whom, when, and the person's own words, not a summary."""
    with Journal(file, clock) as journal:
        noted = journal.note(DINNER)
    with Journal(file, clock) as journal:
        found = journal.get(noted.id)
    assert noted == found
    for field in dataclasses.fields(NewEntry):
        assert getattr(DINNER, field.name) == getattr(found, field.name)
    assert clock.time == found.at
    assert clock.zone is found.at.tzinfo
    assert date(2026, 5, 14) == found.day
    assert (None, None) == (found.edited_at, found.deleted_at)


def test_a_journal_in_memory_needs_no_file(clock: Clock):
    """`ask` on the command line answers without a household."""
    with Journal(None, clock) as journal:
        assert ["rain"] == texts(journal) or note(journal, "rain")
        assert ["rain"] == texts(journal)


def test_the_file_is_nobody_elses_to_read(journal: Journal, file: Path):
    """It holds what two people said to each other."""
    note(journal, "private")
    for path in file.parent.iterdir():
        assert 0 == path.stat().st_mode & 0o077, path.name


def test_entries_come_newest_first_and_page_by_page(journal: Journal, clock: Clock):
    """The page shows the last ones and goes back from there."""
    for text in ("first", "second", "third"):
        note(journal, text)
        clock.pass_by(minutes=1)
    assert ["third", "second", "first"] == texts(journal)
    assert ["second"] == texts(journal, limit=1, offset=1)


def test_entries_of_the_same_moment_keep_their_order(journal: Journal):
    """Two appreciations can be saved from one breath."""
    note(journal, "first")
    note(journal, "second")
    assert ["second", "first"] == texts(journal)


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        ({"kind": "memory"}, ["beach"]),
        ({"by": "one"}, ["tea", "beach"]),
        ({"to": "two"}, ["tea"]),
        ({"ritual": "r1"}, ["bread"]),
        ({"question": "q-1"}, ["bread"]),
        ({"since": date(2026, 5, 15)}, ["bread", "tea"]),
        ({"until": date(2026, 5, 15)}, ["tea", "beach"]),
        ({"since": date(2026, 5, 15), "until": date(2026, 5, 15)}, ["tea"]),
        ({"by": "one", "kind": "appreciation"}, ["tea"]),
        ({"kind": None, "by": None}, ["bread", "tea", "beach"]),
        ({"deleted": True}, ["gone"]),
        ({"deleted": True, "by": "one"}, []),
    ],
)
def test_entries_can_be_asked_for_by_who_what_and_when(
    journal: Journal, clock: Clock, which: dict[str, object], expected: list[str]
):
    """ "What did Maya say this week" is one question to the journal, and so is its count."""
    note(journal, "beach", kind="memory", by="one")
    clock.pass_by(days=1)
    note(journal, "tea", kind="appreciation", by="one", to="two")
    clock.pass_by(days=1)
    note(journal, "bread", kind="answer", by="two", ritual="r1", question="q-1")
    journal.delete(note(journal, "gone", by="two"))
    assert expected == texts(journal, **which)
    assert len(expected) == journal.count(**which)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wall", "day"),
    [
        ((2026, 5, 14, 23, 59), date(2026, 5, 14)),
        ((2026, 5, 15, 0, 0), date(2026, 5, 14)),
        ((2026, 5, 15, 2, 59, 59), date(2026, 5, 14)),
        ((2026, 5, 15, 3, 0), date(2026, 5, 15)),
        ((2027, 1, 1, 1, 0), date(2026, 12, 31)),
        ((2026, 3, 29, 1, 59), date(2026, 3, 28)),
        ((2026, 3, 29, 3, 0), date(2026, 3, 29)),  # the first moment after 1:59 that night
        ((2026, 10, 25, 2, 30), date(2026, 10, 24)),
    ],
)
def test_the_small_hours_belong_to_the_evening_before(
    journal: Journal, clock: Clock, wall: tuple[int, ...], day: date
):
    """Somebody who answers at one in the morning answers tonight's question."""
    clock.set_to(*wall)
    assert day == journal.note(DINNER).day


def test_the_hour_that_comes_twice_keeps_its_order(journal: Journal, clock: Clock):
    """On the night the clocks go back, 2:10 comes after 2:50."""
    clock.set_to(2026, 10, 25, 2, 50)
    note(journal, "summer time")
    clock.set_to(2026, 10, 25, 2, 10, fold=1)
    note(journal, "winter time")
    assert ["winter time", "summer time"] == texts(journal)
    assert [1, 2] == [entry.at.utcoffset().seconds // 3600 for entry in journal.entries()]  # type: ignore[union-attr]
    assert {date(2026, 10, 24)} == {entry.day for entry in journal.entries()}


def test_an_edit_changes_what_is_given_and_nothing_else(journal: Journal, clock: Clock):
    """A corrected word must not lose who said it; nobody ("None") is a possible who."""
    noted = journal.note(DINNER)
    clock.pass_by(minutes=5)
    edited = journal.edit(noted.id, text="making supper", to=None, unsure=False)
    expected = dataclasses.replace(
        noted, text="making supper", to=None, unsure=False, edited_at=clock.time
    )
    assert expected == edited == journal.get(noted.id)


def test_an_edit_that_changes_nothing_is_no_change(journal: Journal):
    """A form sent with the same words must not be what "undo" takes back."""
    noted = journal.note(DINNER)
    assert noted == journal.edit(noted.id, text="making dinner", by="one")
    undone = journal.undo()
    assert undone is not None
    assert "note" == undone.what


def test_qualities_are_added_and_can_be_undone(journal: Journal):
    """The ritual asks what the deed says about the other one, after the deed is saved."""
    noted = journal.note(NewEntry("appreciation", "the tea"))
    assert "you are kind" == journal.add_quality(noted.id, "you are kind").quality
    assert "you are kind; you notice" == journal.add_quality(noted.id, "you notice").quality
    journal.undo()
    assert "you are kind" == journal.get(noted.id).quality
    assert journal.get(noted.id).edited_at is None


def test_a_deleted_entry_is_out_of_sight_and_can_come_back(journal: Journal, clock: Clock):
    """A slip of the tongue must cost nothing."""
    id = note(journal, "tea")
    deleted = journal.delete(id)
    assert clock.time == deleted.deleted_at
    assert [] == texts(journal)
    assert deleted == journal.get(id)
    restored = journal.restore()
    assert restored == journal.get(id)
    assert ["tea"] == texts(journal)
    assert journal.restore() is None


def test_deleting_twice_is_deleting_once(journal: Journal):
    """The page may be open on two phones."""
    id = note(journal, "tea")
    journal.delete(id)
    journal.delete(id)
    undone = journal.undo()
    assert undone is not None
    assert "delete" == undone.what
    assert ["tea"] == texts(journal)


def test_bringing_back_takes_the_last_deleted_first(journal: Journal):
    """ "Bring it back" means the thing that just went."""
    first, second = note(journal, "first"), note(journal, "second")
    journal.delete(second)
    journal.delete(first)
    assert "first" == journal.restore().text  # type: ignore[union-attr]
    assert "second" == journal.restore().text  # type: ignore[union-attr]


def test_what_is_not_there_is_told(journal: Journal):
    """A stale page may ask for anything."""
    id = note(journal, "tea")
    journal.delete(id)
    for attempt in (
        lambda: journal.get(99),
        lambda: journal.delete(99),
        lambda: journal.restore(99),
        lambda: journal.edit(99, text="x"),
        lambda: journal.edit(id, text="x"),
        lambda: journal.add_quality(id, "x"),
    ):
        with pytest.raises(EntryMissing):
            attempt()


def test_a_random_entry_is_one_that_is_meant(journal: Journal):
    """ "Give us a happy memory" must not bring up a deleted one, nor a note."""
    assert journal.random(kind="memory") is None
    note(journal, "a note")
    kept = {note(journal, text, kind="memory") for text in ("beach", "snow")}
    journal.delete(note(journal, "the quarrel", kind="memory"))
    assert kept == {journal.random(kind="memory").id for _ in range(60)}  # type: ignore[union-attr]


def test_on_this_day_looks_back_over_the_years(journal: Journal, clock: Clock):
    """Today's own entries are no memory yet."""
    for year in (2024, 2025, 2026):
        clock.set_to(year, 5, 14, 20, 0)
        note(journal, f"{year}")
        clock.pass_by(days=1)
        note(journal, "the day after")
    assert ["2025", "2024"] == [entry.text for entry in journal.on_day(date(2026, 5, 14))]


@pytest.mark.parametrize(
    "which", [{}, {"kind": "note"}, {"since": date(2026, 4, 1), "until": date(2026, 4, 20)}]
)
def test_ten_thousand_entries_are_found_by_index(
    journal: Journal, clock: Clock, which: dict[str, object]
):
    """Years of a journal must not make the page slow: no question reads the whole table."""
    with journal._writing() as db:
        days = [date(2016, 5, 1) + timedelta(days=n * 365 // 1000) for n in range(10_000)]
        db.table("entries").insert_all(
            {"at": f"{day}T10:00:00.000000+00:00", "day": f"{day}", "kind": "note", "text": f"e{n}"}
            for n, day in enumerate(days)
        )
        db.execute("ANALYZE")
    queries: list[tuple[str, object]] = []
    with journal._db.tracer(lambda sql, values: queries.append((sql, values))):
        assert len(journal.entries(**which)) == 50  # type: ignore[arg-type]
        assert 1 == len(journal.search("e9876"))
        assert len(journal.on_day(date(2027, 1, 2))) > 20
    looked = [query for query in queries if query[0].strip().startswith(("select", "with"))]
    plans = [
        [step[3] for step in journal._db.execute(f"EXPLAIN QUERY PLAN {sql}", values)]  # type: ignore[arg-type]
        for sql, values in looked
        if "entries" in sql
    ]
    assert len(plans) >= 3
    for plan in plans:
        assert not [step for step in plan if step == "SCAN entries"], plan
    assert plans[-1][0].startswith("SEARCH entries USING INDEX"), plans[-1]  # on this day
