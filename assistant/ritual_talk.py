"""A ritual in progress, in the house's terms: its actions become speech, listening and entries."""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from assistant.choosing import picks
from assistant.events import Chime, MouthEvent, Say
from assistant.household import Household
from assistant.journal import NewEntry
from assistant.rituals import (
    Asked,
    Chose,
    Couple,
    Deck,
    Ended,
    Listen,
    Mark,
    Note,
    Picks,
    Quality,
    Ritual,
    RitualEvent,
    RitualMemory,
    RitualRun,
    Sound,
    Speak,
    TakeBack,
)
from audio.sound import Expectation
from config.settings import Listening
from intents.house import Person, Start

PAUSED_KEY = "paused_ritual"


class RitualTalk:
    """Runs at most one ritual. Belongs to the brain's thread."""

    def __init__(
        self,
        rituals: Mapping[str, Ritual],
        deck: Deck,
        house: Household,
        show_question: Callable[[str], None],
        word: Callable[[str], str],
    ) -> None:
        self._rituals, self._deck, self._house = rituals, deck, house
        self._show_question, self._word = show_question, word
        self.run: RitualRun | None = None
        self.listening: Listen | None = None
        self.day = house.evening()
        self._last_note: int | None = None

    @property
    def state(self) -> str:
        """The dialogue state of the step, or "" when no ritual runs."""
        return self.listening.state if self.run and self.listening else ""

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
            start_seconds=step.seconds,
            quiet_seconds=step.quiet_seconds or ending,
            longest_seconds=step.longest_seconds,
            dictation=step.dictation,
        )

    def begin(self, start: Start, cue: bool) -> list[MouthEvent]:
        """Start a ritual; one that was running gives way."""
        self.day = self._house.evening()
        ritual = self._rituals[start.ritual]
        self.run = RitualRun(ritual, self._couple(start.alone), self._picks(), self._memory(ritual))
        self._house.rituals.current = ritual.name
        wish = Chose(start.first.intent, start.first.slots) if start.first else None
        return self._act(self.run.begin(cue, wish))

    def _couple(self, alone: bool) -> Couple:
        """Who begins alternates by day; somebody who is alone begins."""
        speaker = self._house.people.speaker
        first: Person = "one" if self.day.toordinal() % 2 else "two"
        return Couple(speaker if alone and speaker else first, self._house.people.names(), alone)

    def _memory(self, ritual: Ritual) -> RitualMemory:
        return RitualMemory(
            times_done=self._house.memory.journal.times_done(ritual.name),
            day=self.day,
            keep_default=self._house.keep_default(),
            may_keep=self._may_keep,
        )

    def _may_keep(self, person: str) -> bool:
        discretion = self._house.discretion
        return not discretion.off_record and not discretion.opted_out(cast(Person, person))

    def _picks(self) -> Picks:
        return picks(self._deck, self._house, self.day)

    def offer(self, event: RitualEvent) -> list[MouthEvent] | None:
        """Give the ritual what happened; None if it has no use for it."""
        if self.run is None:
            return None
        actions = self.run.take(event)
        return None if actions is None else self._act(actions)

    def again(self) -> list[MouthEvent]:
        """Reopen the step after something else was served."""
        return self._act(self.run.again()) if self.run else []

    def remember(self) -> None:
        """Keep the place in the ritual for a restart; answers that nobody kept are not in it."""
        if self.run is not None:
            memo = {"day": self.day.isoformat(), "memo": self.run.memo()}
            self._house.memory.journal.keep(PAUSED_KEY, memo)

    def resume(self) -> list[MouthEvent]:
        """Go on where a ritual of this evening was left; nothing if there is none."""
        kept = self._house.memory.journal.kept(PAUSED_KEY)
        if not kept or kept["day"] != self._house.evening().isoformat():
            return []
        self.day = self._house.evening()
        memo = kept["memo"]
        ritual = self._rituals.get(memo["ritual"])
        if ritual is None:
            return []
        couple = self._couple(memo["alone"])
        self.run = RitualRun.resume(memo, ritual, couple, self._picks(), self._may_keep)
        self._house.rituals.current = ritual.name
        return self._act(self.run.begin_again())

    def close(self) -> None:
        """End without a word and without a trace (crisis, or the house closing)."""
        self.run = self.listening = None

    def _act(self, actions: Sequence[object]) -> list[MouthEvent]:
        out: list[MouthEvent] = []
        for action in actions:
            out += self._one(action)
        return out

    def _one(self, action: object) -> list[MouthEvent]:
        journal = self._house.memory.journal
        match action:
            case Speak():
                self._house.manners.last_line = action.text
                return [Say(action.text, slow=action.slow, private=action.private)]
            case Sound():
                return [Chime(action.name)]
            case Listen():
                self.listening = action
            case Note():
                return self._note(action)
            case Quality() if self._last_note is not None:
                journal.add_quality(self._last_note, action.text)
            case TakeBack():
                self._house.memory.undo()
            case Asked():
                journal.note_asked(action.question_id, self.day)
                self._house.memory.last_question = action.question_id
                self._show_question(action.text)
            case Mark():
                journal.mark_question(action.question_id, action.status)
            case Ended():
                self._ended(action)
        return []

    def _sealed(self, note: Note) -> list[MouthEvent]:
        outcome = self._house.confidence.seal_answer(cast(Person, note.by), note.text)
        key = "sealed_both" if outcome == "both" else "sealed"
        return [Say(self._word(key))]

    def _note(self, note: Note) -> list[MouthEvent]:
        if note.kind == "answer" and self.run is not None and self.run.couple.alone:
            return self._sealed(note)
        new = NewEntry(
            kind=note.kind,
            text=note.text,
            by=note.by,
            to=note.to or None,
            heard=note.heard,
            unsure=note.unsure,
            question=note.question,
            ritual=note.ritual,
        )
        saved = self._house.memory.note(new)
        entry = self._house.memory.last_note
        self._last_note = entry.id if entry else None
        return [] if saved else [Say(self._word(self._house.memory.why_held))]

    def _ended(self, ended: Ended) -> None:
        assert self.run is not None
        name, journal = self.run.name, self._house.memory.journal
        if ended.outcome == "later" and ended.minutes is None:
            self.remember()
        else:
            journal.keep(PAUSED_KEY, None)
        if ended.minutes is not None:
            self._house.rituals.snooze(name, ended.minutes)
        elif ended.outcome != "later":
            journal.note_ritual(name, self.day, ended.outcome)
            self._house.rituals.replan()
        self.close()
