"""The live captions: what was heard, and what it was taken for where that says more."""

from assistant.board import Board
from assistant.events import Caption, Heard
from assistant.household import Household
from assistant.logs import said
from assistant.understood import words_of
from intents.language import LanguagePack
from intents.match import Understanding
from intents.meant import meant


def show_heard(
    board: Board, heard: Heard, understood: Understanding, house: Household, pack: LanguagePack
) -> None:
    """Show it on the page, if there were any words."""
    words = words_of(heard, understood)
    if words:
        match = understood.match
        taken_for = meant(match, house, pack) if match else ""
        same = taken_for.casefold() == words.casefold()
        board.caption(Caption("you", words, meaning="" if same else taken_for))
        said("you", words)
