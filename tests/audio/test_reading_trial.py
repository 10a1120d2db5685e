"""Reading a sentence to the microphone: which words were heard, and how loud it was."""

from array import array

import pytest

from audio.reading_trial import LONGEST_SECONDS, Read, Reading, compared
from audio.sound import FRAME_BYTES, Frame
from tests.audio.hearing_fakes import NOISE, FakeActivity, FakeEngine, quiet, said

SENTENCE = "We had soup by the window."


@pytest.fixture
def reading() -> Reading:
    return Reading(SENTENCE, FakeEngine().recognizer(), FakeActivity())


def after(reading: Reading, *parts: list[Frame]) -> Read:
    for frame in (frame for part in parts for frame in part):
        reading.feed(frame)
    return reading.read


def right(read: Read) -> list[str]:
    return [word for word, heard in read.words if heard]


def test_every_word_that_was_heard_is_told(reading: Reading):
    """With its full stop, as it was to be read."""
    read = after(reading, quiet(1), said("we had soup by the window"), quiet(2))
    assert (read.right, read.over, read.heard) == (6, True, "we had soup by the window")
    assert right(read) == SENTENCE.split()


def test_words_that_were_missed_or_misheard_are_told(reading: Reading):
    """Where they stand, so that somebody sees what was swallowed."""
    read = after(reading, quiet(1), said("we had soap the window"), quiet(2))
    assert right(read) == ["We", "had", "the", "window."]


def test_a_breath_in_the_middle_is_part_of_it(reading: Reading):
    """Nobody reads aloud without one."""
    read = after(reading, quiet(1), said("we had soup"), quiet(0.8), said("by the window"))
    assert not read.over
    assert after(reading, quiet(2)).right == 6


def test_a_knock_is_no_reading(reading: Reading):
    """The cup that is put down before one begins."""
    read = after(reading, [NOISE] * 5, quiet(2))
    assert not read.over
    assert after(reading, said("we had soup by the window"), quiet(2)).right == 6


def test_it_ends_by_itself_when_nobody_reads(reading: Reading):
    """Otherwise the house would stay deaf to requests."""
    read = after(reading, quiet(LONGEST_SECONDS + 1))
    assert (read.over, read.heard, read.goes_on) == (True, "", False)


def test_after_the_end_nothing_counts(reading: Reading):
    """What is said about it is no second reading."""
    read = after(reading, quiet(1), said("we had soup by the window"), quiet(2))
    assert after(reading, said("that was good"), quiet(2)) == read


def voice(amplitude: int, seconds: float = 1.5) -> list[Frame]:
    """A voice as loud as that."""
    samples = array("h", [amplitude, -amplitude] * (FRAME_BYTES // 4))
    return [Frame(samples.tobytes())] * round(seconds / 0.03)


@pytest.mark.parametrize(
    ("room", "amplitude", "expected"),
    [(10, 3000, "good"), (10, 60, "quiet"), (10, 32767, "loud"), (2000, 3000, "noisy")],
)
def test_how_loud_it_is_is_told(room: int, amplitude: int, expected: str):
    """Too faint, cut off, or hardly louder than the fan: each has another remedy."""

    class Loud(FakeActivity):
        def likelihood(self, frame: Frame) -> float:
            return 1.0 if abs(array("h", frame.pcm)[0]) == amplitude else 0.0

    class Something:
        def __getattr__(self, name: str):
            return lambda *given: type("Heard", (), {"text": "we had soup"})()

    reading = Reading(SENTENCE, Something(), Loud())  # type: ignore[arg-type]
    assert after(reading, voice(room), voice(amplitude), voice(room, 2)).sound == expected


@pytest.mark.parametrize(
    ("heard", "count"),
    [("we had soup by the window", 6), ("", 0), ("window the by soup", 1), ("we we had had", 2)],
)
def test_words_count_in_their_place(heard: str, count: int):
    """A list of the right words in any order is no sentence."""
    assert sum(right for _, right in compared(SENTENCE, heard)) == count
