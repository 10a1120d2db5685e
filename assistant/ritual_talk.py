"""A ritual in progress, in the house's terms: its actions become speech, listening and entries."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from assistant.answers import after_earcon
from assistant.choosing import picks
from assistant.events import Chime, MouthEvent, Say
from assistant.household import Household
from assistant.ritual_clock import RitualClock
from assistant.ritual_deeds import RitualDeeds
from assistant.ritual_memory import RitualHouse
from assistant.rituals import (
    Action,
    Chose,
    Couple,
    Deck,
    Ended,
    Listen,
    OwnWords,
    Ritual,
    RitualEvent,
    RitualRun,
    Silent,
    Speak,
    Unspoken,
    choose,
)
from audio.sound import Expectation
from config.settings import Listening
from intents.house import Company, Person, Start

PAUSED_KEY = "paused_ritual"
KIDS: Company = "kids"


class RitualTalk:
    """Runs at most one ritual. Belongs to the brain's thread."""

    def __init__(
        self,
        rituals: Mapping[str, Ritual],
        deck: Deck,
        house: Household,
        show_question: Callable[[str], None],
        word: Callable[..., str],
        own_words: OwnWords | None = None,
    ) -> None:
        self._rituals, self._deck, self._house = rituals, deck, house
        self._own, self._home, self._clock = own_words, RitualHouse(house), RitualClock(house.now)
        self._deeds = RitualDeeds(house, self._home, deck, show_question, word)
        self.run: RitualRun | None = None
        self.listening: Listen | None = None
        self.just_held = ""
        """The ritual that has come to its own end since somebody looked."""

        self.day = house.evening()
        self._part = ""
        self._retried: set[tuple[str, object]] = set()
        self._refused = ""

    @property
    def state(self) -> str:
        """The dialogue state of the step, or "" when no ritual runs."""
        return self.listening.state if self.run and self.listening else ""

    @property
    def whose_turn(self) -> Person | None:
        """Whose answer the step waits for; None when it is nobody's in particular."""
        if self.run is None or self.state != "ritual_answer":
            return None
        return cast(Person, self.run.person(self.run.step.who))

    @property
    def answering_alone(self) -> bool:
        """Whether one of the two answers while the other is away: closed until both have."""
        return self.run is not None and self.run.couple.alone and self.state == "ritual_answer"

    def expectation(self, turn: int, listening: Listening) -> Expectation | None:
        """What the step waits for; None when no ritual runs."""
        step = self.listening
        if self.run is None or step is None:
            return None
        answer = step.state == "ritual_answer"
        ending = listening.answer_quiet if answer else listening.command_quiet
        return Expectation(
            state=step.state,
            turn=turn,
            start_seconds=self._clock.set(step),
            quiet_seconds=step.quiet_seconds or ending,
            longest_seconds=step.longest_seconds,
            dictation=step.dictation,
        )

    @property
    def at_night(self) -> frozenset[str]:
        """The rituals that may also come in quiet hours, softly."""
        return frozenset(name for name, ritual in self._rituals.items() if ritual.soft)

    def begin(self, start: Start, cue: bool, part: str = "") -> list[MouthEvent]:
        """Start a ritual; one that was running gives way. `part`: the step to begin with."""
        ritual = self._worded(self._rituals[start.ritual])
        company = self._house.discretion.company
        if company in ritual.company and not (company == KIDS and self._told(ritual, cue)):
            return [] if cue else self._another_time(ritual, company)
        self._leave_open()
        self.day = self._house.evening()
        self._clock.forget()
        couple = self._couple(start.alone)
        memory = self._home.memory(ritual, couple, self.day, self._facts(ritual))
        if _is_repair(ritual.name):
            self._house.discretion.stay_light()
        chosen = picks(self._deck, self._house, self.day, couple.alone)
        self.run = RitualRun(ritual, couple, chosen, memory, chosen)
        self._part = part
        self._house.rituals.current = ritual.name
        news: list[MouthEvent] = []
        if not part:
            self._home.begun(ritual)
            news = self._deeds.news(ritual.name, cue)
        wish = Chose(start.first.intent, start.first.slots) if start.first else None
        return after_earcon(news, self._act(self.run.begin(cue, wish, part)))

    def _worded(self, ritual: Ritual) -> Ritual:
        """With the couple's own words, and without the steps they leave out."""
        return self._own.applied(ritual) if self._own else ritual

    def _told(self, ritual: Ritual, cue: bool) -> bool:
        """Whether they said it again although the children are awake."""
        told, self._refused = self._refused == ritual.name, ritual.name
        return told and not cue

    def _another_time(self, ritual: Ritual, company: str) -> list[MouthEvent]:
        what = "kids_awake" if company == KIDS else "another_time"
        lines = ritual.words.get(what)
        return [Say(choose(lines, {}, False, 0, what))] if lines else []

    def _facts(self, ritual: Ritual) -> set[str]:
        facts = {"retried"} if (ritual.name, self.day) in self._retried else set()
        kept = self._house.memory.journal.kept(PAUSED_KEY) or {"day": "", "memo": {}}
        paused = kept["day"] == self.day.isoformat() and _is_repair(kept["memo"].get("ritual"))
        still_open = paused or self._house.discretion.open_quarrel(self.day)
        return facts | ({"open_quarrel"} if still_open else set())

    def _leave_open(self) -> None:
        """What gives way to another ritual: a quarrel that was not talked out stays open."""
        if self.run is not None and not self.run.over and _is_repair(self.run.name):
            self._house.discretion.leave_open(self.day)

    def _couple(self, alone: bool) -> Couple:
        """Who begins alternates by day; somebody who is alone begins."""
        speaker = self._house.people.speaker
        first: Person = "one" if self.day.toordinal() % 2 else "two"
        return Couple(speaker if alone and speaker else first, self._house.people.names(), alone)

    def offer(self, event: RitualEvent) -> list[MouthEvent] | None:
        """Give the ritual what happened; None if it has no use for it."""
        if self.run is None:
            return None
        name = self.run.name
        actions = self.run.take(event)
        if isinstance(event, Silent) and any(
            isinstance(a, Ended) and a.minutes for a in actions or ()
        ):
            self._retried.add((name, self.day))
        return None if actions is None else self._act(actions)

    def tick(self, quiet_for: float) -> list[MouthEvent] | None:
        """What the time has brought; None while nothing is to be listened for anew."""
        self._forget_yesterday()
        rung = self._clock.rings(self.listening, quiet_for) if self.run else None
        if rung in ("over", "unspoken"):
            return self.offer(Silent() if rung == "over" else Unspoken())
        return [Chime("halfway")] if rung == "halfway" else None

    def again(self) -> list[MouthEvent]:
        """Reopen the step after something else was served."""
        if self.run and self._home.hushed(self.run):
            self.close()
        return self._act(self.run.again()) if self.run else []

    def remember(self) -> None:
        """Keep the place in the ritual for a restart; answers that nobody kept are not in it."""
        if self.run is not None:
            kept = {
                "day": self.day.isoformat(),
                "memo": self.run.memo(),
                "clock": self._clock.memo(),
                "part": self._part,
            }
            self._house.memory.journal.keep(PAUSED_KEY, kept)

    def recover(self) -> list[MouthEvent]:
        """After a restart: a timer that was running runs on, without a word."""
        self._leave_yesterday()
        kept = self._kept()
        if not kept or not kept.get("clock") or self._resumed(kept) is None or self.run is None:
            return []
        if self.run.step.kind != "timer":
            self.close()
            return []
        self._clock.recall(kept["clock"])
        self.run.progress.held = False
        return self._act(self.run.again())

    def resume(self) -> list[MouthEvent]:
        """Go on where a ritual of this evening was left; nothing if there is none."""
        kept = self._kept()
        run = self._resumed(kept) if kept else None
        if run is None:
            return []
        if run.ritual.company and self._house.discretion.company in run.ritual.company:
            self.close()
            return self._another_time(run.ritual, self._house.discretion.company)
        return self._act(run.begin_again())

    def _kept(self) -> dict[str, Any] | None:
        kept = self._house.memory.journal.kept(PAUSED_KEY)
        return kept if kept and kept["day"] == self._house.evening().isoformat() else None

    def _resumed(self, kept: Mapping[str, Any]) -> RitualRun | None:
        self.day = self._house.evening()
        memo = kept["memo"]
        ritual = self._rituals.get(memo["ritual"])
        if ritual is None:
            return None
        couple = self._couple(memo["alone"])
        self._part = kept.get("part", "")
        chosen = picks(self._deck, self._house, self.day, couple.alone)
        self.run = RitualRun.resume(
            memo,
            self._worded(ritual),
            couple,
            chosen,
            self._home.may_keep,
            self._home.reading,
            chosen,
        )
        self._house.rituals.current = ritual.name
        return self.run

    def _forget_yesterday(self) -> None:
        """The place in a ritual is kept until three in the morning, and no trace of it longer."""
        day = self._house.evening()
        if self.run is None and day != self.day:
            self.day = day
            self._leave_yesterday()

    def _leave_yesterday(self) -> None:
        journal = self._house.memory.journal
        self._house.discretion.forget_yesterday()
        if journal.kept(PAUSED_KEY) and self._kept() is None:
            journal.keep(PAUSED_KEY, None)

    def close(self) -> None:
        """End without a word and without a trace (crisis, or the house closing)."""
        self.run = self.listening = None
        self._clock.forget()

    def _act(self, actions: Sequence[Action]) -> list[MouthEvent]:
        out: list[MouthEvent] = []
        words = 0
        for action in actions:
            words += len(action.text.split()) if isinstance(action, Speak) else 0
            out += self._one(action, 60.0 * words / self._house.manners.rate)
        return out

    def _one(self, action: Action, speech: float) -> list[MouthEvent]:
        assert self.run is not None
        match action:
            case Listen():
                self._clock.set(action, speech)
                self.listening = replace(action, fresh=False, more=0.0)
            case Ended():
                return self._ended(action)
            case _:
                return self._deeds.do(action, self.run.name, self.run.couple.alone)
        return []

    def _ended(self, ended: Ended) -> list[MouthEvent]:
        assert self.run is not None
        run, journal = self.run, self._house.memory.journal
        if ended.outcome == "later" and ended.minutes is None:
            self.remember()
        elif _name_in(journal.kept(PAUSED_KEY)) in ("", run.name):
            journal.keep(PAUSED_KEY, None)
        if _is_repair(run.name):
            if ended.outcome in ("done", "skipped"):
                self._house.discretion.settled()
            else:
                self._house.discretion.leave_open(self.day)
        if any(step.reads == "waiting" and run.holds(step.name) for step in run.ritual.steps):
            self._home.heard()
        if ended.minutes is not None:
            self._house.rituals.snooze(run.name, ended.minutes)
        elif ended.outcome != "later":
            self._note_outcome(run, ended)
        self.close()
        if ended.goes_on:
            name, _, step = ended.goes_on.partition(".")
            return self.begin(Start(name), cue=False, part=step)
        return []

    def _note_outcome(self, run: RitualRun, ended: Ended) -> None:
        if run.ritual.recorded and not self._part:
            self._house.memory.journal.note_ritual(run.name, self.day, ended.outcome)
            self.just_held = run.name if ended.outcome == "done" else ""
        if ended.next_day:
            self._home.offer_tomorrow(run.name, self.day)
        self._house.rituals.replan()


def _is_repair(name: object) -> bool:
    return name == "repair"


def _name_in(kept: Any) -> str:
    return str(kept["memo"]["ritual"]) if kept else ""
