"""The settings file, written whole or not at all."""

import resource
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from config import ConfigError, HouseError, Settings, changed, load, save, update

MINE = """\
# Our house
[speaking]
rate = 150   # Maya likes it slow
volume = 60

[rituals.tonights_question]
time = "21:00"  # after the news
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "settings.toml"
    path.write_text(MINE)
    return path


@contextmanager
def full_disk(room: int) -> Iterator[None]:
    """No file may grow beyond `room` bytes: the write itself fails, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_comments_survive_a_change(file: Path):
    """The file belongs to its owner; the page is a guest in it."""
    update(file, {"speaking.rate": "170", "rituals.tonights_question.time": "21:30"})
    assert MINE.replace("150", "170").replace("21:00", "21:30") == file.read_text()


def test_the_ends_of_lines_are_kept(file: Path):
    """A file that came from Windows still opens well there."""
    file.write_bytes(MINE.replace("\n", "\r\n").encode())
    update(file, {"speaking.rate": "170"})
    assert MINE.replace("150", "170").replace("\n", "\r\n").encode() == file.read_bytes()


def test_only_what_differs_is_written(tmp_path: Path):
    """A default that improves in a later version should reach this house."""
    file = tmp_path / "settings.toml"
    update(file, {"speaking.rate": "170"})
    assert "[speaking]\nrate = 170\n" == file.read_text()


def test_a_file_without_changes_is_not_touched(tmp_path: Path):
    """No empty file appears for nothing."""
    save(tmp_path / "settings.toml", Settings())
    assert [] == list(tmp_path.iterdir())


def test_a_value_given_back_to_its_default_stays_in_the_file(file: Path):
    """It was written down by somebody: it is changed, not taken out."""
    update(file, {"speaking.rate": "165"})
    assert "rate = 165   # Maya likes it slow" in file.read_text()


def test_an_emptied_ritual_time_follows_the_rituals_own_file_again(file: Path):
    """Leaving the field empty is how a form says "as it was"."""
    assert {} == update(file, {"rituals.tonights_question.time": ""}).rituals
    assert {} == load(file).rituals


def test_names_reach_the_file_and_come_back(file: Path):
    """The first thing that the page asks for."""
    update(
        file,
        {
            "household.partners.one.name": "Niamh",
            "household.partners.one.said": "neev",
            "household.partners.two.name": "Sam",
            "household.partners.two.aliases": "Sammy, Samuel",
        },
    )
    one, two = load(file).household.partners
    assert ("Niamh", "neev", ()) == (one.name, one.said, one.aliases)
    assert ("Sam", "", ("Sammy", "Samuel")) == (two.name, two.said, two.aliases)


def test_a_full_disk_leaves_the_old_file_whole(file: Path):
    """Settings are small, but the disk they share may be full."""
    with full_disk(10), pytest.raises(HouseError, match=r"could not be saved.*kept"):
        update(file, {"speaking.rate": "170"})
    assert MINE == file.read_text()
    assert [file] == list(file.parent.iterdir())


def test_a_read_only_file_is_left_alone(file: Path):
    """Somebody meant it; a rename would go round them."""
    file.chmod(0o444)
    with pytest.raises(HouseError, match="read-only"):
        update(file, {"speaking.rate": "170"})
    assert MINE == file.read_text()


def test_the_files_rights_are_kept(file: Path):
    """A file that others must not read stays so."""
    file.chmod(0o600)
    update(file, {"speaking.rate": "170"})
    assert 0o600 == file.stat().st_mode & 0o777


def test_a_linked_file_stays_a_link(file: Path, tmp_path: Path):
    """People keep such files in a folder of their own."""
    link = tmp_path / "link.toml"
    link.symlink_to(file)
    update(link, {"speaking.rate": "170"})
    assert link.is_symlink()
    assert 170 == load(file).speaking.rate


def test_a_file_with_mistakes_is_not_overwritten(file: Path):
    """What somebody has half finished writing is theirs."""
    file.write_text("[speaking]\nrait = 170\n")
    with pytest.raises(ConfigError, match="rait"):
        save(file, Settings())
    assert "[speaking]\nrait = 170\n" == file.read_text()


def test_changes_made_at_the_same_time_are_all_kept(file: Path):
    """The voice and the page may change different things in one moment."""
    names = ["speaking.rate", "speaking.volume", "page.port", "listening.command_quiet"]
    values = ["170", "55", "9000", "0.9"]
    threads = [
        threading.Thread(target=update, args=(file, {name: value}))
        for name, value in zip(names, values, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    now = load(file)
    assert (170, 55, 9000, 0.9) == (
        now.speaking.rate,
        now.speaking.volume,
        now.page.port,
        now.listening.command_quiet,
    )


def test_all_mistakes_of_a_form_are_told_at_once():
    """As for the file: mend it once."""
    with pytest.raises(ConfigError) as caught:
        changed(
            Settings(),
            {
                "speaking.rate": "quick",
                "speaking.volume": "101",
                "quiet.begins": "late",
                "speaking.rait": "1",
                "household.time_zone": "Europe/Berlni",
            },
        )
    told = "\n".join(caught.value.problems)
    assert 5 == len(caught.value.problems)
    assert 'speaking.rate: it must be a whole number, and "quick" is not' in told
    assert "speaking.volume: 101 is too much; it must be at most 100" in told
    assert 'quiet.begins: "late" is not a time of day' in told
    assert "speaking.rait: there is no such setting. Did you mean 'rate'?" in told
    assert 'Did you mean "Europe/Berlin"?' in told


def test_a_switch_goes_on_and_off():
    """A form sends "on", or nothing of use."""
    on = changed(Settings(), {"privacy.log_speech": "on", "speaking.earcons": ""})
    assert (True, False) == (on.privacy.log_speech, on.speaking.earcons)


STARTS = [
    "",
    MINE,
    '[household]\ntime_zone = "Europe/Paris"\n\n[[household.partners]]\nname = "Maya"\n',
    '[[household.partners]]\nname = "Maya"\n[[household.partners]]\nname = "Sam"\n[page]\n',
    'household = {partners = [{name = "Maya"}]}\nspeaking.rate = 150\n',
    '[rituals]\ntonights_question.time = "21:00"\n\n[household]\n# nothing yet\n',
    "[rituals.tonights_question]\non = true\n[speaking]\n[rituals.morning_appreciation]\n",
    'household.partners = [\n  {name = "Maya"},  # her\n]\n',
]

texts = st.text(st.characters(categories=["L", "N", "P", "S"], max_codepoint=0x2FFF), max_size=12)
names = st.sampled_from(["", "Ada", "Bo", "Chloë", 'D"Arcy', "E\\F"])
changes = st.fixed_dictionaries(
    {},
    optional={
        "household.partners.one.name": names,
        "household.partners.two.said": texts,
        "household.partners.two.aliases": st.sampled_from(["", "Zed", "Zed, Zo"]),
        "household.own_help": st.sampled_from(
            ["", 'Dr "Ito" | 5 Mill Lane, by the bridge', "Anna Berg | 030 1\nBo | 2"]
        ),
        "household.time_zone": st.sampled_from(["", "Asia/Tokyo"]),
        "speaking.volume": st.integers(0, 100).map(str),
        "speaking.earcons": st.sampled_from(["on", ""]),
        "speaking.voice": texts,
        "listening.microphone": texts,
        "quiet.begins": st.sampled_from(["0:00", "23:59"]),
        "rituals.tonights_question.time": st.sampled_from(["", "20:15"]),
        "rituals.morning_appreciation.days": st.sampled_from(["", "mon-fri", "daily"]),
        "rituals.morning_appreciation.on": st.sampled_from(["", "on", "off"]),
    },
)


@given(start=st.sampled_from(STARTS), steps=st.lists(changes, max_size=3))
@hypothesis_settings(
    deadline=None,
    max_examples=120,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_is_saved_is_read_back(tmp_path: Path, start: str, steps: list[dict[str, str]]):
    """However the file was laid out, and however often it is changed."""
    file = tmp_path / "settings.toml"
    file.write_text(start, encoding="utf-8")
    for step in steps:
        wanted = changed(load(file), step)
        save(file, wanted)
        assert wanted == load(file)
