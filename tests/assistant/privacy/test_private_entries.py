"""Private entries: written at once, read by their author alone, in no file in the clear."""

from pathlib import Path

import pytest

from assistant.journal import Journal
from assistant.journal.backup import back_up, backups, restore
from assistant.journal.export import as_csv, as_json, as_text
from assistant.privacy import Desk, PinMissing, PrivateEntries, SignedOut
from config.paths import Home
from tests.assistant.household import FixedClock
from tests.traces import traces

PIN = "4079"
SECRET = "periwinkle harbour"


def test_one_reads_ones_own_and_not_the_others(desk: Desk):
    maya, sam = desk.enrol("one", PIN), desk.enrol("two", "otter-lake")
    desk.add_private(maya.token, SECRET)
    assert [entry.text for entry in desk.private_entries(maya.token)] == [SECRET]
    assert desk.private_entries(sam.token) == []


def test_the_newest_come_first_with_their_time(desk: Desk, clock: FixedClock):
    token = desk.enrol("one", PIN).token
    for text in ("first", "second"):
        desk.add_private(token, text)
        clock.move(minutes=1)
    found = desk.private_entries(token)
    assert [entry.text for entry in found] == ["second", "first"]
    assert found[0].at > found[1].at


def test_only_the_author_deletes_and_it_is_gone(desk: Desk):
    maya, sam = desk.enrol("one", PIN), desk.enrol("two", "otter-lake")
    number = desk.add_private(maya.token, SECRET)
    assert not desk.delete_private(sam.token, number)
    assert len(desk.private_entries(maya.token)) == 1
    assert desk.delete_private(maya.token, number)
    assert desk.private_entries(maya.token) == []


def test_they_can_be_written_without_the_pin_once_there_is_one(desk: Desk, clock: FixedClock):
    """So that a voice can put something away."""
    with desk._journal() as journal:
        with pytest.raises(PinMissing):
            PrivateEntries(journal, "one").add(SECRET, clock())
        token = desk.enrol("one", PIN).token
        PrivateEntries(journal, "one").add(SECRET, clock())
    assert [entry.text for entry in desk.private_entries(token)] == [SECRET]


def test_they_are_in_no_file_no_copy_and_no_export(desk: Desk, clock: FixedClock, tmp_path: Path):
    token = desk.enrol("one", PIN).token
    desk.add_private(token, SECRET)
    file = Home(tmp_path).journal_file
    back_up(file, clock())
    assert traces(tmp_path, SECRET, "periwinkle") == []
    with Journal(file, clock) as journal:
        entries = journal.entries(limit=1000)
        assert journal.count() == 0
        assert journal.search("periwinkle") == []
    whole = as_text(entries, {}) + as_json(entries) + as_csv(entries)
    assert "periwinkle" not in whole


def test_a_copy_of_the_journal_still_opens_with_the_pin(
    desk: Desk, clock: FixedClock, tmp_path: Path
):
    """Otherwise a new computer would cost what matters most."""
    token = desk.enrol("one", PIN).token
    desk.add_private(token, SECRET)
    file = Home(tmp_path).journal_file
    back_up(file, clock())
    restore(file, backups(file)[0], clock())
    again = desk.sign_in("one", PIN)
    assert [entry.text for entry in desk.private_entries(again.token)] == [SECRET]


def test_what_was_sealed_for_a_wiped_pin_is_passed_over(
    desk: Desk, clock: FixedClock, tmp_path: Path
):
    """A restore may bring it back beside a new key: it stays shut and breaks nothing."""
    token = desk.enrol("one", PIN).token
    desk.add_private(token, SECRET)
    with desk._journal() as journal:
        (_, old), *_ = journal.private("one")
        desk.wipe_pin("one", None)
        fresh = desk.enrol("one", "5380")
        journal.put_private("one", old)
    desk.add_private(fresh.token, "new")
    assert [entry.text for entry in desk.private_entries(fresh.token)] == ["new"]


ASKED = ("What do you trust in yourself?", "Where do you feel safe?", "Which doubt was small?")


def test_a_question_to_oneself_stays_all_day_and_the_next_day_has_the_next(
    desk: Desk, clock: FixedClock
):
    """Until three in the morning it is still yesterday evening; then all of them in turn."""
    token = desk.enrol("one", PIN).token
    first = desk.question_alone(token, ASKED)
    clock.at = clock.at.replace(hour=23, minute=59)
    token = desk.sign_in("one", PIN).token
    assert desk.question_alone(token, ASKED) == first
    seen = [first]
    for _ in range(2):
        clock.move(days=1)
        seen.append(desk.question_alone(desk.sign_in("one", PIN).token, ASKED))
    assert sorted(seen) == sorted(ASKED)


def test_the_two_are_asked_different_questions(desk: Desk):
    maya, sam = desk.enrol("one", PIN), desk.enrol("two", "otter-lake")
    assert desk.question_alone(maya.token, ASKED) != desk.question_alone(sam.token, ASKED)


def test_another_question_is_for_this_sitting_and_this_person(desk: Desk):
    """After signing out it is the day's again: nobody has noted that one was passed over."""
    maya, sam = desk.enrol("one", PIN), desk.enrol("two", "otter-lake")
    mine, theirs = (desk.question_alone(one.token, ASKED) for one in (maya, sam))
    desk.another_alone(maya.token)
    assert desk.question_alone(maya.token, ASKED) not in ("", mine)
    assert desk.question_alone(sam.token, ASKED) == theirs
    desk.another_alone(maya.token)
    desk.another_alone(maya.token)
    assert desk.question_alone(maya.token, ASKED) == mine
    desk.another_alone(maya.token)
    desk.sign_out(maya.token)
    assert desk.question_alone(desk.sign_in("one", PIN).token, ASKED) == mine


def test_without_questions_none_is_asked_and_without_a_session_nothing(desk: Desk):
    token = desk.enrol("one", PIN).token
    assert desk.question_alone(token, ()) == ""
    desk.sign_out(token)
    with pytest.raises(SignedOut):
        desk.question_alone(token, ASKED)
    with pytest.raises(SignedOut):
        desk.another_alone(token)


def test_what_was_asked_is_sealed_with_the_answer_and_is_in_no_file(
    desk: Desk, clock: FixedClock, tmp_path: Path
):
    """Nor is it known elsewhere that something was answered."""
    token = desk.enrol("one", PIN).token
    desk.add_private(token, "no question")
    desk.add_private(token, SECRET, "Which lighthouse is yours?")
    answer, plain = desk.private_entries(token)
    assert (answer.text, answer.question) == (SECRET, "Which lighthouse is yours?")
    assert plain.question == ""
    back_up(Home(tmp_path).journal_file, clock())
    assert traces(tmp_path, SECRET, "lighthouse") == []
    with desk._journal() as journal:
        assert journal.asked() == {}
    assert {line.what for line in desk.access_record()} == {"sign_in"}


def test_an_entry_that_answers_is_as_long_as_one_that_does_not(desk: Desk):
    """In the file nobody can tell them apart."""
    token = desk.enrol("one", PIN).token
    desk.add_private(token, SECRET)
    desk.add_private(token, SECRET, ASKED[0])
    with desk._journal() as journal:
        first, second = (sealed for _, sealed in journal.private("one"))
    assert len(first) == len(second)
