"""The house's page: settings, checks, the last turns, the doctor, the log and copies."""

import io
import wave

import pytest

from assistant.journal.backup import backups
from assistant.turns import Turn
from tests.assistant.dashboard.asking import SCRIPT, keep, texts
from tests.assistant.dashboard.conftest import Tab, text_of
from tests.assistant.dashboard.fake_door import TONE, FakeDoor


def test_settings_are_kept_or_told_beside_their_field(tab: Tab, door: FakeDoor):
    """A group at a time; a mistake keeps what was on file."""
    good = {"quiet.begins": "22:00", "quiet.ends": "07:00", "household.time_zone": "Europe/Berlin"}
    assert tab.post("/settings/hours", good, **SCRIPT).status_code == 200
    assert door.settings().household.time_zone == "Europe/Berlin"
    bad = good | {"household.time_zone": "Europe/Berlim"}
    answer = tab.post("/settings/hours", bad, **SCRIPT)
    assert answer.status_code == 422
    assert "Europe/Berlin" in text_of(answer)
    assert door.settings().household.time_zone == "Europe/Berlin"
    assert tab.post("/settings/nothing", good).status_code == 404


def test_children_country_and_what_becomes_of_answers_are_set_there(tab: Tab, door: FakeDoor):
    """The helplines' page sends people here for the country."""
    typed = {"household.children": "True", "household.country": "ie"}
    typed["household.keep_answers"] = "keep"
    answer = tab.post("/settings/home", typed, **SCRIPT)
    assert "With children, IE" in text_of(answer)
    home = door.settings().household
    assert (home.children, home.country, home.keep_answers) == (True, "IE", "keep")
    tab.post("/settings/home", typed | {"household.children": "False"})
    assert not door.settings().household.children
    assert tab.post("/settings/home", typed | {"household.country": "Q7"}).status_code == 422


def test_what_becomes_of_deep_answers_is_a_choice_of_its_own(tab: Tab, door: FakeDoor):
    """Let go until somebody chooses otherwise; a choice that is not one changes nothing."""
    shown = tab.get("/settings/").get_data(as_text=True)
    assert '<option value="let_go" selected>' in shown.partition("household-keep_deep")[2]
    assert door.settings().household.keep_deep == "let_go"
    typed = {"household.keep_answers": "keep", "household.keep_deep": "like_others"}
    assert tab.post("/settings/home", typed, **SCRIPT).status_code == 200
    assert door.settings().household.keep_deep == "like_others"
    assert tab.post("/settings/home", typed | {"household.keep_deep": "x"}).status_code == 422
    assert door.settings().household.keep_deep == "like_others"


def test_a_wake_phrase_the_model_cannot_hear_is_refused(tab: Tab, door: FakeDoor):
    """Before the house is left deaf."""
    answer = tab.post("/settings/ears", {"listening.wake_phrase": "hey xylograph"}, **SCRIPT)
    assert answer.status_code == 422
    assert "xylograph" in text_of(answer)
    assert door.settings().listening.wake_phrase == "hey juniper"


def test_the_sound_of_a_line_and_of_a_voice_can_be_fetched(tab: Tab, door: FakeDoor):
    """A WAV that a browser plays."""
    door.clips[3] = TONE
    for answer in (
        tab.get("/clip/3.wav"),
        tab.post("/settings/preview", {"voice": "pyttsx3|gmw/en-gb", "speaking.rate": "900"}),
    ):
        with wave.open(io.BytesIO(answer.data)) as file:
            assert file.getframerate() == TONE.rate
            assert file.readframes(file.getnframes()) == TONE.pcm
    assert door.previewed == [("pyttsx3", "gmw/en-gb", 220)]
    assert tab.get("/clip/4.wav").status_code == 404


def test_can_you_hear_this_is_said_aloud(tab: Tab, door: FakeDoor):
    """And the page says what to do if nobody heard it."""
    answer = tab.post("/upkeep/can-you-hear-this", **SCRIPT)
    assert door.spoken == ["Good evening, you two. If you can hear this, all is well."]
    assert "choose another speaker" in text_of(answer)


@pytest.mark.parametrize("headers", [SCRIPT, {}], ids=["with script", "without script"])
def test_the_last_turns_the_doctor_and_the_log_can_be_looked_at(
    tab: Tab, door: FakeDoor, headers: dict[str, str]
):
    """On demand."""
    door.kept_turns = [Turn(0.0, "what's up", "help", "do", 0.93, "microphone", 0.04, 0.7)]
    (door.home / "house.log").write_text("2026-11-25 INFO audio: Listening\n")
    shown = text_of(tab.get("/upkeep/turns", **headers))
    assert "what's up help done 0.93 written down after 0.04 answered after 0.70" in shown
    assert "Something is amiss: No voice." in text_of(tab.get("/upkeep/doctor", **headers))
    assert "Listening" in text_of(tab.get("/upkeep/log", **headers))


def test_a_copy_is_made_and_gone_back_to(tab: Tab, door: FakeDoor):
    """What came after it is not lost either: it is kept aside."""
    keep(door, "the river")
    assert "copy is made" in text_of(tab.post("/upkeep/back-up", **SCRIPT))
    assert "there already" in text_of(tab.post("/upkeep/back-up", **SCRIPT))
    keep(door, "too much")
    (copy,) = backups(door.home / "journal.db")
    answer = tab.post("/upkeep/restore", {"copy": copy.name}, **SCRIPT)
    assert "of that day again" in text_of(answer)
    assert texts(door) == ["the river"]
    assert list((door.home / "backups").glob("before-restore-*.db"))


@pytest.mark.parametrize("name", ["", "journal-1999-01-01.db", "../settings.toml"])
def test_a_copy_that_is_not_there_changes_nothing(tab: Tab, door: FakeDoor, name: str):
    """Nor does a path."""
    keep(door, "the river")
    assert tab.post("/upkeep/restore", {"copy": name}, **SCRIPT).status_code == 409
    assert texts(door) == ["the river"]
