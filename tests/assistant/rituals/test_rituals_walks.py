"""A scripted couple goes through every ritual: each command works the same in each step."""

import json

import pytest

from assistant.rituals import (
    Answered,
    Chose,
    Couple,
    Ended,
    InCompany,
    Listen,
    Note,
    RitualRun,
    Silent,
    Speak,
)
from assistant.rituals.actions import Action, RitualEvent
from assistant.rituals.rehearsal import rehearse, reply_to
from tests.assistant.rituals.scripted import (
    NAMES,
    RITUALS,
    PlainDecks,
    listens,
    picks,
    run_of,
    said,
)

STARTS = {"date_night": ("", "plan"), "repair": ("", "break", "talk_time")}
PLACES = [
    (name, start, place, alone)
    for name in sorted(RITUALS)
    for alone in (False, True)
    for start in STARTS.get(name, ("",))
    for place in range(len(rehearse(run_of(RITUALS[name], alone), start)) - 1)
]
every_place = pytest.mark.parametrize(("name", "start", "place", "alone"), PLACES)


def led(name: str, start: str, place: int, alone: bool) -> tuple[RitualRun, list[Action]]:
    """The ritual after so many obliging answers."""
    run = run_of(RITUALS[name], alone)
    actions = run.begin(cue=True, step=start)
    for _ in range(place):
        actions = run.take(reply_to(run, actions)[0]) or []
    return run, actions


def carried_on(run: RitualRun, actions: list[Action], event: RitualEvent) -> list[Action]:
    """The same event again and again until the ritual is over."""
    out: list[Action] = []
    for _ in range(120):
        if run.over:
            return out
        actions = run.take(event) or []
        out += actions
    raise AssertionError(f"{run.name} does not end: {run.step.name}")


@pytest.mark.parametrize("name", sorted(RITUALS))
def test_every_step_that_two_take_part_in_comes_up(name: str):
    """A step that no evening can reach would be a promise nobody keeps."""
    seen = set()
    for start in STARTS.get(name, ("",)):
        seen |= {turn.step for turn in rehearse(run_of(RITUALS[name]), start)}
    asked = {step.name for step in RITUALS[name].steps if step.kind in ("ask", "window")}
    branches = {"only_answer", "word_first_touch", "sleep_on", "open_quarrel", "good_thing"}
    branches |= {"missing", "keep_line", "sore_heard", "a_little_later"}
    assert asked - seen <= branches


@every_place
def test_stop_ends_it_with_one_word(name: str, start: str, place: int, alone: bool):
    run, _ = led(name, start, place, alone)
    kind_end = run.ritual.step("bye").say.full if "ritual.stop" in run.step.answers else ()
    actions = run.take(Chose("ritual.stop"))
    assert len(said(actions)) == 1
    assert said(actions)[0] in (kind_end or ["Stopped."])
    assert isinstance((actions or [])[-1], Ended)
    assert run.take(Silent()) is None


@every_place
def test_skip_leads_to_an_end_and_logs_nothing(name: str, start: str, place: int, alone: bool):
    run, actions = led(name, start, place, alone)
    for action in carried_on(run, actions, Chose("skip")):
        assert not isinstance(action, Note)


@every_place
def test_silence_leads_to_an_end_with_one_nudge_a_step(
    name: str, start: str, place: int, alone: bool
):
    """Never a third time, and nothing is kept that nobody said."""
    run, actions = led(name, start, place, alone)
    nudges: dict[tuple[str, int], int] = {}
    for _ in range(120):
        if run.over:
            break
        here = (run.step.name, run.progress.visits.get(run.step.name, 0))
        actions = run.take(Silent()) or []
        keys = [one.key.rsplit(".", 1)[-1] for one in actions if isinstance(one, Speak)]
        nudges[here] = nudges.get(here, 0) + keys.count("nudge")
        new = [one for one in actions if isinstance(one, Note)]
        # Held answers that were given before may be kept by the household's own rule only.
        assert new == []
    assert run.over
    assert max(nudges.values(), default=0) <= 1


@every_place
def test_unknown_words_are_asked_for_once_then_left(name: str, start: str, place: int, alone: bool):
    """In a choice: one rapid reprompt, then as if nobody had spoken."""
    run, _ = led(name, start, place, alone)
    if run.step.kind != "choose":
        return
    step = run.step.name
    first = run.take(Answered("flibber the gant")) or []
    assert len(said(first)) <= 1
    assert run.step.name == step or not run.step.nudge
    if run.step.name == step and not run.over:
        run.take(Answered("flibber the gant"))
        assert run.over or run.step.name != step or run.progress.visits[step] > 1


@every_place
def test_pause_and_a_restart_come_back_to_the_same_step(
    name: str, start: str, place: int, alone: bool
):
    """Ten minutes of silence keep the place; after a restart it goes on with the short line."""
    run, _ = led(name, start, place, alone)
    step, first = run.step.name, run.progress.a
    assert said(run.take(Chose("ritual.pause"))) == ["Paused."]
    ended = run.take(Silent()) or []
    assert isinstance(ended[-1], Ended)
    assert ended[-1].outcome == "later"
    memo = json.loads(json.dumps(run.memo()))
    assert "river" not in json.dumps(memo)
    couple = Couple("two", NAMES, alone)
    again = RitualRun.resume(
        memo, RITUALS[name], couple, picks(), reading=run.memory.reading, content=PlainDecks()
    )
    actions = again.begin_again()
    if RITUALS[name].step(step).kind not in ("keep", "close"):
        assert again.step.name == step
        assert again.progress.a == first
        assert listens(actions)


@every_place
def test_go_on_after_a_pause_goes_on(name: str, start: str, place: int, alone: bool):
    run, _ = led(name, start, place, alone)
    step = run.step.name
    run.take(Chose("ritual.pause"))
    assert listens(run.take(Chose("ritual.resume")) or [])
    assert run.step.name == step


@every_place
def test_go_back_is_never_a_step_forward(name: str, start: str, place: int, alone: bool):
    """The earlier step is there with the same one's turn as then."""
    run, _ = led(name, start, place, alone)
    trail = list(run.progress.trail)
    actions = run.take(Chose("ritual.back")) or []
    assert actions
    if len(trail) > 1 and run.step.kind != "cue" and trail[-1][0] != run.step.name:
        assert (run.step.name, run.progress.a) == trail[-2][:2]


@every_place
def test_repeat_says_the_same_words_slower_and_uses_nothing_up(
    name: str, start: str, place: int, alone: bool
):
    run, _ = led(name, start, place, alone)
    nudged = run.progress.nudged
    first = run.take(Chose("repeat")) or []
    second = run.take(Chose("repeat")) or []
    assert said(first) == said(second)
    assert all(one.slow for one in first if isinstance(one, Speak))
    assert run.progress.nudged == nudged
    assert listens(second)


@every_place
def test_wait_is_silent_and_gives_a_minute(name: str, start: str, place: int, alone: bool):
    run, _ = led(name, start, place, alone)
    if "wait" in run.step.answers:
        return
    actions = run.take(Chose("wait")) or []
    assert said(actions) == []
    assert isinstance(actions[-1], Listen)
    assert max(actions[-1].seconds, actions[-1].more) >= 60


@every_place
def test_time_out_cools_down_where_feelings_run(name: str, start: str, place: int, alone: bool):
    """In R3, R4, R7 and R8 twenty minutes apart; elsewhere a pause."""
    run, _ = led(name, start, place, alone)
    actions = run.take(Chose("ritual.cooldown")) or []
    ritual = RITUALS[name]
    if alone or not ritual.time_out:
        assert said(actions) == ["Paused."]
    elif name == "repair":
        assert run.step.name == "break"
        assert actions[-1].seconds == 1200  # type: ignore[union-attr]
    else:
        assert isinstance(actions[-1], Ended)
        assert actions[-1].goes_on == "repair.break"


@every_place
def test_guests_end_what_is_for_two(name: str, start: str, place: int, alone: bool):
    """R3 to R8 stop with two words; the light ones leave it to the house."""
    run, _ = led(name, start, place, alone)
    actions = run.take(Chose("privacy.guest_on"))
    if "guests" not in RITUALS[name].company:
        assert actions is None
        return
    assert said(actions) == ["Another time."]
    assert InCompany("guests") in (actions or [])
    assert run.over


@every_place
def test_not_tonight_is_a_skipped_evening(name: str, start: str, place: int, alone: bool):
    run, _ = led(name, start, place, alone)
    actions = run.take(Chose("ritual.skip_once", {"ritual": "current"})) or []
    assert isinstance(actions[-1], Ended)
    assert actions[-1].outcome == "skipped"
    assert len(said(actions)) == 1


@every_place
def test_private_drops_the_words_of_the_step(name: str, start: str, place: int, alone: bool):
    """In an ask the words are thrown away; in a talk window none are ever kept."""
    run, _ = led(name, start, place, alone)
    if run.step.kind not in ("ask", "window") or (run.step.kind == "ask" and not run.step.note):
        return
    step = run.step
    assert said(run.take(Chose("privacy.private_entry")))[0] == "Kept off."
    if step.kind == "ask":
        after = run.take(Answered("my secret", "my secret")) or []
        assert not any(isinstance(one, Note) and "secret" in one.text for one in after)
        assert "secret" not in str(run.progress.answers)


@every_place
def test_words_in_a_talk_window_come_to_nothing(name: str, start: str, place: int, alone: bool):
    run, _ = led(name, start, place, alone)
    if run.step.kind not in ("window", "timer"):
        return
    actions = run.take(Answered("something only for us")) or []
    assert said(actions) == []
    assert not any(isinstance(one, Note) for one in actions)
    assert "only for us" not in json.dumps(run.memo())
