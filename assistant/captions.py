"""What of the talk is shown on the page and traced, and what is not."""

from dataclasses import replace

from assistant.board import Board
from assistant.curtain import Curtain
from assistant.events import Caption, Heard
from assistant.household import Household
from assistant.logs import said
from assistant.ritual_talk import RitualTalk
from assistant.understood import words_of
from intents.house import Ask
from intents.language import LanguagePack
from intents.match import Understanding
from intents.meant import meant

SEALED = "answer.give"


class Captions:
    """Belongs to the brain's thread."""

    def __init__(self, board: Board, house: Household, pack: LanguagePack) -> None:
        self._board, self._house, self._pack = board, house, pack
        self._curtain = Curtain(pack)
        board.hides = self._curtain.hides

    def draw(self, ask: Ask | None, talk: RitualTalk) -> None:
        """From now on, hide what is being heard if it may be an answer that stays closed."""
        asked = ask is not None and ask.match.intent == SEALED
        self._curtain.drawn = asked or talk.answering_alone
        self._curtain.answers_closed = talk.run is None or talk.answering_alone

    def heard(
        self, heard: Heard, understood: Understanding, ask: Ask | None, talk: RitualTalk
    ) -> tuple[Heard, Understanding]:
        """Show what was heard, and give it as it may be told: without words that are sealed."""
        if _is_sealed(understood, ask, talk):
            return _veiled(heard, understood)
        words = words_of(heard, understood)
        if words:
            match = understood.match
            taken_for = meant(match, self._house, self._pack) if match else ""
            same = taken_for.casefold() == words.casefold()
            self._board.caption(Caption("you", words, meaning="" if same else taken_for))
            said("you", words)
        return heard, understood


def _is_sealed(understood: Understanding, ask: Ask | None, talk: RitualTalk) -> bool:
    """Whether these words are, or may be, an answer that the other is not to see yet."""
    if ask is not None:
        return ask.match.intent == SEALED
    if talk.run is not None:
        return talk.answering_alone
    return understood.match is not None and understood.match.intent == SEALED


def _veiled(heard: Heard, understood: Understanding) -> tuple[Heard, Understanding]:
    match = understood.match
    if match is not None:
        slots = dict.fromkeys(match.slots, "")
        match = replace(match, text="", slots=slots)
    return replace(heard, phrase=None, dictation=None), replace(understood, match=match)
