"""A ritual as it runs: events in, actions out, nothing else. No clock, no thread, no file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, cast

from assistant.rituals import commands, kinds, saying
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
    Unspoken,
)
from assistant.rituals.content import Content, NoContent
from assistant.rituals.deck import Question
from assistant.rituals.picks import Picks
from assistant.rituals.progress import PRACTISED, Couple, Progress, RitualMemory, other
from assistant.rituals.ritual import END, Lines, Ritual, Step
from assistant.rituals.words import choose

PAUSE_SECONDS = 600.0
NOTHING_DRAWN = NoContent()
OBEYED_WHILE_HELD = (
    *("stop", "ritual.stop", "ritual.skip_once", "snooze"),
    *("ritual.cooldown", "privacy.guest_on", "privacy.kids"),
)


class RitualRun:
    """One ritual, from its cue to its end. Belongs to the thread that made it.

    Each call gives back what to do, in order. After `Ended` the run is over and takes nothing.
    """

    def __init__(
        self,
        ritual: Ritual,
        couple: Couple,
        deck: Picks,
        memory: RitualMemory,
        content: Content = NOTHING_DRAWN,
    ) -> None:
        self.ritual, self.couple, self.deck, self.memory = ritual, couple, deck, memory
        self.content = content
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
        if self.step.kind not in ("ask", "number") or self.progress.held:
            return ""
        return self.person(self.step.who)

    @property
    def newest_step(self) -> str:
        """The step that was entered last."""
        return self.progress.trail[-1][0] if self.progress.trail else ""

    def begin(self, cue: bool, wish: Chose | None = None, step: str = "") -> list[Action]:
        """Start: with the line that asks whether it suits, or straight with the first step.

        `wish` is a request for a certain question, as "give us a deep one", or for the short form.
        `step` begins in the middle, as a time out does.
        """
        first = self.ritual.steps[0]
        if wish is not None and wish.slots.get("length") == "short":
            self.progress.facts.append("shorter")
        elif wish is not None and self.ritual.asks_a_question:
            commands.settle_question(self, wish.slots)
        if step:
            return self.go(step)
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
        if isinstance(event, Unspoken):
            return kinds.unspoken(self)
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
        if self.step.name in self.progress.running:
            return self.again()
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
            "keep_deep": self.memory.keep_deep,
            "seed": self.memory.seed,
            "turn": self.memory.turn,
            "facts": sorted(self.memory.facts),
            "words": dict(self.memory.words),
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
        reading: Callable[[str, str], Sequence[str]] = lambda what, person: (),
        content: Content = NOTHING_DRAWN,
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
            keep_deep=memo.get("keep_deep", "let_go"),
            seed=memo["seed"],
            may_keep=may_keep,
            turn=memo.get("turn"),
            facts=frozenset(memo.get("facts", ())),
            words=memo.get("words", {}),
            reading=reading,
        )
        run = cls(ritual, couple, deck, memory, content)
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

    def line(self, lines: Lines, what: str, brief: bool | None = None, ahead: int = 0) -> str:
        """The words of a line for today; `ahead`: so many variants on."""
        names = {letter: self.couple.names.get(self.person(letter), "") for letter in "AB"}
        names |= {**self.memory.words, "drawn": self.progress.drawn_text}
        if brief is None:
            brief = self.memory.times_done >= PRACTISED
        turn = self.memory.turn if self.memory.turn is not None else self.memory.day.toordinal()
        turn += self.memory.seed + ahead
        return choose(lines, names, brief, turn, f"{self.name}.{self.progress.step}.{what}")

    def prompt(self, step: Step) -> str:
        """A prompt for the one whose turn the step is, about what the other one said."""
        turn = [one.name for one in self.ritual.steps if one.prompts].index(step.name)
        turn += len(self.progress.mirrored)
        lines = self.content.listener_prompt(turn, self.progress.question)
        lines = lines or self.deck.listener_prompt(turn)
        listener = self.person(step.who)
        names = {"listener": listener, "speaker": other(listener)}
        spoken = {role: self.couple.names.get(person, "") for role, person in names.items()}
        return choose(lines, spoken, False, 0, "")

    def say(self, text: str, what: str = "say") -> list[Action]:
        """Speak the text, if there is any."""
        key = f"{self.name}.{self.progress.step}.{what}"
        return [self._speak(text, key)] if text else []

    def shared(self, what: str) -> list[Action]:
        """Speak a line that all rituals share."""
        return self.say(self.line(self.ritual.words.get(what, Lines()), what), what)

    def speak_step(self, texts: list[str]) -> list[Action]:
        """Speak the lines of the step: these are what "say that again" means."""
        self._spoken = [text for text in texts if text]
        return [action for text in self._spoken for action in self.say(text)]

    def repeated(self) -> list[Action]:
        """The same words, slower."""
        asked = self.question if self.step.repeats == "question" else None
        texts = self._spoken if asked is None else [asked.text]
        key = f"{self.name}.{self.step.name}.repeat"
        return [self._speak(text, key, slow=True) for text in texts]

    def _speak(self, text: str, key: str, slow: bool = False) -> Speak:
        return Speak(text, slow, soft=self.ritual.soft, loud=self.ritual.loud, key=key)

    def listen(self, listen: Listen) -> Listen:
        """Remember the state that is listened in."""
        self.state = listen.state
        return listen

    def go(self, target: str, way: str = "") -> list[Action]:
        """Enter a step, passing over those that do not apply today."""
        while target != END:
            step = self.ritual.step(target)
            visits = self.progress.visits.get(target, 0)
            if step.most and visits >= step.most:
                target = step.skip or self.ritual.after(step)
            elif self._applies(step):
                self._leave_mirrors(target)
                self.progress.visits[target] = visits + 1
                self.progress.step, self.progress.nudged = step.name, False
                self.progress.asking_whose, self.progress.told = False, 0
                return kinds.enter(self, step)
            else:
                target = self.ritual.after(step)
        passed = way == "skip" and self.step is self.ritual.steps[0]
        return self.end(cast(Outcome, self.step.outcome or ("skipped" if passed else "done")))

    def leave(self, way: str = "then") -> list[Action]:
        """Go where the step leads: way is "then", "silence" or "skip"."""
        target = getattr(self.step, way) or self.step.then or self.ritual.after(self.step)
        return self.go(target, way)

    def end(
        self,
        outcome: Outcome,
        minutes: int | None = None,
        next_day: bool = False,
        goes_on: str = "",
    ) -> list[Action]:
        """The run is over."""
        self.over, self.state = True, "resting"
        self.progress.answers.clear()
        return [Ended(outcome, minutes, next_day, goes_on)]

    def hold(self) -> list[Action]:
        """Pause: silent, for ten minutes."""
        self.progress.held = True
        return [*self.shared("paused"), self._pause()]

    def _pause(self) -> Listen:
        return self.listen(Listen("paused", PAUSE_SECONDS))

    def _while_held(self, event: RitualEvent) -> list[Action] | None:
        if isinstance(event, Silent):
            return [Sound("closed"), *self.end("later")]
        if isinstance(event, Answered | Unspoken):
            return [self._pause()]
        if event.intent in ("ritual.resume", "confirm.yes", "ritual.start"):
            return self.begin_again()
        if event.intent == "confirm.no":
            event = Chose("ritual.stop")
        if event.intent in OBEYED_WHILE_HELD:
            return commands.obey(self, event)
        return [self._pause()] if event.intent in ("wait", "ritual.pause") else None

    def holds(self, fact: str) -> bool:
        """Whether a fact holds: "shorter", a step that was on, or "not shorter"."""
        if fact.startswith("not "):
            return not self.holds(fact.removeprefix("not "))
        return fact in (*self.progress.facts, *self.memory.facts, *self.progress.visits)

    def _leave_mirrors(self, target: str) -> None:
        """Who jumps out of the second round of a mirror is {A} or {B} as before it."""
        names = [step.name for step in self.ritual.steps]
        for name in list(self.progress.mirrored):
            begins = names.index(self.ritual.step(name).begins)
            if not begins <= names.index(target) <= names.index(name):
                self.progress.mirrored.remove(name)
                self.progress.a = other(self.progress.a)

    def _applies(self, step: Step) -> bool:
        if step.off or not all(self.holds(fact) for fact in step.given):
            return False
        if saying.has_nothing_to_read(self, step):
            return False
        if step.only and (step.only == "alone") != self.couple.alone:
            return False
        return not step.needs or step.needs in self.progress.answered
