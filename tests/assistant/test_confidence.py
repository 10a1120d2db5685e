"""Private, forget that, off the record, and answers that stay closed: what people say for it."""

from pathlib import Path

import pytest

from assistant.events import Forget, Say
from assistant.journal import NewEntry
from assistant.journal.backup import back_up
from assistant.logs import set_up_logs
from assistant.privacy import Desk
from config.paths import Home
from config.settings import Household, Partner, Privacy, Settings
from tests.assistant.household import Home4Two
from tests.assistant.privacy.conftest import CHEAP
from tests.traces import traces

PIN = "4079"
SECRET, HERS, HIS = "periwinkle", "marmalade", "windmills"


@pytest.fixture
def desk(house: Home4Two, tmp_path: Path) -> Desk:
    """Where the page asks, in the same house."""
    return Desk(Home(tmp_path), lambda: house.book.settings, house.clock, cost=CHEAP)


def sealed_by_both(house: Home4Two, question: str = "q1") -> None:
    """Each answers tonight's question while the other is elsewhere."""
    house.journal.note_asked(question, house.clock().date())
    for name, text in (("Maya", HERS), ("Sam", HIS)):
        house.hears(f"this is {name}")
        house.hears(f"my answer is {text}")


def agreed_by_both(house: Home4Two) -> str:
    """ "Reveal", and a yes from each; gives what the house says then."""
    house.hears("reveal")
    house.hears("yes", state="confirm")
    return house.hears("yes", state="confirm")


# ---- private


@pytest.mark.parametrize("said", ["private", "make that private", "keep this to myself"])
def test_private_takes_what_was_just_said_for_its_author_alone(
    house: Home4Two, desk: Desk, said: str
):
    token = desk.enrol("one", PIN).token
    house.hears(f"thank you Sam for the {SECRET}")
    assert len(house.hears(said).split()) == 2
    assert house.kept() == []
    assert [entry.text for entry in desk.private_entries(token)] == [f"the {SECRET}"]


def test_no_file_of_the_house_holds_what_was_made_private(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    """Nor the page's captions, the speech log or the copy that was made in between."""
    partners = (Partner(name="Maya"), Partner(name="Sam"))
    settings = Settings(household=Household(partners=partners), privacy=Privacy(log_speech=True))
    logs = set_up_logs(Home(tmp_path), settings)
    house = Home4Two(tmp_path)
    desk = Desk(Home(tmp_path), lambda: settings, house.clock, cost=CHEAP)
    try:
        desk.enrol("one", PIN)
        house.hears(f"thank you Sam for the {SECRET}")
        assert house.journal.path is not None
        back_up(house.journal.path, house.clock())
        assert len(traces(tmp_path, SECRET)) >= 2
        house.hears("make that private")
        assert Forget() in house.direct
    finally:
        logs.close()
    shown = str(house.board.snapshot())
    assert SECRET not in shown
    assert SECRET not in house.hears("say that again")
    assert traces(tmp_path, SECRET) == []
    house.journal.close()
    assert traces(tmp_path, SECRET) == []


def test_words_that_could_not_be_saved_are_made_private_too(
    house: Home4Two, desk: Desk, tmp_path: Path
):
    token = desk.enrol("one", PIN).token
    house.unsaved.keep(NewEntry("appreciation", SECRET, by="one", to="two"), house.clock())
    assert traces(tmp_path, SECRET)
    house.hears("make that private")
    assert [entry.text for entry in desk.private_entries(token)] == [SECRET]
    house.tick()
    assert house.kept() == []
    assert traces(tmp_path, SECRET) == []


def test_private_reaches_back_two_minutes_and_to_ones_own_words(house: Home4Two, desk: Desk):
    token = desk.enrol("one", PIN).token
    house.hears("thank you Sam for the old")
    house.clock.move(minutes=3)
    house.hears("this is Maya")
    house.hears("thank you Sam for the new")
    house.hears("thank you Maya for the soup")
    house.hears("make that private")
    assert house.kept() == ["the soup", "the old"]
    assert [entry.text for entry in desk.private_entries(token)] == ["the new"]


def test_without_a_pin_private_says_so_and_offers_to_take_it_out(house: Home4Two, tmp_path: Path):
    house.hears(f"thank you Sam for the {SECRET}")
    assert "PIN" in house.hears("make that private")
    house.hears("yes", state="confirm")
    assert house.kept() == []
    assert traces(tmp_path, SECRET) == []


def test_private_entries_are_never_spoken_counted_or_found(house: Home4Two, desk: Desk):
    token = desk.enrol("one", PIN).token
    desk.add_private(token, f"the {SECRET}")
    house.hears("this is Maya")
    for asked in ("read today's appreciations", f"find the {SECRET}", "read a random one"):
        assert SECRET not in house.hears(asked)
    assert "one" not in house.hears("how many appreciations this month").lower().split()
    assert "zero" in house.hears("what do you know about me")


# ---- forget that, off the record, what do you know


def test_forget_that_leaves_nothing_to_bring_back(house: Home4Two, tmp_path: Path):
    house.hears(f"thank you Sam for the {SECRET}")
    assert len(house.hears("forget that").split()) == 2
    assert "nothing" in house.hears("bring it back").lower()
    assert traces(tmp_path, SECRET) == []


def test_what_is_older_than_two_minutes_is_not_forgotten_by_a_word(house: Home4Two):
    house.hears("thank you Sam for the tea")
    house.clock.move(minutes=3)
    house.hears("forget that")
    assert house.kept() == ["the tea"]


@pytest.mark.parametrize(
    "said", ["don't record that", "do not log that", "that was off the record"]
)
def test_not_recording_that_takes_back_what_was_just_said(house: Home4Two, said: str):
    house.hears("thank you Sam for the tea")
    assert len(house.hears(said).split()) == 2
    assert house.kept() == []
    house.hears("thank you Sam for the soup")
    assert house.kept() == []


def test_what_do_you_know_about_me_is_told_with_its_true_number(house: Home4Two):
    house.hears("this is Maya")
    for what in ("the tea", "the soup"):
        house.hears(f"thank you Sam for {what}")
    house.hears("thank you Maya for the lift")
    said = house.hears("what do you know about me")
    assert "two" in said
    assert "page" in said
    house.hears("this is Sam")
    assert "one" in house.hears("what do you know about me")


def test_who_opted_out_is_told_so(house: Home4Two):
    house.hears("this is Maya")
    house.hears("thank you Sam for the tea")
    house.hears("don't log me any more")
    house.hears("thank you Sam for the soup")
    assert house.kept() == ["the tea"]
    assert "nothing new" in house.hears("what do you know about me")


# ---- answers that stay closed


def test_an_answer_given_alone_is_not_shown_told_or_stored(house: Home4Two, tmp_path: Path):
    house.journal.note_asked("q1", house.clock().date())
    house.hears("this is Maya")
    told: list[str] = []
    house.conversation._trace = lambda event, **fields: told.append(str(fields))
    house.board.publish(partial=f"my answer is {HERS}")
    assert house.board.snapshot().partial == ""
    assert "both" in house.hears(f"my answer is {HERS}")
    assert house.kept() == []
    assert HERS not in str(house.board.snapshot())
    assert not any(HERS in line for line in told)
    assert HERS not in house.hears("say that again")
    assert traces(tmp_path, HERS) == []


def test_the_words_asked_for_are_not_shown_either(house: Home4Two):
    """ "I want to answer now", "go ahead": the words that follow are the answer."""
    house.journal.note_asked("q1", house.clock().date())
    assert "?" in house.hears("I want to answer now")
    house.hears("Maya", state="person")
    assert house.expects.state == "free_text"
    house.board.publish(partial=HERS)
    assert house.board.snapshot().partial == ""
    house.hears(HERS, state="free_text")
    assert HERS not in str(house.board.snapshot())
    assert "Not" in house.hears("have we both answered")


def test_the_question_answered_while_the_other_is_away_is_sealed(house: Home4Two, tmp_path: Path):
    house.hears("this is Maya")
    house.hears("ask me the question Sam's not here")
    for _ in range(6):
        if house.expects.state == "ritual_keep":
            break
        answering = house.expects.state == "ritual_answer"
        house.hears(HERS if answering else "done", state=house.expects.state)
    house.hears("keep it", state="ritual_keep")
    assert house.kept() == []
    assert HERS not in str(house.board.snapshot())
    assert traces(tmp_path, HERS) == []
    house.silence()
    house.hears("this is Sam")
    assert "both answers are in" in house.hears(f"my answer is {HIS}").lower()


def test_without_a_question_there_is_nothing_to_answer(house: Home4Two):
    house.hears("this is Maya")
    assert "No question" in house.hears(f"my answer is {HERS}")
    assert "No answers" in house.hears("reveal") or "Nothing" in house.hears("reveal")


def test_one_answer_is_not_revealed(house: Home4Two):
    house.journal.note_asked("q1", house.clock().date())
    house.hears("this is Maya")
    house.hears(f"my answer is {HERS}")
    for asked in ("reveal", "read both answers", "what did Maya answer", "have we both answered"):
        said = house.hears(asked)
        assert HERS not in said
        assert "Maya" not in said and "Sam" not in said, "whose is missing would be a reproach"


def test_the_reveal_asks_each_in_turn_and_then_reads_both(house: Home4Two):
    sealed_by_both(house)
    assert "Maya" in house.hears("reveal")
    assert "Sam" in house.hears("yes", state="confirm")
    said = house.hears("yes", state="confirm")
    assert f"Maya said: {HERS}." in said
    assert f"Sam said: {HIS}." in said
    assert all(line.private for line in house.out if isinstance(line, Say) and "said" in line.text)


@pytest.mark.parametrize("answers", [["no"], ["yes", "no"], ["yes", None], [None]])
def test_without_a_yes_from_each_nothing_is_read(house: Home4Two, answers: list[str | None]):
    sealed_by_both(house)
    house.hears("reveal")
    for answer in answers:
        said = house.hears(answer, state="confirm") if answer else house.silence()
        assert HERS not in said
        assert HIS not in said
    assert house.kept() == []


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("keep them", {HERS, HIS}),
        ("let them go", set()),
        ("keep only mine", {HIS}),
        ("yes", {HERS, HIS}),
        ("no", set()),
    ],
)
def test_afterwards_they_are_kept_or_let_go(
    house: Home4Two, tmp_path: Path, said: str, kept: set[str]
):
    """Sam spoke last."""
    sealed_by_both(house)
    agreed_by_both(house)
    house.hears(said, state="ritual_keep")
    assert set(house.kept(kind="answer")) == kept
    assert "No answers" in house.hears("reveal") or "Nothing" in house.hears("reveal")
    for text in {HERS, HIS} - kept:
        assert traces(tmp_path, text) == []


def test_when_nobody_says_they_go_the_way_the_household_has_settled(house: Home4Two):
    sealed_by_both(house)
    agreed_by_both(house)
    assert house.silence() in ("Gone.", "Let go.", "They're gone.")
    assert house.kept() == []


def test_nothing_is_revealed_before_guests(house: Home4Two):
    sealed_by_both(house)
    house.hears("we have guests")
    assert HERS not in house.hears("reveal")
    house.hears("yes", state="confirm")
    assert house.kept() == []


def test_off_the_record_no_answer_is_sealed(house: Home4Two):
    house.journal.note_asked("q1", house.clock().date())
    house.hears("this is Maya")
    house.hears("off the record")
    house.hears(f"my answer is {HERS}")
    house.hears("you can record again")
    assert house.journal.sealed_answers() == []
    assert HERS not in str(house.board.snapshot())
