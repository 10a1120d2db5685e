"""The recogniser: Vosk, behind the Recognizer and SpeechEngine seams."""

import json
import re
import struct
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import vosk

from audio.devices.vosk_folder import acoustic_scale, link_in_short_steps
from audio.devices.vosk_network import lay_out, words_cost
from audio.errors import ModelUnusable
from audio.sound import RATE, Frame, Network, Utterance, Word

KALDI: Any = vosk
"""Vosk comes without types."""

UNKNOWN_WORDS = ("[unk]", "<unk>", "<UNK>")
FST_SYMBOLS_MAGIC = 2125658996

MOST_NETWORKS = 2
"""Each takes 25 MB: one for requests, one for the step of a ritual."""


class VoskRecognizer:
    """A Recognizer for one stretch after the other. Belongs to the thread that made it."""

    def __init__(
        self,
        engine: "VoskEngine",
        phrases: Sequence[str] | None,
        network: Network | None = None,
        model: Any = None,
    ) -> None:
        """Given a network, `model` is the one that hears nothing else."""
        self._engine = engine
        self._network = network
        self._grammar = engine.grammar(phrases)
        args = (self._grammar,) if phrases is not None else ()
        self._vosk: Any = KALDI.KaldiRecognizer(model or engine.model, RATE, *args)
        self._vosk.SetWords(True)
        self._fed = 0
        self._began = 0
        self._words: list[Word] = []

    def hear(self, frame: Frame) -> None:
        """Take in the next frame; what Vosk closes by itself in a pause is kept and added to."""
        self._fed += len(frame.pcm) // 2
        if self._vosk.AcceptWaveform(bytes(frame.pcm)):
            self._keep(self._vosk.Result())

    def partial(self) -> str:
        """What it would say if the stretch ended now."""
        # After a result Vosk answers {"text": ""}, without any "partial".
        now = json.loads(self._vosk.PartialResult()).get("partial", "")
        return " ".join([word.text for word in self._words] + ([now] if now else []))

    def finish(self) -> Utterance | None:
        """Say what was heard over the whole stretch and start afresh."""
        self._keep(self._vosk.FinalResult())
        words, self._words, self._began = tuple(self._words), [], self._fed
        if not words:
            return None
        confidence = sum(word.confidence for word in words) / len(words)
        return Utterance(" ".join(word.text for word in words), confidence, words)

    def reset(self) -> None:
        """Forget the stretch so far."""
        # Not Vosk's Reset(): it leaves undecoded sound behind, which leaks into the next stretch.
        self.finish()

    def expect(self, phrases: Sequence[str] | None) -> None:
        """Limit what can be heard from the next stretch on; None means anything."""
        grammar = self._engine.grammar(phrases)
        self.reset()  # SetGrammar() on a recogniser that holds sound ends the whole process
        if grammar != self._grammar:
            self._grammar = grammar
            self._vosk.SetGrammar(grammar)

    def weigh(self, frames: Sequence[Frame]) -> Utterance | None:
        """Hear a whole stretch, between two others, and tell its likelihood, not confidences."""
        self._vosk.SetMaxAlternatives(1)  # only then Vosk tells likelihoods
        try:
            # One piece, even over a pause: without asking for a result Vosk goes on with it.
            for frame in frames:
                self._fed += len(frame.pcm) // 2
                self._vosk.AcceptWaveform(bytes(frame.pcm))
            result = json.loads(self._vosk.FinalResult())
        finally:
            self._vosk.SetMaxAlternatives(0)
        before, self._began = self._began / RATE, self._fed
        best = (result.get("alternatives") or [{}])[0]
        words = tuple(
            Word(w["word"], 1.0, max(0.0, w["start"] - before), max(0.0, w["end"] - before))
            for w in best.get("result", ())
        )
        if not words:
            return None
        text = " ".join(word.text for word in words)
        return Utterance(text, 1.0, words, likelihood=best["confidence"] - self._spared(words))

    def _spared(self, words: Sequence[Word]) -> float:
        """By how much the words cost less here than in free talk, with which this is compared."""
        if self._network is None:
            return 0.0
        cost = words_cost(self._network, [word.text for word in words])
        return (1.0 - self._engine.acoustic_scale) * cost

    def _keep(self, result: str) -> None:
        before = self._began / RATE
        for word in json.loads(result).get("result", ()):
            # Vosk counts from the recogniser's first sample, not from the stretch's.
            start, end = max(0.0, word["start"] - before), max(0.0, word["end"] - before)
            self._words.append(Word(word["word"], min(1.0, word["conf"]), start, end))


class VoskEngine:
    """A SpeechEngine: one Vosk model, loaded when this is made.

    Raises ModelUnusable with the reason when the folder does not hold a model that can follow
    phrase lists.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.folder = folder
        self._networks: dict[Network, Future[Any]] = {}
        self._loading = ThreadPoolExecutor(1, "sentences")
        KALDI.SetLogLevel(-1)  # otherwise every phrase list, names included, goes to stderr
        if not (folder / "graph" / "HCLr.fst").is_file():
            raise ModelUnusable(
                f"The speech model in {folder} cannot be limited to phrases: "
                "graph/HCLr.fst is missing."
            )
        try:
            self.model: Any = _loaded(folder)
            self.acoustic_scale = acoustic_scale(folder)
        except Exception as broken:
            raise ModelUnusable(
                f"The speech model in {folder} cannot be loaded; it is damaged or incomplete."
            ) from broken
        self.unknown = next((word for word in UNKNOWN_WORDS if self.knows(word)), None)

    def knows(self, word: str) -> bool:
        """Whether the word is in the model's vocabulary."""
        return bool(word) and self.model.vosk_model_find_word(word) >= 0

    def recognizer(self, phrases: Sequence[str] | None = None) -> VoskRecognizer:
        """A new recogniser, limited to the phrases unless None."""
        return VoskRecognizer(self, phrases)

    def sentence_recognizer(self, network: Network) -> VoskRecognizer:
        """A new recogniser that hears one whole sentence of the network."""
        self.prepare(network)
        return VoskRecognizer(self, None, network, self._networks[network].result())

    def prepare(self, network: Network) -> None:
        """Begin to make ready for this network, without anybody's waiting for it."""
        found = self._networks.pop(network, None)
        self._networks[network] = found or self._loading.submit(self._with_graph, network)
        while len(self._networks) > MOST_NETWORKS:
            del self._networks[next(iter(self._networks))]

    def let_go(self) -> None:
        """Give back what only serves networks; they are made ready again when asked for."""
        self._networks.clear()

    def _with_graph(self, network: Network) -> Any:
        # It is gone again once it is loaded: the names of the two people are in it.
        with TemporaryDirectory(prefix="hearthside-") as made:
            lay_out(Path(made), self.folder, network, self._numbers)
            return KALDI.Model(made)

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """The model's words, for finding near misses; empty if the model does not tell."""
        text = "\n".join(self._numbers)
        return tuple(re.findall(r"^[\w']+$", text, re.MULTILINE))

    @property
    def _numbers(self) -> dict[str, int]:
        listed = self.folder / "graph" / "words.txt"
        if listed.is_file():
            lines = (line.split() for line in listed.read_text(encoding="utf-8").splitlines())
            return {line[0]: int(line[1]) for line in lines if line}
        return symbols_of((self.folder / "graph" / "Gr.fst").read_bytes())

    def grammar(self, phrases: Sequence[str] | None) -> str:
        """The phrase list as Vosk wants it. Raises ValueError if no phrase is left of it."""
        if phrases is None:
            return "[]"  # to SetGrammar() this means open dictation; never given to the constructor
        known = [phrase for phrase in dict.fromkeys(phrases) if self._knows_all(phrase)]
        if not any(phrase != self.unknown for phrase in known):
            raise ValueError("Not one of these phrases can be heard by this speech model.")
        return json.dumps(known)

    def _knows_all(self, phrase: str) -> bool:
        words = phrase.split()
        return bool(words) and all(self.knows(word) for word in words)


def _loaded(folder: Path) -> Any:
    try:
        with TemporaryDirectory(prefix="hearthside-") as made:
            link_in_short_steps(Path(made), folder)
            return KALDI.Model(made)
    except OSError:  # the disk is full, or knows no links
        return KALDI.Model(str(folder))


def symbols_of(fst: bytes) -> dict[str, int]:
    """The words that an OpenFst file carries in its symbol table, with their numbers."""
    start = fst.find(struct.pack("<i", FST_SYMBOLS_MAGIC))
    if start < 0:
        return {}
    (name_length,) = struct.unpack_from("<i", fst, start + 4)
    at = start + 8 + name_length + 8
    (count,) = struct.unpack_from("<q", fst, at)
    at, words = at + 8, {}
    for _ in range(count):
        (length,) = struct.unpack_from("<i", fst, at)
        word = fst[at + 4 : at + 4 + length].decode("utf-8", "replace")
        at += 4 + length
        (words[word],) = struct.unpack_from("<q", fst, at)
        at += 8
    return words
