"""What cuts the house short while it speaks: a few words, never its own."""

from audio.ports import SpeechEngine
from audio.sound import Frame, Grammar, Utterance, Word
from audio.two_ears import UNKNOWN, TwoEars

LONGEST_PHRASE = 3
"""Words. Nobody says more to make somebody stop, and every phrase more is one to be mistaken."""

PIECE = 4
"""Words of the house's line in one piece: a word that the model lacks costs its piece only."""


class StopWords:
    """Listens for stop-words only. Belongs to the thread that made it.

    A hint in the partial result counts if the final result says the same: twice in a row. The
    microphone hears the house as well as the people. So the line being spoken is in the phrase
    list, where the recogniser can follow it to where somebody breaks in; its words never count.
    """

    def __init__(self, engine: SpeechEngine) -> None:
        self._ear = TwoEars(engine)
        self._phrases: frozenset[str] = frozenset()
        self._begun = self._over = False

    def hear(self, frame: Frame, grammar: Grammar, line: str) -> Utterance | None:
        """Take in the next frame; the stop-word, once there is one, and nothing more after it."""
        if self._over:
            return None
        if not self._begun:
            self._begin(grammar, words_of(line))
        self._ear.hear(frame)
        if not self._counts(self._ear.partial().split()):
            return None
        heard, _ = self._ear.finish()
        said = last_run(heard.words) if heard else ()
        if not self._counts([word.text for word in said]):
            return None
        self._over = True
        confidence = sum(word.confidence for word in said) / len(said)
        return Utterance(" ".join(word.text for word in said), confidence, said)

    def pause(self) -> None:
        """The stretch has ended; the next one starts afresh."""
        self._begun = False

    def reset(self) -> None:
        """The house begins to speak again: a stop-word counts anew."""
        self._begun = self._over = False

    def _begin(self, grammar: Grammar, line: list[str]) -> None:
        own = frozenset(line)
        phrases = tuple(
            phrase
            for phrase in grammar.phrases
            if len(phrase.split()) <= LONGEST_PHRASE and own.isdisjoint(phrase.split())
        )
        pieces = [" ".join(line[at : at + PIECE]) for at in range(0, len(line), PIECE - 1)]
        self._phrases = frozenset(phrases)
        self._ear.begin(Grammar(phrases), dictation=False, beside=pieces)
        self._begun = True

    def _counts(self, words: list[str]) -> bool:
        """Whether the last words, by themselves, are one whole phrase."""
        cut = len(words) - words[::-1].index(UNKNOWN) if UNKNOWN in words else 0
        return " ".join(words[cut:]) in self._phrases


def words_of(line: str) -> list[str]:
    """The words of a spoken line, as a recogniser would hear them."""
    plain = (word.strip(".,;:!?…“”\"'()—-").replace("’", "'").lower() for word in line.split())
    return [word for word in plain if word]


def last_run(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words after the last unknown one."""
    cut = max((at + 1 for at, word in enumerate(words) if word.text == UNKNOWN), default=0)
    return words[cut:]
