"""The passcode for other devices: chosen, tried at a price, and changed for all of them at once."""

import stat
from pathlib import Path

import pytest

from assistant.privacy import (
    Passcode,
    PasscodeMissing,
    PasscodeUnfit,
    PasscodeWrong,
    TooManyTries,
)
from assistant.privacy.pins import FREE_TRIES
from tests.assistant.household import FixedClock
from tests.assistant.privacy.conftest import CHEAP

WORDS, OTHER = "tea for two", "590417"


@pytest.fixture
def passcode(tmp_path: Path, clock: FixedClock) -> Passcode:
    return Passcode(tmp_path / "passcode.json", clock, CHEAP)


@pytest.mark.parametrize(
    "typed",
    ["", "12345", "tea4two", "123456", "000000", "abcdefgh", "password1", "Hearthside", "x" * 65],
)
def test_one_that_is_too_short_or_the_first_to_be_tried_is_refused(passcode: Passcode, typed: str):
    """Nothing is open before, and what held goes on to hold."""
    with pytest.raises(PasscodeUnfit):
        passcode.choose(typed)
    assert passcode.stamp == ""
    passcode.choose(WORDS)
    before = passcode.stamp
    with pytest.raises(PasscodeUnfit):
        passcode.choose(typed)
    assert passcode.stamp == before


@pytest.mark.parametrize("typed", [WORDS, OTHER, "sölvi & märta", "8 letter"])
def test_whoever_has_it_gets_the_stamp(passcode: Passcode, typed: str):
    """Six digits will do, or eight signs; spaces around it are nobody's intention."""
    passcode.choose(typed)
    assert passcode.admit(f" {typed} ") == passcode.stamp != ""
    assert passcode.fits(passcode.stamp)
    assert not passcode.fits("")
    assert not passcode.fits("another")


def test_it_lies_nowhere_in_the_clear_and_only_its_owner_reads_the_file(
    passcode: Passcode, tmp_path: Path
):
    """A copy of the folder does not give it away."""
    passcode.choose(WORDS)
    file = tmp_path / "passcode.json"
    assert WORDS not in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["passcode.json"]


def test_another_passcode_has_another_stamp(passcode: Passcode):
    """Every device that was let in must show it anew, also where the words are the same."""
    passcode.choose(WORDS)
    before = passcode.stamp
    passcode.choose(WORDS)
    assert not passcode.fits(before)
    passcode.choose(OTHER)
    with pytest.raises(PasscodeWrong):
        passcode.admit(WORDS)


def test_guessing_costs_more_and_more_time_also_over_a_restart(
    passcode: Passcode, clock: FixedClock, tmp_path: Path
):
    """The right one has to wait as well, or a guesser would learn something."""
    passcode.choose(WORDS)
    for _ in range(FREE_TRIES + 1):
        with pytest.raises(PasscodeWrong):
            passcode.admit("wrong")
    restarted = Passcode(tmp_path / "passcode.json", clock, CHEAP)
    with pytest.raises(TooManyTries):
        restarted.admit(WORDS)
    clock.move(seconds=31)
    with pytest.raises(PasscodeWrong):
        restarted.admit("wrong")
    clock.move(seconds=31)
    with pytest.raises(TooManyTries):
        restarted.admit(WORDS)
    clock.move(seconds=30)
    assert restarted.admit(WORDS)
    with pytest.raises(PasscodeWrong):
        restarted.admit("wrong")


def test_a_try_does_not_bring_back_a_passcode_that_was_changed_meanwhile(
    passcode: Passcode, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The command line changes it while somebody is guessing on the page."""
    passcode.choose(WORDS)
    elsewhere = Passcode(tmp_path / "passcode.json", clock, CHEAP)
    from assistant.privacy import passcode as module

    real = module.unlock

    def slow(*given: object) -> object:
        elsewhere.choose(OTHER)
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "unlock", slow)
    passcode.admit(WORDS)
    monkeypatch.setattr(module, "unlock", real)
    assert elsewhere.admit(OTHER)


def test_without_one_nobody_is_let_in(passcode: Passcode, tmp_path: Path):
    """Nor with a file that something has damaged."""
    with pytest.raises(PasscodeMissing):
        passcode.admit(WORDS)
    (tmp_path / "passcode.json").write_text("{")
    assert passcode.stamp == ""
    assert not passcode.fits("")
    with pytest.raises(PasscodeMissing):
        passcode.admit("")
