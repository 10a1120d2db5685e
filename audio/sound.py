"""The few values that sound is made of: frames in, clips out, and what was heard."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

RATE = 16_000
"""Samples a second of everything that is listened to (16-bit, mono)."""

FRAME_SAMPLES = 512
"""Samples in one frame: what Silero's activity model looks at in one go."""

FRAME_BYTES = FRAME_SAMPLES * 2
FRAME_SECONDS = FRAME_SAMPLES / RATE


@dataclass(frozen=True, slots=True)
class Frame:
    """32 ms of sound from a microphone."""

    pcm: bytes
    """FRAME_BYTES of 16-bit little-endian mono samples at RATE."""


SILENCE = Frame(bytes(FRAME_BYTES))


@dataclass(frozen=True, slots=True)
class Clip:
    """A piece of sound that can be played."""

    pcm: bytes
    """16-bit little-endian mono samples."""

    rate: int = RATE

    @property
    def seconds(self) -> float:
        """How long it plays."""
        return len(self.pcm) / 2 / self.rate


@dataclass(frozen=True, slots=True)
class Word:
    """One word that a recogniser heard."""

    text: str
    confidence: float
    """0 (a guess) to 1 (certain)."""

    start: float
    """Seconds from the beginning of the stretch that was fed to the recogniser."""

    end: float


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody said, as one recogniser heard it, once they have stopped talking."""

    text: str
    confidence: float
    """Mean of the words' confidences: 0 (a guess) to 1 (certain)."""

    words: tuple[Word, ...] = ()

    likelihood: float = 0.0
    """Logarithm of how likely the sound is with these words; only from Recognizer.weigh."""

    weighed: bool = False
    """True for a phrase of the list that fits the sound about as well as free talk does."""


Arcs = tuple[tuple[str, int], ...]
"""The words that may come next, each with the state that it leads to."""


@dataclass(frozen=True, slots=True)
class Network:
    """Whole sentences as a graph of words; 0 is the state before the first word."""

    states: tuple[Arcs, ...]
    """Where each word leads."""

    last: frozenset[int]
    """The states in which a sentence may end."""

    asides: frozenset[str] = frozenset()
    """Words of politeness: rare before a sentence, and where one might end as well."""

    def holds(self, words: Iterable[str]) -> bool:
        """Whether these words are one of its sentences."""
        # After a wake phrase that begins like a sentence two ways are open.
        states = {0}
        for word in words:
            states = {to for state in states for said, to in self.states[state] if said == word}
        return bool(states & self.last)

    def after(self, phrase: str) -> "Network":
        """The same sentences, which may also come after this phrase, and the phrase alone."""
        words, count = phrase.split(), len(self.states)
        if not words:
            return self
        chain = [((word, count + at),) for at, word in enumerate(words)]
        states = (self.states[0] + chain[0], *self.states[1:], *chain[1:], self.states[0])
        return Network(states, self.last | {len(states) - 1}, self.asides)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The phrases that make sense at this moment of a dialogue."""

    phrases: tuple[str, ...]
    """What the phrase-list recogniser may hear; never empty."""

    at_once: frozenset[str] = field(default_factory=frozenset)
    """Complete and unambiguous phrases: heard as a partial result, they end the turn at once."""

    in_own_words: Callable[[str], bool] = field(default=lambda said: False, compare=False)
    """Whether what was said so far leads into the person's own words, as "thank you Sam for …"."""

    network: Network | None = field(default=None, compare=False)
    """The whole sentences behind the phrases, where there are many."""

    closed: Callable[[str], bool] = field(default=lambda said: False, compare=False)
    """Whether the person has said that their answer ends here, as in "… that's it, your turn"."""

    urgent: Callable[[str], bool] | None = field(default=None, compare=False)
    """Whether a sentence is a cry for help; None where the network cannot tell it from other talk.
    """

    @property
    def tells_cries(self) -> bool:
        """Whether a cry for help can be heard by its sound alone."""
        return self.network is not None and self.urgent is not None


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the house waits for now: made by the brain, opened by the mouth, read by the ears."""

    state: str = "resting"
    """Name of the dialogue state; picks the grammar. "resting": only the wake phrase is heard."""

    turn: int = 0
    """Counts up with each expectation, so that a late answer is known to be late."""

    start_seconds: float = 8.0
    """How long to wait for speech before GaveUp."""

    quiet_seconds: float = 0.6
    """How much quiet ends the utterance."""

    longest_seconds: float = 15.0
    """Hard limit of one utterance; 240 for an answer, with a soft tick at 150."""

    own_words_quiet_seconds: float = 1.8
    """How much quiet ends an utterance that leads into the person's own words (see Grammar)."""

    own_words_longest_seconds: float = 240.0

    dictation: bool = True
    """False in a talk window: only the phrase list listens, nothing else is transcribed."""


RESTING = Expectation()
