"""What was meant: chooses between what the two ears heard (or what was typed)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from rapidfuzz.distance import Indel

from intents.answers import answer, free_text
from intents.crisis import crisis
from intents.deciding import BANDS, Candidate, Ear, decide
from intents.free_wording import reconsider
from intents.language import LanguagePack
from intents.match import Match, Understanding
from intents.matching import Fit, exact, fit_to, near
from intents.phrases import misheard
from intents.spoken import UNKNOWN, Token

__all__ = ["Candidate", "understand"]

VAGUE = ("?", "partner")
"""Stand in a slot for own words that are to be asked for, and for him, her, my love."""

OWN_WORDS = ("free_text", "ritual_answer")
"""States in which anything may be what somebody wants to say."""


def understand(
    candidates: Sequence[Candidate],
    pack: LanguagePack,
    state: str = "command",
    ritual: str | None = None,
    now: datetime | None = None,
    guess: bool = True,
) -> Understanding:
    """What was meant, given what each ear heard, and what to do with it.

    `ritual` is the ritual in progress. With `guess` False only the templates count. Own words come
    from dictation or typing only, never from the phrase list. Decides "none" rather than act on
    words that were not for the house.
    """
    ears = {c.source: Ear(c, pack.hear(c.text), ()) for c in candidates if c.text.strip()}
    if "typed" in ears:
        ears = {"dictation": ears["typed"]}
    danger = _danger(pack, ears.get("phrase"), ears.get("dictation"), state)
    if danger:
        return Understanding("do", Match(danger))
    fitted = {source: _fitted(pack, ear, state, ritual) for source, ear in ears.items()}
    phrase, dictation = fitted.get("phrase"), fitted.get("dictation")
    if state in OWN_WORDS:
        own = dictation.spoken if dictation else None
        control = _control(pack, phrase, dictation)
        sure = dictation is None or dictation.candidate.confidence >= BANDS.unsure
        make = free_text if state == "free_text" else answer
        return make(pack, own, control, unsure=not sure)
    fit, score = _choose(pack, phrase, dictation, ritual)
    first = decide(pack, fit, score, state, ritual, phrase, dictation)
    if not guess or _mumbled(dictation) or _contradicts(dictation, fit, phrase):
        return first
    return reconsider(pack, first, dictation or phrase, state, ritual)


def _fitted(pack: LanguagePack, ear: Ear, state: str, ritual: str | None) -> Ear:
    """The ear with the templates that it may have heard."""
    spoken = ear.spoken
    fits = exact(pack, spoken, state, ritual)
    if not fits and state not in OWN_WORDS:
        alone = ear.candidate.source == "dictation" and len(spoken.plain) == 1
        likely = misheard(pack, state).get(spoken.plain[0]) if alone else None
        if likely:
            # Where "yes" is waited for, "less" by itself is what dictation makes of it.
            meant = Ear(replace(ear.candidate, text=likely), pack.hear(likely), ())
            return _fitted(pack, meant, state, ritual)
        fits = near(pack, spoken, state, ritual)
    return replace(ear, fits=tuple(fits))


def _danger(
    pack: LanguagePack, phrase: Ear | None, dictation: Ear | None, state: str
) -> str | None:
    """A crisis phrase. The list alone is believed only if dictation heard much the same, or if
    the sound itself was found to be a cry for help.
    """
    if dictation and (found := crisis(pack, dictation.spoken)):
        return found
    if phrase is None or not (found := crisis(pack, phrase.spoken)):
        return None
    cried = phrase.candidate.weighed and pack.tells_cries(state)
    return found if dictation is None or cried or agreement(phrase, dictation) >= 0.7 else None


def agreement(phrase: Ear, dictation: Ear) -> float:
    """0 to 1: how alike the two ears heard it."""
    one = " ".join(w for w in phrase.spoken.plain if w != UNKNOWN)
    return float(Indel.normalized_similarity(one, " ".join(dictation.spoken.plain)))


def _control(pack: LanguagePack, phrase: Ear | None, dictation: Ear | None) -> Fit | None:
    """A request that fits the whole utterance, when an answer or own words are expected."""
    if dictation and dictation.best:
        return dictation.best
    if phrase is None or phrase.best is None:
        return None
    if dictation is None:
        return phrase.best if phrase.candidate.confidence >= BANDS.unsure else None
    few = len(dictation.spoken.tokens) <= len(phrase.spoken.tokens) + 1
    return phrase.best if few and agreement(phrase, dictation) >= BANDS.agreement else None


def _choose(
    pack: LanguagePack, phrase: Ear | None, dictation: Ear | None, ritual: str | None
) -> tuple[Fit | None, float]:
    """The fit to go by, and how far to trust it."""
    if dictation is None or not dictation.spoken.tokens:
        return _alone(phrase)
    own, mumbled = dictation.best, _mumbled(dictation)
    if phrase is None or phrase.best is None:
        fit, score = own, own.score if own else 0.0
    elif own and own.score >= 1.0 and not mumbled:
        fit, score = _both_exact(own, phrase.best, phrase)
    else:
        fit, score = _weigh(pack, phrase, dictation, ritual)
        if _contradicts(dictation, fit, phrase):
            score = min(score, BANDS.do - 0.01)
        elif own and fit and _holds_more(own, fit):
            fit = own
    alone = fit and not (phrase and any(f.template is fit.template for f in phrase.fits))
    return fit, min(score, BANDS.do - 0.01) if mumbled and alone else score


def _contradicts(dictation: Ear | None, fit: Fit | None, phrase: Ear | None) -> bool:
    """Whether dictation nearly wrote another request than the one that the sound speaks for.

    Where they differ by a letter or two, the sentence that can be said is the better reading.
    """
    own = dictation.best if dictation else None
    if not (phrase and phrase.candidate.weighed and dictation and own and fit):
        return False
    other = own.template.intent != fit.template.intent and own.score >= BANDS.did_you_mean
    return other and fit in phrase.fits and agreement(phrase, dictation) < BANDS.same


def _holds_more(own: Fit, fit: Fit) -> bool:
    """Whether dictation wrote what the same request leaves open: own words, or whose name it is."""
    if own.score < BANDS.ask_again or own.template.intent != fit.template.intent:
        return False
    vague = {slot: value for slot, value in fit.slots.items() if value in VAGUE}
    mine = {slot: own.slots.get(slot, "?") for slot in vague}
    better = all(mine[slot] == value or mine[slot] not in VAGUE for slot, value in vague.items())
    rest = fit.slots.items() - vague.items()
    return better and mine != vague and rest <= own.slots.items()


def _mumbled(dictation: Ear | None) -> bool:
    return dictation is not None and dictation.candidate.confidence < BANDS.mumbled


def _alone(ear: Ear | None) -> tuple[Fit | None, float]:
    if ear is None or ear.best is None:
        return None, 0.0
    enough = BANDS.whole if ear.best.score >= 1.0 else BANDS.unsure
    if ear.candidate.confidence < enough:
        return None, 0.0
    if ear.best.template.is_free and ear.candidate.source == "phrase":
        return _without_own_words(ear.best), ear.best.score
    return ear.best, ear.best.score


def _without_own_words(fit: Fit) -> Fit:
    """The phrase list cannot hear own words: ask for them."""
    nodes = fit.template.graph.nodes
    free = {nodes[n].slot for n, _ in fit.alignment.pairs if nodes[n].kind in ("text", "said")}
    return replace(fit, slots={k: "?" if k in free else v for k, v in fit.slots.items()})


def _both_exact(own: Fit, listed: Fit, phrase: Ear) -> tuple[Fit, float]:
    """Dictation heard a whole sentence: the list decides values only if it heard it as well."""
    same = listed.score >= 1.0 and listed.template.intent == own.template.intent
    if same and not own.template.is_free and not listed.template.is_free:
        return own if _holds_more(own, listed) else listed, 1.0
    if listed.score >= 1.0 and not own.template.is_free and phrase.candidate.confidence > 0.9:
        return (listed, 1.0) if not listed.template.is_free else (own, 1.0)
    return own, 1.0


def _weigh(
    pack: LanguagePack, phrase: Ear, dictation: Ear, ritual: str | None
) -> tuple[Fit | None, float]:
    """Neither ear is beyond doubt: the template that both together fit best."""
    best: tuple[float, Fit | None] = (0.0, None)
    like = 1.0 if _borne_out(phrase) else agreement(phrase, dictation)
    if phrase.candidate.weighed and like < 1.0:
        like = BANDS.weak_agreement  # the sound is not enough to act on, and enough to ask
    # A list that took its way out knows less than dictation that is sure of every word.
    vague = UNKNOWN in phrase.spoken.plain and dictation.candidate.confidence >= BANDS.clear
    if vague:
        like = min(like, BANDS.weak_agreement)
    for fit in (*phrase.fits[:4], *dictation.fits[:4]):
        heard = _score_of(pack, phrase, fit, ritual)
        wrote = _score_of(pack, dictation, fit, ritual)
        chosen = (
            wrote if vague and wrote else _with_own_words(pack, heard, wrote, phrase, dictation)
        )
        if chosen is None:
            continue
        frame = _frame_agreement(heard, wrote, like)
        score = _joint(heard.score if heard else 0.0, wrote.score if wrote else 0.0, frame)
        if score > best[0]:
            best = (score, chosen)
    return best[1], best[0]


def _borne_out(phrase: Ear) -> bool:
    """Whether the sound itself speaks for the phrase, whatever dictation made of it."""
    whole = phrase.best is not None and phrase.best.score >= 1.0
    enough = BANDS.whole if whole else 1.0
    return phrase.candidate.weighed and phrase.candidate.confidence >= enough


def _score_of(pack: LanguagePack, ear: Ear, fit: Fit, ritual: str | None) -> Fit | None:
    if any(f is fit for f in ear.fits):
        return fit
    return fit_to(pack, ear.spoken, fit.template, ritual)


def _frame_agreement(heard: Fit | None, wrote: Fit | None, like: float) -> float:
    """For own words only the frame can be alike in both ears."""
    if heard and heard.template.is_free and wrote:
        return max(like, wrote.score)
    return max(like, wrote.score if wrote else 0.0)


def _joint(heard: float, wrote: float, like: float) -> float:
    """One score from both ears' scores and how alike they heard it."""
    if like >= BANDS.agreement:
        return max(heard, wrote, 0.5 * (heard + wrote) + 0.1 * like) if heard else wrote
    if like >= BANDS.weak_agreement:
        return max(min(heard, BANDS.do - 0.01), wrote)
    return max(min(heard, BANDS.did_you_mean - 0.01), wrote)


def _with_own_words(
    pack: LanguagePack, heard: Fit | None, wrote: Fit | None, phrase: Ear, dictation: Ear
) -> Fit | None:
    """The fit with its values from the surer ear, and own words from dictation."""
    if heard is None or (wrote and wrote.score > heard.score):
        return wrote
    if not heard.template.is_free:
        return heard
    text = _words_after_frame(heard, phrase, dictation)
    nodes = heard.template.graph.nodes
    free = {nodes[n].slot for n, _ in heard.alignment.pairs if nodes[n].kind in ("text", "said")}
    if len(free) != 1 or not text:
        return wrote
    own = dictation.spoken.written(text, pack.vocabulary.table)
    return replace(heard, slots={**heard.slots, free.pop(): own}, spoken=dictation.spoken)


def _words_after_frame(heard: Fit, phrase: Ear, dictation: Ear) -> list[Token]:
    """What dictation heard after the time at which the phrase ear's frame ended."""
    nodes = heard.template.graph.nodes
    kinds = [nodes[n].kind in ("text", "said") for n, _ in heard.alignment.pairs]
    if not any(kinds) or not all(kinds[kinds.index(True) :]):
        return []
    first_own = heard.alignment.pairs[kinds.index(True)][1]
    times = _times(phrase)
    last_frame = heard.spoken.tokens[first_own - 1].word if first_own else -1
    if last_frame not in times or not dictation.candidate.words:
        return []
    ends = times[last_frame][1]
    heard_times = _times(dictation)
    return [
        t
        for t in dictation.spoken.tokens
        if t.word in heard_times and sum(heard_times[t.word]) / 2 > ends
    ]


def _times(ear: Ear) -> dict[int, tuple[float, float]]:
    """Written word → start and end; empty when the recogniser's words do not line up."""
    words = ear.candidate.words
    if len(words) != len(ear.spoken.words):
        return {}
    return {i: (start, end) for i, (_, _, start, end) in enumerate(words)}
