"""Requests that mean something in one kind of step only: at the cue, in an ask, a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.rituals import answers, kinds, saying
from assistant.rituals.actions import (
    Action,
    Answered,
    Appoint,
    Asked,
    CallOff,
    Chose,
    Listen,
    Mark,
    Sound,
)
from assistant.rituals.ritual import Step
from intents.saying import say_days, say_time

if TYPE_CHECKING:
    from assistant.rituals.engine import RitualRun

_YES = ("confirm.yes", "question.today", "ritual.start", "ritual.resume", "answer.done")
_DEPTHS = {"light": "light", "lighter": "light", "deep": "deep", "deeper": "deep"}


def choice_of(event: Chose) -> str:
    """The choice by its name: of several that a step offers, or the request itself."""
    return event.slots.get("choice", "") if event.intent == "answer.choose" else event.intent


def chosen(run: RitualRun, step: Step, event: Chose) -> list[Action] | None:
    """One of the answers that the step names."""
    name = choice_of(event)
    if name == "words" and step.draws == "feelings":
        return [*saying.feelings(run), *run.again()]
    if name == "me" and "person" in step.answers:
        return _begin_with(run, step, run.person("A"))
    if event.intent == "person" and "person" in step.answers:
        person = run.couple.find(event.slots.get("who", "")) or run.person("A")
        return _begin_with(run, step, person)
    if name not in step.answers:
        return None
    if depth := _DEPTHS.get(event.slots.get("depth", ""), ""):
        run.progress.facts = [one for one in run.progress.facts if one not in _DEPTHS]
        run.progress.facts.append(depth)
    run.progress.facts.append(name)
    if name == "call_off":
        said = run.say(run.line(step.skip_say, "skip_say"), "skip_say")
        return [CallOff(), *(said or run.shared("fine")), *run.end("skipped")]
    if name == "swap":
        run.progress.a = run.person("B")
    return run.go(step.answers[name])


def _begin_with(run: RitualRun, step: Step, person: str) -> list[Action]:
    run.progress.a = person
    return run.go(step.answers["person"])


def at_cue(run: RitualRun, step: Step, event: Chose) -> list[Action] | None:
    """Yes, no, shorter, or what the cue was about straight away."""
    intent, named = event.intent, event.slots.get("ritual", run.ritual.slot)
    if intent in _YES and named in (run.ritual.slot, run.name, "current"):
        if event.slots.get("mode") == "later":
            return None
        if event.slots.get("length") == "short":
            run.progress.facts.append("shorter")
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


def in_ask(run: RitualRun, step: Step, event: Chose) -> list[Action] | None:
    """Done, a thank-you in so many words, "remind me", yes and no."""
    intent = event.intent
    if intent == "answer.done":
        return run.leave() if run.progress.told else answers.done(run, step, event)
    if intent == "appreciation.log" and step.note == "appreciation":
        return answers.straight(run, step, event)
    if step.reminds and choice_of(event) in ("remind_me", "more"):
        return [*saying.remind(run, step), *run.again()]
    if intent == "confirm.yes":
        # "Shall I say it again, or pass?" "Yes": again. Elsewhere a yes is an answer in itself.
        if run.progress.nudged and step.repeats:
            return [*run.repeated(), kinds.listening(run, step)]
        return run.leave() if not step.note else run.again()
    if intent == "confirm.no" or choice_of(event) == "nothing":
        return run.leave("skip")
    if intent == "answer.choose":
        # One word that could be a choice elsewhere is an answer here.
        return answers.take(run, step, Answered(event.heard, event.heard, event.unsure))
    return None


def value(run: RitualRun, step: Step, event: Chose) -> list[Action] | None:
    """A number out of ten or of minutes; a time of day or a day."""
    if step.kind == "number" and event.intent == "answer.number":
        return _number(run, step, int(event.slots["number"]))
    if step.kind == "time" and event.intent in ("answer.time", "ritual.schedule"):
        return _time(run, step, event)
    if event.intent == "confirm.no" or choice_of(event) in ("nothing", "not_this_week"):
        return run.leave("skip")
    if event.intent in ("answer.choose", "answer.number", "answer.time", "confirm.yes"):
        return kinds.not_understood(run)
    return None


def _number(run: RitualRun, step: Step, number: int) -> list[Action]:
    if step.sets == "timer":
        run.progress.minutes = max(1, min(180, number))
    if step.who == "A":
        run.progress.facts = [fact for fact in run.progress.facts if fact != "upset"]
    if step.low and number <= step.low:
        run.progress.facts.append("upset")
    return run.leave()


def _time(run: RitualRun, step: Step, event: Chose) -> list[Action] | None:
    time, days = event.slots.get("time", ""), event.slots.get("days", "")
    if event.intent == "ritual.schedule" and event.slots.get("ritual", "current") not in (
        "current",
        step.sets,
    ):
        return None
    if not time and not days:
        return kinds.not_understood(run)
    named = [say_days(days) if days and days != "tomorrow" else days, time and say_time(time)]
    words = " at ".join(part for part in named if part)
    line = run.line(step.taken, "taken").replace("{when}", words)
    shown = line[:1].upper() + line[1:]
    settled = Appoint(step.sets, time, days)
    return [settled, Sound("saved"), *run.say(shown, "taken"), *run.leave()]


def extended(now: Listen, seconds: float) -> Listen:
    """The same listening with more time."""
    if now.timer:
        return Listen(
            state=now.state,
            seconds=now.seconds,
            longest_seconds=now.longest_seconds,
            dictation=now.dictation,
            timer=now.timer,
            more=seconds,
        )
    return Listen(
        state=now.state,
        seconds=max(seconds, now.seconds),
        quiet_seconds=now.quiet_seconds,
        longest_seconds=now.longest_seconds,
        dictation=now.dictation,
    )
