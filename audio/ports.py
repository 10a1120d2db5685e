"""The seams of the audio room: what a microphone, a recogniser, a voice and a speaker promise."""

from collections.abc import Sequence
from typing import Protocol

from audio.sound import Clip, Frame, Network, Utterance


class Microphone(Protocol):
    """A source of frames. Opened, read and closed by one thread."""

    name: str
    """The device's name as its owner would recognise it."""

    dropped: int
    """Frames lost since it was opened because nobody fetched them in time."""

    def open(self) -> None:
        """Start capturing. Raises audio.errors.MicrophoneMissing with a sentence that helps."""

    def read(self, timeout: float) -> Frame | None:
        """The next frame, or None if none came within `timeout` seconds.

        Raises audio.errors.MicrophoneLost when the device has gone away.
        """

    def close(self) -> None:
        """Stop capturing. Harmless when it is already closed."""


class Recognizer(Protocol):
    """Turns one stretch of speech into text. Belongs to the thread that made it."""

    def hear(self, frame: Frame) -> None:
        """Take in the next frame of the same stretch."""

    def partial(self) -> str:
        """What it would say if the stretch ended now."""

    def finish(self) -> Utterance | None:
        """Say what was heard and start afresh. None if it was only noise."""

    def reset(self) -> None:
        """Forget the stretch so far."""

    def expect(self, phrases: Sequence[str] | None) -> None:
        """Limit what can be heard from the next stretch on; None means anything.

        Words that the model does not know are left out together with their phrase.
        Raises ValueError if nothing remains.
        """

    def weigh(self, frames: Sequence[Frame]) -> Utterance | None:
        """Hear a whole stretch, between two others, and tell its likelihood, not confidences."""


class Suppressor(Protocol):
    """Takes noise away from around a voice."""

    def quieter(self, frames: Sequence[Frame]) -> Sequence[Frame]:
        """The same stretch, as long as it was, with less of what is no voice."""


class SpeechEngine(Protocol):
    """A loaded speech model. Recognisers made by it may live on different threads."""

    name: str
    """Name of the model, for thresholds and for the page."""

    unknown: str | None
    """The model's word for "none of these" (often "[unk]"), or None if it has none."""

    def knows(self, word: str) -> bool:
        """Whether the word is in the model's vocabulary."""

    def recognizer(self, phrases: Sequence[str] | None = None) -> "Recognizer":
        """A new recogniser, limited to the phrases unless None."""

    def sentence_recognizer(self, network: Network) -> "Recognizer":
        """A new recogniser that hears one whole sentence of the network.

        Raises ValueError if the model knows too few of the words. The first for a network takes
        as long as loading the model, unless `prepare` began with it.
        """

    def prepare(self, network: Network) -> None:
        """Begin to make ready for this network, without anybody's waiting for it."""

    def let_go(self) -> None:
        """Give back what only serves networks; they are made ready again when asked for."""


class Activity(Protocol):
    """Tells speech from everything else."""

    def likelihood(self, frame: Frame) -> float:
        """0 (surely no speech) to 1 (surely speech). Frames must come in order."""

    def reset(self) -> None:
        """Forget what came before."""


class Voice(Protocol):
    """Turns text into a clip. Belongs to the thread that made it."""

    name: str

    def speak(self, text: str, rate: int) -> Clip:
        """The text as sound, at `rate` words a minute. Raises audio.errors.VoiceFailed."""

    def close(self) -> None:
        """Let go of the engine."""


class Speaker(Protocol):
    """Plays clips, one at a time. `play` belongs to one thread; `stop` may come from any."""

    name: str

    def play(self, clip: Clip, volume: int) -> bool:
        """Play to the end; True if it was heard out, False if `stop` cut it (within 300 ms).

        `volume` is 0 to 100. Raises audio.errors.SpeakerMissing when the device is gone or busy.
        """

    def stop(self) -> None:
        """Cut what is playing now. Harmless when nothing plays."""

    def close(self) -> None:
        """Let go of the device."""
