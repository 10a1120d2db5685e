"""The brain's room: the conversation with everything it needs, on one thread."""

import logging
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any

from assistant.board import Board
from assistant.conversation import Conversation
from assistant.events import BrainEvent, Forget, Heard, Hush
from assistant.household import (
    LATELY,
    Confidence,
    Discretion,
    Household,
    Manners,
    Memory,
    Messages,
    People,
    Planning,
    SettingsBook,
)
from assistant.journal import Journal, Unsaved
from assistant.logs import forget_since
from assistant.privacy import SealedAnswers
from assistant.ritual_talk import RitualTalk
from assistant.rituals import Deck, OwnWords, Ritual, Timetable
from config.paths import Home
from intents.language import LanguagePack
from intents.wording import Wording

log = logging.getLogger(__name__)

Trace = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Belongings:
    """What the brain is given by the house that opens it."""

    home: Home
    book: SettingsBook
    board: Board
    rituals: Mapping[str, Ritual]
    deck: Deck
    pack: LanguagePack
    wording: Wording
    timetable: Timetable
    now: Callable[[], datetime]
    quiet_for: Callable[[], float]
    trace: Trace


class Brain:
    """A room: opened, used and closed on the brain's thread."""

    def __init__(
        self, own: Belongings, mouth: Callable[[Any], None], hush: Callable[[], None]
    ) -> None:
        self._own, self._mouth, self._hush = own, mouth, hush

    def __enter__(self) -> "Brain":
        own = self._own
        self._journal = Journal(own.home.journal_file, own.now)
        unsaved = Unsaved.beside(own.home.journal_file)
        self._conversation = converse(own, self._journal, unsaved, self._mouth)
        for event in self._conversation.wake_up():
            self._pass_on(event)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._conversation.lie_down()
        self._journal.close()

    def receive(self, event: BrainEvent) -> None:
        """Deal with one event and pass on what the mouth shall do."""
        try:
            out = self._conversation.receive(event)
        except Exception as error:
            # Whoever spoke must not be left in silence because of a fault of ours.
            # The message of an error may hold what was said: only where it happened is told.
            where = "".join(traceback.format_tb(error.__traceback__))
            kind, name = type(event).__name__, type(error).__name__
            log.error("The conversation stumbled over %s: %s\n%s", kind, name, where)
            out = self._conversation.stumble() if isinstance(event, Heard) else []
        for done in out:
            self._pass_on(done)

    def _pass_on(self, event: Any) -> None:
        if isinstance(event, Hush):
            self._hush()
        else:
            self._mouth(event)


def converse(
    own: Belongings, journal: Journal, unsaved: Unsaved, mouth: Callable[[Any], None]
) -> Conversation:
    """A conversation with its household; also used without sound, by `ask` and by tests."""
    house = household(own, journal, unsaved, mouth)
    talk = RitualTalk(
        own.rituals,
        own.deck,
        house,
        lambda question: own.board.publish(question=question),
        own.wording.word,
        OwnWords(own.home.own_words_file),
    )
    conversation = Conversation(
        house,
        talk,
        own.pack,
        own.wording,
        own.board,
        lambda: own.book.settings,
        own.quiet_for,
        own.trace,
    )
    house.sayable = lambda count: own.pack.examples(conversation.state, count)
    return conversation


def household(
    own: Belongings, journal: Journal, unsaved: Unsaved, mouth: Callable[[Any], None]
) -> Household:
    """Everything a request may touch, on the thread that owns the journal."""
    board = own.board

    def changed() -> None:
        board.publish(saved_count=board.snapshot().saved_count + 1)

    memory = Memory(journal, unsaved, own.now, changed)
    planning = Planning(
        own.rituals,
        own.book,
        journal,
        own.timetable,
        own.now,
        lambda planned: board.publish(planned=planned),
    )
    discretion = Discretion(journal, own.now)
    return Household(
        people=People(own.book.settings, own.now),
        memory=memory,
        rituals=planning,
        manners=Manners(own.book, journal, own.now, lambda loudness: mouth(loudness)),
        discretion=discretion,
        agreement=planning.agreement,
        confidence=_confidence(own, memory, mouth),
        messages=Messages(memory, lambda: bool(discretion.company), own.pack.vocabulary.to_you),
        book=own.book,
        clock=own.now,
        sayable=lambda count: [],
    )


def _confidence(own: Belongings, memory: Memory, mouth: Callable[[Any], None]) -> Confidence:
    def cover() -> None:
        own.board.publish(captions=(), partial="")
        mouth(Forget())
        own.trace("forgotten")
        forget_since(own.home, own.now() - LATELY)

    def keep_by_default(question: str) -> bool:
        asked = own.deck.find(question)
        deep = asked is not None and asked.depth == "deep"
        return own.book.settings.household.keeps(deep)

    sealed = SealedAnswers(memory.journal, own.home.sealing_key, own.now)
    return Confidence(memory, sealed, own.now, cover, keep_by_default)
