"""A second hearing in doubt: whole sentences alone, weighed against open dictation.

In noise a phrase list with a way out takes the way out: everything becomes "[unk]"; and it mixes
parts of several phrases. So what is in doubt is heard again with nothing but the sentences that can
be said now, and how likely they make the sound is held against how likely free talk makes it. That
is the likelihood-ratio test of utterance verification (Rose and Paul, 1990).
"""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from audio.model_thresholds import thresholds_for
from audio.ports import Recognizer, SpeechEngine, Suppressor
from audio.sound import FRAME_SECONDS, Frame, Grammar, Network, Utterance

STEPS_A_SECOND = 100
"""The recogniser's steps: likelihoods are compared per 10 ms."""

LONGEST_SECONDS = 15.0
"""No request is longer (rule 4.4)."""


LONGEST_CRY_SECONDS = 8.0
"""A cry for help by itself, with the quiet around it."""

CRY_GAP = 0.075
"""How much likelier, per 10 ms of words, free talk of as many words may be than a cry for help.

Chosen on 112 sentences of danger by four synthesised voices (their median was 0.04), on 88 that
only sound like one, and on 22 minutes of other talk: what came nearest in it was at 0.089.
"""

WORDS_APART = 2
"""So many words more or less may two recognisers make of the same sounds."""

CONTROL_WORDS, CONTROL_SECONDS = 3, 1.2
"""A control word in the midst of talk: so long at most.

Of 234 that the phrase list missed in 14 voices, 23 are heard the second time, none as another (of
those by the voices most like people's 18 of 69); so are 19 of 872 short words chosen to sound like
control ("darn", "nest", "carrying"), beside 147 by the list, and nothing in 30 minutes of talk.
"""

ALIKE = 0.85
"""From here on, as shares of letters, both recognisers heard the same: no doubt is left."""

RELATED, DISTANT, NEAR_GAP = 0.66, 0.55, 0.02
"""Shares of letters, and how much likelier per 10 ms of words free talk may be.

Chosen on 328 synthesised sentences for the house in kitchen noise of 12 dB. Of those that were
believed by their sound alone a third was wrong: most of these are now asked back, at the price of
asking back eight that were right. Where free talk was less likely, none of them was: so it is with
orders by real people in louder noise, in which dictation writes something quite different.
"""

TO_BE_ASKED = 0.25
"""The confidence of a phrase that should be asked back before anything is done."""


def likeness(one: str, other: str) -> float:
    """0 to 1: the share of letters in which two recognisers agree."""
    return SequenceMatcher(None, one, other).ratio()


def alike(one: str, other: str) -> bool:
    """Whether two recognisers heard the same, but for a letter here and there."""
    return likeness(one, other) >= ALIKE


def borne_out(phrase: Utterance, talk: Utterance, dictated: str) -> float:
    """How far to trust a phrase that may be chance, given free talk of the same sound: 1 if that
    is like it, or somewhat so and hardly likelier, or less likely; else TO_BE_ASKED.
    """
    apart = _apart(phrase, talk)
    like = max(likeness(phrase.text, talk.text), likeness(phrase.text, dictated))
    near = like >= DISTANT and apart <= NEAR_GAP
    return 1.0 if near or like >= RELATED or apart <= 0 else TO_BE_ASKED


class SecondHearing:
    """Hears one stretch again. Belongs to the thread that made it."""

    def __init__(
        self,
        engine: SpeechEngine,
        also: Sequence[str] = (),
        dictation: Recognizer | None = None,
        suppressor: Suppressor | None = None,
    ) -> None:
        """`dictation` hears anything and is free between two stretches.

        It has just heard the same: a recogniser that is warm is twice as fast as a new one, and
        each holds some 25 MB of what it came across. With a `suppressor` what is weighed has less
        noise than what was heard first; cries for help are weighed as they are.
        """
        self._engine = engine
        self._also = tuple(also)
        self._limits = thresholds_for(engine.name)
        self._listed: Recognizer | None = None
        self._open = dictation or engine.recognizer()
        self._suppressor = suppressor
        self._taken: Grammar | None = None
        self._prepared: Network | None = None

    def weigh(
        self, frames: Sequence[Frame], grammar: Grammar, dictated: str = "", listed: str = ""
    ) -> Utterance | None:
        """The phrase that it most likely was, marked as weighed; None if free talk fits better.

        Its confidence is 1, or 0.5 if only a whole request should be believed, or TO_BE_ASKED.
        Where dictation heard the same, that is proof enough and spares the weighing; where the
        phrase list did (`listed`), free talk must be much likelier to be believed.
        """
        seconds = len(frames) * FRAME_SECONDS
        if not frames or seconds > LONGEST_SECONDS:
            return None
        ear = self._take(grammar)
        if self._suppressor is not None:
            frames = self._suppressor.quieter(frames)
        phrase = ear.weigh(frames) if ear else None
        if phrase is None or alike(phrase.text, dictated):
            return phrase and replace(phrase, weighed=True)
        talk = self._open.weigh(frames)
        if talk is None:
            return None
        agreed = alike(phrase.text, listed)
        sure = self._sure(phrase, talk, seconds, grammar.network, agreed)
        if sure and grammar.network is not None and not agreed:
            sure = borne_out(phrase, talk, dictated)
        return replace(phrase, weighed=True, confidence=sure) if sure else None

    def cry_for_help(
        self, frames: Sequence[Frame], grammar: Grammar, most_words: int | None = None
    ) -> Utterance | None:
        """An urgent sentence of the network, if that is all that was said; None for other talk.

        Only what sounds like one more than like any other sentence is held against free talk:
        that must say the same, or be hardly any likelier. What it says is let go at once.
        `most_words`: dictation heard so many, and a cry that leaves some of them out is none.
        """
        phrase = self._likeliest(frames, grammar)
        if phrase is None or not _is_urgent(phrase, grammar):
            return None
        most = len(phrase.text.split()) + WORDS_APART
        if most_words is not None and most_words > most:
            return None
        return self._as_cry(phrase, frames, grammar)

    def aside(
        self,
        frames: Sequence[Frame],
        grammar: Grammar,
        unsure: str = "",
        again: Recognizer | None = None,
    ) -> Utterance | None:
        """A cry for help, or a control word, in the midst of talk that is none of the house's.

        Where the likeliest whole sentence is what the phrase list heard, too `unsure` to be
        believed, or what it hears when it is asked `again`, that was said. None asks nothing
        more than a cry. Free talk is held against a cry alone.
        """
        phrase = self._likeliest(frames, grammar)
        if phrase is None:
            return None
        if _is_urgent(phrase, grammar):
            return self._as_cry(phrase, frames, grammar)
        short = len(phrase.text.split()) <= CONTROL_WORDS and _spoken(phrase) <= CONTROL_SECONDS
        if again is None or not short:
            return None
        same = phrase.text == unsure or _text(again.weigh(frames)) == phrase.text
        return replace(phrase, weighed=True) if same else None

    def _likeliest(self, frames: Sequence[Frame], grammar: Grammar) -> Utterance | None:
        """The likeliest sentence of the network, whatever it was that somebody said."""
        if not grammar.tells_cries or not frames:
            return None
        ear = self._take(grammar)
        short = len(frames) * FRAME_SECONDS <= LONGEST_CRY_SECONDS
        return ear.weigh(frames) if ear and short else None

    def _as_cry(
        self, cry: Utterance, frames: Sequence[Frame], grammar: Grammar
    ) -> Utterance | None:
        talk = self._open.weigh(frames)
        if talk is None:
            return None
        seconds = len(frames) * FRAME_SECONDS
        sure = self._sure(cry, talk, seconds, grammar.network, agreed=False)
        if abs(len(talk.text.split()) - len(cry.text.split())) <= WORDS_APART:
            sure = sure or _is_urgent(talk, grammar) or _apart(cry, talk) <= CRY_GAP
        return replace(cry, weighed=True) if sure else None

    def _sure(
        self,
        phrase: Utterance,
        talk: Utterance,
        seconds: float,
        network: Network | None,
        agreed: bool,
    ) -> float:
        if network is not None:
            limit = self._limits.agreed_gap if agreed else self._limits.sentence_gap
            return float(_apart(phrase, talk) <= limit)
        apart = (talk.likelihood - phrase.likelihood) / STEPS_A_SECOND
        if apart > self._limits.whole_gap * seconds:
            return 0.0
        return 1.0 if apart <= self._limits.weighed_gap * seconds else 0.5

    def prepare(self, grammar: Grammar) -> None:
        """Let the engine make ready while somebody is still speaking."""
        if grammar.network is not None and grammar.network is not self._prepared:
            self._prepared = grammar.network
            self._engine.prepare(self._sentences(grammar.network))

    def _take(self, grammar: Grammar) -> Recognizer | None:
        if grammar == self._taken:
            return self._listed
        self._taken = grammar
        try:
            self._listed = self._for_network(grammar) or self._for_phrases(grammar)
        except ValueError:
            self._listed = None
        return self._listed

    def _for_network(self, grammar: Grammar) -> Recognizer | None:
        if grammar.network is None:
            return None
        return self._engine.sentence_recognizer(self._sentences(grammar.network))

    def _sentences(self, network: Network) -> Network:
        return network.after(" ".join(self._also))

    def _for_phrases(self, grammar: Grammar) -> Recognizer:
        unknown = self._engine.unknown or ""
        phrases = [p for p in grammar.phrases if unknown not in p.split() and "[unk]" not in p]
        return self._engine.recognizer([*phrases, *self._also])


def _is_urgent(heard: Utterance, grammar: Grammar) -> bool:
    return grammar.urgent is not None and grammar.urgent(heard.text)


def _text(heard: Utterance | None) -> str:
    return heard.text if heard else ""


def _apart(phrase: Utterance, talk: Utterance) -> float:
    """How much likelier, per 10 ms of words, free talk makes the sound than the phrase does."""
    # Quiet around a sentence is as likely with any words: it would hide the difference.
    words = max(_spoken(phrase), _spoken(talk), 1 / STEPS_A_SECOND)
    return (talk.likelihood - phrase.likelihood) / STEPS_A_SECOND / words


def _spoken(heard: Utterance) -> float:
    """Seconds in which there were words."""
    return sum(word.end - word.start for word in heard.words)
