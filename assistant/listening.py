"""How long the house listens in each state of the dialogue, and what ends a turn."""

from audio.sound import Expectation
from config.settings import Listening

START_SECONDS = {"saved": 5.0, "free_text": 12.0, "hard_moment": 20.0}
"""How long to wait for speech: five seconds for "undo" (conversation.md V9), twelve for words of
one's own (V14), twenty after a hard moment (4.9), eight for everything else (V13)."""

COMMAND_LONGEST = 15.0
ANSWER_LONGEST = 240.0


def expectation(state: str, turn: int, listening: Listening) -> Expectation:
    """What the ears are told outside a ritual."""
    free = state == "free_text"
    return Expectation(
        state=state,
        turn=turn,
        start_seconds=START_SECONDS.get(state, 8.0),
        quiet_seconds=listening.answer_quiet if free else listening.command_quiet,
        longest_seconds=ANSWER_LONGEST if free else COMMAND_LONGEST,
        own_words_quiet_seconds=listening.answer_quiet,
        own_words_longest_seconds=ANSWER_LONGEST,
    )
