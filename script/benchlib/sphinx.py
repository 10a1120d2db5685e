"""The engine to compare with: PocketSphinx with its own American English model."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from script.benchlib.calling import Count, Sound, pieces
from script.benchlib.orders import CoffeeGrammar, Heard

BEAMS = {"beam": 1e-24, "wbeam": 1e-16, "pbeam": 1e-24}
"""Narrower than its own defaults (1e-48, 7e-29, 1e-48), with which it takes 40 s for each of these
orders; on those tried it hears the same, in an eighth of the time."""


def open_sphinx(folder: Path) -> Callable[[bytes], Heard]:
    """A function that hears an order with PocketSphinx, limited to the grammar in `folder`."""
    from pocketsphinx import Decoder, get_model_path

    grammar = CoffeeGrammar.read(folder)
    with tempfile.NamedTemporaryFile("w", suffix=".jsgf", encoding="utf-8") as file:
        file.write(grammar.jsgf())
        file.flush()
        decoder = Decoder(
            hmm=get_model_path("en-us/en-us"),
            dict=get_model_path("en-us/cmudict-en-us.dict"),
            jsgf=file.name,
            lm=None,
            **BEAMS,
            loglevel="FATAL",
        )

    def hear(pcm: bytes) -> Heard:
        decoder.start_utt()
        decoder.process_raw(pcm, full_utt=True)
        decoder.end_utt()
        result = decoder.hyp()
        return grammar.understand(result.hypstr if result else "")

    return hear


def sphinx_wake(phrase: str, threshold: float) -> Count:
    """Counts how often PocketSphinx's keyphrase search finds the phrase."""
    from pocketsphinx import Decoder, get_model_path

    decoder = Decoder(
        hmm=get_model_path("en-us/en-us"),
        dict=get_model_path("en-us/cmudict-en-us.dict"),
        lm=None,
        keyphrase=phrase,
        kws_threshold=threshold,
        loglevel="FATAL",
    )

    def count(sound: Sound) -> int:
        calls = 0
        decoder.start_utt()
        for piece in pieces(sound.pcm):
            decoder.process_raw(piece, full_utt=False)
            if decoder.hyp() is not None:
                calls += 1
                decoder.end_utt()
                decoder.start_utt()
        decoder.end_utt()
        return calls

    return count
