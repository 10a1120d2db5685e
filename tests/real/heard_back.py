"""Hears what came out of the loudspeaker, with the recogniser that ships, as a guest would."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from audio.devices.vosk_recognizer import VoskEngine
from audio.devices.wav_microphone import speech_of
from audio.sound import Frame
from audio.transcribing import frames_of
from tests.tree import PROJECT

LONG = 6
"""Words."""

MODEL = PROJECT / "audio" / "models" / "en-starter"


@cache
def engine() -> VoskEngine:
    """The shipped model, loaded once."""
    return VoskEngine(MODEL, "en-starter")


def plain(line: str) -> str:
    """A line as a recogniser writes it: small letters, no marks but the apostrophe."""
    kept = "".join(c if c.isalnum() or c in "' " else " " for c in line.lower())
    return " ".join(kept.split())


def heard_back(recording: Path, lines: Sequence[str]) -> str:
    """Which one of the lines was spoken; "" if none of them.

    The recogniser is given all lines alike, with room for anything else. Two thirds of a line's
    words must have come out, in their order, and more than of any other line. The best path counts
    as well as the final result: this one drops words that it is only fairly sure of, and the other
    a short line after a silence.
    """
    spoken = frames_of(speech_of(recording))
    found = _found(spoken, [*map(plain, lines), "[unk]"], lines, 0.66)
    # "None of these" fits any sound, and wins where a voice is unclear. Only a long line cannot
    # come out of other talk by chance when the recogniser has no such way out.
    long = [line for line in lines if len(plain(line).split()) >= LONG]
    return found or (_found(spoken, [*map(plain, lines)], long, 0.8) if long else "")


def _found(
    spoken: Sequence[Frame], phrases: Sequence[str], lines: Sequence[str], least: float
) -> str:
    recognizer = engine().recognizer(phrases)
    for frame in spoken:
        recognizer.hear(frame)
    path, final = recognizer.partial(), recognizer.finish()
    for said in (path, final.text if final else ""):
        words = said.split()
        best = max(lines, key=lambda line, words=words: _share(plain(line).split(), words))
        if _share(plain(best).split(), words) > least:
            return best
    return ""


def _share(wanted: list[str], said: list[str]) -> float:
    blocks = SequenceMatcher(None, wanted, said, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(wanted)
