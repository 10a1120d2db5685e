"""Bad days of the whole house, as a process: it says what is wrong, goes on, and loses nothing."""

import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.real.evening import evening
from tests.real.house import RunningHouse, settle
from tests.real.soundcard import SoundCard
from tests.tree import PROJECT

pytestmark = pytest.mark.timeout(240)
QUESTION = "hey juniper / what's tonight's question"
THANKS = "hey juniper, thank you Sam for making dinner"


def bare(**more: str) -> dict[str, str]:
    """An environment without any sound."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PULSE_", "ALSA_"))}
    return kept | {"PULSE_SERVER": "unix:/nonexistent"} | more


def command(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """One command of the house, to its end."""
    return subprocess.run(
        [sys.executable, "-m", "assistant", *words],
        cwd=PROJECT,
        env=bare(HEARTHSIDE_HOME=str(home)),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


# ---- sound


def test_without_any_sound_the_house_opens_and_ends(tmp_path: Path):
    """The page, the timetable and the journal work; what is missing is said."""
    house = RunningHouse(settle(tmp_path / "home"), bare())
    assert house.address.startswith("http://127.0.0.1:")
    house.wait("the word about the microphone", lambda: "microphone" in " ".join(house.printed))
    assert house.printed[0].startswith("Open.")
    house.close()
    assert house.exit_code == 0


def test_a_microphone_that_is_pulled_out_is_used_again_when_it_is_back(
    soundcard: SoundCard, tmp_path: Path
):
    """Somebody needs the socket for the mixer."""
    with evening(soundcard, tmp_path) as kitchen:
        soundcard.pull_microphone()
        kitchen.trouble("microphone", there=True)
        soundcard.plug_microphone()
        kitchen.trouble("microphone", there=False)
        assert "dinner" in kitchen.ask(THANKS, intent="appreciation.log")


def test_a_sound_server_that_dies_and_comes_back(soundcard: SoundCard, tmp_path: Path):
    """An update restarts it in the middle of the evening."""
    with evening(soundcard, tmp_path) as kitchen:
        soundcard.kill_server()
        kitchen.trouble("microphone", there=True)
        soundcard.restart_server()
        kitchen.trouble("microphone", there=False)
        assert "dinner" in kitchen.ask(THANKS, intent="appreciation.log")


def test_noise_alone_calls_nobody(soundcard: SoundCard, tmp_path: Path):
    """The extractor fan is no person."""
    noise = np.random.default_rng(5).normal(0, 0.05, 16_000 * 12)
    hum = 0.1 * np.sin(np.arange(len(noise)) / 16_000 * 2 * np.pi * 110)
    soundfile.write(str(tmp_path / "fan.wav"), noise + hum, 16_000, subtype="PCM_16")
    with evening(soundcard, tmp_path) as kitchen:
        mark = kitchen.house.mark()
        soundcard.say(tmp_path / "fan.wav")
        assert kitchen.house.events[mark:] == []


# ---- settings, models, rituals


def test_three_mistakes_in_the_settings_are_all_told(tmp_path: Path):
    """With line and a guess at what was meant; a false start changes nothing."""
    home = settle(tmp_path / "home")
    settings = home / "settings.toml"
    settings.write_text('[speaking]\nvolme = 50\nrate = 900\n[quiet]\nbegins = "half"\n')
    before = settings.read_bytes()
    ended = command(home, "run")
    assert ended.returncode == 1
    for word in ("volme", "volume", "rate", "begins", "line 2", "line 3", "line 5"):
        assert word in ended.stderr, ended.stderr
    assert before == settings.read_bytes()


def test_an_unknown_time_zone_is_told(tmp_path: Path):
    """A city is not always a zone."""
    ended = command(settle(tmp_path / "home", zone="Europe/Cologne"), "run")
    assert ended.returncode == 1
    assert "Europe/Cologne" in ended.stderr


def test_a_ritual_with_an_unknown_step_leaves_the_others_alone(tmp_path: Path):
    """What is wrong is told with the file; tonight's question comes all the same."""
    home = settle(tmp_path / "home")
    (home / "rituals").mkdir()
    (home / "rituals" / "tea.yaml").write_text("title: Tea\nsteps:\n  - sya: hello\n")
    house = RunningHouse(home, bare())
    house.wait("a word about the ritual", lambda: "tea.yaml" in " ".join(house.printed))
    house.close()


def test_a_missing_model_folder_is_told_and_another_one_used(tmp_path: Path):
    """The folder was on a stick."""
    home = settle(tmp_path / "home")
    settings = home / "settings.toml"
    text = settings.read_text().replace("[listening]", '[listening]\nmodel = "/nonexistent/model"')
    settings.write_text(text)
    ended = command(home, "doctor")
    assert "/nonexistent/model" in ended.stdout
    house = RunningHouse(home, bare())
    assert house.address
    house.close()


def test_a_wake_phrase_that_cannot_be_heard_is_told(soundcard: SoundCard, tmp_path: Path):
    """A word that the model does not know; until it is changed, the usual phrase is heard."""
    home = settle(tmp_path / "home")
    settings = home / "settings.toml"
    text = settings.read_text().replace(
        "[listening]", '[listening]\nwake_phrase = "hey zorblaxian"'
    )
    settings.write_text(text)
    with evening(soundcard, tmp_path, home) as kitchen:
        kitchen.house.wait("a word", lambda: "zorblaxian" in " ".join(kitchen.house.printed))
        assert "dinner" in kitchen.ask(THANKS, intent="appreciation.log")


# ---- the journal


def test_a_newer_journal_is_refused_and_left_untouched(tmp_path: Path):
    """An older house must not write into what it does not know."""
    home = settle(tmp_path / "home")
    with sqlite3.connect(home / "journal.db") as file:
        file.execute("CREATE TABLE later (x)")
        file.execute("PRAGMA user_version = 999")
    before = hashlib.sha256((home / "journal.db").read_bytes()).hexdigest()
    ended = command(home, "run")
    assert ended.returncode == 1
    assert "newer" in ended.stderr
    assert before == hashlib.sha256((home / "journal.db").read_bytes()).hexdigest()


def test_what_was_confirmed_is_there_after_the_power_failed(soundcard: SoundCard, tmp_path: Path):
    """Killed while it still says "Saved"."""
    with evening(soundcard, tmp_path) as kitchen:
        mark = kitchen.say(THANKS)
        kitchen.house.event(mark, "sound")
        kitchen.house.kill()
        assert kitchen.house.entries() == [("making dinner", "one", "two")]
    with evening(soundcard, tmp_path, tmp_path / "home") as kitchen:
        assert "making dinner" in kitchen.ask(
            "hey juniper / read today's appreciations", intent="journal.read"
        )


# ---- starting and ending


def test_a_second_house_says_who_is_there_and_stops(tmp_path: Path):
    """Two of them would talk over each other."""
    home = settle(tmp_path / "home")
    house = RunningHouse(home, bare())
    address = house.address
    ended = command(home, "run")
    assert ended.returncode == 1
    assert address in ended.stderr
    house.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_within_two_seconds_even_while_it_speaks(
    soundcard: SoundCard, tmp_path: Path, number: int
):
    """Whoever stops it does not want to hear the line to its end."""
    with evening(soundcard, tmp_path) as kitchen:
        mark = kitchen.say(QUESTION)
        kitchen.house.event(mark, "sound")
        time.sleep(0.3)
        assert kitchen.house.close(number) < 2
        assert kitchen.house.exit_code == 0
