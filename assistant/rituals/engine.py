"""A ritual as it runs: events in, actions out, nothing else. No clock, no thread, no file."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.rituals import commands, kinds
from assistant.rituals.actions import (
    Action,
    Answered,
    Chose,
    Ended,
    Listen,
    Outcome,
    RitualEvent,
    Silent,
    Sound,
    Speak,
)
from assistant.rituals.deck import Question
from assistant.rituals.picks import Picks
from assistant.rituals.progress import PRACTISED, Couple, Progress, RitualMemory, other
from assistant.rituals.ritual import END, Lines, Ritual, Step
from assistant.rituals.words import choose

PAUSE_SECONDS = 600.0


class RitualRun:
    """One ritual, from its cue to its end. Belongs to the thread that made it.

    Each call gives back what to do, in order. After `Ended` the run is over and takes nothing.
    """

    def __init__(self, ritual: Ritual, couple: Couple, deck: Picks, memory: RitualMemory) -> None:
        self.ritual, self.couple, self.deck, self.memory = ritual, couple, deck, memory
        self.progress = Progress(ritual.steps[0].name, couple.first)
        self.state = "resting"
        """The dialogue state that the ritual listens in now."""

        self.over = False
        self._spoken: list[str] = []

    @property
    def name(self) -> str:
        """The ritual's name."""
        return self.ritual.name

    @property
    def step(self) -> Step:
        """The step that is on now."""
        return self.ritual.step(self.progress.step)

    @property
    def question(self) -> Question | None:
        """The question of this evening, once it is settled."""
        return self.deck.find(self.progress.question)

    @property
    def speaker(self) -> str:
        """Whose turn it is to speak, as an id; "" when it is nobody's in particular."""
        if self.step.kind != "ask" or self.progress.held:
            return ""
        return self.person(self.step.who)

    def begin(self, cue: bool, wish: Chose | None = None) -> list[Action]:
        """Start: with the line that asks whether it suits, or straight with the first step.

        `wish` is a request for a certain question, as "give us a deep one".
        """
        first = self.ritual.steps[0]
        if wish is not None:
            commands.settle_question(self, wish.slots)
        if first.kind == "cue" and not cue:
            return self.go(first.then or self.ritual.after(first))
        return self.go(first.name)

    def take(self, event: RitualEvent) -> list[Action] | None:
        """What follows from the event. None: it is not for the ritual, and nothing has changed."""
        if self.over:
            return None
        if self.progress.held:
            return self._while_held(event)
        if isinstance(event, Silent):
            return kinds.silence(self)
        if isinstance(event, Answered):
            return kinds.answer(self, event)
        mine = kinds.choice(self, event)
        return mine if mine is not None else commands.obey(self, event)

    def again(self) -> list[Action]:
        """Listen once more where the ritual stands, without a word."""
        if self.over:
            return []
        return [self._pause()] if self.progress.held else [kinds.listening(self, self.step)]

    def begin_again(self) -> list[Action]:
        """Take the same step up again with its short line: after a pause or a restart."""
        self.progress.held = False
        return kinds.enter(self, self.step, brief=True)

    def memo(self) -> dict[str, Any]:
        """The run as JSON can hold it. Answers that nobody has said to keep are not in it."""
        return {
            "ritual": self.name,
            "first": self.couple.first,
            "alone": self.couple.alone,
            "day": self.memory.day.isoformat(),
            "times_done": self.memory.times_done,
            "keep_default": self.memory.keep_default,
            "seed": self.memory.seed,
            "progress": self.progress.memo(),
        }

    @classmethod
    def resume(
        cls,
        memo: Mapping[str, Any],
        ritual: Ritual,
        couple: Couple,
        deck: Picks,
        may_keep: Callable[[str], bool] = lambda person: True,
    ) -> "RitualRun":
        """The run of an earlier memo, on hold until `begin_again`.

        Who began and who is here come from the memo, names from `couple`. If the ritual's file no
        longer has the step, it begins afresh.
        """
        couple = replace(couple, first=memo["first"], alone=memo["alone"])
        memory = RitualMemory(
            times_done=memo["times_done"],
            day=date.fromisoformat(memo["day"]),
            keep_default=memo["keep_default"],
            seed=memo["seed"],
            may_keep=may_keep,
        )
        run = cls(ritual, couple, deck, memory)
        progress = Progress.recalled(memo.get("progress", {"step": "", "a": couple.first}))
        if any(step.name == progress.step for step in ritual.steps):
            run.progress = progress
        run.progress.held = True
        run.state = "paused"
        return run

    # for `kinds` and `commands`, which hold the rules of steps and of requests

    def person(self, letter: str) -> str:
        """The id behind A or B."""
        return self.progress.a if letter == "A" else other(self.progress.a)

    def line(self, lines: Lines, what: str, brief: bool | None = None) -> str:
        """The words of a line for today."""
        names = {letter: self.couple.names.get(self.person(letter), "") for letter in "AB"}
        if brief is None:
            brief = self.memory.times_done >= PRACTISED
        turn = self.memory.day.toordinal() + self.memory.seed
        return choose(lines, names, brief, turn, f"{self.name}.{self.progress.step}.{what}")

    def prompt(self, step: Step) -> str:
        """A prompt for the one whose turn the step is, about what the other one said."""
        turn = [one.name for one in self.ritual.steps if one.prompts].index(step.name)
        lines = self.deck.listener_prompt(turn + len(self.progress.mirrored))
        listener = self.person(step.who)
        names = {"listener": listener, "speaker": other(listener)}
        spoken = {role: self.couple.names.get(person, "") for role, person in names.items()}
        return choose(lines, spoken, False, 0, "")

    def say(self, text: str, what: str = "say") -> list[Action]:
        """Speak the text, if there is any."""
        return [Speak(text, key=f"{self.name}.{self.progress.step}.{what}")] if text else []

    def shared(self, what: str) -> list[Action]:
        """Speak a line that all rituals share."""
        return self.say(self.line(self.ritual.words.get(what, Lines()), what), what)

    def speak_step(self, texts: list[str]) -> list[Action]:
        """Speak the lines of the step: these are what "say that again" means."""
        self._spoken = [text for text in texts if text]
        return [action for text in self._spoken for action in self.say(text)]

    def repeated(self) -> list[Action]:
        """The same words, slower."""
        texts = self._spoken
        if self.step.repeats == "question" and self.question is not None:
            texts = [self.question.text]
        key = f"{self.name}.{self.step.name}.repeat"
        return [Speak(text, slow=True, key=key) for text in texts]

    def listen(self, listen: Listen) -> Listen:
        """Remember the state that is listened in."""
        self.state = listen.state
        return listen

    def go(self, target: str) -> list[Action]:
        """Enter a step, passing over those that do not apply today."""
        while target != END:
            step = self.ritual.step(target)
            if self._applies(step):
                self.progress.step, self.progress.nudged = step.name, False
                self.progress.asking_whose = False
                return kinds.enter(self, step)
            target = self.ritual.after(step)
        return self.end("done")

    def leave(self, way: str = "then") -> list[Action]:
        """Go where the step leads: way is "then", "silence" or "skip"."""
        return self.go(getattr(self.step, way) or self.step.then or self.ritual.after(self.step))

    def end(self, outcome: Outcome, minutes: int | None = None) -> list[Action]:
        """The run is over."""
        self.over, self.state = True, "resting"
        self.progress.answers.clear()
        return [Ended(outcome, minutes)]

    def hold(self) -> list[Action]:
        """Pause: silent, for ten minutes."""
        self.progress.held = True
        return [*self.shared("paused"), self._pause()]

    def _pause(self) -> Listen:
        return self.listen(Listen("paused", PAUSE_SECONDS))

    def _while_held(self, event: RitualEvent) -> list[Action] | None:
        if isinstance(event, Silent):
            return [Sound("closed"), *self.end("later")]
        if isinstance(event, Answered):
            return [self._pause()]
        if event.intent in ("ritual.resume", "confirm.yes", "ritual.start"):
            return self.begin_again()
        if event.intent == "confirm.no":
            event = Chose("ritual.stop")
        if event.intent in ("stop", "ritual.stop", "ritual.skip_once", "snooze"):
            return commands.obey(self, event)
        return [self._pause()] if event.intent in ("wait", "ritual.pause") else None

    def _applies(self, step: Step) -> bool:
        if step.only and (step.only == "alone") != self.couple.alone:
            return False
        return not step.needs or step.needs in self.progress.answered
