"""Every ritual that ships: it can be read, it ends whatever happens, and its lines are short."""

import itertools
import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant.rituals import (
    Answered,
    Asked,
    Chose,
    Couple,
    Ended,
    Evening,
    Listen,
    Note,
    Picks,
    Ritual,
    RitualMemory,
    RitualRun,
    Silent,
    Speak,
    read_deck,
    read_rituals,
)

RITUALS, PROBLEMS = read_rituals()
DECK = read_deck()
NAMES = {"one": "Maya", "two": "Sam"}
DAY = date(2026, 11, 24)
REQUESTS = (
    *("confirm.yes", "confirm.no", "skip", "repeat", "wait", "answer.done", "ritual.stop"),
    *("ritual.pause", "ritual.resume", "ritual.back", "question.another", "snooze"),
    *("answer.keep", "answer.discard", "question.never", "journal.undo", "ritual.skip_once"),
)


def picks(day: date = DAY) -> Picks:
    return Picks(DECK, Evening(day, first_day=day - timedelta(days=100)))


def run_of(ritual: Ritual, alone: bool = False, times_done: int = 0, day: date = DAY) -> RitualRun:
    couple = Couple("one", NAMES, alone)
    memory = RitualMemory(times_done=times_done, day=day, keep_default="let_go")
    return RitualRun(ritual, couple, picks(day), memory)


def said(actions: list) -> list[str]:
    """The lines among the actions."""
    return [action.text for action in actions if isinstance(action, Speak)]


def test_the_files_that_ship_have_no_mistake():
    """The two rituals of the beginning are there."""
    assert PROBLEMS == ()
    assert {"tonights_question", "morning_appreciation"} <= set(RITUALS)


@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize("name", sorted(RITUALS))
def test_in_silence_a_ritual_ends_by_itself(name: str, alone: bool):
    """Nobody answers: it is left kindly, and never asks for ever."""
    run = run_of(RITUALS[name], alone)
    actions = run.begin(cue=True)
    for _ in range(40):
        if run.over:
            break
        assert any(isinstance(action, Listen) for action in actions)
        actions = run.take(Silent()) or []
    assert run.over
    assert isinstance(actions[-1], Ended)


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("name", sorted(RITUALS))
def test_whatever_is_said_a_ritual_listens_or_is_over(name: str, seed: int):
    """Sixty evenings with anything at all in any order; "stop" ends each of them."""
    chance = random.Random(seed)
    run = run_of(RITUALS[name], alone=chance.random() < 0.2, times_done=chance.randrange(6))
    run.begin(cue=chance.random() < 0.5)
    for _ in range(40):
        if run.over:
            return
        event = chance.choice([Silent(), Answered("a walk by the river"), *map(Chose, REQUESTS)])
        actions = run.take(event)
        if actions is not None:
            assert run.over or isinstance(actions[-1], Listen), (run.step, event, actions)
        assert all(len(line.split()) <= 25 for line in said(actions or []))
    ended = run.take(Chose("ritual.stop"))
    assert ended is not None
    assert run.over
    assert run.take(Silent()) is None


@pytest.mark.parametrize("name", sorted(RITUALS))
def test_no_line_comes_two_days_running(name: str):
    """Repeated words make a voice a machine; names in them are right."""
    spoken = []
    for ahead in range(8):
        run = run_of(RITUALS[name], day=DAY + timedelta(days=ahead))
        lines = said(run.begin(cue=True))
        assert lines
        assert not any("{" in line for line in lines)
        spoken.append(lines[0])
    assert all(one != two for one, two in itertools.pairwise(spoken))


def test_tonights_question_gives_both_their_turn():
    """Maya, then a prompt for Sam, then Sam, then a prompt for Maya; then keep or let go."""
    run = run_of(RITUALS["tonights_question"])
    question = said(run.begin(cue=False))[-1]
    assert question in {one.text for one in DECK.questions}
    assert run.state == "ritual_window"
    assert "Maya" in said(run.take(Silent()))[0]
    assert run.speaker == "one"
    listener = run.take(Answered("a walk by the river"))
    assert "Sam" in said(listener)[0]
    assert run.state == "ritual_window"
    assert "Sam" in said(run.take(Chose("answer.done")))[0]
    assert "Maya" in said(run.take(Answered("dinner with friends")))[0]
    assert "let" in said(run.take(Chose("answer.done")))[0]
    kept = run.take(Chose("answer.keep"))
    notes = [action for action in kept if isinstance(action, Note)]
    assert [(note.by, note.text) for note in notes] == [
        ("one", "a walk by the river"),
        ("two", "dinner with friends"),
    ]


def test_answers_that_are_let_go_leave_no_trace():
    """The household's default is to let them go; silence means the default."""
    run = run_of(RITUALS["tonights_question"])
    actions = run.begin(cue=False)
    for event in (
        Silent(),
        Answered("a walk"),
        Chose("answer.done"),
        Answered("a swim"),
        Chose("answer.done"),
        Chose("answer.discard"),
    ):
        actions += run.take(event) or []
    assert not any(isinstance(action, Note) for action in actions)


def test_who_goes_first_is_the_couples():
    """It alternates by day outside; inside, the first one's name comes first."""
    for first, name in NAMES.items():
        memory = RitualMemory(times_done=0, day=DAY)
        run = RitualRun(
            RITUALS["tonights_question"],
            Couple(first, NAMES),
            picks(),
            memory,  # type: ignore[arg-type]
        )
        run.begin(cue=False)
        assert name in said(run.take(Silent()))[0]


def test_another_question_and_a_lighter_one():
    """What they pass over is noted as asked, so that it rests."""
    run = run_of(RITUALS["tonights_question"])
    first = said(run.begin(cue=False))[-1]
    actions = run.take(Chose("question.another"))
    second = said(actions)[-1]
    assert first != second
    assert any(isinstance(action, Asked) for action in actions)
    lighter = said(run.take(Chose("question.another", {"depth": "light"})))[-1]
    assert next(one for one in DECK.questions if one.text == lighter).depth == "light"


def test_the_morning_thanks_are_noted_for_the_other_one():
    """Written down before anything is said about them."""
    run = run_of(RITUALS["morning_appreciation"])
    run.begin(cue=True)
    assert "Maya" in said(run.take(Chose("confirm.yes")))[0]
    actions = run.take(Answered("making tea"))
    note = next(action for action in actions if isinstance(action, Note))
    assert (note.kind, note.by, note.to, note.text) == ("appreciation", "one", "two", "making tea")
    place = actions.index(note)
    assert not any(isinstance(action, Speak) for action in actions[:place])


def test_a_ritual_on_hold_goes_on_after_a_restart():
    """The memo holds the place; answers that nobody kept are not in it."""
    run = run_of(RITUALS["tonights_question"])
    run.begin(cue=False)
    run.take(Silent())
    run.take(Answered("a secret"))
    memo = run.memo()
    assert "a secret" not in str(memo)
    again = RitualRun.resume(memo, RITUALS["tonights_question"], Couple("two", NAMES), picks())
    assert again.begin_again()
    assert again.step == run.step
    assert again.couple.first == "one"


def test_wait_keeps_the_floor_open_for_a_minute():
    """No beep under pressure: a minute more, without a word."""
    run = run_of(RITUALS["tonights_question"])
    run.begin(cue=False)
    run.take(Silent())
    actions = run.take(Chose("wait"))
    assert said(actions) == []
    assert isinstance(actions[-1], Listen)
    assert actions[-1].seconds >= 60


def test_a_step_that_is_not_known_is_told_with_its_file_and_a_guess(tmp_path: Path):
    """The other rituals load all the same."""
    (tmp_path / "tea.yaml").write_text(
        "title: Tea\nspoken: [tea]\nwhen: {time: '16:00', days: daily, on: true}\n"
        "steps:\n  - tel: hello\n    say: [Hello.]\n"
    )
    found, problems = read_rituals(
        Path(read_deck.__code__.co_filename).parents[2] / "config/rituals", tmp_path
    )
    assert set(found) == set(RITUALS)
    told = " ".join(problems)
    for piece in ("tea.yaml", "step 1", "tel", "tell"):
        assert piece in told, told
