"""Which intent a freely worded sentence has: a small sentence network that was taught our intents.

The network is all-MiniLM-L6-v2, fine-tuned on the bank in `languages/*/phrasings` and on samples of
the templates (`script/training`), with weights of eight bits: some 2 ms a sentence on one core and
45 MB. Its folder tells how it was made.
"""

import importlib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from intents.word_pieces import WordPieces

NONE = "none"
"""The class of sentences that are not for the house."""

SHOWN = 3
"""How many guesses are given."""

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Guess:
    """An intent that a sentence may have, and how probable it is: 0 to 1."""

    intent: str
    probability: float


class Classifier:
    """The classifier of one language; loads its network at the first sentence."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _pieces(self) -> WordPieces:
        return WordPieces.read(self._folder / "tokenizer.json")

    @cached_property
    def _session(self) -> Any:
        # Only now: it takes 20 MB and a moment, and many an evening needs no more than templates.
        runtime: Any = importlib.import_module("onnxruntime")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return runtime.InferenceSession(
            str(self._folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )

    @cached_property
    def _head(self) -> tuple[list[str], Vector, Vector]:
        with np.load(self._folder / "head.npz") as stored:
            names = [str(name) for name in stored["intents"]]
            return names, stored["weights"].astype(np.float32), stored["bias"].astype(np.float32)

    @property
    def intents(self) -> frozenset[str]:
        """The intents that it knows."""
        return frozenset(self._head[0]) - {NONE}

    def rank(self, sentence: str, allowed: Collection[str]) -> list[Guess]:
        """The most probable few among the allowed intents and "none", the best one first.

        The sentence is plain tokens in lower case; the two people have the names in it that the
        bank gives them.
        """
        names, weights, bias = self._head
        scores = weights @ self.vector(sentence) + bias
        powers = np.exp(scores - scores.max())
        chances = powers / powers.sum()
        known = [i for i, name in enumerate(names) if name in allowed or name == NONE]
        best = sorted(known, key=lambda i: -chances[i])[:SHOWN]
        return [Guess(names[i], float(chances[i])) for i in best]

    def vector(self, sentence: str) -> Vector:
        """A vector of length 1: the mean over the sentence's pieces."""
        numbers = np.array([self._pieces.numbers(sentence)], np.int64)
        given = {
            "input_ids": numbers,
            "attention_mask": np.ones_like(numbers),
            "token_type_ids": np.zeros_like(numbers),
        }
        wanted = {i.name for i in self._session.get_inputs()}
        out = self._session.run(None, {k: v for k, v in given.items() if k in wanted})[0][0]
        mean = out.mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean), np.float32)
