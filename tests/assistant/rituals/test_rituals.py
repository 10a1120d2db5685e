"""Every ritual that ships: it can be read, it ends whatever happens, and its lines are short."""

import itertools
import json
import random
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.rituals import (
    Answered,
    Asked,
    Chose,
    Couple,
    Ended,
    Listen,
    NoContent,
    Note,
    RitualMemory,
    RitualRun,
    Silent,
    Speak,
    Unspoken,
    read_deck,
    read_rituals,
)
from assistant.rituals.actions import RitualEvent
from tests.assistant.rituals.scripted import (
    DAY,
    DECK,
    NAMES,
    PROBLEMS,
    RITUALS,
    picks,
    run_of,
    said,
)

REQUESTS = (
    *("confirm.yes", "confirm.no", "skip", "repeat", "wait", "answer.done", "ritual.stop"),
    *("ritual.pause", "ritual.resume", "ritual.back", "question.another", "snooze"),
    *("answer.keep", "answer.discard", "question.never", "journal.undo", "ritual.skip_once"),
    *("ritual.cooldown", "ritual.progress", "privacy.guest_on", "privacy.kids", "person"),
    *("privacy.private_entry", "privacy.forget", "question.today", "question.favourite"),
)
CHOICES = sorted(
    {name for ritual in RITUALS.values() for step in ritual.steps for name in step.answers}
)
EVENTS: tuple[RitualEvent, ...] = (
    *(Silent(), Unspoken(), Answered("a walk by the river"), Answered("", "[unk]", True)),
    *(Answered("a walk", "a walk", done=True), *map(Chose, REQUESTS)),
    *(Chose("answer.choose", {"choice": name}) for name in (*CHOICES, "words", "more")),
    *(Chose("answer.number", {"number": number}) for number in ("0", "3", "9", "120")),
    *(Chose("answer.time", slots) for slots in ({}, {"time": "19:00"}, {"days": "tomorrow"})),
    Chose("person", {"who": "Sam"}),
)

BOTH_ANSWER = (
    Silent(),
    Answered("a walk"),
    Chose("answer.done"),
    Answered("a swim"),
    Chose("answer.done"),
)


def test_the_files_that_ship_have_no_mistake():
    """All eight and the kitchen mode; only the two of the beginning come by themselves."""
    assert PROBLEMS == ()
    assert len(RITUALS) == 9
    on_request = {name for name, ritual in RITUALS.items() if ritual.at is None}
    assert on_request == {"active_listening", "repair", "cooking"}
    on = {name for name, ritual in RITUALS.items() if ritual.on}
    assert on == {"tonights_question", "morning_appreciation"}


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
    for _ in range(60):
        if run.over:
            return
        event = chance.choice(EVENTS)
        nudged = run.progress.nudged
        actions = run.take(event)
        if actions is not None:
            assert run.over or isinstance(actions[-1], Listen), (run.step, event, actions)
            keys = [action.key for action in actions if isinstance(action, Speak)]
            assert not (nudged and any(key.endswith(f"{run.step.name}.nudge") for key in keys))
            again = RitualRun.resume(
                json.loads(json.dumps(run.memo())), RITUALS[name], run.couple, picks()
            )
            assert again.progress.step == run.progress.step
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
        run = run_of(RITUALS[name], day=DAY + timedelta(days=ahead), content=NoContent())
        lines = said(run.begin(cue=True))
        assert lines
        assert not any("{" in line for line in lines)
        spoken.append(lines[0])
    if len(RITUALS[name].steps[0].say.full) < 3:
        return
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
    for event in (*BOTH_ANSWER, Chose("answer.discard")):
        actions += run.take(event) or []
    assert not any(isinstance(action, Note) for action in actions)


NOBODY_SAYS = {
    "silence": (Silent(),),
    "words that are no answer": (Answered("the kettle"), Answered("the kettle")),
    "skipped": (Chose("skip"),),
}


@pytest.mark.parametrize("unsaid", NOBODY_SAYS.values(), ids=NOBODY_SAYS)
@pytest.mark.parametrize(
    ("depth", "deep", "kept"),
    [
        ("light", "let_go", True),
        ("deep", "let_go", False),
        ("deep", "keep", True),
    ],
)
def test_where_answers_stay_those_to_a_deep_question_have_a_rule_of_their_own(
    depth: str, deep: str, kept: bool, unsaid: tuple[Any, ...]
):
    """The house asks all the same; the rule holds when nobody says."""
    run = at_the_end(depth, keep_default="keep", keep_deep=deep)
    assert run.step.kind == "keep"
    actions = [action for event in unsaid for action in run.take(event) or []]
    assert any(isinstance(action, Note) for action in actions) == kept


@pytest.mark.parametrize(("said", "kept"), [("answer.keep", 2), ("answer.discard", 0)])
def test_what_they_say_of_a_deep_answer_goes_before_any_rule(said: str, kept: int):
    """Kept where the rule lets go, and let go where it keeps."""
    for deep in ("keep", "let_go"):
        actions = at_the_end("deep", keep_default="keep", keep_deep=deep).take(Chose(said))
        assert sum(isinstance(action, Note) for action in actions or ()) == kept


def test_the_rule_for_deep_answers_outlives_a_restart():
    """And the memo of an older house, which did not know of it, is still read."""
    run = at_the_end("deep", keep_default="keep", keep_deep="keep")
    memo = run.memo()
    again = RitualRun.resume(memo, RITUALS["tonights_question"], Couple("one", NAMES), picks())
    assert again.memory.keep_deep == "keep"
    del memo["keep_deep"]
    older = RitualRun.resume(memo, RITUALS["tonights_question"], Couple("one", NAMES), picks())
    assert older.memory.keep_deep == "let_go"


def at_the_end(depth: str, **memory: Any) -> RitualRun:
    """Both have answered a question of this depth; keep or let go?"""
    question = next(one for one in DECK.questions if one.depth == depth and not one.on)
    run = RitualRun(
        RITUALS["tonights_question"],
        Couple("one", NAMES),
        picks(),
        RitualMemory(0, DAY, **memory),
    )
    run.begin(cue=False)
    run.progress.question = question.id
    for event in BOTH_ANSWER:
        run.take(event)
    return run


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
    run = run_of(RITUALS["morning_appreciation"], facts=set())
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
