"""What cuts the house short while it speaks: a few words, never its own."""

from audio.ports import SpeechEngine
from audio.sound import Frame, Grammar, Utterance, Word
from audio.two_ears import UNKNOWN, TwoEars


class StopWords:
    """Listens for stop-words only. Belongs to the thread that made it.

    A hint in the partial result counts if the final result says the same: twice in a row. Words of
    the line being spoken never count, for the microphone hears the house as well as the people.
    """

    def __init__(self, engine: SpeechEngine) -> None:
        self._ear = TwoEars(engine)
        self._begun = self._over = False

    def hear(self, frame: Frame, grammar: Grammar, line: str) -> Utterance | None:
        """Take in the next frame; the stop-word, once there is one, and nothing more after it."""
        if self._over:
            return None
        if not self._begun:
            self._ear.begin(grammar, dictation=False)
            self._begun = True
        self._ear.hear(frame)
        own = frozenset(words_of(line))
        if not counts(self._ear.partial().split(), grammar, own):
            return None
        heard, _ = self._ear.finish()
        said = last_run(heard.words) if heard else ()
        texts = [word.text for word in said]
        if not counts(texts, grammar, own):
            return None
        self._over = True
        return Utterance(" ".join(texts), sum(w.confidence for w in said) / len(said), said)

    def pause(self) -> None:
        """The stretch has ended; the next one starts afresh."""
        self._begun = False

    def reset(self) -> None:
        """The house begins to speak again: a stop-word counts anew."""
        self._begun = self._over = False


def words_of(line: str) -> list[str]:
    """The words of a spoken line, as a recogniser would hear them."""
    return [word.strip(".,;:!?…“”\"'()—-").replace("’", "'").lower() for word in line.split()]


def counts(words: list[str], grammar: Grammar, own: frozenset[str]) -> bool:
    """Whether the last words, by themselves, are one whole phrase and none of the house's own."""
    cut = len(words) - words[::-1].index(UNKNOWN) if UNKNOWN in words else 0
    said = words[cut:]
    return bool(said) and " ".join(said) in grammar.phrases and own.isdisjoint(said)


def last_run(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words after the last unknown one."""
    cut = max((i + 1 for i, word in enumerate(words) if word.text == UNKNOWN), default=0)
    return words[cut:]
