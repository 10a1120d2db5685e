"""The kinds of step: how each begins, and what it makes of silence, words and choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.rituals import answers
from assistant.rituals.actions import Action, Answered, Asked, Chose, Listen, Mark, Sound
from assistant.rituals.progress import PRACTISED, other
from assistant.rituals.ritual import BY_DEPTH, WAITS, Lines, Step

if TYPE_CHECKING:
    from assistant.rituals.engine import RitualRun

LONGEST_ANSWER = 240.0
LONGEST_CHOICE = 15.0
LONGEST_STRAIGHT = 60.0
"""At a cue that takes an appreciation straight away."""

_STATES = {
    "cue": "ritual_cue",
    "tell": "ritual_window",
    "question": "ritual_window",
    "ask": "ritual_answer",
    "window": "ritual_window",
    "keep": "ritual_keep",
    "close": "saved",
}
_YES = ("confirm.yes", "question.today", "ritual.start", "ritual.resume", "answer.done")


def enter(run: RitualRun, step: Step, brief: bool | None = None) -> list[Action]:
    """Say what the step says, then listen, or go on if there is nothing to listen for."""
    if step.kind == "mirror":
        return _mirror(run, step)
    if step.kind not in ("cue", "tell") and (run.progress.trail or [""])[-1] != step.name:
        run.progress.trail.append(step.name)
    chime: list[Action] = [Sound(step.chime)] if step.chime else []
    said = [*chime, *_words(run, step, brief)]
    if _nothing_to_hear(run, step):
        return [*said, *run.leave()]
    return [*said, listening(run, step)]


def listening(run: RitualRun, step: Step) -> Listen:
    """What the step waits for."""
    if run.progress.asking_whose:
        return run.listen(Listen("person", waits(run, step), longest_seconds=LONGEST_CHOICE))
    longest = {"ask": LONGEST_ANSWER, "cue": LONGEST_STRAIGHT if step.straight else LONGEST_CHOICE}
    return run.listen(
        Listen(
            state=_STATES.get(step.kind, step.state),
            seconds=waits(run, step),
            longest_seconds=longest.get(step.kind, LONGEST_CHOICE),
            dictation=step.kind not in ("tell", "question", "window"),
        )
    )


def waits(run: RitualRun, step: Step) -> float:
    """Seconds of silence this step bears; deeper questions need longer."""
    if step.wait == BY_DEPTH:
        return WAITS[run.question.depth] if run.question else WAITS["light"]
    return float(step.wait)


def silence(run: RitualRun) -> list[Action]:
    """Nobody spoke: one kind word more in an ask, then on; elsewhere on without one."""
    step = run.step
    if run.progress.asking_whose:
        return answers.by_default(run)
    if step.kind == "ask" and not run.progress.nudged and (nudge := _nudge(run, step)):
        run.progress.nudged = True
        return [*run.say(nudge, "nudge"), _shorter(run, step)]
    said = run.say(run.line(step.silence_say, "silence_say"), "silence_say")
    if step.kind == "cue":
        return [*said, *run.end("ignored")]
    if step.kind == "keep":
        return answers.by_default(run)
    return [*said, *run.leave("silence")]


def answer(run: RitualRun, event: Answered) -> list[Action]:
    """Somebody said something of their own."""
    step = run.step
    if run.progress.asking_whose:
        return answers.whose(run, event.text)
    if step.kind == "ask":
        return answers.take(run, step, event)
    if step.kind in ("tell", "question", "window"):
        return run.leave() if event.done and step.kind == "window" else run.again()
    if step.kind == "close":
        return run.again()
    if not run.progress.nudged and (nudge := run.line(step.nudge, "nudge")):
        run.progress.nudged = True
        return [*run.say(nudge, "nudge"), listening(run, step)]
    return silence(run)


def choice(run: RitualRun, event: Chose) -> list[Action] | None:
    """What the request means in this step only; None if it means nothing special here."""
    step, intent = run.step, event.intent
    if run.progress.asking_whose and (found := answers.whose_from(run, event)) is not None:
        return found
    if step.kind == "cue":
        return _at_cue(run, step, event)
    if step.kind == "choose" and intent in step.answers:
        return run.go(step.answers[intent])
    if step.kind in ("keep", "close") and intent in ("answer.keep", "answer.discard"):
        return answers.decide(run, event)
    if step.kind == "close" and intent in ("skip", "answer.done", "confirm.yes"):
        return run.leave()
    if step.kind == "ask":
        return _in_ask(run, step, event)
    return None


def _at_cue(run: RitualRun, step: Step, event: Chose) -> list[Action] | None:
    intent, named = event.intent, event.slots.get("ritual", run.ritual.slot)
    if intent in _YES and named in (run.ritual.slot, run.name, "current"):
        if event.slots.get("mode") == "later":
            return None
        return run.leave()
    if intent in ("confirm.no", "skip"):
        said = run.say(run.line(step.skip_say, "skip_say"), "skip_say") or run.shared("just_fine")
        return [*(_passed_over(run) if intent == "skip" else []), *said, *run.end("skipped")]
    if intent == "appreciation.log" and step.straight:
        return answers.straight(run, run.ritual.step(step.straight), event)
    return None


def _passed_over(run: RitualRun) -> list[Action]:
    """A question skipped at the cue comes back once, after 60 days."""
    if not run.ritual.asks_a_question:
        return []
    question = run.question or run.deck.tonight()
    status = run.deck.skipped(question.id)
    return [Asked(question.id, question.text), Mark(question.id, status)]


def _in_ask(run: RitualRun, step: Step, event: Chose) -> list[Action] | None:
    intent = event.intent
    if intent == "answer.done":
        return answers.done(run, step, event)
    if intent == "appreciation.log" and step.note == "appreciation":
        return answers.straight(run, step, event)
    if intent == "confirm.yes":
        # "Shall I say it again, or pass?" "Yes": again. Elsewhere a yes is an answer in itself.
        if run.progress.nudged and step.repeats:
            return [*run.repeated(), listening(run, step)]
        return run.leave() if not step.note else run.again()
    if intent == "confirm.no":
        return run.leave("skip")
    return None


def _mirror(run: RitualRun, step: Step) -> list[Action]:
    """Once more from an earlier step, with the two exchanged; the second time, go on."""
    first_time = step.name not in run.progress.mirrored and not run.couple.alone
    if run.couple.alone:
        return run.leave()
    run.progress.a = other(run.progress.a)
    if not first_time:
        return run.leave()
    run.progress.mirrored.append(step.name)
    run.progress.answered.clear()
    return run.go(step.begins)


def _words(run: RitualRun, step: Step, brief: bool | None) -> list[Action]:
    if step.kind == "question":
        return _read_question(run)
    if step.kind == "window":
        text = run.line(step.say, "say", brief)
        if step.prompts:
            text = run.prompt(step)
        return [
            *run.speak_step([text]),
            *run.say(run.line(step.announce, "announce", brief), "announce"),
        ]
    return run.speak_step([run.line(_fitting(run, step), "say", brief)])


def _read_question(run: RitualRun) -> list[Action]:
    question = run.question or run.deck.tonight()
    run.progress.question = question.id
    out: list[Action] = []
    if question.id not in run.progress.put:
        run.progress.put.append(question.id)
        out.append(Asked(question.id, question.text))
        if run.deck.mark(question.id) in ("skipped", "passed"):
            out.append(Mark(question.id, "returned"))
    return [*out, *run.speak_step([question.text])]


def _fitting(run: RitualRun, step: Step) -> Lines:
    """The line for two, for one or for none, as much as was saved or answered."""
    if step.kind not in ("close", "keep"):
        return step.say
    count = len(run.progress.answers if step.kind == "keep" else run.progress.noted)
    if count == 0:
        return step.none
    return step.one if count == 1 and step.one else step.say


def _nothing_to_hear(run: RitualRun, step: Step) -> bool:
    if step.kind == "keep":
        return not run.progress.answers
    if step.kind == "close":
        return not run.progress.noted
    return step.kind == "tell" and not waits(run, step)


def _nudge(run: RitualRun, step: Step) -> str:
    if step.nudge_from and run.memory.times_done >= PRACTISED:
        return run.deck.starter() or run.line(step.nudge, "nudge")
    return run.line(step.nudge, "nudge")


def _shorter(run: RitualRun, step: Step) -> Listen:
    return run.listen(Listen("ritual_answer", step.nudge_wait, longest_seconds=LONGEST_ANSWER))
