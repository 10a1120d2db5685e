"""How well the house hears that it is called: clips with and without the wake phrase."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from audio.devices import open_activity
from audio.devices.wav_microphone import speech_of
from audio.gate import ActivityGate, Turn
from audio.model_thresholds import thresholds_for
from audio.ports import SpeechEngine
from audio.sound import SILENCE, Frame
from audio.transcribing import frames_of
from audio.wake import Call, WakePhrase

QUIET = [SILENCE] * 30


@dataclass(frozen=True, slots=True)
class CallClip:
    """One recording, and whether the wake phrase is in it."""

    path: Path
    called: bool


@dataclass(frozen=True, slots=True)
class Calls:
    """How often the house was called, and how often it thought so."""

    heard: int
    of: int
    false: int
    others: int


def calls_in(frames: Iterable[Frame], wake: WakePhrase) -> Iterator[Call]:
    """Every call in a stretch of sound, heard through the activity gate as the house does."""
    gate, activity = ActivityGate(), open_activity()
    for frame in frames:
        turn = gate.feed(frame, activity.likelihood(frame))
        heard = gate.take_preroll() if turn is Turn.STARTED else [frame] if gate.is_open else []
        calls = [wake.hear(each) for each in heard]
        if turn is Turn.STOPPED:
            calls.append(wake.finish())
        yield from (call for call in calls if call is not None)


def count_calls(engine: SpeechEngine, phrase: str, clips: Iterable[CallClip]) -> Calls:
    """Hear all clips one after the other, a second of silence between them."""
    wake = WakePhrase(engine, phrase, thresholds_for(engine.name))
    heard = of = false = others = 0
    for clip in clips:
        frames = [*QUIET, *frames_of(speech_of(clip.path)), *QUIET]
        called = any(calls_in(frames, wake))
        heard += called and clip.called
        false += called and not clip.called
        of += clip.called
        others += not clip.called
        wake.reset()
    return Calls(heard, of, false, others)
