"""Rituals in the whole house: what is kept, what is read back, and what leaves no trace."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.choosing import picks
from assistant.events import Say
from assistant.household.discretion import LIGHT_KEY, QUARREL_KEY
from assistant.journal.backup import back_up
from assistant.rituals import OwnWords, read_deck
from config.paths import Home
from intents.house import Start
from tests.assistant.household import Home4Two
from tests.assistant.rituals.evening import answer, silent_until, start, step
from tests.assistant.rituals.scripted import RITUALS
from tests.traces import traces

MARKER = "the purple elephant in my chest"


@pytest.fixture
def evening(house: Home4Two) -> Home4Two:
    """A quiet evening; the two are at home."""
    return house


def test_a_talk_window_leaves_no_trace(
    evening: Home4Two, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    """Not in the captions, the logs, the journal, nor anywhere in the folder."""
    caplog.set_level(logging.DEBUG)
    start(evening, "evening check in")
    answer(evening, "yes")
    for said in (MARKER, f"thank you Sam for {MARKER}", f"well {MARKER} you know", "done"):
        assert evening.expects.state == "ritual_window"
        assert evening.expects.dictation is False
        answer(evening, said)
    answer(evening, MARKER)
    evening.conversation.lie_down()
    shown = str(evening.board.snapshot())
    assert "elephant" not in shown
    assert "elephant" not in caplog.text
    evening.journal.close()
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert b"elephant" not in file.read_bytes(), file


def test_a_quarrel_leaves_nothing_behind_when_it_is_over(evening: Home4Two, tmp_path: Path):
    """Not even the date; what they will do differently only on "keep"."""
    evening.hears("we had a fight")
    answer(evening, "talk")
    answer(evening, "eight")
    answer(evening, "nine")
    for _ in range(40):
        state = evening.expects.state
        if state == "resting":
            break
        if state == "ritual_answer":
            answer(evening, MARKER)
        elif state == "ritual_keep":
            answer(evening, "forget them")
        else:
            evening.silence()
    assert evening.expects.state == "resting"
    assert evening.kept() == []
    assert evening.journal.times_done("repair") == 0
    assert evening.journal.kept(QUARREL_KEY) is None
    evening.journal.close()
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or b"elephant" not in file.read_bytes()


def test_after_an_open_quarrel_goodnight_is_another(evening: Home4Two):
    """And the place in the talk is still there afterwards."""
    evening.hears("we had a fight")
    answer(evening, "talk")
    answer(evening, "pause")
    evening.silence()
    line = evening.hears("goodnight ritual please")
    assert "hug" not in line
    assert evening.conversation._talk.run is not None
    assert evening.conversation._talk.run.step.name == "open_quarrel"
    said = [one for one in evening.out if isinstance(one, Say)]
    assert [one.volume_factor for one in said] == [0.3]
    answer(evening, "stop")
    evening.hears("carry on")
    assert evening.conversation._talk.run is not None
    assert evening.conversation._talk.run.name == "repair"


def test_what_they_meant_to_try_is_read_back_next_week(evening: Home4Two):
    start(evening, "weekly meeting")
    answer(evening, "yes")
    for _ in range(30):
        run = evening.conversation._talk.run
        if run is None:
            break
        if run.step.name == "try_first":
            answer(evening, "knock before coming in")
        elif run.step.name == "together":
            assert "Saturday" in answer(evening, "saturday at eight")
        else:
            evening.silence()
    assert [entry.kind for entry in evening.journal.entries()] == ["try"]
    evening.clock.move(days=7)
    start(evening, "weekly meeting")
    said = answer(evening, "yes")
    if step(evening) == "arriving":
        said = evening.silence()
    assert "Knock before coming in." in said


def test_a_thank_you_said_alone_waits_for_the_other(evening: Home4Two):
    """Offered once, when both are there, and read after a yes."""
    house = evening.conversation._talk
    evening.hears("this is Maya")
    house.begin(Start("morning_appreciation", alone=True), cue=False)
    evening.out = [evening.conversation._expect()]
    answer(evening, "the way you laughed")
    silent_until(evening, "")
    evening.clock.move(hours=12)
    start(evening, "morning appreciation")
    said = " ".join(one.text for one in evening.out if isinstance(one, Say))
    assert house.run is not None
    if step(evening) == "invite":
        said = answer(evening, "yes")
    assert step(evening) == "thanks_waiting"
    assert "Sam" in said
    assert "laughed" in answer(evening, "yes")
    answer(evening, "stop")
    start(evening, "morning appreciation")
    assert house.run.step.name == "first_thanks"


def test_a_crisis_closes_the_ritual_and_keeps_nothing(evening: Home4Two):
    start(evening, "weekly meeting")
    answer(evening, "yes")
    silent_until(evening, "thanks_first")
    assert answer(evening, "I want to kill myself") != ""
    assert evening.conversation._talk.run is None
    assert evening.kept() == []


def test_their_own_words_are_heard_at_once(evening: Home4Two, tmp_path: Path):
    """A line that was changed on the page needs no restart."""
    own = OwnWords(tmp_path / "own_words.yaml")
    own.save(RITUALS["goodnight"], "goodnight.three_words.say", ["Off to bed."], [])
    assert evening.hears("goodnight ritual please") == "Off to bed."


def test_the_place_in_a_quarrel_is_forgotten_by_the_morning(evening: Home4Two):
    """The memo of a paused ritual lives until three at night and no longer."""
    evening.hears("we had a fight")
    answer(evening, "talk")
    answer(evening, "pause")
    evening.silence()
    assert evening.journal.kept("paused_ritual")
    evening.clock.move(hours=9)
    evening.tick()
    assert evening.journal.kept("paused_ritual") is None


def test_nothing_deep_comes_after_a_quarrel_though_the_house_was_started_anew(
    evening: Home4Two, tmp_path: Path
):
    """A date is all that is kept for it, and in the morning that is gone."""
    both_may_go_deep(evening)
    assert deepest(evening) == "deep"
    evening.hears("we had a fight")
    answer(evening, "stop")
    assert deepest(evening) != "deep"
    later = again(evening, tmp_path, hours=3)
    assert deepest(later) != "deep"
    later.journal.close()
    morning = again(evening, tmp_path, hours=15)
    assert deepest(morning) == "deep"
    assert morning.journal.kept(LIGHT_KEY) is None
    morning.journal.close()


def test_goodnight_knows_of_an_open_quarrel_though_the_house_was_started_anew(
    evening: Home4Two, tmp_path: Path
):
    """Until three in the morning; then nothing of it is left."""
    left_off(evening)
    assert evening.journal.kept("paused_ritual") is None
    later = again(evening, tmp_path, hours=3)
    assert "hug" not in later.hears("goodnight ritual please")
    assert step(later) == "open_quarrel"
    later.journal.close()
    for night, known in (("2026-11-25T02:58", True), ("2026-11-25T03:01", False)):
        house = Home4Two(tmp_path, at=night)
        start(house, "goodnight ritual")
        assert (step(house) == "open_quarrel") is known
        assert (house.journal.kept(QUARREL_KEY) is not None) is known
        house.journal.close()


def test_a_quarrel_talked_out_after_a_restart_is_over(evening: Home4Two, tmp_path: Path):
    left_off(evening)
    later = again(evening, tmp_path, hours=1)
    later.hears("we had a fight")
    for said in ("talk", "eight", "nine"):
        answer(later, said)
    for _ in range(40):
        if later.expects.state == "resting":
            break
        if later.expects.state == "ritual_answer":
            answer(later, "I was tired")
        else:
            later.silence()
    assert step(later) == ""
    start(later, "goodnight ritual")
    assert step(later) not in ("", "open_quarrel")
    assert later.journal.kept(QUARREL_KEY) is None


def test_an_open_quarrel_is_let_go_while_the_house_is_up(evening: Home4Two):
    left_off(evening)
    assert evening.journal.kept(QUARREL_KEY) == "2026-11-24"
    evening.clock.move(hours=9)
    evening.tick()
    assert evening.journal.kept(QUARREL_KEY) is None


def left_off(house: Home4Two) -> None:
    """They began to talk, and stopped."""
    house.hears("we had a fight")
    answer(house, "talk")
    answer(house, "stop")
    assert step(house) == ""


def test_no_copy_of_the_journal_knows_of_the_quarrel(evening: Home4Two, tmp_path: Path):
    """Copies live for a fortnight, and what was for one evening must not."""
    evening.hears("we had a fight")
    answer(evening, "talk")
    answer(evening, "pause")
    evening.silence()
    evening.hears("goodnight ritual please")
    kept = [evening.journal.kept(key) for key in (LIGHT_KEY, QUARREL_KEY, "paused_ritual")]
    assert all(kept)
    copy = back_up(Home(tmp_path).journal_file, evening.clock())
    assert copy is not None
    assert traces(copy.parent, "light_only", "quarrel", "paused_ritual", "repair") == []


def both_may_go_deep(house: Home4Two) -> None:
    """Both said yes, and the first three weeks are over."""
    for who in ("Maya", "Sam"):
        house.hears(f"this is {who}")
        house.hears("turn on the deep questions")
    house.journal.note_asked("us_first_laugh", house.clock().date() - timedelta(days=30))


def deepest(house: Home4Two) -> str:
    """How deep it goes tonight when somebody asks for a deep one."""
    household = house.conversation._house
    return picks(read_deck(), household, household.evening()).another(depth="deeper").depth


def again(house: Home4Two, folder: Path, hours: int) -> Home4Two:
    """The same household, so much later, in a house that has been started anew."""
    at = (house.clock() + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M")
    return Home4Two(folder, at=at)
