"""What becomes of the words people say in a ritual: saved, held until they decide, or dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.rituals.actions import Action, Answered, Chose, Note, Quality, Sound, TakeBack
from assistant.rituals.progress import Words, other
from assistant.rituals.ritual import Step

if TYPE_CHECKING:
    from assistant.rituals.engine import RitualRun

NOBODY = ("none", "?", "")
_PERSON_SLOTS = ("who", "to", "next", "name", "person", "by")


def take(run: RitualRun, step: Step, event: Answered) -> list[Action]:
    """An answer in an ask: keep it as the step says, then go on."""
    text = event.text or event.heard
    saves = bool(step.note) and not is_held(step)
    if not saves or (text and run.memory.may_keep(run.person(step.who))):
        run.progress.answered.append(step.name)
    said: list[Action] = []
    if text and step.name not in run.progress.unlogged:
        said = _kept(run, step, Words(text, event.heard, event.unsure or not event.text, step.note))
    run.progress.told += 1
    if run.progress.told < step.many and not event.done:
        return [*said, *([Sound("saved")] if said else []), *run.again()]
    return [*said, *run.leave()]


def is_held(step: Step) -> bool:
    """Whether its words wait for a keep."""
    return step.held or step.note == "answer"


def _kept(run: RitualRun, step: Step, words: Words) -> list[Action]:
    by = run.person(step.who)
    if not step.note or not wanted(run, step, by):
        return []
    if step.note == "quality":
        return [Quality(words.text)] if run.progress.noted else []
    if is_held(step):
        run.progress.answers[by] = words
        return []
    # Said once more after "go back": the newer words stand.
    newer = step.many == 1 and run.progress.noted[-1:] == [step.name]
    again: list[Action] = [TakeBack()] if newer else []
    if not again:
        run.progress.noted.append(step.name)
    return [*again, _note(run, by, words)]


def wanted(run: RitualRun, step: Step, by: str) -> bool:
    """Whether these words may be kept: a word for a mood only of who wants that."""
    if step.note == "mood" and not run.holds(f"mood_{by}"):
        return False
    return is_held(step) or run.memory.may_keep(by)


def _note(run: RitualRun, by: str, words: Words) -> Note:
    kind = words.kind
    answer = kind == "answer"
    return Note(
        kind=kind,
        by=by,
        to=other(by) if kind == "appreciation" else "",
        text=words.text,
        heard=words.heard,
        unsure=words.unsure,
        question=run.progress.question if answer else "",
        ritual=run.name,
    )


def drawn_note(run: RitualRun, step: Step) -> Note:
    """What was drawn from a deck and is kept: the idea for an evening."""
    text = run.progress.drawn_text
    return Note(step.note, run.person("A"), "", text, text, ritual=run.name)


def done(run: RitualRun, step: Step, event: Chose) -> list[Action]:
    """ "Done" before anything was said, or "over to you, Maya"."""
    speaker = run.person(step.who)
    following = _next(run, speaker, event.slots.get("next", ""))
    if following == speaker:
        return run.again()
    if following and step.who == "A" and not run.progress.answered and not run.couple.alone:
        run.progress.a = following
        return run.speak_step([run.line(step.say, "say", brief=True)]) + run.again()
    if not is_held(step) or following:
        return run.leave("skip")
    # They may well have told each other without the house making out a word.
    run.progress.answered.append(step.name)
    return run.leave()


def _next(run: RitualRun, speaker: str, said: str) -> str:
    if said in ("partner", "other", "you"):
        return other(speaker)
    return run.couple.find(said) or ""


def straight(run: RitualRun, step: Step, event: Chose) -> list[Action] | None:
    """A thank-you in so many words: whom it is for tells who is speaking."""
    to, text = event.slots.get("to", "?"), event.slots.get("text") or event.slots.get("quality", "")
    if to == "none":
        return None
    person = run.couple.find(to)
    if person is not None and other(person) != run.person(step.who):
        if run.progress.answered or run.couple.alone:
            return None
        run.progress.a = other(person) if step.who == "A" else person
    if text in NOBODY:
        return run.go(step.name)
    if run.progress.step != step.name:
        run.progress.step, run.progress.told = step.name, 0
    if run.newest_step != step.name:
        run.progress.trail.append((step.name, run.progress.a, list(run.progress.mirrored)))
    return take(run, step, Answered(text, event.heard, event.unsure))


def decide(run: RitualRun, event: Chose) -> list[Action]:
    """Keep the answers, or let them go; each person for their own half."""
    discard, who = event.intent == "answer.discard", event.slots.get("who", "")
    if run.step.kind == "close":
        return _let_go_after_all(run) if discard and run.ritual.asks_a_question else run.again()
    if run.step.both and who not in ("", "both"):
        return _settle(run, [])
    if not who or who == "both" or len(run.progress.answers) == 1:
        return _settle(run, [] if discard else list(run.progress.answers))
    person = run.couple.find(who)
    if person is None:
        run.progress.asking_whose = True
        return [*run.speak_step([run.line(run.step.whose, "whose")]), *run.again()]
    return _settle(run, [other(person) if discard else person])


def whose_from(run: RitualRun, event: Chose) -> list[Action] | None:
    """ "Whose shall I keep?" answered by a request that names somebody."""
    if event.intent in ("answer.keep", "answer.discard") and event.slots.get("who") != "me":
        return decide(run, event)
    if event.intent == "skip":
        return by_default(run)
    for slot in _PERSON_SLOTS:
        said = event.slots.get(slot, "")
        if said == "both" or run.couple.find(said):
            return whose(run, said)
    return None


def whose(run: RitualRun, said: str) -> list[Action]:
    """ "Whose shall I keep?" answered with a name, "both", or the first or second."""
    words = said.casefold().split()
    if "both" in words:
        return _settle(run, list(run.progress.answers))
    for word in words:
        person = run.couple.find(word.removesuffix("'s"))
        person = person or {"first": run.person("A"), "second": run.person("B")}.get(word)
        if person is not None:
            return _settle(run, [person])
    return by_default(run)


def by_default(run: RitualRun) -> list[Action]:
    """Nobody decided: as the household has settled it once for all."""
    settled = run.memory.keep_deep if _went_deep(run) else run.memory.keep_default
    keep = settled == "keep" and run.step.default != "discard"
    return _settle(run, list(run.progress.answers) if keep else [])


def _went_deep(run: RitualRun) -> bool:
    # A question that is not to be found was left out for company's sake: it was no light one.
    asked = run.question
    return bool(run.progress.question) and (asked is None or asked.depth == "deep")


def _settle(run: RitualRun, keep: list[str]) -> list[Action]:
    step, answers = run.step, run.progress.answers
    # In the order in which they were given: one before the other, by who began.
    both = (run.person("A"), run.person("B"))
    persons = [p for p in both if p in keep and p in answers and run.memory.may_keep(p)]
    notes: list[Action] = [_note(run, person, answers[person]) for person in persons]
    run.progress.noted += [step.name] * len(notes)
    answers.clear()
    what = "kept" if notes else "gone"
    said = run.say(run.line(step.kept if notes else step.gone, what), what)
    return [*notes, *said, *run.leave()]


def _let_go_after_all(run: RitualRun) -> list[Action]:
    back: list[Action] = [TakeBack() for _ in run.progress.noted]
    run.progress.noted.clear()
    return [*back, *run.shared("gone"), *run.leave()]
