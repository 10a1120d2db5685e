"""A second hearing in doubt: the phrase list alone, weighed against open dictation.

In noise a phrase list with a way out takes the way out: everything becomes "[unk]". So what is in
doubt is heard again with the phrases alone, and how likely they make the sound is held against how
likely free talk makes it. That is the likelihood-ratio test of utterance verification (Rose and
Paul, 1990).
"""

from collections.abc import Sequence
from dataclasses import replace

from audio.model_thresholds import thresholds_for
from audio.ports import Recognizer, SpeechEngine
from audio.sound import FRAME_SECONDS, Frame, Grammar, Utterance

STEPS_A_SECOND = 100
"""The recogniser's steps: likelihoods are compared per 10 ms."""

LONGEST_SECONDS = 15.0
"""No request is longer (rule 4.4)."""


class SecondHearing:
    """Hears one stretch again. Belongs to the thread that made it."""

    def __init__(self, engine: SpeechEngine, also: Sequence[str] = ()) -> None:
        self._engine = engine
        self._also = tuple(also)
        self._limits = thresholds_for(engine.name)
        self._listed: Recognizer | None = None
        self._open: Recognizer | None = None
        self._taken: Grammar | None = None

    def weigh(self, frames: Sequence[Frame], grammar: Grammar) -> Utterance | None:
        """The phrase that it most likely was, marked as weighed; None if free talk fits better.

        Its confidence is 1, or 0.5 if only a whole request should be believed.
        """
        seconds = len(frames) * FRAME_SECONDS
        if not frames or seconds > LONGEST_SECONDS or not self._take(grammar):
            return None
        phrase, talk = (self._hear(ear, frames) for ear in (self._listed, self._open))
        if phrase is None or talk is None:
            return None
        gap = (talk.likelihood - phrase.likelihood) / (seconds * STEPS_A_SECOND)
        if gap > self._limits.whole_gap:
            return None
        sure = 1.0 if gap <= self._limits.weighed_gap else 0.5
        return replace(phrase, weighed=True, confidence=sure)

    def _take(self, grammar: Grammar) -> bool:
        if grammar == self._taken:
            return self._listed is not None
        self._taken = grammar
        unknown = self._engine.unknown or ""
        phrases = [p for p in grammar.phrases if unknown not in p.split() and "[unk]" not in p]
        try:
            if self._listed is None:
                self._listed = self._engine.recognizer([*phrases, *self._also], weighing=True)
                self._open = self._engine.recognizer(weighing=True)
            else:
                self._listed.expect([*phrases, *self._also])
        except ValueError:
            self._listed = None
        return self._listed is not None

    @staticmethod
    def _hear(ear: Recognizer | None, frames: Sequence[Frame]) -> Utterance | None:
        if ear is None:
            return None
        for frame in frames:
            ear.hear(frame)
        return ear.finish()
