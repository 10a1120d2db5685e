"""What a step says: its line, what was drawn for it, and what it reads aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.rituals.actions import Action, Asked, Mark, Speak
from assistant.rituals.content import NOTHING, Drawn
from assistant.rituals.progress import PRACTISED
from assistant.rituals.ritual import Lines, Step

if TYPE_CHECKING:
    from assistant.rituals.engine import RitualRun

MOST_REMINDED = 3


def words(run: RitualRun, step: Step, brief: bool | None) -> list[Action]:
    """The line of the step, with all that belongs to it."""
    if step.kind == "question":
        return _read_question(run)
    if step.draws and step.draws != "feelings":
        noted, text = _drawn(run, step, brief)
        return [*noted, *run.speak_step([text]), *_announce(run, step, brief)]
    if step.prompts:
        return [*run.speak_step([run.prompt(step)]), *_announce(run, step, brief)]
    text = run.line(_fitting(run, step), "say", brief)
    if step.reads:
        texts = run.memory.reading(step.reads, run.person(step.who))
        return [*run.speak_step([text]), *_read(run, texts)]
    return [*run.speak_step([text]), *_announce(run, step, brief)]


def nudge(run: RitualRun, step: Step) -> str:
    """The one kind word more; practised couples may get an idea from the deck."""
    if step.nudge_from and run.memory.times_done >= PRACTISED:
        return run.deck.starter() or run.line(step.nudge, "nudge")
    return run.line(step.nudge, "nudge")


def remind(run: RitualRun, step: Step) -> list[Action]:
    """Up to three of the person's own entries; "more" reads on."""
    texts = run.memory.reading(step.reminds, run.person(step.who))[run.progress.reminded :]
    run.progress.reminded += MOST_REMINDED
    if not texts:
        return run.shared("no_more")
    return _read(run, texts[:MOST_REMINDED])


def feelings(run: RitualRun) -> list[Action]:
    """Five words for a feeling, others each time."""
    turn = len(run.progress.drawn.setdefault("feelings", []))
    found = run.content.feelings(turn)
    if not found:
        return run.shared("no_words")
    run.progress.drawn["feelings"].append("")
    listed = f"{', '.join(found[:-1])}, or {found[-1]}."
    return run.say(listed[:1].upper() + listed[1:], "feelings")


def has_nothing_to_read(run: RitualRun, step: Step) -> bool:
    """Whether a step that reads has nothing to read this time."""
    return bool(step.reads) and not run.memory.reading(step.reads, run.person(step.who))


def _announce(run: RitualRun, step: Step, brief: bool | None) -> list[Action]:
    return run.say(run.line(step.announce, "announce", brief), "announce")


def _read(run: RitualRun, texts: object) -> list[Action]:
    key = f"{run.name}.{run.step.name}.read"
    assert isinstance(texts, list | tuple)
    return [Speak(_sentence(text), private=True, key=key) for text in texts]


def _sentence(text: str) -> str:
    shown = text[:1].upper() + text[1:]
    return shown if shown.endswith((".", "?", "!")) else f"{shown}."


def _fitting(run: RitualRun, step: Step) -> Lines:
    """The line for two, for one or for none, as much as was saved or answered."""
    if step.again and run.progress.mirrored:
        return step.again
    if step.kind not in ("close", "keep"):
        return step.say
    count = len(run.progress.answers if step.kind == "keep" else run.progress.noted)
    if count == 0:
        return step.none or step.say
    return step.one if count == 1 and step.one else step.say


def _drawn(run: RitualRun, step: Step, brief: bool | None) -> tuple[list[Action], str]:
    """The line with what was drawn in it, or what was drawn itself, or else the file's line."""
    found, before = draw(run, step), len(run.progress.drawn[step.draws]) - 1
    run.progress.drawn_text = found.text
    lines = _fitting(run, step)
    embedded = any("{drawn}" in line for line in lines.all())
    passing = step.draws == "light_question"
    noted: list[Action] = [Asked(found.id, found.text, passing)] if found.id else []
    if found.text and not embedded:
        return noted, found.text
    return noted, run.line(lines, "say", brief, before)


def draw(run: RitualRun, step: Step) -> Drawn:
    """The next thing of the kind the step draws; what the file has goes on when there is none."""
    kind = step.draws
    earlier = run.progress.drawn.setdefault(kind, [])
    found = NOTHING
    if kind == "topic":
        found = run.content.topic(len(earlier))
    elif kind == "opener":
        found = run.content.opener()
    elif kind in ("goodnight", "sleep_on", "after_a_row"):
        found = run.content.goodnight_line(kind, len(earlier))  # type: ignore[arg-type]
    elif kind == "idea":
        place = next((one for one in ("home", "outside") if one in run.progress.facts), "new")
        found = run.content.date_idea(place, earlier)  # type: ignore[arg-type]
        _tell_a_walk(run, found)
    elif kind == "walk_question":
        found = run.content.walk_question(earlier)
    elif kind == "date_question":
        depth = next((one for one in ("light", "deep") if one in run.progress.facts), "")
        found = run.content.date_question(depth, earlier)
    elif kind == "light_question":
        found = run.content.light_question(earlier)
    earlier.append(found.id)
    return found


def _tell_a_walk(run: RitualRun, idea: Drawn) -> None:
    """The fact "walk" holds as long as the idea drawn last is one."""
    others = [fact for fact in run.progress.facts if fact != "walk"]
    run.progress.facts = [*others, "walk"] if idea.walk else others


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
