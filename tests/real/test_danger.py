"""Words of somebody in danger, said to the real house: answered, and found in no file of it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.real import people
from tests.real.house import settle
from tests.traces import traces
from tests.tree import PROJECT

MARKER = "periwinkle"
LONG_QUIET = 8
SPEECH_LOG = "\n[privacy]\nlog_speech = true\n"


def house(home: Path, *arguments: str) -> str:
    """Run a command of the house in this home; gives what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "assistant", *arguments],
        cwd=PROJECT,
        env=os.environ | {"HEARTHSIDE_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A household in Dublin that has switched the speech log on."""
    return settle(tmp_path / "home", zone="Europe/Dublin", more=SPEECH_LOG)


def test_in_writing_it_is_answered_and_leaves_no_trace(home: Path):
    house(home, "ask", "thank you Sam for the otter")
    said = house(home, "ask", f"I want to kill myself {MARKER}")
    assert "one one six, one two three" in said
    assert traces(home, "otter"), "the search itself must be able to find something"
    assert traces(home, MARKER, "kill myself", "one one six", "crisis") == []


def test_spoken_aloud_it_is_answered_and_leaves_no_trace(home: Path, tmp_path: Path):
    """Heard by the recogniser, from a sound file, with everything switched on."""
    if tool := people.missing():
        pytest.skip(f"{tool} is not installed")
    sound = people.speech("hey juniper / I want to kill myself", tmp_path / "said.wav")
    spoken, rate = soundfile.read(sound, dtype="int16")
    quiet = np.zeros(LONG_QUIET * rate, np.int16)  # or the house closes before it has answered
    soundfile.write(str(sound), np.concatenate([spoken, quiet]), rate, subtype="PCM_16")
    printed = house(home, "hear", str(sound), "--json")
    events = [json.loads(line) for line in printed.splitlines() if line.startswith("{")]
    assert any(event["event"] == "spoken" for event in events), printed
    assert "kill" not in printed
    assert "one one six" not in printed
    assert traces(home, "kill myself", "kill", "one one six", "crisis") == []
