"""What a ritual does to the household: entries, marks, times; and what is said aloud about it."""

from collections.abc import Callable
from typing import cast

from assistant.answers import LOUDER
from assistant.choosing import note_in_passing
from assistant.events import Chime, MouthEvent, Say
from assistant.household import Household
from assistant.journal import Entry, NewEntry
from assistant.ritual_memory import RitualHouse
from assistant.rituals import (
    Action,
    Appoint,
    Asked,
    CallOff,
    Deck,
    InCompany,
    Mark,
    Note,
    Quality,
    Sound,
    Speak,
    TakeBack,
)
from intents.house import Person

SOFT = 0.3
"""How loud the last line of the day is."""


class RitualDeeds:
    """Carries out the actions of a ritual, but for its listening and its end."""

    def __init__(
        self,
        house: Household,
        home: RitualHouse,
        deck: Deck,
        show_question: Callable[[str], None],
        word: Callable[..., str],
    ) -> None:
        self._house, self._home, self._deck = house, home, deck
        self._show_question, self._word = show_question, word
        self._last_note: int | None = None

    def do(self, action: Action, ritual: str, alone: bool) -> list[MouthEvent]:
        """Do one thing; what is to be heard of it."""
        match action:
            case Speak():
                self._house.manners.last_line = action.text
                loud = SOFT if action.soft else LOUDER if action.loud else 1.0
                return [Say(action.text, 0, action.slow, loud, action.private)]
            case Sound():
                return [Chime(action.name)]
            case Note():
                return self._note(action, alone)
            case _:
                self._quietly(action, ritual)
        return []

    def news(self, ritual: str, cue: bool) -> list[MouthEvent]:
        """What one of the two has changed since the last time, in a line each."""
        lines = self._house.news(ritual, cue)
        return [Say(self._word(line.key, **line.words)) for line in lines]

    def _quietly(self, action: Action, ritual: str) -> None:
        journal = self._house.memory.journal
        match action:
            case Quality() if self._last_note is not None:
                journal.add_quality(self._last_note, action.text)
            case TakeBack():
                self._house.memory.undo()
            case Asked():
                self._asked(action)
            case Mark():
                journal.mark_question(action.question_id, action.status)
            case Appoint():
                self._home.appoint(action)
            case CallOff():
                self._home.call_off(ritual)
            case InCompany():
                self._house.discretion.set_company("kids" if action.who == "kids" else "guests")

    def _asked(self, asked: Asked) -> None:
        if asked.in_passing:
            note_in_passing(self._house, asked.question_id)
            self._house.memory.last_question = asked.question_id  # for "not that one again"
            return
        self._house.memory.journal.note_asked(asked.question_id, self._house.evening())
        if self._deck.find(asked.question_id) or asked.question_id.startswith("own-"):
            self._house.memory.last_question = asked.question_id
            self._show_question(asked.text)

    def _note(self, note: Note, alone: bool) -> list[MouthEvent]:
        if alone and note.kind == "answer":
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
        entry: Entry | None = self._house.memory.last_note
        self._last_note = entry.id if entry else None
        if entry and alone and note.kind == "appreciation":
            self._home.let_wait(entry)
        return [] if saved else [Say(self._word(self._house.memory.why_held))]

    def _sealed(self, note: Note) -> list[MouthEvent]:
        outcome = self._house.confidence.seal_answer(cast(Person, note.by), note.text)
        return [Say(self._word("sealed_both" if outcome == "both" else "sealed"))]
