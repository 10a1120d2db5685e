"""How sure one has to be: do it, ask whether it was meant, ask again, or leave it."""

from dataclasses import dataclass
from typing import Literal

from intents.language import LanguagePack
from intents.match import Decision, Match, Understanding
from intents.matching import Fit
from intents.spoken import Spoken

HeardWord = tuple[str, float, float, float]
"""Text, confidence, start and end in seconds."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of what was said."""

    text: str
    confidence: float = 1.0
    source: Literal["phrase", "dictation", "typed"] = "typed"
    words: tuple[HeardWord, ...] = ()
    weighed: bool = False
    """True for a phrase of the list that was held against free talk and fits as well."""


@dataclass(frozen=True, slots=True)
class Bands:
    """From which score on a request is done, asked about, or asked for again."""

    do: float = 0.85
    did_you_mean: float = 0.72
    ask_again: float = 0.45
    lasting: float = 0.93
    """For what lasts or destroys."""

    agreement: float = 0.5
    """How alike both ears must have heard it for the phrase list to be believed."""

    weak_agreement: float = 0.34
    """The same for a "did you mean"."""

    same: float = 0.8
    """From here on, both ears heard the same but for a letter or two.

    Chosen on the eight of 656 synthesised sentences for the house, half of them in kitchen noise of
    12 dB, in which the ears made two requests of one: the phrase was right in the three above it.
    """

    unsure: float = 0.6
    """Own words heard with less confidence are marked."""

    mumbled: float = 0.35
    """Below, dictation alone is asked back even where it makes a whole sentence."""

    clear: float = 0.8
    """Dictation is taken at its word from here on."""

    whole: float = 0.4
    """A whole sentence of the list, heard in a talk window, is believed from here on."""


BANDS = Bands()

LASTING = frozenset(
    [
        "journal.delete",
        "privacy.wipe",
        "privacy.opt_out",
        "ritual.disable",
        "ritual.schedule",
        "ritual.suspend",
        "quiet.hours",
        "journal.mute",
        "question.never",
        "question.block",
    ]
)

NOTHING = Understanding("none")


@dataclass(frozen=True, slots=True)
class Ear:
    """One candidate, looked at."""

    candidate: Candidate
    spoken: Spoken
    fits: tuple[Fit, ...]

    @property
    def best(self) -> Fit | None:
        """The best fit."""
        return self.fits[0] if self.fits else None


def decide(
    pack: LanguagePack,
    fit: Fit | None,
    score: float,
    state: str,
    ritual: str | None,
    phrase: Ear | None,
    dictation: Ear | None,
) -> Understanding:
    """What to do about the best fit, if there is any."""
    if fit is None or score < BANDS.ask_again:
        return NOTHING
    quiet = state in ("ritual_window", "speaking")
    lasting = fit.template.intent in LASTING or fit.template.closely
    band = BANDS.lasting if lasting else BANDS.do
    decision: Decision = "do" if score >= band else "did_you_mean"
    if score < BANDS.did_you_mean:
        return NOTHING if quiet else Understanding("ask_again")
    if decision != "do" and (quiet or _something_else(pack, fit, dictation)):
        return NOTHING
    if decision == "do" and _reported(pack, fit):
        return NOTHING
    return Understanding(decision, _match(pack, fit, score, ritual, phrase, dictation))


def _something_else(pack: LanguagePack, fit: Fit, dictation: Ear | None) -> bool:
    """Whether a clearly heard word shows that the talk is of what no request is about."""
    if dictation is None or dictation.candidate.confidence < BANDS.clear:
        return False
    nodes = fit.template.graph.nodes
    own = {fit.spoken.tokens[at].text for node, at in fit.alignment.pairs if nodes[node].kind}
    known = pack.words_in("command").keys() | pack.vocabulary.small | own
    return any(token.text not in known for token in dictation.spoken.tokens)


def _reported(pack: LanguagePack, fit: Fit) -> bool:
    """Whether thanks for nobody in particular are somebody else's words, as on the radio."""
    if fit.template.intent != "appreciation.log" or fit.slots.get("to") != "none":
        return False
    return any(mark in f" {fit.slots.get('text', '')} " for mark in pack.vocabulary.reported)


def _match(
    pack: LanguagePack,
    fit: Fit,
    score: float,
    ritual: str | None,
    phrase: Ear | None,
    dictation: Ear | None,
) -> Match:
    intent = fit.template.intent
    cool = pack.vocabulary.cooldown_rituals
    if intent == "ritual.cooldown" and ritual is not None and ritual not in cool:
        intent = "ritual.pause"
    ear = dictation or phrase
    unsure = bool(fit.template.is_free and ear and ear.candidate.confidence < BANDS.unsure)
    text = fit.spoken.written(fit.spoken.tokens, pack.vocabulary.table)
    return Match(intent, dict(fit.slots), round(min(score, 1.0), 3), text, unsure)
