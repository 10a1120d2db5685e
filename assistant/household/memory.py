"""The journal as requests see it: what cannot be saved now is held and saved later."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, cast

from assistant.household.looking_back import LookingBack, filters, remembered
from assistant.journal import (
    DiskFull,
    Entry,
    Journal,
    JournalError,
    JournalLocked,
    NewEntry,
    Unsaved,
    Waiting,
    evening_day,
)
from config.paths import Home
from intents.house import Person, Remembered, Wanted
from intents.match import Match
from intents.mending import words_of

AWAKE_KEY = "awake"
DOUBTS_REMEMBERED = 8
AWAKE_EVERY = timedelta(minutes=10)
ALL = 1_000_000
WHY_HELD: dict[type[JournalError], str] = {DiskFull: "held_full", JournalLocked: "held_busy"}


def awake_since(home: Home, now: Callable[[], datetime]) -> datetime | None:
    """When the house of this folder was last known to be up; None on its first day."""
    with Journal(home.journal_file, now) as journal:
        kept = journal.kept(AWAKE_KEY)
    return datetime.fromisoformat(kept) if kept else None


class Memory(LookingBack):
    """Belongs to the brain's thread, as its journal does."""

    def __init__(
        self,
        journal: Journal,
        unsaved: Unsaved,
        now: Callable[[], datetime],
        changed: Callable[[], None],
    ) -> None:
        super().__init__(journal, now)
        self._unsaved = unsaved
        self._changed = changed
        self._seen_awake: datetime | None = None
        self.last_note: Entry | None = None
        """The entry noted last; None while it is only held."""

        self.why_held = "held"
        """The reply that says why the last words are only held."""

        self._doubts: dict[str, tuple[str, ...]] = {}
        self.last_read = 0
        """The entry that was read aloud last."""

        self.last_question = ""
        """Id of the question asked last."""

    def doubt(self, match: Match | None, words: tuple[str, ...]) -> None:
        """The recogniser was unsure of these words; whatever is kept of the sentence says so.

        It may be kept only later, when somebody has said "keep": the last few are remembered.
        """
        for sentence in {match.text, match.slots.get("text", "")} if match else ():
            self._doubts.pop(sentence, None)
            self._doubts[sentence] = words
        while len(self._doubts) > DOUBTS_REMEMBERED:
            self._doubts.pop(next(iter(self._doubts)))

    def keep(self, kind: str, match: Match, by: Person | None, to: Person | None) -> bool:
        """Keep the match's text; False if it is only held for now."""
        slots = match.slots
        return self.note(
            NewEntry(
                kind=kind,
                text=slots["text"],
                by=by,
                to=to,
                quality=slots.get("quality", ""),
                heard=match.text,
                unsure=match.unsure,
            )
        )

    def note(self, new: NewEntry) -> bool:
        """Keep an entry; False if it is only held for now."""
        doubted = self._doubts.get(new.heard) or self._doubts.get(new.text) or ()
        said = words_of(new.text)
        unsure = tuple(word for word in doubted if word.casefold() in said)
        new = replace(new, unsure=new.unsure or bool(unsure), unsure_words=unsure)
        try:
            self.last_note = self._unsaved.note(self.journal, new, self._now())
        except JournalError as error:
            self.last_note = None
            self.why_held = WHY_HELD.get(type(error), "held")
            return False
        self._changed()
        return True

    def stay_awake(self) -> None:
        """Keep, now and then, that the house is up: what comes while it is not was missed."""
        now = self._now()
        # A clock that was wrong and has been set back must not leave us asleep until then.
        if self._seen_awake is None or abs(now - self._seen_awake) >= AWAKE_EVERY:
            self._seen_awake = now
            with contextlib.suppress(JournalError):
                self.journal.keep(AWAKE_KEY, now.isoformat())

    def retry(self) -> bool:
        """Try again to save what is held; True if there was something and all of it is saved."""
        if not self._unsaved.waiting:
            return False
        saved = self._unsaved.retry(self.journal)
        if saved:
            self._changed()
        return bool(saved) and not self._unsaved.waiting

    def entries(self, wanted: Wanted, limit: int, offset: int = 0) -> list[Remembered]:
        """Newest first."""
        if wanted.words:
            found = self.journal.search(wanted.words, offset + limit, **filters(wanted))[offset:]
        else:
            found = self.journal.entries(**filters(wanted), limit=limit, offset=offset)
        return [remembered(entry) for entry in found]

    def count(self, wanted: Wanted) -> int:
        """How many there are."""
        if wanted.words:
            return len(self.journal.search(wanted.words, ALL, **filters(wanted)))
        return self.journal.count(**filters(wanted))

    def undo(self) -> Remembered | None:
        """Take back the last change."""
        held = self._unsaved.drop_last()
        if held is not None:
            now = self._now()
            by, to = cast(Person | None, held.by), cast(Person | None, held.to)
            return Remembered(0, held.kind, held.text, by, to, now, now.date())
        undone = self.journal.undo()
        if undone is None:
            return None
        self._changed()
        return remembered(undone.entry)

    def next_undone(self) -> tuple[Remembered, datetime] | None:
        """What `undo` would be about, and when that was changed; None for words only held."""
        found = None if self._unsaved.waiting else self.journal.next_undone()
        return found and (remembered(found[0]), found[1])

    def next_restored(self) -> tuple[Remembered, datetime] | None:
        """What `restore` would bring back, and when it was put away."""
        found = self.journal.next_restored()
        return found and (remembered(found[0]), found[1])

    def delete(self, entries: Sequence[Remembered]) -> None:
        """Put all of them away."""
        for entry in entries:
            self.journal.delete(entry.id)
        self._changed()

    def changed(self) -> None:
        """Tell whoever shows the journal that there is something new."""
        self._changed()

    def erase(self, entries: Sequence[Entry]) -> None:
        """For good: here and in the copies, without a way back."""
        if entries:
            self.journal.erase(entry.id for entry in entries)
            self.last_note, self.last_read = None, 0
            self._changed()

    def waiting_since(self, moment: datetime, by: str | None = None) -> list[Waiting]:
        """Words since then that could not be saved yet; of anybody, when `by` is None."""
        return [w for w in self._unsaved.all if w.at >= moment and by in (None, w.new.by)]

    def take_waiting(self, moment: datetime, by: str | None = None) -> list[Waiting]:
        """The same words, which from now on are saved no more."""
        return self._unsaved.take_out(lambda w: w.at >= moment and by in (None, w.new.by))

    def forget_person(self, person: str) -> None:
        """They have erased what was on file; what waited in memory goes too, and if it was saved
        in that very moment, it is erased again."""
        self._unsaved.take_out(lambda w: w.new.by == person)
        self.journal.erase_person(person)
        self.last_note, self.last_read = None, 0
        self._changed()

    def evening(self) -> date:
        """The day that tonight belongs to."""
        return evening_day(self._now())

    def asked_tonight(self) -> str:
        """The question asked last this evening; "" when none was."""
        return next(reversed(self.journal.asked_on(self.evening())), "")

    def hide(self, entries: Sequence[Remembered], person: Person) -> None:
        """They stay as they are, and this person is not shown them any more."""
        for entry in entries:
            self.journal.mark(entry.id, "hidden", person, on=True)
        self._changed()

    def restore(self) -> Remembered | None:
        """Bring back what was put away last."""
        entry = self.journal.restore()
        if entry is None:
            return None
        self._changed()
        return remembered(entry)

    def edit(self, entry: int, text: str | None = None, to: Person | None = None) -> Remembered:
        """Mend the words or the person of one entry."""
        changes: dict[str, Any] = {"text": text} if text is not None else {}
        if to is not None:
            changes |= {"to": to, "by": "two" if to == "one" else "one"}
        mended = self.journal.edit(entry, **changes)
        self._changed()
        return remembered(mended)

    def mark_question(self, status: str) -> bool:
        """Mark the question asked last."""
        if not self.last_question:
            return False
        self.journal.mark_question(self.last_question, status)
        return True

    def add_question(self, text: str) -> None:
        """Put a question of the couple's own into the deck."""
        self.journal.add_question(text, None)
