"""The requests that mean the same in every step of every ritual."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from assistant.rituals import asking, kinds
from assistant.rituals.actions import Action, Chose, InCompany, Mark, Sound, TakeBack
from assistant.rituals.ritual import Lines
from assistant.rituals.words import minutes_from, spoken_minutes

if TYPE_CHECKING:
    from assistant.rituals.engine import RitualRun

MORE_SECONDS = 60.0
"""What "wait" and "let me think" add."""

LATER_MINUTES = 10
OTHER_QUESTIONS = 2
"""How many times an evening "another one" gives another one."""


def obey(run: RitualRun, event: Chose) -> list[Action] | None:
    """What the request does; None if it is nothing to the ritual."""
    command = _COMMANDS.get(event.intent)
    return command(run, event) if command else None


def settle_question(run: RitualRun, slots: Mapping[str, str]) -> None:
    """Take the question that was wished for as this evening's."""
    run.progress.question = run.deck.another(
        depth=slots.get("depth", ""),
        category=slots.get("category", ""),
        favourites=slots.get("pack") == "favourites",
        exclude=run.progress.put,
    ).id


def _repeat(run: RitualRun, event: Chose) -> list[Action]:
    return [*run.repeated(), *run.again()]


def _skip(run: RitualRun, event: Chose) -> list[Action]:
    step = run.step
    if step.kind == "question":
        return _skip_question(run, event)
    if step.kind == "keep":
        return kinds.silence(run)
    said = run.say(run.line(step.skip_say, "skip_say"), "skip_say")
    return [*said, *run.leave("skip")]


def _skip_question(run: RitualRun, event: Chose) -> list[Action]:
    out: list[Action] = []
    if run.question is not None:
        out.append(Mark(run.question.id, run.deck.skipped(run.question.id)))
    if len(run.progress.put) > OTHER_QUESTIONS:
        return [*out, *run.shared("fine"), *run.end("skipped")]
    return [*out, *_other_question(run, event)]


def _wait(run: RitualRun, event: Chose) -> list[Action]:
    return [run.listen(asking.extended(kinds.listening(run, run.step), MORE_SECONDS))]


def _stop(run: RitualRun, event: Chose) -> list[Action]:
    return [*run.shared("stopped"), *run.end("stopped")]


def _pause(run: RitualRun, event: Chose) -> list[Action]:
    return run.hold()


def _time_out(run: RitualRun, event: Chose) -> list[Action]:
    """After a while apart people hear each other again; what was open stays open."""
    ritual, _, step = run.ritual.time_out.partition(".")
    if not ritual or run.couple.alone:
        return run.hold()
    if ritual == run.name:
        run.progress.held = False
        run.progress.running.clear()
        return run.go(step)
    return run.end("stopped", goes_on=run.ritual.time_out)


def _others_came(run: RitualRun, event: Chose) -> list[Action] | None:
    """What is only for two is closed; tonight's light question may go on."""
    who = "guests" if event.intent == "privacy.guest_on" else "kids"
    if who not in run.ritual.company:
        return None
    return [InCompany(who), *run.shared("another_time"), *run.end("stopped")]


def _resume(run: RitualRun, event: Chose) -> list[Action]:
    return run.again()


def _back(run: RitualRun, event: Chose) -> list[Action]:
    trail = run.progress.trail
    if run.step.kind == "cue" or len(trail) < 2:
        return [*run.repeated(), *run.again()]
    trail.pop()
    name, a, mirrored = trail.pop()
    run.progress.a, run.progress.mirrored = a, list(mirrored)
    run.progress.running.clear()
    run.progress.visits.pop(name, None)
    run.progress.step, run.progress.nudged = name, False
    run.progress.asking_whose, run.progress.told = False, 0
    return kinds.enter(run, run.step)


def _not_tonight(run: RitualRun, event: Chose) -> list[Action] | None:
    if event.slots.get("ritual", "current") not in ("current", "all", run.ritual.slot, run.name):
        return None
    return [*run.shared("fine"), *run.end("skipped")]


def _later(run: RitualRun, event: Chose) -> list[Action]:
    minutes = minutes_from(event.slots.get("duration", "")) or LATER_MINUTES
    line = run.line(run.ritual.words.get("later", Lines()), "later")
    said = run.say(line.replace("{minutes}", spoken_minutes(minutes)), "later")
    return [*said, *run.end("later", minutes)]


def _undo(run: RitualRun, event: Chose) -> list[Action] | None:
    if run.progress.noted and run.step.kind == "close" and run.ritual.asks_a_question:
        # Both were kept with one word, so one word takes both back.
        back: list[Action] = [TakeBack() for _ in run.progress.noted]
        run.progress.noted.clear()
        return [*back, *run.shared("removed"), *run.leave()]
    dropped = _drop_last(run)
    return None if dropped is None else [*dropped, *run.shared("removed"), *run.again()]


def _drop_last(run: RitualRun) -> list[Action] | None:
    """Unsay the newest words of this run; None if there are none."""
    if run.progress.answers:
        run.progress.answers.popitem()
        return []
    if run.progress.noted:
        run.progress.noted.pop()
        return [TakeBack()]
    return None


def _off_record(run: RitualRun, event: Chose) -> list[Action] | None:
    if run.step.kind == "ask" and run.step.note and event.intent != "privacy.forget":
        run.progress.unlogged.append(run.step.name)
        return [*run.shared("kept_off"), *run.again()]
    if run.step.kind in kinds.TIMED and not run.progress.noted:
        # Nothing of a talk window is ever written down: there is no more to do.
        return [*run.shared("kept_off"), *run.again()]
    dropped = _drop_last(run)
    return None if dropped is None else [*dropped, *run.shared("kept_off"), *run.again()]


def _other_question(run: RitualRun, event: Chose) -> list[Action]:
    if not run.ritual.asks_a_question:
        return run.again()
    if run.step.kind == "cue":
        settle_question(run, event.slots)
        return run.leave()
    if run.progress.answered or len(run.progress.put) > OTHER_QUESTIONS:
        return [*run.shared("stay"), *run.again()]
    settle_question(run, event.slots)
    return run.go(next(step.name for step in run.ritual.steps if step.kind == "question"))


def _never(run: RitualRun, event: Chose) -> list[Action] | None:
    if run.question is None or not run.ritual.asks_a_question:
        return None
    out = [Mark(run.question.id, "never"), *run.shared("never_again")]
    if run.progress.answered or len(run.progress.put) > OTHER_QUESTIONS:
        return [*out, *run.again()]
    return [*out, *_other_question(run, Chose("question.another"))]


def _favourite(run: RitualRun, event: Chose) -> list[Action] | None:
    if run.question is None or not run.ritual.asks_a_question:
        return None
    return [Mark(run.question.id, "favourite"), Sound("saved"), *run.again()]


def _the_question(run: RitualRun, event: Chose) -> list[Action]:
    if run.question is None or not run.ritual.asks_a_question:
        return run.again()
    return _repeat(run, event)


def _done(run: RitualRun, event: Chose) -> list[Action]:
    return kinds.done(run)


def _progress(run: RitualRun, event: Chose) -> list[Action]:
    """Roughly how much is to come: half, a little, or most of it."""
    steps = [step.name for step in run.ritual.steps]
    far = (steps.index(run.step.name) + 1) / len(steps)
    what = "just_begun" if far < 0.4 else "half_way" if far < 0.8 else "nearly_done"
    return [*run.shared(what), *run.again()]


_COMMANDS: dict[str, Callable[[RitualRun, Chose], list[Action] | None]] = {
    "repeat": _repeat,
    "skip": _skip,
    "wait": _wait,
    "stop": _stop,
    "ritual.stop": _stop,
    "ritual.pause": _pause,
    "ritual.cooldown": _time_out,
    "ritual.progress": _progress,
    "privacy.guest_on": _others_came,
    "privacy.kids": _others_came,
    "ritual.resume": _resume,
    "ritual.back": _back,
    "ritual.skip_once": _not_tonight,
    "snooze": _later,
    "journal.undo": _undo,
    "privacy.forget": _off_record,
    "privacy.off_record": _off_record,
    "privacy.private_entry": _off_record,
    "question.another": _other_question,
    "question.never": _never,
    "question.favourite": _favourite,
    "question.today": _the_question,
    "answer.done": _done,
}
