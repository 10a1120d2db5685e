"""One utterance that is meant for the house, from its first frame to its end."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from audio.second_hearing import LONGEST_SECONDS
from audio.sound import FRAME_SECONDS, RESTING, Expectation, Frame, Grammar
from audio.two_ears import UNKNOWN, TwoEars
from audio.wake import Stripped, without_wake

CLOSED_SECONDS = 0.5
"""Quiet after "… that's it, your turn": nobody needs to wait, but it may have been half a sentence.
"""

AT_ONCE_SECONDS = 0.2
"""Quiet after a complete phrase such as "stop": enough to know that no word follows it."""


LOOK_SECONDS = 0.3
"""Quiet after which what was said so far is looked at, to know how much more may come."""


class Hearing:
    """Hears one utterance after the other. Belongs to the thread that made it."""

    def __init__(self, ears: TwoEars, wake_phrase: str, grammars: Callable[[str], Grammar]) -> None:
        self._ears, self._wake_phrase, self._grammars = ears, wake_phrase, grammars
        self._grammar = Grammar(())
        self._judged, self._in_own_words, self._closed = "", False, False
        self.expects: Expectation = RESTING
        """What the utterance answers."""

        self.seconds = 0.0
        """How long it has been going on."""

    @property
    def partial(self) -> str:
        """What it would be if it ended now, for the captions."""
        return self._ears.dictated() or self._ears.partial()

    def begin(self, expects: Expectation, frames: Iterable[Frame] = ()) -> None:
        """Start with what was said already."""
        grammar = self._grammars(expects.state)
        self.expects, self._grammar, self.seconds = expects, grammar, 0.0
        self._judged, self._in_own_words, self._closed = "", False, False
        self._ears.begin(grammar, expects.dictation)
        for frame in frames:
            self.hear(frame)

    def hear(self, frame: Frame) -> None:
        """Take in the next frame."""
        self._ears.hear(frame)
        self.seconds += FRAME_SECONDS

    def patience(self, quiet: float) -> float:
        """How much quiet ends it; somebody who speaks in their own words is given more."""
        expects = self.expects
        if quiet > LOOK_SECONDS or self.seconds + LOOK_SECONDS > expects.longest_seconds:
            self._look()
        if self._closed:
            return min(CLOSED_SECONDS, expects.quiet_seconds)
        wanted = expects.own_words_quiet_seconds if self._in_own_words else 0.0
        return max(expects.quiet_seconds, wanted)

    @property
    def longest(self) -> float:
        """How long it may be in all."""
        expects = self.expects
        return expects.own_words_longest_seconds if self._in_own_words else expects.longest_seconds

    def _look(self) -> None:
        said = self._ears.dictated().removeprefix(self._wake_phrase).strip()
        if said != self._judged:
            self._judged, self._in_own_words = said, self._grammar.in_own_words(said)
            self._closed = self._grammar.closed(said)

    def complete(self, quiet: float) -> bool:
        """Whether all of it is one phrase that needs no more, and so much quiet follows it."""
        if quiet < AT_ONCE_SECONDS:
            return False
        said = self._ears.partial().removeprefix(self._wake_phrase).strip()
        # The list may hear "stop" where dictation hears a sentence that it stands in.
        longer = len(self._ears.dictated().split()) > len(said.split()) + 2
        return said in self._grammar.at_once and not longer

    @property
    def _short(self) -> bool:
        """Whether a request is expected, not somebody's own words."""
        own_words = self._in_own_words or self.expects.longest_seconds > LONGEST_SECONDS
        return not own_words and self.expects.dictation

    def finish(self) -> Stripped:
        """What both recognisers heard, a leading wake phrase taken off."""
        said = without_wake(self._wake_phrase, *self._ears.finish(self._short))
        alone = said.phrase is None or UNKNOWN not in said.phrase.text
        # In a talk window a control word in the middle of other talk is none.
        return said if alone or self.expects.dictation else replace(said, phrase=None)
