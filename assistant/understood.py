"""From what the ears heard to a request, by way of candidates for the understanding."""

from collections.abc import Callable
from datetime import datetime
from typing import Literal

from assistant.events import Heard
from audio.sound import Grammar, Network, Utterance
from intents.crisis import is_cry
from intents.language import LanguagePack
from intents.match import Match, Understanding
from intents.understanding import Candidate, understand

Source = Literal["phrase", "dictation", "typed"]


def candidates(heard: Heard) -> list[Candidate]:
    """What each ear offers; typed words are as certain as words can be."""
    written: Source = "typed" if heard.source == "text" else "dictation"
    pairs: tuple[tuple[Utterance | None, Source], ...] = (
        (heard.phrase, "phrase"),
        (heard.dictation, written),
    )
    return [_candidate(utterance, name) for utterance, name in pairs if utterance is not None]


def _candidate(utterance: Utterance, source: Source) -> Candidate:
    words = tuple((w.text, w.confidence, w.start, w.end) for w in utterance.words)
    return Candidate(utterance.text, utterance.confidence, source, words, utterance.weighed)


def make_sense(
    heard: Heard, pack: LanguagePack, state: str, ritual: str | None, now: datetime
) -> Understanding:
    """The request in what was heard, as the dialogue state reads it."""
    return understand(candidates(heard), pack, state=state, ritual=ritual, now=now)


def cuts_in(heard: Heard, match: Match | None, pack: LanguagePack) -> bool:
    """Whether it cuts short what the house is saying: a request that was made meanwhile.

    Of what is typed or pressed only what is made for that, such as "stop": nobody may be speaking.
    """
    if match is None or heard.state == "speaking":
        return match is not None
    by_hand = heard.source != "microphone"
    return by_hand and any(t.intent == match.intent for t in pack.in_state("speaking"))


def grammar(pack: LanguagePack, now: Callable[[], datetime], state: str) -> Grammar:
    """What the ears listen for in a state, and when to give somebody time for their own words."""

    def in_own_words(said: str) -> bool:
        # Half a sentence may be near a template's beginning; a guess at it must be a sure one.
        typed = [Candidate(said, 1.0, "typed", ())]
        for guess, decisions in ((False, ("do", "did_you_mean")), (True, ("do",))):
            found = understand(typed, pack, state=state, ritual=None, now=now(), guess=guess)
            if found.match and "text" in found.match.slots and found.decision in decisions:
                return True
        return False

    def closed(said: str) -> bool:
        if state != "ritual_answer":
            return False
        typed = [Candidate(said, 1.0, "typed", ())]
        found = understand(typed, pack, state=state, ritual=None, now=now(), guess=False).match
        return found is not None and found.slots.get("done") == "yes"

    def urgent(said: str) -> bool:
        return is_cry(pack, pack.hear(said))

    network = pack.network(state)
    whole = Network(*network) if network else None
    tells = urgent if pack.tells_cries(state) else None
    return Grammar(*pack.grammar(state), in_own_words, whole, closed, tells)


UNSURE_WORD = 0.5
"""A word heard with less confidence than this may be another one."""


def unsure_words(heard: Heard) -> tuple[str, ...]:
    """The words of free speech that the recogniser was unsure of, in their order."""
    words = heard.dictation.words if heard.dictation else ()
    return tuple(dict.fromkeys(w.text for w in words if w.confidence < UNSURE_WORD))


def words_of(heard: Heard, understanding: Understanding) -> str:
    """What to show in the captions as heard."""
    if understanding.match and understanding.match.text:
        return understanding.match.text
    utterance = heard.dictation or heard.phrase
    return utterance.text if utterance else ""
