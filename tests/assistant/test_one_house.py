"""Two houses in one folder would speak over each other and plan every ritual twice."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.one_house import AlreadyRunning, OneHouse
from config.errors import HouseError
from config.paths import Home

ROOT = Path(__file__).parents[2]

HOUSE = """
import sys
from pathlib import Path
from assistant.one_house import OneHouse
from config.paths import Home
with OneHouse(Home(Path(sys.argv[1]))) as house:
    house.tell("http://127.0.0.1:8331")
    print("open", flush=True)
    sys.stdin.readline()
"""


def start_house(folder: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", HOUSE, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


def test_a_second_house_says_who_is_there_and_a_killed_one_is_no_obstacle(tmp_path: Path):
    """The sentence must help to find and stop the first; after kill -9 nothing needs tidying."""
    with start_house(tmp_path) as first:
        with pytest.raises(AlreadyRunning) as told, OneHouse(Home(tmp_path)):
            pass
        assert str(told.value) == (
            f"Hearthside is already running here (process {first.pid}, page "
            "http://127.0.0.1:8331). Stop it first, or choose another folder for this one with "
            "HEARTHSIDE_HOME."
        )
        assert told.value.page == "http://127.0.0.1:8331"
        first.kill()
    assert Home(tmp_path).lock_file.read_bytes()  # what the killed house left behind
    with OneHouse(Home(tmp_path)):
        pass


def test_a_house_that_is_still_opening_is_named_without_a_page(tmp_path: Path):
    """The page comes last, and a house that was here before had another one."""
    with OneHouse(Home(tmp_path)) as earlier:
        earlier.tell("http://127.0.0.1:9999/with/a/longer/address")
    with (
        OneHouse(Home(tmp_path)),
        pytest.raises(AlreadyRunning, match=rf"here \(process {os.getpid()}\)\. Stop"),
        OneHouse(Home(tmp_path)),
    ):
        pass


def test_a_house_can_close_and_open_again(tmp_path: Path):
    """Settings that need it reopen the house in the same process."""
    for _ in range(3):
        with OneHouse(Home(tmp_path)):
            pass


def test_two_folders_are_two_houses(tmp_path: Path):
    """A trial run beside the real house is allowed."""
    (tmp_path / "other").mkdir()
    with OneHouse(Home(tmp_path)), OneHouse(Home(tmp_path / "other")):
        pass


def test_an_unreadable_note_of_the_first_house_is_no_crash(tmp_path: Path):
    """It may just be writing it."""
    with OneHouse(Home(tmp_path)):
        for scrap in ('{"pid": 12', "[]", ""):
            Home(tmp_path).lock_file.write_text(scrap)
            with pytest.raises(AlreadyRunning, match=r"running here\. Stop"):
                OneHouse(Home(tmp_path)).__enter__()


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path):
    """A mistyped home must not end in a traceback."""
    with pytest.raises(HouseError, match="can't be opened"):
        OneHouse(Home(tmp_path / "nowhere")).__enter__()
