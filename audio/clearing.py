"""Speech with less of the room's echo, for every recogniser of an engine.

What a room adds late is like what was said a moment before, only weaker: it is estimated from
there, and taken away from the spectrum (Lebart, Boucher and Denbigh, "A New Method Based on
Spectral Subtraction for Speech Dereverberation", Acta Acustica 87, 2001).
"""

from collections import deque
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from audio.echo import Room
from audio.ports import Recognizer, SpeechEngine
from audio.sound import FRAME_SAMPLES, RATE, SILENCE, Frame, Network, Utterance

WINDOW, STEP = 512, 128
PENDING = WINDOW - STEP
"""Samples that wait for the windows that are still to come."""

LATE_SECONDS = 0.048
"""From then on an echo blurs; what comes before it makes a voice stronger."""

ECHO_SECONDS = 0.5
"""In which an echo sinks by 60 dB; the method hardly minds if it is 0.3 s."""

FAINTEST = 0.1
"""No part of the spectrum becomes weaker than this share of it: less sounds like no voice."""

Samples = NDArray[np.float64]


class EchoSuppressor:
    """Takes frames and gives them back one frame later, with less echo."""

    def __init__(self) -> None:
        self._window = np.sqrt(np.hanning(WINDOW + 1)[:WINDOW])
        late = round(LATE_SECONDS * RATE / STEP)
        bins = WINDOW // 2 + 1
        self._share = 10.0 ** (-6.0 * late * STEP / RATE / ECHO_SECONDS)
        self._before = np.zeros(PENDING)
        self._power = np.zeros(bins)
        self._lately = deque([np.zeros(bins)] * late, maxlen=late)
        self._sum = np.zeros(PENDING)
        self._ready = np.zeros(0)
        self._skip = PENDING

    def feed(self, frame: Frame) -> Frame | None:
        """The frame before this one, cleared; None for the first."""
        samples = np.frombuffer(frame.pcm, "<i2").astype(np.float64)
        cleared = self._cleared(np.concatenate([self._before, samples]))
        self._before = samples[-PENDING:]
        self._ready = np.concatenate([self._ready, cleared[self._skip :]])
        self._skip = 0
        if len(self._ready) < FRAME_SAMPLES:
            return None
        out, self._ready = self._ready[:FRAME_SAMPLES], self._ready[FRAME_SAMPLES:]
        return Frame(out.round().clip(-32768, 32767).astype("<i2").tobytes())

    def _cleared(self, samples: Samples) -> Samples:
        """As many samples as one frame has, those of PENDING ago."""
        windows = np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[::STEP]
        spectra = np.fft.rfft(windows * self._window, axis=1)
        power = np.abs(spectra) ** 2
        late = np.stack([self._late(now) for now in power])
        gains = np.maximum(1.0 - np.sqrt(late / (power + 1e-9)), FAINTEST)
        parts = np.fft.irfft(spectra * gains, axis=1) * self._window
        total: Samples = np.concatenate([self._sum, np.zeros(FRAME_SAMPLES)])
        for number, part in enumerate(parts):
            total[number * STEP : number * STEP + WINDOW] += part
        self._sum = total[FRAME_SAMPLES:]
        # Four windows lie over each sample: they add up to 2.
        return np.asarray(total[:FRAME_SAMPLES] / 2.0)

    def _late(self, power: Samples) -> Samples:
        """What is left now of what was heard LATE_SECONDS ago."""
        late = self._share * self._lately[0]
        self._power = 0.5 * self._power + 0.5 * power
        self._lately.append(self._power)
        return np.asarray(late)


class ClearRecognizer:
    """A Recognizer that hears with less echo where the room has some, and else what there is.

    Whether it does is settled when a stretch begins; it then hears each frame when the next comes.
    """

    def __init__(self, recognizer: Recognizer, room: Room) -> None:
        self._recognizer, self._room = recognizer, room
        self._suppressor: EchoSuppressor | None = None
        self._begun = False

    def hear(self, frame: Frame) -> None:
        """Take in the next frame of the same stretch."""
        if not self._begun:
            self._begun = True
            self._suppressor = EchoSuppressor() if self._room.echoes else None
        cleared = self._suppressor.feed(frame) if self._suppressor else frame
        if cleared is not None:
            self._recognizer.hear(cleared)

    def partial(self) -> str:
        """What it would say if the stretch ended now."""
        return self._recognizer.partial()

    def finish(self) -> Utterance | None:
        """Say what was heard and start afresh. None if it was only noise."""
        if self._suppressor is not None:
            self.hear(SILENCE)  # brings out the last frame
        self._end()
        return self._recognizer.finish()

    def reset(self) -> None:
        """Forget the stretch so far."""
        self._end()
        self._recognizer.reset()

    def expect(self, phrases: Sequence[str] | None) -> None:
        """Limit what can be heard from the next stretch on; None means anything."""
        self._end()
        self._recognizer.expect(phrases)

    def weigh(self, frames: Sequence[Frame]) -> Utterance | None:
        """Hear a whole stretch, between two others, and tell its likelihood, not confidences."""
        return self._recognizer.weigh(cleared(frames) if self._room.echoes else frames)

    def _end(self) -> None:
        self._suppressor, self._begun = None, False


def cleared(frames: Sequence[Frame]) -> list[Frame]:
    """The same stretch, as long as it was, with less echo."""
    suppressor = EchoSuppressor()
    found = (suppressor.feed(frame) for frame in [*frames, SILENCE])
    return [frame for frame in found if frame is not None]


class ClearEngine:
    """A SpeechEngine whose recognisers hear with less of the room's echo."""

    def __init__(self, engine: SpeechEngine, room: Room) -> None:
        self._engine, self._room = engine, room
        self.name, self.unknown = engine.name, engine.unknown

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """The model's words; empty if the model does not tell."""
        return tuple(getattr(self._engine, "vocabulary", ()))

    def knows(self, word: str) -> bool:
        """Whether the word is in the model's vocabulary."""
        return self._engine.knows(word)

    def recognizer(self, phrases: Sequence[str] | None = None) -> ClearRecognizer:
        """A new recogniser, limited to the phrases unless None."""
        return ClearRecognizer(self._engine.recognizer(phrases), self._room)

    def sentence_recognizer(self, network: Network) -> ClearRecognizer:
        """A new recogniser that hears one whole sentence of the network."""
        return ClearRecognizer(self._engine.sentence_recognizer(network), self._room)

    def prepare(self, network: Network) -> None:
        """Begin to make ready for this network, without anybody's waiting for it."""
        self._engine.prepare(network)

    def let_go(self) -> None:
        """Give back what only serves networks; they are made ready again when asked for."""
        self._engine.let_go()
