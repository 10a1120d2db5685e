"""The wake phrase: is this for us, and where in the stretch did it end."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol

from audio.decoys import decoys
from audio.model_thresholds import Thresholds
from audio.ports import SpeechEngine
from audio.sound import FRAME_SECONDS, Frame, Utterance, Word
from config.errors import HouseError

SECOND_LOOK = 6
"""Frames (0.2 s) between the first hint of the phrase and the second look, which decides.

The hint comes before the decoder has heard the end of the last word.
"""

LATELY = 110
"""Frames (3.5 s) that are heard once more in doubt: the phrase and a little before it."""

AFRESH = 12.0
"""Seconds of talk after which the recogniser starts anew, between two hints."""


@dataclass(frozen=True, slots=True)
class Call:
    """The wake phrase was heard."""

    ended_ago: float
    """Seconds of sound since its last word."""

    confidence: float


class Wake(Protocol):
    """Listens for one call in a stretch of sound. Belongs to the thread that made it."""

    phrase: str
    """What one says to call, in small letters."""

    def hear(self, frame: Frame) -> Call | None:
        """Take in the next frame of the stretch; the call, once and only once, when there is one.

        Said again after `reset`, it is a call again.
        """

    def finish(self) -> Call | None:
        """The stretch has ended: a call that was still in doubt, or None; and start afresh."""

    def reset(self) -> None:
        """Forget the stretch so far."""


def check_phrase(engine: SpeechEngine, phrase: str) -> None:
    """Raise HouseError naming the words of a wake phrase that the speech model does not know."""
    words = phrase.split()
    if not words:
        raise HouseError("The wake phrase is empty. Choose one or two words, like “hey juniper”.")
    strange = [word for word in words if not engine.knows(word)]
    if strange:
        named = " and ".join(f"“{word}”" for word in strange)
        raise HouseError(
            f"The wake phrase “{phrase}” cannot be heard: {named} "
            f"{'is' if len(strange) == 1 else 'are'} not in the vocabulary of the speech model "
            f"{engine.name}. Choose other words, or spell it as it sounds."
        )


class WakePhrase:
    """Listens for one phrase among decoys. Belongs to the thread that made it.

    A hint in the partial result is believed only if the final result of the whole stretch so far
    says the same and is sure of it. In noise that often says "none of these" after all, which fits
    any sound: then the same is heard once more without this way out, by words alone.
    """

    def __init__(self, engine: SpeechEngine, phrase: str, thresholds: Thresholds) -> None:
        check_phrase(engine, phrase)
        self.phrase = phrase
        self._words = phrase.split()
        self._surely = thresholds.wake_confidence
        # Not every engine lists its words; the frequent ones are decoys all the same.
        beside = decoys(phrase, getattr(engine, "vocabulary", ()))
        unknown = [engine.unknown] if engine.unknown else []
        self._recognizer = engine.recognizer([phrase, *unknown, *beside])
        self._by_words = cache(lambda: engine.recognizer([phrase, *beside]))
        self._doubted = thresholds.wake_by_words
        self._lately: deque[Frame] = deque(maxlen=LATELY)
        self._heard = 0.0
        self._hinted = 0

    def hear(self, frame: Frame) -> Call | None:
        """Take in the next frame of the stretch; the call, once there is one."""
        self._recognizer.hear(frame)
        self._lately.append(frame)
        self._heard += FRAME_SECONDS
        partial = self._recognizer.partial().split()
        if not self._in(partial):
            hinted, self._hinted = self._hinted, 0
            if hinted:
                return self._look_again()
            if self._heard > AFRESH and self._words[0] not in partial[-len(self._words) :]:
                self.reset()
            return None
        self._hinted += 1
        return self.finish() if self._hinted > SECOND_LOOK else None

    def finish(self) -> Call | None:
        """Look at the stretch as a whole, and start afresh."""
        heard, hinted = self._heard, self._hinted
        self._heard, self._hinted = 0.0, 0
        call = self._call_in(self._recognizer.finish(), heard, self._surely)
        return call or (self._look_again() if hinted else None)

    def reset(self) -> None:
        """Forget the stretch so far."""
        self._recognizer.reset()
        self._lately.clear()
        self._heard, self._hinted = 0.0, 0

    def _look_again(self) -> Call | None:
        again = self._by_words()
        for frame in self._lately:
            again.hear(frame)
        return self._call_in(again.finish(), len(self._lately) * FRAME_SECONDS, self._doubted)

    def _call_in(self, utterance: Utterance | None, heard: float, surely: float) -> Call | None:
        at = self._last_place(utterance.words) if utterance else None
        if utterance is None or at is None:
            return None
        said = utterance.words[at : at + len(self._words)]
        confidence = sum(word.confidence for word in said) / len(said)
        if confidence < surely:
            return None
        return Call(max(0.0, heard - said[-1].end), confidence)

    def _in(self, words: Sequence[str]) -> bool:
        count = len(self._words)
        return any(list(words[i : i + count]) == self._words for i in range(len(words)))

    def _last_place(self, words: Sequence[Word]) -> int | None:
        texts, count = [word.text for word in words], len(self._words)
        places = [i for i in range(len(texts)) if texts[i : i + count] == self._words]
        return places[-1] if places else None


@dataclass(frozen=True, slots=True)
class Stripped:
    """What was heard, without the wake phrase that it began with."""

    phrase: Utterance | None
    dictation: Utterance | None
    called: bool
    """Whether the wake phrase was there."""


def without_wake(
    wake_phrase: str, phrase: Utterance | None, dictation: Utterance | None
) -> Stripped:
    """Take a leading wake phrase off what both recognisers heard."""
    listed, free = _end_of(wake_phrase, phrase), _end_of(wake_phrase, dictation)
    ends = [end for end in (listed, free) if end is not None]
    if not ends:
        return Stripped(phrase, dictation, called=False)
    # Dictation often hears something else in the phrase: then the list's times tell where to cut.
    return Stripped(
        _after(phrase, ends[0] if listed is None else listed),
        _after(dictation, ends[0] if free is None else free),
        called=True,
    )


def _end_of(wake_phrase: str, utterance: Utterance | None) -> float | None:
    words = [word for word in utterance.words if word.text != "[unk]"] if utterance else []
    count = len(wake_phrase.split())
    if not count or " ".join(word.text for word in words[:count]) != wake_phrase:
        return None
    return words[count - 1].end


def _after(utterance: Utterance | None, end: float) -> Utterance | None:
    if utterance is None:
        return None
    words = tuple(word for word in utterance.words if (word.start + word.end) / 2 > end)
    if all(word.text == "[unk]" for word in words):
        return None
    confidence = sum(word.confidence for word in words) / len(words)
    return replace(
        utterance, text=" ".join(word.text for word in words), confidence=confidence, words=words
    )
