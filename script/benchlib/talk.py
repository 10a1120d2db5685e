"""Talk that calls nobody: synthesised once, the same each time, kept in the temporary folder."""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile
import yaml

from audio.sound import RATE
from script.benchlib.mixing import Samples
from script.benchlib.speaking import VOICES, spoken

SEED = 7
PIECE_SECONDS = 40.0
PAUSE = (0.15, 0.9)
"""Seconds between two sentences: some run into each other, as on the radio."""


def talk(minutes: float) -> Iterator[Samples]:
    """Pieces of 40 s each."""
    folder = Path(tempfile.gettempdir()) / "hearthside-bench"
    folder.mkdir(exist_ok=True)
    for number in range(max(1, round(minutes * 60 / PIECE_SECONDS))):
        file = folder / f"talk-{SEED}-{number}.flac"
        if not file.is_file():
            begun = file.with_suffix(".part")
            soundfile.write(begun, _piece(number), RATE, format="FLAC", subtype="PCM_16")
            begun.rename(file)
        yield soundfile.read(file, dtype="float64")[0]


def sentences(draw: random.Random) -> Iterator[str]:
    """One sentence after the other, for as long as anybody listens."""
    page = yaml.safe_load(Path(__file__).with_name("radio.yaml").read_text(encoding="utf-8"))
    gaps: dict[str, list[str]] = page["gaps"]
    kitchen = Path(__file__).parents[2] / "tests" / "languages" / "en" / "kitchen.yaml"
    overheard = yaml.safe_load(kitchen.read_text(encoding="utf-8"))
    while True:
        # Near misses are in one sentence of six: far more than life has of them.
        sentence = draw.choice(draw.choice([page["sentences"], page["sentences"], overheard]))
        for gap, words in gaps.items():
            while f"{{{gap}}}" in sentence:
                sentence = sentence.replace(f"{{{gap}}}", draw.choice(words), 1)
        yield sentence[:1].upper() + sentence[1:]


def _piece(number: int) -> Samples:
    draw = random.Random(f"{SEED} {number}")
    parts: list[Samples] = [np.zeros(RATE // 2)]
    lines = sentences(draw)
    voice, left = draw.choice(VOICES), draw.randint(2, 4)
    while sum(map(len, parts)) < PIECE_SECONDS * RATE:
        if left == 0:
            voice, left = draw.choice(VOICES), draw.randint(2, 4)
        left -= 1
        parts.append(0.6 * spoken(next(lines), voice, draw.randint(150, 200)))
        parts.append(np.zeros(round(draw.uniform(*PAUSE) * RATE)))
    return np.concatenate(parts)[: round(PIECE_SECONDS * RATE)]
