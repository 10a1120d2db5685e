"""Kitchen mode: questions while the two cook, unasked and a little louder, for about an hour."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answers import LOUDER
from assistant.events import Say
from assistant.rituals import Deck
from tests.assistant.household import Home4Two
from tests.assistant.rituals.evening import answer, pass_time, step
from tests.assistant.rituals.scripted import DECK, RITUALS

COOKING = RITUALS["cooking"]
FOUR_MINUTES = 240.0
SPEECH = 20.0
"""Reading a question takes some of the time."""


@pytest.fixture
def kitchen(house: Home4Two) -> Home4Two:
    """They have begun to cook."""
    house.hears("we're cooking")
    return house


def loudness(house: Home4Two) -> list[float]:
    return [one.volume_factor for one in house.out if isinstance(one, Say)]


def put(house: Home4Two) -> str:
    """The question that was read last, from the deck; "" if the last lines held none."""
    last = [one.text for one in house.out if isinstance(one, Say)][-1:]
    found = [one for one in DECK.questions if last and last[0].endswith(one.text)]
    return found[0].text if found else ""


def waited_for(house: Home4Two) -> str:
    pass_time(house, FOUR_MINUTES + SPEECH)
    return put(house)


def by_text(deck: Deck, text: str) -> str:
    return next(one.id for one in deck.questions if one.text == text)


@pytest.mark.parametrize(
    "said", ["we're cooking", "kitchen mode", "ask us things while we cook", "start kitchen mode"]
)
def test_it_begins_with_its_three_words_and_a_light_question(house: Home4Two, said: str):
    house.hears(said)
    lines = [one.text for one in house.out if isinstance(one, Say)]
    assert lines[0] in COOKING.step("aprons_on").say.full
    question = next(one for one in DECK.questions if one.text == put(house))
    assert question.depth == "light"
    assert step(house) == "question"


def test_they_cook_hear_two_ask_for_one_have_it_repeated_and_stop(kitchen: Home4Two):
    """A whole evening at the stove."""
    heard = [put(kitchen)]
    assert pass_time(kitchen, FOUR_MINUTES / 2) == ""
    assert answer(kitchen, "hand me the garlic and stir that pot") == ""
    heard.append(waited_for(kitchen))
    heard.append(waited_for(kitchen))
    pass_time(kitchen, FOUR_MINUTES / 2)
    answer(kitchen, "another one")
    heard.append(put(kitchen))
    assert all(heard) and len(set(heard)) == 4
    assert pass_time(kitchen, FOUR_MINUTES * 0.7) == ""  # its time began anew
    again = answer(kitchen, "say that again")
    assert again.endswith(heard[-1])
    assert [one.slow for one in kitchen.out if isinstance(one, Say)] == [True]
    answer(kitchen, "next")
    assert put(kitchen) not in ("", *heard)
    assert answer(kitchen, "stop") in COOKING.step("bye").say.full
    assert kitchen.expects.state == "resting"
    assert pass_time(kitchen, 3600) == ""


@pytest.mark.parametrize("said", ["stop", "done", "that's it", "we're done cooking"])
def test_each_of_these_ends_it_kindly(kitchen: Home4Two, said: str):
    assert answer(kitchen, said) in COOKING.step("bye").say.full
    assert kitchen.expects.state == "resting"


def test_only_commands_are_heard_and_nothing_is_kept(kitchen: Home4Two, tmp_path: Path):
    """Not their words, and not that they cooked."""
    assert kitchen.expects.state == "ritual_window"
    assert kitchen.expects.dictation is False
    answer(kitchen, "my answer is the purple elephant")
    assert "elephant" not in str(kitchen.board.snapshot())
    answer(kitchen, "stop")
    assert kitchen.kept() == []
    assert kitchen.journal.ritual_outcome("cooking", kitchen.clock().date()) is None
    kitchen.journal.close()
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or b"elephant" not in file.read_bytes()


def test_in_silence_it_ends_by_itself_after_about_an_hour(kitchen: Home4Two):
    """No question comes twice, and after the last one the house says so."""
    began, heard, said = kitchen.clock(), [put(kitchen)], ""
    while kitchen.expects.state != "resting" and len(heard) < 40:
        said = pass_time(kitchen, FOUR_MINUTES + SPEECH)
        heard += [put(kitchen)] if put(kitchen) else []
    assert said in COOKING.step("bye").say.full
    assert len(set(heard)) == len(heard) == 14
    assert 50 <= (kitchen.clock() - began).total_seconds() / 60 <= 65


def test_it_waits_for_a_pause_in_their_talk_but_not_for_ever(kitchen: Home4Two):
    """An extractor fan may sound like talk all evening."""
    kitchen.quiet_for = 0.5
    assert pass_time(kitchen, FOUR_MINUTES + SPEECH) == ""
    kitchen.quiet_for = 4.0
    assert kitchen.tick() != ""
    kitchen.quiet_for = 0.0
    assert pass_time(kitchen, FOUR_MINUTES + SPEECH) == ""
    assert pass_time(kitchen, 60) != ""


def test_it_is_a_little_louder_and_then_as_before(kitchen: Home4Two):
    """Also what else is said meanwhile; the household's own volume is never touched."""
    before = kitchen.book.settings.speaking.volume
    assert loudness(kitchen) == [LOUDER, LOUDER]
    answer(kitchen, "help")
    assert set(loudness(kitchen)) == {LOUDER}
    answer(kitchen, "stop")
    assert loudness(kitchen) == [LOUDER]
    kitchen.hears("what rituals do we have")
    assert loudness(kitchen) == [1.0]
    assert kitchen.book.settings.speaking.volume == before


def test_a_house_that_was_closed_meanwhile_opens_at_its_own_volume(
    kitchen: Home4Two, tmp_path: Path
):
    """Kitchen mode goes on when they say so, and is louder then."""
    before, first = kitchen.book.settings.speaking.volume, put(kitchen)
    kitchen.conversation.lie_down()
    kitchen.journal.close()
    later = Home4Two(tmp_path, at="2026-11-24T19:30")
    later.hears("what rituals do we have")
    assert loudness(later) == [1.0]
    assert later.book.settings.speaking.volume == before
    later.hears("carry on")
    assert put(later) not in ("", first)
    assert loudness(later) == [LOUDER]
    later.journal.close()


def test_at_night_it_is_as_soft_as_everything(house: Home4Two):
    house.clock.move(hours=4)
    house.hears("kitchen mode")
    assert all(one <= 0.4 for one in loudness(house))


def few_questions(monkeypatch: pytest.MonkeyPatch) -> Deck:
    """A deck in which six light questions may be asked before others, and many may not."""
    full = DECK
    light = [one for one in full.questions if one.depth == "light" and not one.on]
    ours = [one for one in light if not one.guest_safe or "affection" in one.topics]
    safe = [one for one in light if one not in ours and not one.topics][:6]
    deck = replace(full, questions=(*ours, *safe))
    monkeypatch.setattr("tests.assistant.household.read_deck", lambda: deck)
    return deck


@pytest.mark.parametrize("when", ["before", "meanwhile"])
def test_before_guests_only_what_is_fit_for_guests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
):
    """Also when they come in the middle of it; where the deck has no more, the file's own go on."""
    deck = few_questions(monkeypatch)
    house = Home4Two(tmp_path)
    if when == "before":
        house.hears("we have guests")
    house.hears("we're cooking")
    if when == "meanwhile":
        answer(house, "we have guests")
    assert step(house) == "question"
    heard = []
    for _ in range(10):
        heard.append(answer(house, "next"))
    safe = {one.text for one in deck.in_company().questions}
    own = COOKING.step("question").say.nameless
    assert all(line in own or any(line.endswith(one) for one in safe) for line in heard)
    assert any(line in own for line in heard)
    house.journal.close()


def test_what_they_blocked_meanwhile_does_not_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """As somebody may on the page while the other one stirs."""
    full = DECK
    light = [one for one in full.questions if one.depth == "light" and not one.on]
    play = [one for one in light if one.category == "play"]
    deck = replace(full, questions=(*play, *[one for one in light if one not in play][:3]))
    monkeypatch.setattr("tests.assistant.household.read_deck", lambda: deck)
    house = Home4Two(tmp_path)
    house.hears("we're cooking")
    house.conversation._house.discretion.block("play")
    heard = [answer(house, "next") for _ in range(8)]
    assert not [line for line in heard if any(line.endswith(one.text) for one in play)]
    house.journal.close()


def test_tonights_question_is_still_to_come(kitchen: Home4Two, tmp_path: Path):
    """What was asked over the stove is neither tonight's nor used up for the year."""
    other = Home4Two(tmp_path / "other")
    wanted = other.hears("what's tonight's question")
    other.journal.close()
    for _ in range(8):
        answer(kitchen, "next")
    answer(kitchen, "stop")
    assert kitchen.journal.asked() == {}
    assert kitchen.hears("what's tonight's question") == wanted


def test_the_next_time_there_are_others(kitchen: Home4Two):
    first = {put(kitchen)}
    for _ in range(6):
        answer(kitchen, "next")
        first.add(put(kitchen))
    answer(kitchen, "stop")
    kitchen.clock.move(days=3)
    kitchen.hears("we're cooking")
    second = {put(kitchen)}
    for _ in range(6):
        answer(kitchen, "next")
        second.add(put(kitchen))
    assert len(first) == len(second) == 7
    assert not first & second


def test_never_again_is_about_the_question_they_just_heard(kitchen: Home4Two):
    heard = by_text(DECK, put(kitchen))
    answer(kitchen, "don't ask us that again")
    assert kitchen.journal.question_marks() == {heard: "never"}
    assert step(kitchen) == "question"


def test_later_is_ten_minutes_and_then_the_next(kitchen: Home4Two):
    assert answer(kitchen, "later") in COOKING.step("a_little_later").say.full
    assert pass_time(kitchen, 500) == ""
    pass_time(kitchen, 120)
    assert put(kitchen)
    assert kitchen.timetable.snoozed == []


def test_who_asks_for_quiet_has_it(kitchen: Home4Two):
    """It would only speak unasked."""
    answer(kitchen, "be quiet")
    assert kitchen.expects.state == "resting"
    assert pass_time(kitchen, 600) == ""


def test_begun_in_a_quiet_time_it_goes_on(house: Home4Two):
    """Whoever asks for it wants to hear it; "louder" is no reason to end it."""
    house.hears("be quiet")
    house.hears("kitchen mode")
    answer(house, "louder")
    assert step(house) == "question"


def test_it_is_never_planned_and_never_cued(house: Home4Two):
    """It is among those one can ask for, as the talk after a quarrel is."""
    (times,) = [one for one in house.timetable.planned if one.ritual == "cooking"]
    assert not times.on and times.time is None
    plan = next(one for one in house.conversation._house.rituals.plans() if one.ritual == "cooking")
    assert plan.next is None and not plan.time
    assert "kitchen mode" in house.hears("what rituals do we have").lower()
