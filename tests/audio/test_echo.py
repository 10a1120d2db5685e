"""A room that echoes is known as one, and voices in it are heard with less of it."""

from collections.abc import Sequence

import numpy as np
import pytest

from audio.clearing import ClearEngine, ClearRecognizer, EchoSuppressor, cleared
from audio.echo import Room
from audio.sound import FRAME_SAMPLES, RATE, SILENCE, Frame, Utterance
from audio.transcribing import frames_of
from script.benchlib.mixing import Samples, as_pcm
from script.benchlib.speaking import spoken
from tests.audio.hearing_fakes import FakeEngine, FakeRecognizer, said

LINES = (
    "What is tonight's question, please?",
    "Thank you for making dinner on Tuesday.",
    "Move the check-in to half past nine tomorrow.",
    "Read me what we wrote about the garden last month.",
)
VOICES = ("slt", "rms", "en-gb+m3", "heart")


def with_echo(voice: Samples, seconds: float = 0.5, direct: float = 0.4) -> Samples:
    """As across a room: noise that dies away after each sound (Polack's model of an echo)."""
    draw, time = np.random.default_rng(3), np.arange(round(seconds * RATE)) / RATE
    late = draw.normal(0, 1, len(time)) * 10 ** (-3 * time / seconds)
    late[0] = direct * np.sqrt((late**2).sum())
    heard = np.convolve(voice, late)
    return np.asarray(heard * np.abs(voice).max() / np.abs(heard).max())


def hiss(seconds: float, loud: float) -> Samples:
    return np.random.default_rng(5).normal(0, loud, round(seconds * RATE))


def samples_of(frames: Sequence[Frame]) -> Samples:
    return np.frombuffer(b"".join(frame.pcm for frame in frames), "<i2").astype(float)


@pytest.fixture(scope="module", params=VOICES)
def talk(request: pytest.FixtureRequest) -> list[Samples]:
    return [0.6 * spoken(line, request.param) for line in LINES]


def room_of(talk: Sequence[Samples]) -> Room:
    room = Room()
    for voice in talk:
        room.learn(frames_of(as_pcm(voice)))
    return room


def test_a_voice_close_by_is_no_echo(talk: list[Samples]):
    assert not room_of(talk).echoes


def test_a_voice_close_by_in_noise_is_no_echo(talk: list[Samples]):
    assert not room_of([voice + hiss(len(voice) / RATE, 0.01) for voice in talk]).echoes


def test_a_voice_across_a_bare_room_is(talk: list[Samples]):
    assert room_of([with_echo(voice) for voice in talk]).echoes


def test_after_a_move_to_a_softer_room_there_is_no_echo_any_more(talk: list[Samples]):
    room = room_of([with_echo(voice) for voice in talk])
    for voice in (*talk, *talk):
        room.learn(frames_of(as_pcm(voice)))
    assert not room.echoes


def test_frame_by_frame_it_learns_at_the_end_of_talk(talk: list[Samples]):
    room, before = Room(), []
    for voice in talk:
        for frame in frames_of(as_pcm(with_echo(voice))):
            room.hear(frame, talking=True)
        before.append(room.echoes)
        room.hear(SILENCE, talking=False)
    assert not before[0]
    assert room.echoes


@pytest.mark.parametrize("pcm", [b"", bytes(200), bytes(64_000)], ids=["none", "short", "silent"])
def test_from_next_to_nothing_it_learns_nothing(pcm: bytes):
    room = Room()
    room.learn(frames_of(pcm))
    assert not room.echoes


def test_the_echo_after_a_voice_is_weaker_and_the_voice_stays_where_it_was():
    voice = 0.6 * spoken(LINES[0], "slt")
    frames = frames_of(as_pcm(with_echo(voice)))
    before, after = samples_of(frames), samples_of(cleared(frames))
    assert len(after) == len(before)
    assert np.corrcoef(before, after)[0, 1] > 0.85
    ended = slice(len(voice) + RATE // 20, len(voice) + RATE // 4)
    assert np.std(after[ended]) < 0.3 * np.std(before[ended])


def test_silence_stays_silent_and_what_is_loud_stays_within_bounds():
    loud = frames_of(as_pcm(hiss(1.0, 3.0)))
    assert samples_of(cleared([SILENCE] * 5)).tolist() == [0.0] * 5 * FRAME_SAMPLES
    assert np.abs(samples_of(cleared(loud))).max() <= 32768


def test_each_frame_comes_back_when_the_next_is_given():
    suppressor = EchoSuppressor()
    assert suppressor.feed(SILENCE) is None
    assert suppressor.feed(SILENCE) == SILENCE


class Known(Room):
    """A room of which one is told whether it echoes."""

    def __init__(self, echoes: bool) -> None:
        super().__init__()
        self.told = echoes

    @property
    def echoes(self) -> bool:
        return self.told


class Tape(FakeRecognizer):
    """Keeps what it hears, and says how much that was."""

    def __init__(self) -> None:
        super().__init__(FakeEngine(), None)
        self.frames: list[Frame] = []

    def hear(self, frame: Frame) -> None:
        self.frames.append(frame)

    def finish(self) -> Utterance:
        count, self.frames = len(self.frames), []
        return Utterance(f"{count} frames", 1.0)


def test_without_echo_a_recogniser_hears_what_there_is():
    tape, frames = Tape(), said("tonight's question")
    recognizer = ClearRecognizer(tape, Known(False))
    for frame in frames:
        recognizer.hear(frame)
    assert tape.frames == frames


def test_with_echo_a_recogniser_hears_the_whole_stretch_cleared():
    """Its last frame too, which comes only with the one after it; and nothing of the next one."""
    tape = Tape()
    recognizer = ClearRecognizer(tape, Known(True))
    for text in ("tonight's question", "stop"):
        frames = said(text)
        for frame in frames:
            recognizer.hear(frame)
        assert tape.frames == cleared(frames)[:-1] != frames[:-1]
        assert recognizer.finish().text == f"{len(frames)} frames"
        recognizer.reset()


def test_a_room_that_turns_out_to_echo_changes_the_next_stretch_not_this_one():
    room, tape, frames = Known(False), Tape(), said("stop")
    recognizer = ClearRecognizer(tape, room)
    for frame in frames:
        recognizer.hear(frame)
        room.told = True
    assert tape.frames == frames
    recognizer.reset()
    for frame in frames:
        recognizer.hear(frame)
    assert tape.frames == cleared(frames)[:-1]


def test_an_engine_gives_such_recognisers_and_is_what_it_was_else():
    engine = ClearEngine(FakeEngine(strange=["blargh"]), Known(False))
    assert engine.recognizer(["stop"]).weigh(said("stop")).text == "stop"
    assert engine.knows("stop")
    assert not engine.knows("blargh")
    assert (engine.name, engine.unknown, engine.vocabulary) == ("fake", "[unk]", ())
