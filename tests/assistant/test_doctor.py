"""The doctor finds what is amiss and says what to do."""

import json
import os
import shutil
import socket
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.doctor import Finding, examine
from assistant.doctor.place import _clock
from assistant.journal import Journal
from audio import devices
from audio.devices import Device
from audio.errors import MicrophoneMissing, SpeakerMissing, VoiceFailed
from audio.model_registry import OFFICIAL
from audio.sound import SILENCE, Clip, Frame
from config import Home, HouseError, Settings, changed, save
from tests.audio.model_site import write_model


class Card:
    """A sound card: what is plugged in, and whether it works."""

    def __init__(self) -> None:
        self.plugged = {"inputs": ["Kitchen microphone"], "outputs": ["Kitchen speaker"]}
        self.mute = False
        self.broken_voices: set[str] = set()
        self.opened = 0
        self.name = ""

    def microphone(self, settings: Settings) -> "Card":
        self._plug("inputs", settings.listening.microphone, MicrophoneMissing)
        return self

    def speaker(self, settings: Settings) -> "Card":
        self._plug("outputs", settings.speaking.speaker, SpeakerMissing)
        return self

    def _plug(self, kind: str, wanted: str, missing: Callable[[str], HouseError]) -> None:
        names = [name for name in self.plugged[kind] if wanted in ("", name)]
        self.name = names[0] if names else ""
        self.error = None if names else missing(f"{wanted or 'Any'} cannot be found.")

    def open(self) -> None:
        if self.error:
            raise self.error
        self.opened += 1

    def read(self, timeout: float) -> Frame | None:
        return None if self.mute else SILENCE

    def play(self, clip: Clip, volume: int) -> bool:
        self.open()
        assert not any(clip.pcm), "the doctor makes no noise"
        return True

    def close(self) -> None:
        self.opened = 0

    def devices(self) -> list[Device]:
        return [
            Device(name, int(kind == "inputs"), int(kind == "outputs"))
            for kind, names in self.plugged.items()
            for name in names
        ]

    def voice(self, engine: str, voice: str = "") -> "CardVoice":
        if engine in self.broken_voices:
            raise VoiceFailed(f"{engine} is missing. Install it.")
        return CardVoice()


class CardVoice:
    """A voice that says everything in one sample."""

    def speak(self, text: str, rate: int) -> Clip:
        return Clip(b"\1\0")

    def close(self) -> None:
        return


@pytest.fixture
def card(monkeypatch: pytest.MonkeyPatch) -> Card:
    there = Card()
    monkeypatch.setattr(devices, "open_microphone", there.microphone)
    monkeypatch.setattr(devices, "open_speaker", there.speaker)
    monkeypatch.setattr(devices, "list_devices", there.devices)
    monkeypatch.setattr(devices, "start_voice", there.voice)
    return there


@pytest.fixture
def port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@pytest.fixture
def home(tmp_path: Path, card: Card, port: int) -> Home:
    place = Home(tmp_path / "home")
    place.models.mkdir(parents=True)
    place.folder.chmod(0o700)
    zone = {"household.time_zone": "Europe/Berlin", "page.port": str(port)}
    save(place.settings_file, changed(Settings(), zone))
    return place


def found(home: Home, topic: str) -> Finding:
    (finding,) = [each for each in examine(home) if each.topic == topic]
    return finding


def amiss(home: Home) -> list[str]:
    return [each.topic for each in examine(home) if not each.good]


def write(home: Home, text: str) -> None:
    home.settings_file.write_text(text)


def test_a_healthy_house_has_nothing_amiss(home: Home):
    """And every finding is a sentence all the same."""
    assert [] == amiss(home)
    assert all(each.sentence.endswith((".", ")")) for each in examine(home))


def test_everything_the_house_needs_is_looked_at(home: Home):
    """Each has gone wrong in somebody's kitchen."""
    topics = {each.topic for each in examine(home)}
    assert {
        "settings", "folder", "disk", "journal", "page", "home network", "clock",
        "microphone", "speaker", "speech model", "wake phrase", "voice", "stand-in voice",
    } == topics  # fmt: skip


def test_all_mistakes_in_the_settings_are_told(home: Home):
    """With line and guess, as at the start; the rest is looked at with the defaults."""
    write(home, '[listening]\npatiense = 3\n[speaking]\nrate = 999\nengine = "hibarri"\n')
    finding = found(home, "settings")
    assert not finding.good
    for told in ("line 2: listening.patiense", "line 4: speaking.rate", "Did you mean 'hibari'?"):
        assert told in finding.sentence
    assert found(home, "speech model").good


def test_a_missing_microphone_is_told_with_what_helps(home: Home, card: Card):
    """The page can hear meanwhile, and another device may be plugged in."""
    write(home, '[listening]\nmicrophone = "Old one"\n')
    finding = found(home, "microphone")
    assert not finding.good
    assert "Old one cannot be found." in finding.sentence
    assert "There is also: Kitchen microphone." in finding.sentence
    assert "talk button" in finding.sentence


def test_a_silent_microphone_is_not_a_good_one(home: Home, card: Card):
    """It opens, and gives nothing: many have a switch."""
    card.mute = True
    assert "gives no sound" in found(home, "microphone").sentence
    assert 0 == card.opened


def test_a_missing_speaker_is_told(home: Home, card: Card):
    """The page shows the words meanwhile."""
    card.plugged["outputs"] = []
    finding = found(home, "speaker")
    assert not finding.good
    assert "the page shows what is said" in finding.sentence


def test_a_machine_without_any_sound_library_is_examined_to_the_end(
    home: Home, monkeypatch: pytest.MonkeyPatch
):
    """Importing it fails there, which must not end the round."""

    def no_library(settings: Settings) -> None:
        raise OSError("PortAudio library not found")

    monkeypatch.setattr(devices, "open_microphone", no_library)
    monkeypatch.setattr(devices, "list_devices", no_library)
    assert ["microphone"] == amiss(home)
    assert "PortAudio library not found" in found(home, "microphone").sentence


def test_a_voice_that_cannot_start_is_told_and_the_other_looked_at(home: Home, card: Card):
    """One stands in for the other."""
    card.broken_voices = {"pyttsx3"}
    assert ["voice"] == amiss(home)
    assert "Install it." in found(home, "voice").sentence
    assert "hibari can stand in" in found(home, "stand-in voice").sentence


def test_a_damaged_model_is_told_with_the_command_that_mends_it(home: Home):
    """Every byte is looked at here, not at each start."""
    folder = write_model(home.models / OFFICIAL.name)
    (folder / "graph/Gr.fst").write_bytes(b"")
    finding = found(home, "speech model")
    assert not finding.good
    assert "damaged: graph/Gr.fst is empty" in finding.sentence
    assert f"models install {OFFICIAL.name}" in finding.sentence


def test_a_changed_byte_in_the_model_is_found(home: Home):
    """The quick look at each start sees sizes only."""
    starter = Path(devices.__file__).parents[1] / "models" / "en-starter"
    copy = Path(shutil.copytree(starter, home.models / "copy"))
    with (copy / "am/final.mdl").open("r+b") as file:
        file.seek(5_000_000)
        file.write(b"house")
    write(home, '[listening]\nmodel = "copy"\n')
    assert "damaged: am/final.mdl has changed" in found(home, "speech model").sentence


def test_a_wake_phrase_with_a_word_outside_the_vocabulary_is_told(home: Home):
    """The house would never hear it."""
    write(home, '[listening]\nwake_phrase = "hey zzyzxqu"\n')
    finding = found(home, "wake phrase")
    assert not finding.good
    assert "does not know the word “zzyzxqu”" in finding.sentence


def test_a_full_disk_is_told_before_it_is_full(home: Home, monkeypatch: pytest.MonkeyPatch):
    """Words that cannot be kept are the worst that can happen here."""
    little = shutil._ntuple_diskusage(10**9, 10**9 - 5_000_000, 5_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: little)
    assert "Only 5 MB are free" in found(home, "disk").sentence


def test_a_folder_open_to_others_is_told(home: Home):
    """What two people say to each other is theirs."""
    home.folder.chmod(0o755)
    assert "chmod go=" in found(home, "folder").sentence


def test_a_port_in_use_is_told(home: Home, port: int):
    """With what the page does then."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        finding = found(home, "page")
    assert not finding.good
    assert f"Port {port} is taken by another program" in finding.sentence


def test_a_running_house_is_recognised(home: Home, port: int):
    """Its own port is not "taken by another program"."""
    page = f"http://127.0.0.1:{port}"
    home.lock_file.write_text(json.dumps({"pid": os.getpid(), "page": page}))
    with socket.socket() as ours:
        ours.bind(("127.0.0.1", port))
        ours.listen()
        finding = found(home, "page")
    assert (True, f"The house is running; its page is at {page}.") == (
        finding.good,
        finding.sentence,
    )


def test_a_house_that_was_killed_is_not_running(home: Home):
    """It leaves its file behind."""
    nobody = 2**22 + 1  # above the highest process number of any Linux
    home.lock_file.write_text(json.dumps({"pid": nobody, "page": "http://127.0.0.1:1"}))
    assert "is free" in found(home, "page").sentence


def test_a_journal_in_order_opens(home: Home):
    """And is not changed by looking."""
    zone = ZoneInfo("Europe/Berlin")
    with Journal(home.journal_file, now=lambda: datetime.now(zone)):
        pass
    assert "opens" in found(home, "journal").sentence


def test_a_journal_is_not_made_by_looking(home: Home):
    """Whoever only asks the doctor gets no files."""
    assert found(home, "journal").good
    assert not home.journal_file.exists()


def test_a_damaged_journal_is_told(home: Home):
    """In the journal's own words."""
    home.journal_file.write_bytes(b"not a journal at all" * 100)
    finding = found(home, "journal")
    assert not finding.good
    assert "damaged" in finding.sentence


def test_a_journal_from_a_newer_version_is_told(home: Home):
    """And left as it is."""
    zone = ZoneInfo("Europe/Berlin")
    with Journal(home.journal_file, now=lambda: datetime.now(zone)):
        pass
    with sqlite3.connect(home.journal_file) as db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    assert "newer Hearthside" in found(home, "journal").sentence


def test_a_clock_that_was_never_set_is_told():
    """A small computer without a battery wakes up in 1970."""
    with pytest.raises(HouseError, match="1970-01-01"):
        _clock(datetime(1970, 1, 1, tzinfo=ZoneInfo("UTC")), Settings())


def test_a_machine_without_a_time_zone_is_told(monkeypatch: pytest.MonkeyPatch):
    """The evening question would come in the afternoon."""
    monkeypatch.setattr("assistant.doctor.place.machine_zone", lambda: "")
    with pytest.raises(HouseError, match=r"household\.time_zone"):
        _clock(datetime(2027, 1, 1, tzinfo=ZoneInfo("UTC")), Settings())
