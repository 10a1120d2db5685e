"""A hard moment: the fixed words, once; "again" slowly; twenty seconds; and no trace anywhere."""

import logging
from pathlib import Path

import pytest

from assistant.events import Expect, RitualDue, Say
from assistant.journal.backup import back_up
from assistant.logs import set_up_logs
from assistant.written_help import written_help
from config.paths import Home
from config.settings import Household, Partner, Privacy, Settings
from tests.assistant.household import Home4Two, pack
from tests.traces import traces

MARKER = "periwinkle"
IN_DANGER = f"I want to kill myself {MARKER}"
KINDS = {
    "crisis.self": IN_DANGER,
    "crisis.violence": f"he hit me {MARKER}",
    "crisis.child": f"he hit the baby {MARKER}",
    "crisis.medical": f"Sam isn't breathing {MARKER}",
}


@pytest.fixture
def dublin(house: Home4Two) -> Home4Two:
    """The same two in Ireland."""
    settings = house.book.settings
    household = settings.household.model_copy(update={"country": "IE"})
    house.book.pretend(settings.model_copy(update={"household": household}))
    return house


def test_the_words_name_the_line_and_the_number_digit_by_digit(dublin: Home4Two):
    said = dublin.hears(IN_DANGER)
    assert "the crisis line on one one six, one two three" in said
    assert said.endswith("In danger, one one two.")


def test_without_a_country_no_number_is_made_up(house: Home4Two):
    settings = house.book.settings
    household = settings.household.model_copy(update={"time_zone": "UTC", "country": ""})
    house.book.pretend(settings.model_copy(update={"household": household}))
    for said in KINDS.values():
        assert "your emergency number" in house.hears(said)
        assert "your emergency number" in house.hears("again", state="hard_moment")


@pytest.mark.parametrize("text", KINDS.values(), ids=KINDS)
def test_again_says_the_number_slowly(dublin: Home4Two, text: str):
    first = dublin.hears(text)
    again = dublin.hears("again", state="hard_moment")
    assert again != first
    assert "one one" in again
    assert all(line.slow for line in dublin.out if isinstance(line, Say))
    assert dublin.expects.state == "hard_moment"


def test_it_waits_twenty_seconds_and_then_rests(dublin: Home4Two):
    dublin.hears(IN_DANGER)
    assert (dublin.expects.state, dublin.expects.start_seconds) == ("hard_moment", 20.0)
    assert dublin.silence() == ""
    assert dublin.chimes == []
    assert dublin.expects.state == "resting"


def test_stop_ends_it(dublin: Home4Two):
    dublin.hears(IN_DANGER)
    assert dublin.hears("stop", state="hard_moment") == ""
    assert dublin.expects.state == "resting"


def test_other_talk_is_neither_answered_nor_asked_back(dublin: Home4Two):
    """No "sorry, once more", and no "did you mean"."""
    dublin.hears(IN_DANGER)
    for talk in ("I don't know what to do", "mumble", "he never listens"):
        assert dublin.hears(talk, state="hard_moment") == ""
        assert dublin.expects.state == "hard_moment"


def test_no_ritual_goes_on_by_itself(dublin: Home4Two):
    dublin.hears("what's tonight's question")
    dublin.hears(IN_DANGER, state="ritual_answer")
    assert dublin.conversation._talk.run is None
    assert dublin.silence() == ""
    assert dublin.tick() == ""
    assert dublin.expects.state == "resting"


def test_the_answer_that_was_on_is_dropped(dublin: Home4Two):
    """Nothing of the step is stored."""
    dublin.hears("start the morning appreciation")
    dublin.hears(IN_DANGER, state=dublin.expects.state)
    assert dublin.kept() == []


def test_nobody_can_have_it_said_again_afterwards(dublin: Home4Two):
    """The other one may come in and ask what was said."""
    dublin.hears("who am I")
    dublin.hears(IN_DANGER)
    dublin.silence()
    again = dublin.hears("say that again")
    assert "crisis" not in again
    assert "hard" not in again


def test_the_page_sees_nothing_of_it(dublin: Home4Two):
    before = dublin.board.snapshot()
    dublin.hears(IN_DANGER)
    said = [line for line in dublin.out if isinstance(line, Say)]
    assert said
    assert all(line.unseen and line.private for line in said)
    after = dublin.board.snapshot()
    assert (after.captions, after.dialogue, after.saved_count) == (
        before.captions,
        "resting",
        before.saved_count,
    )


@pytest.mark.parametrize("words", ["I want to kill", "I want to kill myself", "he hit me"])
def test_it_is_not_even_shown_while_it_is_being_said(dublin: Home4Two, words: str):
    dublin.board.publish(partial="I want")
    dublin.board.publish(partial=words)
    assert dublin.board.snapshot().partial == ""


def test_ordinary_words_are_shown_while_they_are_being_said(dublin: Home4Two):
    for words in ("thank you Sam for", "what's tonight's", "I want to thank Sam"):
        dublin.board.publish(partial=words)
        assert dublin.board.snapshot().partial == words


def test_help_with_the_two_of_us_is_no_danger(dublin: Home4Two):
    """The ritual goes on."""
    dublin.hears("what's tonight's question")
    assert "counsellor" in dublin.hears("we need help with us", state="ritual_answer")
    assert dublin.expects.state.startswith("ritual_")


@pytest.fixture
def added(dublin: Home4Two) -> Home4Two:
    """They have put two on the help page."""
    dublin.book.change({"household.own_help": "Anna Berg | 030 1234\nDr Ito | 5 Mill Lane"})
    return dublin


def test_whom_they_have_added_is_named_once_and_the_number_is_left_to_the_page(added: Home4Two):
    """The first one; said, and then nowhere."""
    said = added.hears("we need help with us")
    assert "You have added Anna Berg." in said
    assert "help page" in said
    assert "Ito" not in said and "zero" not in said
    assert all(line.unseen and line.private for line in added.out if isinstance(line, Say))
    assert "Berg" not in str(added.board.snapshot())


@pytest.mark.parametrize("company", ["we have guests", "the kids are awake"])
def test_before_others_nobody_is_named(added: Home4Two, company: str):
    added.hears(company)
    said = added.hears("we need help with us")
    assert "Berg" not in said
    assert "counsellor" in said


@pytest.mark.parametrize("text", KINDS.values(), ids=KINDS)
def test_in_danger_the_words_stay_as_they_are(added: Home4Two, text: str):
    said = added.hears(text)
    assert "one one" in said
    assert "Berg" not in said


def test_typed_it_is_answered_with_the_same_words(added: Home4Two):
    answer = written_help("we need help with us", pack(), added.conversation._house.helplines)
    assert "You have added Anna Berg." in answer


def test_no_file_of_the_house_holds_a_word_of_it(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    """Not the journal, its log or its copies, not the logs, even with the speech log on."""
    partners = (Partner(name="Maya"), Partner(name="Sam"))
    privacy = Privacy(log_speech=True)
    settings = Settings(household=Household(partners=partners, country="IE"), privacy=privacy)
    logs = set_up_logs(Home(tmp_path), settings)
    house = Home4Two(tmp_path)
    house.book.pretend(settings)
    try:
        with caplog.at_level(logging.DEBUG):
            house.hears("thank you Sam for the otter")
            house.hears("what's tonight's question")
            for text in KINDS.values():
                house.hears(text, state="ritual_answer")
                house.hears("again", state="hard_moment")
                house.silence()
            house.receive(RitualDue("tonights_question", house.clock().date()))
            house.conversation.lie_down()
    finally:
        house.journal.close()
        logs.close()
    back_up(house.journal.path, house.clock())  # type: ignore[arg-type]
    assert traces(tmp_path, "otter"), "the search itself must be able to find something"
    assert traces(tmp_path, MARKER, "kill myself", "hit me", "one one six") == []
    assert not any(MARKER in record.getMessage() for record in caplog.records)


def test_a_fault_of_ours_tells_where_it_was_and_not_what_was_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    """An error's message may quote what it was given."""
    from assistant.brain import Brain

    class Stumbling:
        def receive(self, event: object) -> list[Expect]:
            raise RuntimeError(f"cannot deal with {MARKER}")

        def stumble(self) -> list[Expect]:
            return []

    brain = Brain(None, print, print)  # type: ignore[arg-type]
    brain._conversation = Stumbling()  # type: ignore[assignment]
    brain.receive(RitualDue("x", None))  # type: ignore[arg-type]
    assert "RuntimeError" in caplog.text
    assert MARKER not in caplog.text
