"""Two recognisers over one stretch: one knows the phrases of the moment, one hears anything."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from audio.decoys import COMMON
from audio.model_thresholds import thresholds_for
from audio.ports import Recognizer, SpeechEngine, Suppressor
from audio.second_hearing import LONGEST_CRY_SECONDS, SecondHearing, alike
from audio.sound import FRAME_SECONDS, Frame, Grammar, Utterance, Word

MOST_FRAMES_OF_TALK = round(LONGEST_CRY_SECONDS / FRAME_SECONDS) + 1
"""Where nothing is dictated, longer talk is not held on to: it is no cry for help."""

UNKNOWN = "[unk]"
"""What an utterance says for words outside the phrase list, whatever the model calls them."""


class TwoEars:
    """Hears one stretch with the phrase list and, unless told otherwise, with open dictation.

    Belongs to the thread that made it. The phrase list gets decoys, so that talk outside of it is
    not squeezed into its phrases; they come out as the word "[unk]", with its times.
    """

    def __init__(
        self,
        engine: SpeechEngine,
        wake_phrase: str = "",
        suppressor: Suppressor | None = None,
    ) -> None:
        self._engine, self._suppressor = engine, suppressor
        self._also = (wake_phrase,) if wake_phrase else ()
        self._listed: Recognizer | None = None
        self._open = engine.recognizer()
        self._own: frozenset[str] = frozenset()
        self._taken: tuple[Grammar, Sequence[str]] | None = None
        self._listening_open = False
        self._limits = thresholds_for(engine.name)
        self._second = SecondHearing(engine, self._also, self._open, suppressor)
        self._frames: list[Frame] = []

    def begin(self, grammar: Grammar, dictation: bool = True, beside: Sequence[str] = ()) -> None:
        """Start a new stretch; whatever was heard before is forgotten.

        `beside` are phrases that may well be heard but do not count; they come out as unknown.
        """
        self._open.reset()
        self._frames.clear()
        self._listening_open = dictation
        if (grammar, beside) != self._taken:
            self._take(grammar, beside)
            self._taken = grammar, beside
        elif self._listed is not None:
            self._listed.reset()
        self._second.prepare(grammar)

    def let_go(self) -> None:
        """Give back some 60 MB: what dictation keeps of all it came across, and the network.

        The next stretch is heard as well, with more work in its first seconds.
        """
        self._engine.let_go()
        self._open = self._engine.recognizer()
        self._second = SecondHearing(self._engine, self._also, self._open, self._suppressor)
        self._frames.clear()

    def hear(self, frame: Frame) -> None:
        """Take in the next frame of the stretch."""
        if self._listed is not None:
            self._listed.hear(frame)
        if self._listening_open:
            self._open.hear(frame)
        if self._listening_open or (self._cries and len(self._frames) < MOST_FRAMES_OF_TALK):
            self._frames.append(frame)

    @property
    def _cries(self) -> bool:
        """Whether a cry for help can be told from other talk."""
        return self._taken is not None and self._taken[0].tells_cries

    def partial(self) -> str:
        """What the phrase list would say if the stretch ended now."""
        words = self._listed.partial().split() if self._listed is not None else []
        return " ".join(word for word, _ in groupby(self._own_or_unknown(w) for w in words))

    def dictated(self) -> str:
        """What open dictation would say if the stretch ended now."""
        return self._open.partial() if self._listening_open else ""

    def finish(self, in_doubt: bool = False) -> tuple[Utterance | None, Utterance | None]:
        """What the phrase list and what dictation heard; None for noise or for no phrase at all.

        With `in_doubt` whole sentences alone are listened for once more, where the two disagree
        or what they heard is no sentence. Without dictation a cry for help is found all the same.
        """
        listed = self._listed.finish() if self._listed is not None else None
        dictated = self._open.finish() if self._listening_open else None
        if listed is not None:
            listed = self._cleaned(listed)
        if self._taken is None:
            return listed, dictated
        if not self._listening_open:
            return self._aside(listed, self._taken[0]) or listed, None
        if dictated is not None:
            hear = self._once_more if in_doubt else self._cry
            listed = hear(listed, dictated, self._taken[0]) or listed
        return listed, dictated

    def _once_more(
        self, listed: Utterance | None, dictated: Utterance, grammar: Grammar
    ) -> Utterance | None:
        settled = grammar.network is not None and grammar.network.holds(dictated.text.split())
        if settled or not (_doubtful(listed, dictated) or not self._whole(listed, grammar)):
            return None
        first = listed.text if listed else ""
        return self._second.weigh(self._frames, grammar, dictated.text, first)

    def _cry(
        self, listed: Utterance | None, dictated: Utterance, grammar: Grammar
    ) -> Utterance | None:
        """In the midst of somebody's own words: only what dictation may have misheard."""
        if not _doubtful(listed, dictated):
            return None
        return self._second.cry_for_help(self._frames, grammar, len(dictated.text.split()))

    def _aside(self, listed: Utterance | None, grammar: Grammar) -> Utterance | None:
        """In the midst of talk: a cry for help, or a control word that the list was unsure of."""
        heard, confidence = (listed.text, listed.confidence) if listed else ("", 0.0)
        if confidence >= self._limits.phrase_confidence and self._whole(listed, grammar):
            return self._second.aside(self._frames, grammar)
        return self._second.aside(self._frames, grammar, heard, self._listed)

    def _take(self, grammar: Grammar, beside: Sequence[str]) -> None:
        phrases = [*grammar.phrases, *self._also]
        self._own = frozenset(word for phrase in phrases for word in phrase.split())
        unknown = [self._engine.unknown] if self._engine.unknown else []
        decoys = [*beside, *(word for word in COMMON if word not in self._own)]
        try:
            if self._listed is None:
                self._listed = self._engine.recognizer([*phrases, *unknown, *decoys])
            else:
                self._listed.expect([*phrases, *unknown, *decoys])
        except ValueError:  # the model knows none of the words: dictation alone must do
            self._listed = None

    def _whole(self, listed: Utterance | None, grammar: Grammar) -> bool:
        """Whether it is one of the sentences behind the phrases, as far as they are known."""
        if listed is None or grammar.network is None:
            return listed is not None
        return grammar.network.after(" ".join(self._also)).holds(listed.text.split())

    def _own_or_unknown(self, word: str) -> str:
        return word if word in self._own else UNKNOWN

    def _cleaned(self, heard: Utterance) -> Utterance | None:
        named = (replace(word, text=self._own_or_unknown(word.text)) for word in heard.words)
        words = tuple(_joined(named))
        if all(word.text == UNKNOWN for word in words):
            return None
        confidence = sum(word.confidence for word in words) / len(words)
        return Utterance(" ".join(word.text for word in words), confidence, words)


def _doubtful(listed: Utterance | None, dictated: Utterance) -> bool:
    """Whether the list heard less than a phrase, or something else than dictation."""
    if listed is None or UNKNOWN in listed.text:
        return True
    return not alike(listed.text, dictated.text)


def _joined(words: Iterable[Word]) -> Iterable[Word]:
    """One "[unk]" for several in a row."""
    last: Word | None = None
    for word in words:
        if last is not None and last.text == word.text == UNKNOWN:
            last = replace(last, end=word.end)
            continue
        if last is not None:
            yield last
        last = word
    if last is not None:
        yield last
