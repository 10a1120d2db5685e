"""A second look at what the templates did not settle: wording that nobody designed for."""

from collections.abc import Sequence
from dataclasses import dataclass

from intents.classifier import NONE, Guess
from intents.deciding import BANDS, LASTING, NOTHING, Ear
from intents.finding import find_slots
from intents.language import LanguagePack
from intents.match import Decision, Match, Understanding
from intents.spoken import UNKNOWN

SHORT_WORDS = 3

QUIET_STATES = frozenset(
    [
        *("speaking", "free_text", "ritual_window", "ritual_answer", "ritual_keep"),
        *("ritual_choice", "ritual_number", "ritual_time"),
    ]
)
"""Where only what was designed for counts: free words are talk or an answer there."""


@dataclass(frozen=True, slots=True)
class FreeBands:
    """From which probability on a guess is done or asked about."""

    do: float = 0.75
    """With one writer's sentences held out, 75 of 100 were above 0.7 and right, 1 was wrong."""

    lasting: float = 0.85
    short: float = 0.9
    """For two or three heard words: in noise dictation makes such out of anything."""

    did_you_mean: float = 0.2
    not_ours: float = 0.5
    """A near miss of a template is dropped when it is this probably not for the house."""

    agrees: float = 0.85
    """A near miss is believed when the classifier sees the same in it, from here on."""


FREE_BANDS = FreeBands()


def reconsider(
    pack: LanguagePack,
    first: Understanding,
    ear: Ear | None,
    state: str,
    ritual: str | None,
) -> Understanding:
    """The templates' understanding, bettered by what the classifier makes of the same words."""
    settled = first.decision == "do" and first.match is not None and first.match.score >= 1.0
    if ear is None or settled or pack.classifier is None or state in QUIET_STATES:
        return first
    words = tuple(t.text for t in ear.spoken.tokens if t.text != UNKNOWN)
    if not words:
        return first
    allowed = {template.intent for template in pack.in_state(state)}
    guesses = pack.classifier.rank(_taught(pack, words), allowed)
    best = guesses[0]
    if first.match is not None and (seen := _seen(guesses, first.match.intent)):
        sure = seen.probability >= FREE_BANDS.agrees and first.match.intent not in LASTING
        return Understanding("do", first.match) if sure else first
    if best.intent == NONE or _reported(pack, words):
        none = _seen(guesses, NONE)
        sure = none is not None and none.probability >= FREE_BANDS.not_ours
        return NOTHING if sure and first.decision != "do" else first
    return _from_guess(pack, first, best, ear, ritual)


def _seen(guesses: Sequence[Guess], intent: str) -> Guess | None:
    return next((g for g in guesses if g.intent == intent), None)


def _reported(pack: LanguagePack, words: Sequence[str]) -> bool:
    """Whether these are somebody else's words, told or on the radio."""
    return any(mark in f" {' '.join(words)} " for mark in pack.vocabulary.reported)


def _taught(pack: LanguagePack, words: Sequence[str]) -> str:
    """The words for the classifier, which knows the two people by the names it was taught."""
    names: dict[str, str] = {}
    for partner, name in zip(pack.vocabulary.partners, pack.findings.taught_names, strict=False):
        names |= dict.fromkeys((w for said in partner.all_spoken for w in said.split()), name)
    return " ".join(names.get(word, word) for word in words)


def _from_guess(
    pack: LanguagePack, first: Understanding, best: Guess, ear: Ear, ritual: str | None
) -> Understanding:
    if best.intent.startswith("crisis."):
        return first  # explicit phrases alone speak of danger: nobody's mood is guessed at
    band = FREE_BANDS.lasting if best.intent in LASTING else FREE_BANDS.do
    if ear.candidate.source != "typed" and len(ear.spoken.tokens) <= SHORT_WORDS:
        band = max(band, FREE_BANDS.short)
    unsure = ear.candidate.confidence < BANDS.unsure
    decision: Decision = "do" if best.probability >= band and not unsure else "did_you_mean"
    if best.probability < FREE_BANDS.did_you_mean or (decision != "do" and first.decision == "do"):
        return first
    slots = find_slots(pack, best.intent, ear.spoken, ritual)
    text = ear.spoken.written(ear.spoken.tokens, pack.vocabulary.table)
    own = bool({"text", "query"} & slots.keys())
    return Understanding(
        decision,
        Match(best.intent, slots, round(best.probability, 3), text, unsure and own),
    )
