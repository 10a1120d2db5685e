"""The couple's own wording: kept on update, checked as ours is, never fatal."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.rituals import OwnWords, RitualError
from tests.assistant.rituals.scripted import RITUALS, run_of, said

QUESTION = RITUALS["tonights_question"]
READY = "tonights_question.ready.say"


@pytest.fixture
def own(tmp_path: Path) -> OwnWords:
    return OwnWords(tmp_path / "own_words.yaml")


def test_without_a_file_everything_is_ours(own: OwnWords):
    assert own.applied(QUESTION) == QUESTION
    assert own.problems() == ()
    assert all(not line.own for line in own.lines(QUESTION))


def test_a_line_of_their_own_is_said_instead(own: OwnWords):
    """And its own/ours wording can be shown beside each other."""
    own.save(QUESTION, READY, ["Tea and a question?"], [])
    assert said(run_of(own.applied(QUESTION)).begin(cue=True)) == ["Tea and a question?"]
    assert said(run_of(own.applied(QUESTION), times_done=9).begin(cue=True)) == [
        "Tea and a question?"
    ]
    shown = next(line for line in own.lines(QUESTION) if line.id == READY)
    assert shown.own.full == ("Tea and a question?",)
    assert shown.ours == QUESTION.steps[0].say


def test_reset_brings_ours_back(own: OwnWords):
    own.save(QUESTION, READY, ["Tea and a question?"], [])
    own.reset(READY)
    own.reset(READY)
    assert own.applied(QUESTION) == QUESTION


def test_with_names_the_nameless_lines_of_the_house_stay(own: OwnWords):
    """A home without names must still hear a whole sentence."""
    id = "tonights_question.first_answer.say"
    own.save(QUESTION, id, ["{A}, off you go."], [])
    assert own.applied(QUESTION).step("first_answer").say.nameless
    with pytest.raises(RitualError, match="nameless"):
        own.save(QUESTION, READY, ["{A}, ready?"], [])
    own.save(QUESTION, READY, ["{A}, ready?"], ["Ready?"])


@pytest.mark.parametrize(
    ("variants", "told"),
    [
        ([], "no words"),
        (["  "], "no words"),
        (["word " * 26 + "."], "too many"),
        (["No end"], "full stop"),
        (["Hello {C}."], "{C}"),
    ],
)
def test_what_cannot_be_said_is_told_and_changes_nothing(
    own: OwnWords, variants: list[str], told: str
):
    own.save(QUESTION, READY, ["Before."], [])
    with pytest.raises(RitualError, match=told):
        own.save(QUESTION, READY, variants, [])
    assert own.applied(QUESTION).steps[0].say.full == ("Before.",)


def test_a_nudge_is_shorter(own: OwnWords):
    with pytest.raises(RitualError, match="15"):
        own.save(QUESTION, "tonights_question.ready.nudge", ["word " * 15 + "yes?"], [])


def test_a_line_that_is_not_there_is_told(own: OwnWords):
    with pytest.raises(RitualError, match="nowhere"):
        own.save(QUESTION, "tonights_question.nowhere.say", ["Yes."], [])


def test_only_optional_steps_can_be_left_out_and_the_order_stays(own: OwnWords):
    meeting = RITUALS["weekly_meeting"]
    own.switch(meeting, "arriving", False)
    steps = own.steps(meeting)
    assert [one.name for one in steps] == [step.name for step in meeting.steps]
    assert [one.name for one in steps if not one.on] == ["arriving"]
    assert own.applied(meeting).step("arriving").off
    with pytest.raises(RitualError, match="thanks_first"):
        own.switch(meeting, "thanks_first", False)
    own.switch(meeting, "arriving", True)
    assert not own.applied(meeting).step("arriving").off


def test_what_comes_switched_off_can_be_taken_in(own: OwnWords):
    goodnight = RITUALS["goodnight"]
    assert not next(one for one in own.steps(goodnight) if one.name == "sleep_on").on
    own.switch(goodnight, "sleep_on", True)
    assert not own.applied(goodnight).step("sleep_on").off


def test_a_file_with_mistakes_is_told_and_the_sound_lines_count(tmp_path: Path):
    file = tmp_path / "own_words.yaml"
    file.write_text(
        f"lines:\n  {READY}: {{full: ['Tea?']}}\n"
        "  tonights_question.keep.gone: {full: ['no end']}\nstep: {}\n"
    )
    own = OwnWords(file)
    assert own.applied(QUESTION).steps[0].say.full == ("Tea?",)
    told = " ".join(own.problems())
    for piece in ("own_words.yaml", "keep.gone", "'step'"):
        assert piece in told
    before = file.read_text()
    with pytest.raises(RitualError):
        own.save(QUESTION, READY, ["Other."], [])
    assert file.read_text() == before, "what they wrote by hand is not lost"


@pytest.mark.parametrize(
    "content", ["", "[]", "lines: 3", "lines: {a: [", "\x00", "steps: {x: maybe}"]
)
def test_a_broken_file_is_never_fatal(tmp_path: Path, content: str):
    file = tmp_path / "own_words.yaml"
    file.write_text(content)
    own = OwnWords(file)
    assert own.applied(QUESTION) == QUESTION
    assert isinstance(own.problems(), tuple)


def test_nothing_is_left_behind_beside_the_file(own: OwnWords, tmp_path: Path):
    own.save(QUESTION, READY, ["Tea?"], [])
    assert [file.name for file in tmp_path.iterdir()] == ["own_words.yaml"]


@given(st.lists(st.text(max_size=60), max_size=4))
def test_whatever_is_typed_is_kept_or_told(tmp_path_factory: pytest.TempPathFactory, lines: list):
    """What was saved is read back word for word."""
    own = OwnWords(tmp_path_factory.mktemp("own") / "own_words.yaml")
    try:
        own.save(QUESTION, READY, lines, [])
    except RitualError as error:
        assert error.problems
    else:
        kept = own.applied(QUESTION).steps[0].say.full
        assert list(kept) == [" ".join(one.split()) for one in lines if one.strip()]
