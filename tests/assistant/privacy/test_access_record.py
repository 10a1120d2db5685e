"""The access record: the same for both, and silent about what must not be told."""

import pytest

from assistant.privacy import AccessRecord, Desk, PinWrong
from tests.assistant.household import FixedClock

PIN = "4079"


def acts(desk: Desk) -> list[tuple[str, str | None]]:
    return [(line.what, line.person) for line in desk.access_record()]


def test_it_tells_who_signed_in_took_away_or_changed_something(desk: Desk, clock: FixedClock):
    token = desk.enrol("one", PIN).token
    clock.move(minutes=5)
    desk.note_access("export", token, "JSON")
    desk.note_access("settings", detail="speaking.volume")
    newest = desk.access_record()
    assert [(line.what, line.person, line.detail) for line in newest] == [
        ("settings", None, "speaking.volume"),
        ("export", "one", "JSON"),
        ("sign_in", "one", ""),
    ]
    assert newest[0].at == clock()


def test_a_wiped_pin_is_told_and_not_what_went_with_it(desk: Desk):
    token = desk.enrol("one", PIN).token
    desk.add_private(token, "a letter")
    desk.wipe_pin("one", asked_by="two")
    (reset, *_) = desk.access_record()
    assert (reset.what, reset.person, reset.detail) == ("reset", "two", "one")


def test_private_entries_and_help_leave_no_line(desk: Desk):
    """Neither that they were written, read or deleted, nor that somebody looked for help."""
    token = desk.enrol("one", PIN).token
    before = acts(desk)
    number = desk.add_private(token, "a letter")
    desk.private_entries(token)
    desk.delete_private(token, number)
    desk.helplines()
    assert acts(desk) == before


def test_a_pin_that_was_not_taken_is_no_sign_in(desk: Desk):
    desk.enrol("one", PIN)
    before = acts(desk)
    with pytest.raises(PinWrong):
        desk.sign_in("one", "5380")
    assert acts(desk) == before


@pytest.mark.parametrize("act", ["deletion", "help", "crisis", "private"])
def test_there_is_no_way_to_write_anything_else(desk: Desk, act: str):
    with desk._journal() as journal, pytest.raises(ValueError, match=act):
        AccessRecord(journal).note(act, "one")  # type: ignore[arg-type]
