"""What was confirmed is there afterwards, and what was not is not half there."""

import os
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from assistant.journal import (
    DiskFull,
    Journal,
    JournalDamaged,
    JournalError,
    JournalLocked,
    JournalUnwritable,
    NewEntry,
    book,
)
from tests.assistant.journal.clock import Clock

ROOT = Path(__file__).parents[3]
BIG = "a long evening's talk " * 400


@contextmanager
def another_program(code: str, *args: str) -> Iterator[subprocess.Popen[str]]:
    """A second Python that has the project at hand; killed at the end if it is still there."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, "-c", code, *args],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


SAVES_WITHOUT_END = """
import itertools, sys
from datetime import datetime, timezone
from pathlib import Path
from assistant.journal import Journal, NewEntry
journal = Journal(Path(sys.argv[1]), lambda: datetime.now(timezone.utc))
for n in itertools.count():
    entry = journal.note(NewEntry("note", f"{sys.argv[2]}-{n} " + "word " * (n % 50)))
    if n % 3 == 2:
        journal.edit(entry.id, text=f"{sys.argv[2]}-{n} edited")
    if n % 7 == 6:
        journal.undo()
    print(entry.id, f"{sys.argv[2]}-{n}", flush=True)
"""


def test_nothing_confirmed_is_lost_when_the_house_is_killed(file: Path, clock: Clock):
    """ "Saved" was said: after kill -9 in the middle of the next save it is still true."""
    confirmed: dict[int, str] = {}
    for number in range(5):
        with another_program(SAVES_WITHOUT_END, str(file), f"round{number}") as house:
            assert house.stdout is not None
            for _ in range(15 + 7 * number):
                id, text = house.stdout.readline().split()
                confirmed[int(id)] = text
            house.send_signal(signal.SIGKILL)
            rest = house.stdout.read()
            for line in re.findall(r"^(\d+) (\S+)$(?=\n)", rest, re.MULTILINE):
                confirmed[int(line[0])] = line[1]
        with Journal(file, clock) as journal:
            for known, text in confirmed.items():
                assert journal.get(known).text.split()[0] == text
            assert journal._db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert len(confirmed) >= 145


def test_a_save_waits_for_the_disk(journal: Journal):
    """The default of the write-ahead log leaves the last words to the power cut."""
    assert journal._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert journal._db.execute("PRAGMA synchronous").fetchone() == (2,)


HOLDS_THE_FILE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute(f"PRAGMA locking_mode = {sys.argv[2]}")
connection.execute("BEGIN EXCLUSIVE")
connection.execute("UPDATE kept SET value = value")
print("held", flush=True)
sys.stdin.readline()
"""


def test_a_journal_held_by_another_program_is_told_and_nothing_is_lost(
    journal: Journal, file: Path
):
    """A database browser left open must not swallow an appreciation; later, it saves."""
    journal._db.execute("PRAGMA busy_timeout = 50")
    new = NewEntry("note", "patience")
    with another_program(HOLDS_THE_FILE, str(file), "NORMAL") as browser:
        assert browser.stdout is not None
        assert browser.stdout.readline() == "held\n"
        for attempt in (
            lambda: journal.note(new),
            lambda: journal.undo(),
            lambda: journal.keep("key", 1),
        ):
            with pytest.raises(JournalLocked, match="Another program"):
                attempt()
        assert journal.entries() == []
    assert journal.note(new) == journal.entries()[0]
    assert journal.count() == 1


def test_opening_a_journal_that_another_program_holds_is_told(file: Path, clock: Clock):
    """Held for itself alone, not even reading is possible."""
    Journal(file, clock).close()
    with another_program(HOLDS_THE_FILE, str(file), "EXCLUSIVE") as browser:
        assert browser.stdout is not None
        assert browser.stdout.readline() == "held\n"
        with pytest.raises(JournalLocked):
            Journal(file, clock)
    Journal(file, clock).close()


def test_a_full_journal_takes_nothing_half_and_goes_on_when_there_is_room(
    journal: Journal, clock: Clock
):
    """The disk is full in the middle of an evening, and somebody frees some space."""
    small = journal.note(NewEntry("note", "small"))
    pages = journal._db.execute("PRAGMA page_count").fetchone()[0]
    journal._db.execute(f"PRAGMA max_page_count = {pages}")
    for attempt in (
        lambda: journal.note(NewEntry("note", BIG)),
        lambda: journal.edit(small.id, text=BIG),
        lambda: journal.keep("key", BIG),
    ):
        with pytest.raises(DiskFull, match="no room"):
            attempt()
    assert journal.entries() == [small]
    assert not journal._db.conn.in_transaction
    journal._db.execute("PRAGMA max_page_count = 1000000")
    journal.note(NewEntry("note", BIG))
    assert journal.count() == 2
    assert journal._db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 800 kB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=800k", "tmpfs", str(disk)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("mounting a small disk needs to be root")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_real_full_disk_loses_nothing_confirmed(tiny_disk: Path, clock: Clock):
    """The same on a disk that is really full: told, nothing half-written, saved afterwards."""
    ballast = tiny_disk / "photos"
    ballast.write_bytes(b"x" * 100_000)
    file = tiny_disk / "journal.db"
    with Journal(file, clock) as journal:
        confirmed = []
        with pytest.raises(DiskFull):
            while True:
                confirmed.append(journal.note(NewEntry("note", BIG)).id)
        assert len(confirmed) > 3
        assert [entry.id for entry in journal.entries()] == confirmed[::-1]
    with Journal(file, clock) as journal:
        assert journal.count() == len(confirmed)
        ballast.unlink()
        journal.note(NewEntry("note", "there is room again"))
        assert journal.count() == len(confirmed) + 1
        assert journal._db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_write_that_the_system_cuts_short_is_told(journal: Journal, file: Path):
    """A quota stops a write in the middle: the words aren't half there."""
    first = journal.note(NewEntry("note", "first"))
    log = file.with_name(file.name + "-wal").stat().st_size
    earlier = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (log + 6000, earlier[1]))
    try:
        with pytest.raises(JournalError):
            journal.note(NewEntry("note", BIG))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, earlier)
    assert journal.entries() == [first]
    second = journal.note(NewEntry("note", BIG))
    assert journal.entries() == [second, first]


def test_a_journal_damaged_in_the_middle_is_told(file: Path, clock: Clock):
    """A worn memory card: the sentence says what to do, and nothing is thrown away."""
    with Journal(file, clock) as journal:
        for n in range(200):
            journal.note(NewEntry("note", f"{n} " + "word " * 60))
    with closing(sqlite3.connect(file)) as look:
        size = look.execute("PRAGMA page_size").fetchone()[0]
    content = file.read_bytes()
    file.write_bytes(content[:size] + b"\xa5" * (len(content) - size))
    with pytest.raises(JournalDamaged, match="backup"), Journal(file, clock) as journal:
        journal.entries()


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, clock: Clock):
    """A mistyped folder is a sentence, not a traceback."""
    (tmp_path / "file").write_text("not a folder")
    for path in (tmp_path / "file" / "journal.db", tmp_path):
        with pytest.raises(JournalUnwritable, match="folder"):
            Journal(path, clock)


def test_two_threads_write_without_losing_a_word(
    file: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    """The brain saves while the page edits; each has its own connection, and its turn.

    Patience is for other programs: with none at all, nothing of the house's own is refused.
    """
    with Journal(file, clock):  # made by now: two who make it at once are another matter
        monkeypatch.setattr(book, "PATIENCE_MS", 0)
    troubles: list[BaseException] = []

    def write(who: str) -> None:
        try:
            with Journal(file, clock) as journal:
                for n in range(60):
                    id = journal.note(NewEntry("note", f"{who} {n}", by=who)).id
                    journal.edit(id, quality="kind")
                    if n % 4 == 0:
                        journal.delete(id)
        except BaseException as error:
            troubles.append(error)

    threads = [threading.Thread(target=write, args=(who,)) for who in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    with Journal(file, clock) as journal:
        for who in ("one", "two"):
            assert journal.count(by=who) == 45
            assert journal.count(by=who, deleted=True) == 15
        assert all(entry.quality == "kind" for entry in journal.entries(limit=200))


def test_those_who_open_it_at_once_wait_for_each_other(
    file: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    """Who opens the file first, or closes it last, has it alone for a moment."""
    with Journal(file, clock):
        monkeypatch.setattr(book, "PATIENCE_MS", 0)
    together, troubles = threading.Barrier(3, timeout=30), list[BaseException]()

    def come_and_go(who: str) -> None:
        for n in range(60):
            try:
                together.wait()
                with Journal(file, clock) as journal:
                    journal.note(NewEntry("note", f"{who} {n}", by=who))
            except BaseException as error:
                troubles.append(error)

    threads = [threading.Thread(target=come_and_go, args=(f"{n}",)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    with Journal(file, clock) as journal:
        assert [journal.count(by=f"{n}") for n in range(3)] == [60, 60, 60]


def test_one_thread_sees_at_once_what_another_saved(journal: Journal, file: Path, clock: Clock):
    """The page shows an entry as soon as the house has said "Saved"."""
    with Journal(file, clock) as page:
        assert page.entries() == []
        noted = journal.note(NewEntry("note", "tea"))
        assert page.entries() == [noted]
        page.delete(noted.id)
        assert journal.entries() == []
