"""Ears without a speech model: words travel inside the frames, and small fakes read them out."""

from collections.abc import Sequence

from audio.sound import FRAME_BYTES, FRAME_SECONDS, SILENCE, Frame, Network, Utterance, Word

FRAMES_A_WORD = 8
NOISE = Frame(b"\x01\x40" * (FRAME_BYTES // 2))
"""Loud, like speech to the gate, but no word in it."""


def said(text: str) -> list[Frame]:
    """Somebody says this: a quarter of a second a word, no pause in between."""
    frames: list[Frame] = []
    for word in text.split():
        frames += [NOISE, Frame(word.encode().ljust(FRAME_BYTES, b"\0"))]
        frames += [NOISE] * (FRAMES_A_WORD - 2)
    return frames


def quiet(seconds: float) -> list[Frame]:
    """Nobody says anything."""
    return [SILENCE] * round(seconds / FRAME_SECONDS)


def word_in(frame: Frame) -> str:
    """The word that a frame carries, or ""."""
    return "" if frame in (NOISE, SILENCE) else frame.pcm.rstrip(b"\0").decode()


LAG = 2 * FRAMES_A_WORD
"""Frames after which a word shows in a partial result: decoders are behind."""


class FakeRecognizer:
    """A Recognizer that reads the words out of the frames, as late as a real one."""

    def __init__(self, engine: "FakeEngine", phrases: Sequence[str] | None) -> None:
        self._engine = engine
        self._weighing, self._missed = False, 0
        self._listed = engine.usable(phrases)
        self._heard: list[Word] = []
        self._seconds = 0.0

    def hear(self, frame: Frame) -> None:
        word = word_in(frame)
        if word:
            listed = self._listed is None or word in self._listed
            text = word if listed else (self._engine.unknown or "")
            if self._weighing and not listed:
                text, self._missed = "", self._missed + 1
            if text:
                end = self._seconds + FRAMES_A_WORD * FRAME_SECONDS
                self._heard.append(Word(text, 1.0, self._seconds, end))
        self._seconds += FRAME_SECONDS

    def partial(self) -> str:
        shown = self._seconds - LAG * FRAME_SECONDS
        return " ".join(word.text for word in self._heard if word.start <= shown)

    def finish(self) -> Utterance | None:
        words, self._heard, self._seconds = tuple(self._heard), [], 0.0
        likelihood, self._missed = -100.0 * self._missed, 0
        text = " ".join(word.text for word in words)
        return Utterance(text, 1.0, words, likelihood) if words else None

    def reset(self) -> None:
        self.finish()

    def expect(self, phrases: Sequence[str] | None) -> None:
        self._listed = self._engine.usable(phrases)
        self.reset()

    def weigh(self, frames: Sequence[Frame]) -> Utterance | None:
        self._weighing = True
        for frame in frames:
            self.hear(frame)
        self._weighing = False
        return self.finish()


class FakeSentences(FakeRecognizer):
    """A recogniser that finds what it heard only if it is a whole sentence."""

    def __init__(self, engine: "FakeEngine", words: Sequence[str], network: Network) -> None:
        super().__init__(engine, words)
        self._network = network

    def finish(self) -> Utterance | None:
        found = super().finish()
        return found if found and self._network.holds(found.text.split()) else None


class FakeEngine:
    """A SpeechEngine that knows every word but those it was told not to know."""

    name = "fake"

    def __init__(self, strange: Sequence[str] = (), unknown: str | None = "[unk]") -> None:
        self.unknown = unknown
        self._strange = frozenset(strange)

    def knows(self, word: str) -> bool:
        return bool(word) and word not in self._strange

    def recognizer(self, phrases: Sequence[str] | None = None) -> FakeRecognizer:
        return FakeRecognizer(self, phrases)

    def sentence_recognizer(self, network: Network) -> FakeRecognizer:
        words = {word for arcs in network.states for word, _ in arcs}
        return FakeSentences(self, sorted(words), network)

    def prepare(self, network: Network) -> None:
        """It is ready at once."""

    def let_go(self) -> None:
        """It holds nothing."""

    def usable(self, phrases: Sequence[str] | None) -> frozenset[str] | None:
        if phrases is None:
            return None
        known = [phrase for phrase in phrases if all(self.knows(w) for w in phrase.split())]
        if not [phrase for phrase in known if phrase and phrase != self.unknown]:
            raise ValueError("Not one of these phrases can be heard.")
        return frozenset(word for phrase in known for word in phrase.split())


class FakeActivity:
    """Activity that takes everything but silence for speech."""

    def likelihood(self, frame: Frame) -> float:
        return 0.0 if frame == SILENCE else 1.0

    def reset(self) -> None:
        """Nothing to forget."""
