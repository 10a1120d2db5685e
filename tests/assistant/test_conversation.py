"""What the house says and does about what it hears: the rules of a voice in a home."""

import json

import pytest

from assistant.events import (
    Called,
    Chime,
    Deafen,
    Heard,
    Hush,
    Loudness,
    RitualMissed,
    Say,
    Trouble,
)
from audio.sound import Utterance
from tests.assistant.household import Home4Two


def test_a_thank_you_is_kept_before_it_is_confirmed(house: Home4Two) -> None:
    """What was confirmed must be there, whatever happens a moment later."""
    said = house.hears("thank you Sam for making dinner")
    assert said == "Saved for Sam: making dinner."
    entry = house.journal.entries()[0]
    assert (entry.by, entry.to, entry.text) == ("one", "two", "making dinner")


def test_undo_works_without_the_wake_phrase_for_five_seconds(house: Home4Two) -> None:
    """A wrong word must be as quick to take back as it was to say."""
    house.hears("thank you Sam for making dinner")
    assert (house.expects.state, house.expects.start_seconds) == ("saved", 5.0)
    house.hears("no", state="saved")
    assert house.kept() == []


def test_what_was_taken_back_can_be_brought_back(house: Home4Two) -> None:
    """Undo is no trap either."""
    house.hears("thank you Sam for making dinner")
    house.hears("undo")
    assert "making dinner" in house.hears("bring it back")
    assert house.kept() == ["making dinner"]


def test_change_that_mends_the_last_words(house: Home4Two) -> None:
    """Said again is quicker than typed."""
    house.hears("thank you Sam for making dinner")
    house.hears("change that to making breakfast")
    assert house.kept() == ["making breakfast"]


def test_a_missing_name_is_asked_for_once(house: Home4Two) -> None:
    """ "Thank you my love" needs to know who speaks; everything else is there already."""
    assert "?" in house.hears("thank you my love for the tea")
    assert house.expects.state == "person"
    assert house.hears("this is Sam", state="person") == "Saved for Maya: the tea."


def test_missing_words_are_asked_for(house: Home4Two) -> None:
    """The frame may come first and the words after it."""
    house.hears("I want to appreciate Sam")
    assert house.expects.state == "free_text"
    assert house.expects.quiet_seconds == 1.8
    house.hears("he carried the whole move on his back", state="free_text")
    assert house.kept() == ["he carried the whole move on his back"]


def test_nothing_is_kept_when_nobody_answers_the_question_back(house: Home4Two) -> None:
    """Silence is a no; one short last chance comes before it."""
    house.hears("I want to appreciate Sam")
    assert house.silence() != ""
    assert house.silence() == ""
    assert house.chimes == ["closed"]
    assert house.expects.state == "resting"


def test_todays_appreciations_are_read_back(house: Home4Two) -> None:
    """Hearing them again is half of what they are for."""
    house.hears("thank you Sam for making dinner")
    house.hears("thank you Maya for the flowers")
    said = house.hears("read today's appreciations")
    assert "making dinner" in said
    assert "the flowers" in said


def test_many_are_announced_with_their_number_before_they_are_read(house: Home4Two) -> None:
    """Nobody wants a recital unasked."""
    for what in ("the soup", "the salad", "the bread"):
        house.hears(f"thank you Sam for {what}")
    assert "three" in house.hears("read today's appreciations")
    assert house.expects.state == "confirm"
    assert "the soup" in house.hears("yes", state="confirm")


def test_deleting_a_day_needs_a_yes(house: Home4Two) -> None:
    """What is hard to undo is asked for first."""
    house.hears("thank you Sam for the soup")
    house.hears("delete everything from today")
    assert house.kept() == ["the soup"]
    house.hears("yes", state="confirm")
    assert house.kept() == []


def test_the_question_is_read_at_once_when_asked_for(house: Home4Two) -> None:
    """Who asks does not want to be asked whether."""
    said = house.hears("what's tonight's question")
    assert "?" in said
    assert house.expects.state.startswith("ritual_")
    assert house.board.snapshot().question in said


def test_the_question_is_the_same_when_asked_for_again(house: Home4Two) -> None:
    """Both must hear the same one, also after a restart."""
    house.hears("what's tonight's question")
    first = house.board.snapshot().question
    house.hears("stop")
    house.hears("what's tonight's question")
    assert house.board.snapshot().question == first


def test_another_one_is_another_one(house: Home4Two) -> None:
    """A question that does not suit tonight is no reason to stop."""
    house.hears("what's tonight's question")
    first = house.board.snapshot().question
    house.hears("another one")
    assert house.board.snapshot().question != first


def test_a_general_request_does_not_end_the_ritual(house: Home4Two) -> None:
    """ "Louder" in the middle of an answer goes on with the answer."""
    house.hears("what's tonight's question")
    state = house.expects.state
    house.hears("louder")
    assert house.expects.state == state
    assert house.direct == [Loudness(85, 165)]


def test_stop_ends_the_ritual(house: Home4Two) -> None:
    """Nothing else is ever needed to make it quiet."""
    house.hears("what's tonight's question")
    house.hears("stop")
    assert house.expects.state == "resting"


def test_stop_while_the_house_speaks_cuts_the_line(house: Home4Two) -> None:
    """Speech first, within 300 ms; the cut does not wait in the queue."""
    house.hears("what's tonight's question")
    stop = Heard(Utterance("stop", 1.0), None, state="speaking")
    assert house.receive(stop, lambda done: isinstance(done, Hush)) == [Hush()]


@pytest.mark.parametrize(("typed", "cut"), [("stop", [Hush()]), ("louder", [])])
def test_stop_on_the_page_cuts_the_line_too(house: Home4Two, typed: str, cut: list[Hush]) -> None:
    """Whoever presses it means now; louder is for the line that is being said."""
    house.hears("what's tonight's question")
    pressed = Heard(None, Utterance(typed, 1.0), source="text")
    assert house.receive(pressed, lambda done: isinstance(done, Hush)) == cut


def test_the_talk_button_makes_the_house_fall_silent(house: Home4Two) -> None:
    """Whoever presses it wants to talk now; after a call nobody is talked over anyway."""
    cut = [Hush()]
    assert house.receive(Called(True, by_hand=True), lambda done: isinstance(done, Hush)) == cut
    assert house.receive(Called(goes_on=True), lambda done: isinstance(done, Hush)) == []


def test_a_ritual_is_taken_up_again_after_a_restart(house: Home4Two, tmp_path: object) -> None:
    """A power cut is not a reason to begin the evening anew."""
    house.hears("what's tonight's question")
    question = house.board.snapshot().question
    house.conversation.lie_down()
    again = Home4Two(tmp_path)  # type: ignore[arg-type]
    again.hears("carry on")
    assert again.expects.state.startswith("ritual_")
    assert again.board.snapshot().question in ("", question)
    again.journal.close()


def test_a_new_time_by_voice_is_planned_at_once(house: Home4Two) -> None:
    """By voice as on the page."""
    said = house.hears("set the morning appreciation for seven fifteen")
    assert "quarter past seven" in said or "seven fifteen" in said
    times = {times.ritual: times for times in house.timetable.planned}
    assert times["morning_appreciation"].time.strftime("%H:%M") == "07:15"


def test_tonights_move_is_for_tonight_only(house: Home4Two) -> None:
    """Tomorrow is as ever."""
    said = house.hears("move tonight's question to half past nine")
    assert "half past nine" in said
    assert house.timetable.moves == {("tonights_question", house.clock().date()): "21:30"}


def test_the_cue_waits_for_a_yes(house: Home4Two) -> None:
    """Nothing of the content comes before somebody wants it."""
    house.due("tonights_question")
    cue = house.tick()
    assert cue != "" and "?" not in cue
    assert house.expects.state == "ritual_cue"
    assert "?" in house.hears("yes", state="ritual_cue")


def test_a_cue_waits_until_nobody_talks(house: Home4Two) -> None:
    """The house does not interrupt; after a minute it tries once more in a quarter of an hour."""
    house.quiet_for = 0.5
    house.due("tonights_question")
    assert house.tick() == ""
    house.clock.move(seconds=61)
    assert house.tick() == ""
    assert house.timetable.snoozed == [("tonights_question", 15)]


def test_no_cue_in_quiet_hours(house: Home4Two) -> None:
    """At night the house speaks only when spoken to, and then softly."""
    house.clock.move(hours=4)
    house.due("tonights_question")
    assert house.tick() == ""
    house.hears("what time is it for the question")
    house.hears("when is the question")
    assert [done.volume_factor for done in house.out if isinstance(done, Say)] == [0.4]


def test_quiet_for_an_hour_holds_cues_back(house: Home4Two) -> None:
    """ "Quiet" never needs a reason."""
    house.hears("quiet for an hour")
    house.due("tonights_question")
    assert house.tick() == ""


def test_stop_listening_closes_the_microphone(house: Home4Two) -> None:
    """And says so; the page shows it."""
    house.hears("stop listening")
    assert Deafen(True) in house.out
    assert house.board.snapshot().state == "deaf"


def test_the_wake_phrase_alone_is_answered_with_a_chime(house: Home4Two) -> None:
    """The sign to go on; who goes straight on is not interrupted by it."""
    assert house.receive(Called(goes_on=False)) == [Chime("listening")]
    assert house.receive(Called(goes_on=True)) == []


def test_three_misunderstandings_are_enough(house: Home4Two) -> None:
    """Once more, then two examples, then leave it: never a fourth."""
    noise = "flibber the gant"
    said = [house.hears(noise, state="command") for _ in range(3)]
    assert len(set(said)) in (1, 3)
    assert house.expects.state == "resting"


def test_a_request_that_is_not_ours_is_declined_kindly(house: Home4Two) -> None:
    """A short no is kinder than a wrong yes."""
    said = house.hears("what's for dinner")
    assert said != ""
    assert house.kept() == []


def test_politeness_is_left_alone(house: Home4Two) -> None:
    """ "Thank you" after a reply wants no answer, and is no appreciation."""
    assert house.hears("thank you") == ""
    assert house.kept() == []


def test_a_crisis_leaves_no_trace(house: Home4Two) -> None:
    """Answered with the fixed words; not shown, not kept, not counted."""
    said = house.hears("I want to kill myself")
    assert said != ""
    shown = json.dumps([caption.text for caption in house.board.snapshot().captions])
    assert "kill" not in shown
    assert house.kept() == []


def test_what_can_i_say_gives_examples_that_work(house: Home4Two) -> None:
    """Every suggested phrase must be understood."""
    assert "help" != house.hears("what can I say")
    for example in house.conversation._house.examples(3):
        assert example


def test_repeat_says_the_same_words_slower(house: Home4Two) -> None:
    """Same words: rephrasing makes people doubt what they heard."""
    first = house.hears("when is the question")
    assert house.hears("repeat that") == first
    assert [done.slow for done in house.out if isinstance(done, Say)] == [True]


def test_trouble_is_shown_on_the_page(house: Home4Two) -> None:
    """What is wrong is a sentence there, until it is over."""
    house.receive(Trouble("microphone", "No microphone is plugged in."))
    assert house.board.snapshot().troubles == {"microphone": "No microphone is plugged in."}
    house.receive(Trouble("microphone", ""))
    assert house.board.snapshot().troubles == {}


def test_a_missed_ritual_is_noted_without_a_word(house: Home4Two) -> None:
    """Missed evenings are never mentioned."""
    day = house.clock().date()
    assert house.receive(RitualMissed("tonights_question", day)) == []
    assert house.journal.ritual_outcome("tonights_question", day) == "missed"
