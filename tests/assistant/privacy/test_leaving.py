"""Remove me: everything of one person goes, here and in the copies, and the other's stays."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from assistant.journal import Journal, NewEntry
from assistant.journal.backup import back_up, backups, restore
from assistant.journal.schema import OURS, STEPS
from assistant.logs import speech_file
from assistant.privacy import Desk, PinWrong, SignedOut
from config.paths import Home
from tests.assistant.household import FixedClock, Home4Two
from tests.assistant.privacy.conftest import CHEAP
from tests.traces import traces

PIN = "4079"
HERS, HIS = "periwinkle", "bulrushes"


@pytest.fixture
def home(tmp_path: Path, clock: FixedClock) -> Home:
    """A home with what both have written, said and answered."""
    home = Home(tmp_path)
    with Journal(home.journal_file, clock) as journal:
        for by, text in (("one", HERS), ("two", HIS)):
            note = journal.note(NewEntry("appreciation", text, by=by, to="two", heard=text))
            journal.note(NewEntry("answer", text, by=by, question="q1", quality=text))
            journal.edit(note.id, text=f"{text} mended")
            gone = journal.note(NewEntry("note", f"{text} deleted", by=by))
            journal.delete(gone.id)
            journal.add_question(f"What of {text}?", by)
    return home


def leave(desk: Desk) -> None:
    token = desk.enrol("one", PIN).token
    desk.add_private(token, HERS)
    desk.answer(token, "q1", date(2026, 11, 24), HERS)
    desk.remove_me(token, PIN)


def test_no_file_of_the_house_holds_a_word_of_theirs(desk: Desk, home: Home, clock: FixedClock):
    """Deleted, edited and indexed words and the daily copies are files too."""
    for _ in range(3):
        back_up(home.journal_file, clock())
        clock.move(days=1)
    restore(home.journal_file, backups(home.journal_file)[0], clock())
    speech_file(home).write_text(f"2026-11-24T19:00:00+01:00 you: {HERS}\n", encoding="utf-8")
    assert len(traces(home.folder, HERS)) >= 5
    leave(desk)
    assert traces(home.folder, HERS) == []
    assert len(backups(home.journal_file)) == 3


def test_the_others_words_stay_here_and_in_the_copies(desk: Desk, home: Home, clock: FixedClock):
    """Shared answers lose one half."""
    back_up(home.journal_file, clock())
    leave(desk)
    for file in (home.journal_file, *backups(home.journal_file)):
        with Journal(file, clock) as journal:
            assert {e.text for e in journal.entries()} == {f"{HIS} mended", HIS}
            assert [e.by for e in journal.entries(question="q1")] == ["two"]
            assert [q.by for q in journal.own_questions()] == ["two"]
            assert journal.search(HIS)
            assert journal.search(HERS) == []


def test_nobody_is_told(desk: Desk, home: Home):
    leave(desk)
    assert desk.access_record() == []
    assert not desk.has_pin("one")
    assert desk.answers() is None


def test_it_needs_the_pin_once_more(desk: Desk, home: Home, clock: FixedClock):
    token = desk.enrol("one", PIN).token
    with pytest.raises(PinWrong):
        desk.remove_me(token, "5380")
    with Journal(home.journal_file, clock) as journal:
        assert journal.search(HERS)


def test_afterwards_they_are_signed_out(desk: Desk, home: Home):
    token = desk.enrol("one", PIN).token
    desk.remove_me(token, PIN)
    with pytest.raises(SignedOut):
        desk.session(token)


def test_a_copy_from_before_privacy_is_cleaned_as_well(
    desk: Desk, home: Home, clock: FixedClock, tmp_path: Path
):
    """A house that was brought up to date has copies in the earlier form."""
    old = tmp_path / "backups" / "journal-2026-11-01.db"
    old.parent.mkdir()
    with closing(sqlite3.connect(old)) as copy:
        for step in STEPS[:2]:
            copy.executescript(step)
        copy.execute(f"PRAGMA application_id = {OURS}")
        copy.execute("PRAGMA user_version = 2")
        row = ("2026-11-01T18:00:00.000000+00:00", "2026-11-01", "note", HERS, "one")
        copy.execute('INSERT INTO entries (at, day, kind, text, "by") VALUES (?, ?, ?, ?, ?)', row)
        copy.commit()
    leave(desk)
    assert old.exists()
    assert traces(tmp_path, HERS) == []


def test_a_copy_that_cannot_be_changed_is_let_go(desk: Desk, home: Home, tmp_path: Path):
    """It can be read by no house, and still holds words."""
    broken = tmp_path / "backups" / "journal-2026-11-01.db"
    broken.parent.mkdir()
    broken.write_bytes(b"SQLite format 3\0" + HERS.encode() * 400)
    leave(desk)
    assert not broken.exists()


def test_the_running_house_lets_go_of_what_it_had_in_memory(tmp_path: Path):
    """Words that wait for room would be saved a second later."""
    house = Home4Two(tmp_path)
    told: list[str] = []
    from assistant.events import PersonErased

    desk = Desk(Home(tmp_path), lambda: house.book.settings, house.clock, told.append, CHEAP)
    token = desk.enrol("one", PIN).token
    new = NewEntry("appreciation", HERS, by="one", to="two")
    house.unsaved.keep(new, house.clock())
    house.hears(f"this is Maya {HERS}")
    desk.remove_me(token, PIN)
    assert told == ["one"]
    house.receive(PersonErased("one"))
    house.tick()
    assert house.kept() == []
    assert traces(tmp_path, HERS) == []
    assert house.board.snapshot().captions == ()
    house.journal.close()
