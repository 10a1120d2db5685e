"""How well the house hears that it is called, through the same gate as in the kitchen."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from audio.devices import open_activity
from audio.gate import ActivityGate, Turn
from audio.listener import REFRACTORY_SECONDS, RESTING_QUIET
from audio.sound import FRAME_SECONDS, SILENCE, Frame
from audio.transcribing import frames_of
from audio.wake import Wake

QUIET = [SILENCE] * 30
ASIDE = 0.1
"""The sound that no gate stands before is heard in pieces of so many seconds."""


@dataclass(frozen=True, slots=True)
class Sound:
    """One recording, as the gate lets it through."""

    pcm: bytes
    stretches: tuple[tuple[Frame, ...], ...]
    """What is heard, one stretch of talk after the other."""

    @property
    def seconds(self) -> float:
        return len(self.pcm) / 32_000


Count = Callable[[Sound], int]
"""How often an engine is called in a recording."""


def through_the_gate(pcm: bytes) -> Sound:
    """The stretches of talk in a recording, a second of silence before and after it."""
    gate, activity = ActivityGate(closes_after=RESTING_QUIET), open_activity()
    found: list[tuple[Frame, ...]] = []
    now: list[Frame] = []
    for frame in [*QUIET, *frames_of(pcm), *QUIET]:
        turn = gate.feed(frame, activity.likelihood(frame))
        if turn is Turn.STARTED:
            now = gate.take_preroll()
        elif gate.is_open:
            now.append(frame)
        elif turn is Turn.STOPPED:
            found.append(tuple(now))
    return Sound(pcm, (*found, tuple(now)) if gate.is_open else tuple(found))


def counting(wake: Wake) -> Count:
    """Counts calls as the listener does: two within two seconds are one."""

    def count(sound: Sound) -> int:
        return sum(len(_calls(wake, stretch)) for stretch in sound.stretches)

    return count


def _calls(wake: Wake, stretch: Sequence[Frame]) -> list[float]:
    wake.reset()
    found: list[float] = []

    def called(at: float) -> None:
        if not found or at - found[-1] >= REFRACTORY_SECONDS:
            found.append(at)

    for number, frame in enumerate(stretch):
        if wake.hear(frame) is not None:
            called(number * FRAME_SECONDS)
            wake.reset()
    if wake.finish() is not None:
        called(len(stretch) * FRAME_SECONDS)
    return found


def share(count: Count, sounds: Iterable[Sound]) -> tuple[int, int]:
    """In how many recordings there is a call, and of how many."""
    found = [count(sound) > 0 for sound in sounds]
    return sum(found), len(found)


def an_hour(count: Count, sounds: Iterable[Sound]) -> float:
    """Calls an hour."""
    counts = [(count(sound), sound.seconds) for sound in sounds]
    return sum(calls for calls, _ in counts) * 3600 / max(1.0, sum(secs for _, secs in counts))


def pieces(pcm: bytes) -> Iterator[bytes]:
    """The recording in small pieces, as a microphone gives it."""
    size = round(ASIDE * 16_000) * 2
    yield from (pcm[at : at + size] for at in range(0, len(pcm), size))
