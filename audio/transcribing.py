"""Hearing a whole recording at once, through the same ears as live speech."""

from dataclasses import dataclass

from audio.clearing import ClearEngine
from audio.devices import open_suppressor
from audio.echo import Room
from audio.model_thresholds import thresholds_for
from audio.ports import SpeechEngine
from audio.sound import FRAME_BYTES, FRAME_SECONDS, RATE, SILENCE, Frame, Grammar, Utterance
from audio.two_ears import TwoEars
from audio.wake import WakePhrase, without_wake

MARGIN = 0.12
"""Seconds before the wake phrase's end that are heard again, lest the next word lose its start."""


@dataclass(frozen=True, slots=True)
class Transcription:
    """What was said in a recording, without the wake phrase."""

    phrase: Utterance | None
    dictation: Utterance | None
    wake_heard: bool
    seconds: float
    """How long the recording is."""


def frames_of(pcm: bytes) -> list[Frame]:
    """Samples cut into frames; the last one is filled up with silence."""
    cuts = range(0, len(pcm), FRAME_BYTES)
    return [Frame(pcm[at : at + FRAME_BYTES].ljust(FRAME_BYTES, b"\0")) for at in cuts]


class Transcriber:
    """Transcribes one recording after the other. Belongs to the thread that made it."""

    def __init__(self, engine: SpeechEngine, wake_phrase: str) -> None:
        self.room = Room()
        """Where the recordings were made: what one tells of it counts for those after it."""

        clear = ClearEngine(engine, self.room)
        self._wake = WakePhrase(clear, wake_phrase, thresholds_for(engine.name))
        self._ears = TwoEars(clear, wake_phrase, open_suppressor())

    def transcribe(self, pcm: bytes, grammar: Grammar, dictation: bool = True) -> Transcription:
        """Hear it with the phrase list and, unless told otherwise, with open dictation."""
        frames = frames_of(pcm)
        self.room.learn(frames)
        rest = self._after_wake(frames)
        self._ears.begin(grammar, dictation)
        for frame in [*(rest or frames), SILENCE]:
            self._ears.hear(frame)
        stripped = without_wake(self._wake.phrase, *self._ears.finish(in_doubt=dictation))
        return Transcription(
            phrase=stripped.phrase,
            dictation=stripped.dictation,
            wake_heard=rest is not None or stripped.called,
            seconds=len(pcm) / 2 / RATE,
        )

    def _after_wake(self, frames: list[Frame]) -> list[Frame] | None:
        """The frames after the wake phrase, or None if it is not there."""
        for count, frame in enumerate([*frames, *[SILENCE] * 10], 1):
            call = self._wake.hear(frame)
            if call is not None:
                self._wake.reset()
                end = count - round((call.ended_ago + MARGIN) / FRAME_SECONDS)
                return frames[max(0, end) :]
        return None
