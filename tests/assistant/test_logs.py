"""The logs tell what the house did, and never what people said unless they asked for it."""

import io
import logging
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from assistant import logs
from assistant.journal import Journal, JournalError, NewEntry, Unsaved
from config.paths import Home
from config.settings import Privacy, Settings
from tests.assistant.journal.clock import Clock

MARKER = "quizzical zeppelin"
SPEECH_ON = Settings(privacy=Privacy(log_speech=True))
NOW = datetime(2026, 5, 14, 19, 30).astimezone()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def open_logs(home: Home) -> Iterator[Callable[..., logs.Logs]]:
    opened = []

    def open_one(settings: Settings | None = None, screen: io.StringIO | None = None) -> logs.Logs:
        opened.append(logs.set_up_logs(home, settings or Settings(), screen))
        return opened[-1]

    level = logging.getLogger().level
    yield open_one
    for each in opened:
        each.close()
    logging.getLogger().setLevel(level)


def written(home: Home) -> str:
    return "".join(path.read_text() for path in home.folder.glob("*.log*"))


def test_what_is_said_is_in_no_log(home: Home, open_logs: Callable[..., logs.Logs]):
    """Saved, failed, searched or undone: the words stay in the journal."""
    open_logs()
    log = logging.getLogger("assistant.test")
    logs.said("you", MARKER)
    with Journal(home.journal_file, Clock()) as journal:
        noted = journal.note(NewEntry("note", MARKER, heard=MARKER))
        journal.search(MARKER)
        journal.edit(noted.id, text=f"{MARKER} again")
        journal.undo()
        pages = journal._db.execute("PRAGMA page_count").fetchone()[0]
        journal._db.execute(f"PRAGMA max_page_count = {pages}")
        try:
            Unsaved(None).note(journal, NewEntry("note", f"{MARKER} " * 2000), Clock()())
        except JournalError:
            log.exception("It could not be saved.")
    log.info("The house is open.")
    assert "The house is open." in written(home)
    assert "no room left" in written(home)
    assert "zeppelin" not in written(home)
    assert not logs.speech_file(home).exists()


def test_the_speech_log_is_its_own_file_and_only_when_switched_on(
    home: Home, open_logs: Callable[..., logs.Logs]
):
    """Somebody who asks why they were misunderstood can look, and find it all in one place."""
    open_logs(SPEECH_ON)
    logs.said("you", f"{MARKER}\nand a second line")
    logging.getLogger("assistant").info("Listening.")
    (line,) = logs.speech_file(home).read_text().splitlines()
    assert line.endswith(f"you: {MARKER} and a second line")
    assert "zeppelin" not in home.log_file.read_text()
    assert "Listening." not in line
    assert logs.speech_file(home).stat().st_mode & 0o077 == 0
    open_logs(Settings())
    logs.said("you", MARKER)
    assert not logs.speech_file(home).exists()


def test_speech_is_forgotten_after_a_day(home: Home, open_logs: Callable[..., logs.Logs]):
    """A line of yesterday at this hour stays, an older one goes, and a torn one too."""
    ages = [timedelta(days=2), timedelta(hours=24, seconds=1), timedelta(hours=23), timedelta()]
    lines = [f"{(NOW - age).isoformat(timespec='seconds')} you: {age}\n" for age in ages]
    logs.speech_file(home).write_text("".join([*lines[:2], "half a li\n", *lines[2:]]))
    assert logs.forget_old(home, NOW) == 3
    assert logs.speech_file(home).read_text() == "".join(lines[2:])
    assert logs.forget_old(home, NOW) == 0
    assert logs.forget_old(home, NOW + timedelta(days=2)) == 2
    assert logs.speech_file(home).read_text() == ""


def test_old_speech_is_forgotten_at_the_start(home: Home, open_logs: Callable[..., logs.Logs]):
    """The house may have been switched off when the night came."""
    old = datetime.now().astimezone() - timedelta(days=2)
    logs.speech_file(home).write_text(f"{old.isoformat()} you: {MARKER}\n")
    open_logs(SPEECH_ON)
    assert MARKER not in logs.speech_file(home).read_text()


def test_forgetting_loses_no_line_that_is_just_written(
    home: Home, open_logs: Callable[..., logs.Logs]
):
    """The nightly tidying goes on beside a conversation."""
    open_logs(SPEECH_ON)
    now = datetime.now().astimezone()
    old = f"{(now - timedelta(days=2)).isoformat()} you: old\n"

    def talk() -> None:
        for n in range(300):
            logs.said("you", f"line {n}")

    talker = threading.Thread(target=talk)
    talker.start()
    while talker.is_alive():
        with logs._speech_file, logs.speech_file(home).open("a") as file:
            file.write(old)
        logs.forget_old(home, now)
    talker.join()
    assert len(logs.speech_file(home).read_text().splitlines()) == 300


@pytest.mark.parametrize("library", ["waitress", "apscheduler.scheduler", "werkzeug", "root"])
def test_libraries_are_heard_only_when_something_is_wrong(
    home: Home, open_logs: Callable[..., logs.Logs], library: str
):
    """At INFO they would tell addresses with search words in them, and every planned job."""
    open_logs()
    log = logging.getLogger(library)
    log.info("GET /journal?q=%s", MARKER)
    log.warning("The queue is long.")
    assert "zeppelin" not in written(home)
    assert "The queue is long." in written(home)


def test_the_screen_shows_warnings_only(home: Home, open_logs: Callable[..., logs.Logs]):
    """The terminal belongs to what the house has to say to its people."""
    screen = io.StringIO()
    open_logs(Settings(), screen)
    logging.getLogger("audio.test").info("Listening on the kitchen microphone.")
    logging.getLogger("audio.test").warning("The microphone has gone away.")
    assert "gone away" in screen.getvalue()
    assert "Listening" not in screen.getvalue()
    assert "Listening" in home.log_file.read_text()


def test_the_log_stays_small(
    home: Home, open_logs: Callable[..., logs.Logs], monkeypatch: pytest.MonkeyPatch
):
    """Years on a small memory card must not fill it."""
    monkeypatch.setattr(logs, "LARGEST", 2000)
    open_logs()
    for n in range(500):
        logging.getLogger("assistant").info("Something ordinary happened, number %s.", n)
    files = list(home.folder.glob("house.log*"))
    assert len(files) == 1 + logs.EARLIER_FILES
    assert all(file.stat().st_size <= 2000 for file in files)
    assert all(file.stat().st_mode & 0o077 == 0 for file in files)


def test_setting_up_again_writes_each_line_once(home: Home, open_logs: Callable[..., logs.Logs]):
    """The house reopens with new settings in the same process."""
    open_logs()
    open_logs()
    logging.getLogger("assistant").info("Once.")
    assert written(home).count("Once.") == 1


def test_a_log_that_cannot_be_written_does_not_stop_the_house(
    tmp_path: Path, open_logs: Callable[..., logs.Logs], home: Home
):
    """Listening matters more than telling about it."""
    home.log_file.mkdir()
    screen = io.StringIO()
    open_logs(Settings(), screen)
    assert "No log is written" in screen.getvalue()
