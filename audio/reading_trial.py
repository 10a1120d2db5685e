"""Reading a sentence to the microphone: how much of it was heard, and how loud it was."""

import statistics
from collections import deque
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from audio.gate import ActivityGate, Turn
from audio.loudness import decibels_of, fault_of, is_distorted, loud_part
from audio.ports import Activity, Recognizer
from audio.sound import FRAME_SECONDS, Frame

Sound = Literal["", "quiet", "loud", "noisy", "good"]

CLOSES_AFTER = 1.2
"""Somebody who reads aloud takes a breath in the middle."""

LONGEST_SECONDS = 60.0
NOISE_KEPT = 66
"""Frames (two seconds) of the room before somebody spoke."""

CLEAR_DB = 12.0
"""So much louder than the room a voice should be: with less, small models lose every third word."""


@dataclass(frozen=True, slots=True)
class Read:
    """How a reading went; the page shows it."""

    sentence: str = ""
    """What is to be read; "" when nothing ever was."""

    words: tuple[tuple[str, bool], ...] = ()
    """Each word of the sentence, and whether it was heard."""

    heard: str = ""
    sound: Sound = ""
    over: bool = False
    problem: str = ""
    """Why it cannot be done at all."""

    @property
    def goes_on(self) -> bool:
        """Whether somebody is still to read."""
        return bool(self.sentence) and not self.over

    @property
    def right(self) -> int:
        """How many words of the sentence were heard."""
        return sum(heard for _, heard in self.words)


class Reading:
    """Hears one stretch of speech with open dictation, so that nothing is guessed from a list.

    Nobody acts on it. Belongs to one thread.
    """

    def __init__(self, sentence: str, recognizer: Recognizer, activity: Activity) -> None:
        self._recognizer, self._activity = recognizer, activity
        self._gate = ActivityGate(closes_after=CLOSES_AFTER)
        self._noise: deque[float] = deque(maxlen=NOISE_KEPT)
        self._loudness: list[float] = []
        self._distorted, self._seconds = 0, 0.0
        self.read = Read(sentence)

    def feed(self, frame: Frame) -> Read:
        """Take in the next frame; how it stands now."""
        if self.read.over:
            return self.read
        self._seconds += FRAME_SECONDS
        turn = self._gate.feed(frame, self._activity.likelihood(frame))
        if turn is Turn.STARTED:
            self._recognizer.reset()
            self._loudness, self._distorted = [], 0
            for before in self._gate.take_preroll():
                self._recognizer.hear(before)
        elif turn is Turn.STOPPED:
            self._judge()
        elif self._gate.is_open:
            self._hear(frame)
        else:
            self._noise.append(decibels_of(frame))
        if self._seconds >= LONGEST_SECONDS:
            self.read = replace(self.read, over=True)
        return self.read

    def _hear(self, frame: Frame) -> None:
        self._recognizer.hear(frame)
        if self._gate.loud:
            self._loudness.append(decibels_of(frame))
            self._distorted += is_distorted(frame)

    def _judge(self) -> None:
        utterance = self._recognizer.finish()
        if utterance is None or not utterance.text:
            return  # a knock or a cough: somebody is still to read
        words = compared(self.read.sentence, utterance.text)
        self.read = replace(
            self.read, words=words, heard=utterance.text, sound=self._sound(), over=True
        )

    def _sound(self) -> Sound:
        fault = fault_of(self._loudness, self._distorted)
        if fault:
            return fault
        if self._noise and self._loudness:
            above = loud_part(self._loudness) - statistics.median(self._noise)
            return "noisy" if above < CLEAR_DB else "good"
        return "good"


def compared(sentence: str, heard: str) -> tuple[tuple[str, bool], ...]:
    """Each word of the sentence, and whether it was heard in its place."""
    words = sentence.split()
    bare = [word.strip(".,?!").casefold() for word in words]
    right: set[int] = set()
    for match in SequenceMatcher(None, bare, heard.casefold().split(), False).get_matching_blocks():
        right |= set(range(match.a, match.a + match.size))
    return tuple((word, place in right) for place, word in enumerate(words))
