"""A PIN: chosen by its owner, tried at a price, changed without a loss, wiped by nobody's grace."""

from pathlib import Path

import pytest

from assistant.journal import Journal
from assistant.privacy import (
    Cost,
    Desk,
    PinMissing,
    PinThere,
    PinUnfit,
    PinWrong,
    SignedOut,
    TooManyTries,
)
from assistant.privacy.sealing import Key, Lock, SealBroken, seal, unlock
from config.paths import Home
from config.settings import Settings
from tests.assistant.household import FixedClock
from tests.assistant.privacy.conftest import CHEAP

PIN, OTHER_PIN = "4079", "otter-lake"


def try_wrong(desk: Desk, times: int) -> None:
    for _ in range(times):
        with pytest.raises(PinWrong):
            desk.sign_in("one", "wrong")


def test_each_of_the_two_enrols_with_a_pin_of_their_own(desk: Desk):
    desk.enrol("one", PIN)
    desk.enrol("two", OTHER_PIN)
    assert desk.sign_in("one", PIN).person == "one"
    with pytest.raises(PinWrong):
        desk.sign_in("two", PIN)


def test_nobody_enrols_in_anothers_place(desk: Desk):
    """Otherwise a PIN could be taken away by whoever is quicker."""
    desk.enrol("one", PIN)
    with pytest.raises(PinThere):
        desk.enrol("one", "5380")
    assert desk.sign_in("one", PIN)


@pytest.mark.parametrize("pin", ["", "123", "1234", "0000", "4321", "abcd", "x" * 13, "12\n45"])
def test_a_pin_that_anybody_would_try_is_refused(desk: Desk, pin: str):
    with pytest.raises(PinUnfit):
        desk.enrol("one", pin)
    assert not desk.has_pin("one")


def test_who_has_no_pin_is_told_so(desk: Desk):
    with pytest.raises(PinMissing):
        desk.sign_in("one", PIN)


def test_changing_the_pin_keeps_what_was_written(desk: Desk):
    session = desk.enrol("one", PIN)
    desk.add_private(session.token, "the letter")
    desk.change_pin(session.token, PIN, OTHER_PIN)
    with pytest.raises(PinWrong):
        desk.sign_in("one", PIN)
    again = desk.sign_in("one", OTHER_PIN)
    assert [entry.text for entry in desk.private_entries(again.token)] == ["the letter"]


def test_a_change_needs_the_old_pin_also_when_signed_in(desk: Desk):
    """A phone left on the table is signed in for a while."""
    session = desk.enrol("one", PIN)
    with pytest.raises(PinWrong):
        desk.change_pin(session.token, "5380", OTHER_PIN)


def test_guessing_costs_more_and_more_also_after_a_restart(
    desk: Desk, clock: FixedClock, tmp_path: Path
):
    """Four mistakes are free; then it waits, and pulling the plug wins nothing."""
    desk.enrol("one", PIN)
    try_wrong(desk, 4)
    waits = []
    for _ in range(6):
        restarted = Desk(Home(tmp_path), Settings, clock, cost=CHEAP)
        try_wrong(restarted, 1)
        with pytest.raises(TooManyTries) as refused:
            restarted.sign_in("one", PIN)
        waits.append((refused.value.until - clock()).total_seconds())
        clock.at = refused.value.until
    assert waits == [30, 60, 300, 900, 3600, 3600]
    assert desk.sign_in("one", PIN)
    try_wrong(desk, 4)


def test_a_mistake_of_one_does_not_shut_out_the_other(desk: Desk):
    desk.enrol("one", PIN)
    desk.enrol("two", OTHER_PIN)
    try_wrong(desk, 5)
    assert desk.sign_in("two", OTHER_PIN)


def test_a_forgotten_pin_can_only_be_wiped_and_takes_the_entries_with_it(desk: Desk):
    """If the other could reset it, the other could read."""
    session = desk.enrol("one", PIN)
    desk.add_private(session.token, "the letter")
    desk.wipe_pin("one", asked_by="two")
    with pytest.raises(SignedOut):
        desk.private_entries(session.token)
    fresh = desk.enrol("one", "5380")
    assert desk.private_entries(fresh.token) == []


def test_a_session_ends_after_ten_quiet_minutes(desk: Desk, clock: FixedClock):
    session = desk.enrol("one", PIN)
    clock.move(minutes=9)
    assert desk.session(session.token).person == "one"
    clock.move(minutes=9)
    assert desk.session(session.token)
    clock.move(minutes=11)
    with pytest.raises(SignedOut):
        desk.session(session.token)


def test_signing_out_is_at_once(desk: Desk):
    session = desk.enrol("one", PIN)
    desk.sign_out(session.token)
    with pytest.raises(SignedOut):
        desk.add_private(session.token, "late")


def test_neither_pin_nor_key_is_in_any_file_or_printout(desk: Desk, tmp_path: Path):
    session = desk.enrol("one", OTHER_PIN)
    for path in tmp_path.rglob("*"):
        content = path.read_bytes()
        assert OTHER_PIN.encode() not in content
        assert session.key.raw not in content
    assert repr(session.key.raw) not in repr(session)


def test_a_lock_costs_what_the_house_asks_for_by_itself(tmp_path: Path, clock: FixedClock):
    """Half a second and 64 MB for each guess: written down, so that later locks may cost more."""
    with Journal(tmp_path / "journal.db", clock) as journal:
        from assistant.privacy import Pins

        Pins(journal, clock).enrol("one", PIN)
        row = journal.lock_of("one")
    assert row is not None
    assert Cost.read(row.cost) == Cost(iterations=3, lanes=4, memory_kib=65536)


def test_a_lock_does_not_open_for_another_person():
    """Nobody puts their own lock in the place of the other's."""
    lock = Key.new().lock(PIN, "one", CHEAP)
    assert unlock(lock, PIN, "one")
    with pytest.raises(PinWrong):
        unlock(lock, PIN, "two")
    changed = Lock(lock.wrapped[:-1] + bytes([lock.wrapped[-1] ^ 1]), lock.salt, lock.cost)
    with pytest.raises(PinWrong):
        unlock(changed, PIN, "one")


def test_a_seal_opens_with_its_key_and_for_its_purpose_alone():
    key = Key.new()
    sealed = seal("früh am See", key.public, "diary")
    assert key.open(sealed, "diary") == "früh am See"
    for other, purpose in ((Key.new(), "diary"), (key, "letter")):
        with pytest.raises(SealBroken):
            other.open(sealed, purpose)
    with pytest.raises(SealBroken):
        key.open(sealed[:-1] + bytes([sealed[-1] ^ 1]), "diary")


def test_the_length_of_a_seal_tells_nothing_of_a_short_text():
    key = Key.new()
    assert len(seal("no", key.public, "x")) == len(seal("n" * 250, key.public, "x"))
