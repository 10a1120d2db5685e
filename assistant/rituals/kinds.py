"""The kinds of step: how each begins, and what it makes of silence, words and choices."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.rituals import answers, asking, saying
from assistant.rituals.actions import Action, Answered, Chose, Listen, Sound
from assistant.rituals.progress import other
from assistant.rituals.ritual import BY_DEPTH, WAITS, Step

if TYPE_CHECKING:
    from assistant.rituals.engine import RitualRun

LONGEST_ANSWER = 240.0
LONGEST_CHOICE = 15.0
LONGEST_STRAIGHT = 60.0
"""At a cue that takes an appreciation straight away."""

ASKED = "asked"
"""A timer that takes the minutes they named."""

USUAL_MINUTES = 20
BETWEEN_THINGS = 8.0
"""Seconds after one of several things until the next begins, or there was none."""

_STATES = {
    "cue": "ritual_cue",
    "tell": "ritual_window",
    "question": "ritual_window",
    "ask": "ritual_answer",
    "number": "ritual_number",
    "time": "ritual_time",
    "window": "ritual_window",
    "timer": "ritual_window",
    "choose": "ritual_choice",
    "keep": "ritual_keep",
    "close": "saved",
}
TIMED = ("window", "timer")


def enter(run: RitualRun, step: Step, brief: bool | None = None) -> list[Action]:
    """Say what the step says, then listen, or go on if there is nothing to listen for."""
    if step.kind == "mirror":
        return _mirror(run, step)
    if step.kind not in ("cue", "tell") and run.newest_step != step.name:
        run.progress.trail.append((step.name, run.progress.a, list(run.progress.mirrored)))
    if step.kind == "timer" and step.name in run.progress.running:
        return [listening(run, step)]
    chime: list[Action] = [Sound(step.chime)] if step.chime else []
    said = [*chime, *saying.words(run, step, brief)]
    if step.kind == "tell" and step.note and run.progress.drawn_text:
        said = [answers.drawn_note(run, step), *said]
    if step.kind == "timer":
        run.progress.running.append(step.name)
    if _nothing_to_hear(run, step):
        return [*said, *run.leave()]
    return [*said, listening(run, step, fresh=True)]


def listening(run: RitualRun, step: Step, fresh: bool = False) -> Listen:
    """What the step waits for. `fresh`: its time begins now."""
    if run.progress.asking_whose:
        return run.listen(Listen("person", waits(run, step), longest_seconds=LONGEST_CHOICE))
    longest = {"ask": LONGEST_ANSWER, "cue": LONGEST_STRAIGHT if step.straight else LONGEST_CHOICE}
    timed = step.kind in TIMED
    return run.listen(
        Listen(
            state=step.state or _STATES[step.kind],
            seconds=waits(run, step),
            longest_seconds=longest.get(step.kind, LONGEST_CHOICE),
            dictation=step.kind not in ("tell", "question", *TIMED),
            timer=step.name if timed else "",
            fresh=fresh and timed,
            halfway=step.halfway,
            gently=step.gently,
            first_words=0.0 if run.progress.nudged else step.first_words,
        )
    )


def waits(run: RitualRun, step: Step) -> float:
    """Seconds of silence this step bears; deeper questions need longer."""
    if step.wait == BY_DEPTH:
        return WAITS[run.question.depth] if run.question else WAITS["light"]
    if step.wait == ASKED:
        return 60.0 * (run.progress.minutes or USUAL_MINUTES)
    if step.many > 1 and run.progress.told:
        return BETWEEN_THINGS
    return float(step.wait)


def unspoken(run: RitualRun) -> list[Action] | None:
    """Nobody has begun in a talk window: one kind word, then on."""
    step = run.step
    if step.kind != "window":
        return None
    if not run.progress.nudged and (line := saying.nudge(run, step)):
        run.progress.nudged = True
        said = run.say(line, "nudge")
        # Whoever begins now has the whole time; nobody is nudged again.
        more = replace(listening(run, step, fresh=True), first_words=step.nudge_wait)
        return [*said, run.listen(more)]
    said = run.say(run.line(step.silence_say, "silence_say"), "silence_say")
    return [*said, *run.leave("silence")]


def silence(run: RitualRun) -> list[Action]:
    """Nobody spoke: one kind word more in an ask, then on; elsewhere on without one."""
    step = run.step
    if run.progress.asking_whose:
        return answers.by_default(run)
    if step.kind in TIMED:
        return _time_is_over(run, step)
    if run.progress.told:
        return run.leave()
    asks = step.kind in ("ask", "number", "time") and not run.progress.nudged
    if asks and (nudge := saying.nudge(run, step)):
        run.progress.nudged = True
        return [*run.say(nudge, "nudge"), _shorter(run, step)]
    said = run.say(run.line(step.silence_say, "silence_say"), "silence_say")
    if step.kind == "cue":
        return [*said, *_unanswered_cue(run, step)]
    if step.kind == "keep":
        return answers.by_default(run)
    return [*said, *run.leave("silence")]


def _time_is_over(run: RitualRun, step: Step) -> list[Action]:
    if step.name in run.progress.running:
        run.progress.running.remove(step.name)
    if step.kind == "window":
        run.progress.answered.append(step.name)
    return run.leave()


def _unanswered_cue(run: RitualRun, step: Step) -> list[Action]:
    if step.retry and not run.memory.retried:
        return run.end("later", step.retry)
    return run.end("ignored", next_day=step.next_day)


def answer(run: RitualRun, event: Answered) -> list[Action]:
    """Somebody said something of their own."""
    step = run.step
    if run.progress.asking_whose:
        return answers.whose(run, event.text)
    if step.kind == "ask":
        return answers.take(run, step, event)
    if step.kind in ("tell", "question", *TIMED):
        return done(run) if event.done and step.kind == "window" else run.again()
    if step.kind == "close":
        return run.again()
    return not_understood(run)


def not_understood(run: RitualRun) -> list[Action]:
    """Once more in a few words; then as if nobody had spoken."""
    step = run.step
    if not run.progress.nudged and (line := run.line(step.nudge, "nudge")):
        run.progress.nudged = True
        return [*run.say(line, "nudge"), listening(run, step)]
    run.progress.nudged = True
    return silence(run)


def done(run: RitualRun) -> list[Action]:
    """They have finished: on to the next step."""
    step = run.step
    if step.name in run.progress.running:
        run.progress.running.remove(step.name)
    if step.kind == "window":
        run.progress.answered.append(step.name)
    return run.leave()


def choice(run: RitualRun, event: Chose) -> list[Action] | None:
    """What the request means in this step only; None if it means nothing special here."""
    step, intent = run.step, event.intent
    if run.progress.asking_whose and (found := answers.whose_from(run, event)) is not None:
        return found
    if (chosen := asking.chosen(run, step, event)) is not None:
        return chosen
    if step.kind == "cue":
        found = asking.at_cue(run, step, event)
        return not_understood(run) if found is None and intent == "answer.choose" else found
    if step.kind in ("number", "time"):
        return asking.value(run, step, event)
    if step.kind in ("keep", "close") and intent in ("answer.keep", "answer.discard"):
        return answers.decide(run, event)
    if step.kind == "close" and intent in ("skip", "answer.done", "confirm.yes"):
        return run.leave()
    if step.kind == "ask":
        return asking.in_ask(run, step, event)
    if step.kind == "choose" and intent in ("answer.choose", "confirm.yes", "confirm.no"):
        return not_understood(run)
    return run.again() if intent == "answer.choose" else None


def _mirror(run: RitualRun, step: Step) -> list[Action]:
    """Once more from an earlier step, with the two exchanged; the second time, go on."""
    if run.couple.alone:
        return run.leave()
    run.progress.a = other(run.progress.a)
    if step.name in run.progress.mirrored:
        run.progress.mirrored.remove(step.name)
        return run.leave()
    run.progress.mirrored.append(step.name)
    run.progress.answered.clear()
    run.progress.visits.clear()
    run.progress.facts = [fact for fact in run.progress.facts if fact in STAYING]
    return run.go(step.begins)


STAYING = ("shorter", "upset")
"""Facts of the whole ritual; the others belong to one round."""


def _nothing_to_hear(run: RitualRun, step: Step) -> bool:
    if step.kind == "keep":
        return not run.progress.answers
    if step.kind == "close":
        return not run.progress.noted
    return step.kind == "tell" and not waits(run, step)


def _shorter(run: RitualRun, step: Step) -> Listen:
    longest = LONGEST_ANSWER if step.kind == "ask" else LONGEST_CHOICE
    state = step.state or _STATES[step.kind]
    return run.listen(Listen(state, step.nudge_wait, longest_seconds=longest))
