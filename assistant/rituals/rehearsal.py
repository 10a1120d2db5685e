"""A ritual rehearsed with a couple who do what it asks: what is said, and how much of the time.

For `script/bench deck` and for tests; nothing of it is used while a ritual runs.
"""

from dataclasses import dataclass

from assistant.rituals.actions import Action, Answered, Chose, Listen, RitualEvent, Silent, Speak
from assistant.rituals.content import Content
from assistant.rituals.engine import NOTHING_DRAWN, RitualRun
from assistant.rituals.picks import Picks
from assistant.rituals.progress import Couple, RitualMemory
from assistant.rituals.ritual import Ritual, Step

WORDS_A_MINUTE = 165
MOST_STEPS = 200
USED = 0.9
"""How much of a talk window they use."""

CHOICE_SECONDS = 3.0
ANSWER_SECONDS = {"answer": 75.0, "appreciation": 18.0, "quality": 12.0, "": 6.0, "mood": 4.0}
"""Thinking, speaking, and the quiet that ends it. Taken from the lengths that the rituals were
designed for; nobody has measured couples yet."""

OTHER_ANSWER_SECONDS = 15.0
THINGS = 3
"""How many things they tell where several may be told."""

LIKELY = ("talk", "ready", "person", "confirm.yes", "keep", "ear")


@dataclass(frozen=True, slots=True)
class Figures:
    """What one ritual takes."""

    ritual: str
    lines: int
    words: int
    speech_seconds: float
    seconds: float
    """From the cue to the end."""

    @property
    def share(self) -> float:
        """The part of the time in which the house speaks, 0 to 1."""
        return self.speech_seconds / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a rehearsal: the step, what the house did, and what they answered."""

    step: str
    actions: tuple[Action, ...]
    reply: RitualEvent
    seconds: float
    """How long they took."""


def rehearse(run: RitualRun, start: str = "") -> list[Turn]:
    """Go through a run that was not begun yet; `start` names the step to begin with."""
    actions = run.begin(cue=True, step=start)
    turns: list[Turn] = []
    while not run.over and len(turns) < MOST_STEPS:
        reply, seconds = reply_to(run, actions)
        turns.append(Turn(run.step.name, tuple(actions), reply, seconds))
        actions = run.take(reply) or []
    turns.append(Turn("", tuple(actions), Silent(), 0.0))
    return turns


def measure(
    ritual: Ritual,
    couple: Couple,
    deck: Picks,
    memory: RitualMemory,
    content: Content = NOTHING_DRAWN,
) -> Figures:
    """What a ritual takes with this couple on this day."""
    turns = rehearse(RitualRun(ritual, couple, deck, memory, content))
    spoken = [action.text for turn in turns for action in turn.actions if isinstance(action, Speak)]
    words = sum(len(line.split()) for line in spoken)
    speech = words * 60.0 / WORDS_A_MINUTE
    listened = sum(turn.seconds for turn in turns)
    return Figures(ritual.name, len(spoken), words, speech, speech + listened)


def reply_to(run: RitualRun, actions: list[Action]) -> tuple[RitualEvent, float]:
    """What an obliging couple says now, and how long they take for it."""
    step, listen = run.step, next(a for a in reversed(actions) if isinstance(a, Listen))
    match listen.state:
        case "ritual_answer":
            return _answer(run, step)
        case "ritual_window":
            talk = step.kind == "window" and not step.halfway  # a timed one they use whole
            return Silent(), listen.seconds * (USED if talk else 1.0)
        case "ritual_choice":
            return _choice(run, step), CHOICE_SECONDS
        case "ritual_number":
            return Chose("answer.number", {"number": "8"}), CHOICE_SECONDS
        case "ritual_time":
            return Chose("answer.time", {"days": "fri", "time": "19:00"}), CHOICE_SECONDS
        case "ritual_keep":
            return Chose("answer.keep"), CHOICE_SECONDS
        case "ritual_cue":
            return Chose("confirm.yes"), CHOICE_SECONDS
    return Silent(), listen.seconds


def _answer(run: RitualRun, step: Step) -> tuple[RitualEvent, float]:
    if step.many > 1 and run.progress.told >= THINGS:
        return Chose("answer.done"), CHOICE_SECONDS
    seconds = ANSWER_SECONDS.get(step.note, OTHER_ANSWER_SECONDS)
    return Answered("a walk by the river", "a walk by the river"), seconds


def _choice(run: RitualRun, step: Step) -> Chose:
    name = next((one for one in LIKELY if one in step.answers), next(iter(step.answers)))
    if name == "person":
        return Chose("person", {"who": run.person("A")})
    return Chose(name) if "." in name else Chose("answer.choose", {"choice": name})
