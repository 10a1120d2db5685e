"""The sentence network in a form that can be taught; its weights come from and go to ONNX files."""

import math
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from torch.nn import functional

WIDTH, HEADS, INNER, LAYERS = 384, 12, 1536, 6
PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "norm_after": "output.LayerNorm",
}
"""Our names for a layer's parts → BERT's."""


class Layer(nn.Module):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.out, self.norm = nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm_after, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(0.1)

    def forward(self, x: Any, mask: Any) -> Any:
        count, length, _ = x.shape

        def split(y: Any) -> Any:
            return y.view(count, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        scores = split(self.query(x)) @ split(self.key(x)).transpose(-1, -2)
        weights = (scores / math.sqrt(WIDTH // HEADS) + mask).softmax(-1)
        seen = (self.drop(weights) @ split(self.value(x))).transpose(1, 2)
        x = self.norm(x + self.drop(self.out(seen.reshape(count, length, WIDTH))))
        return self.norm_after(x + self.drop(self.outer(functional.gelu(self.inner(x)))))


class SentenceNetwork(nn.Module):  # type: ignore[misc]
    """Word pieces in, a vector of length 1 out: the mean over the pieces.

    The vectors of the pieces themselves are not taught: the bank knows too few of them.
    """

    def __init__(self, file: Path) -> None:
        super().__init__()
        given = weights_of(file)
        taken = {name: torch.tensor(value) for name, value in given.items()}
        self.pieces = nn.Embedding.from_pretrained(taken["embeddings.word_embeddings.weight"])
        self.places = taken["embeddings.position_embeddings.weight"]
        self.kind = taken["embeddings.token_type_embeddings.weight"][0]
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        for name, tensor in self._named():
            tensor.data = taken[name].clone()

    def _named(self) -> list[tuple[str, Any]]:
        """Every taught tensor with its name in the file."""
        kinds = ("weight", "bias")
        named = [(f"embeddings.LayerNorm.{k}", getattr(self.norm, k)) for k in kinds]
        for number, layer in enumerate(self.layers):
            for ours, theirs in PARTS.items():
                part = getattr(layer, ours)
                named += [(f"encoder.layer.{number}.{theirs}.{k}", getattr(part, k)) for k in kinds]
        return named

    def forward(self, numbers: Any, mask: Any) -> Any:
        x = self.norm(self.pieces(numbers) + self.places[: numbers.shape[1]] + self.kind)
        for layer in self.layers:
            x = layer(x, (1 - mask[:, None, None, :]) * -1e9)
        mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return functional.normalize(mean, dim=-1)

    def save(self, source: Path, target: Path) -> None:
        """Write what was taught into a copy of the file it came from, in eight bits a weight."""
        model = onnx.load(str(source))
        stored = {tensor.name: tensor for tensor in model.graph.initializer}
        names = _names(model)
        for name, tensor in self._named():
            inside, turned = names[name]
            value = tensor.detach().numpy()
            new = numpy_helper.from_array(
                np.ascontiguousarray(value.T if turned else value), inside
            )
            stored[inside].CopyFrom(new)
        del model.graph.output[1:]  # the second one is a summary that nobody reads
        whole = target.with_suffix(".whole")
        onnx.save(model, str(whole))
        # Seven bits of the eight: with all of them, processors without wide dot products cut off
        # large sums, and the same sentence has another meaning on another machine.
        quantize_dynamic(
            whole, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
        whole.unlink()


def _names(model: Any) -> dict[str, tuple[str, bool]]:
    """BERT's name of a tensor → its name in the file, and whether it lies there turned."""
    names = {tensor.name: (tensor.name, False) for tensor in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type == "MatMul" and node.input[1].startswith("onnx::"):
            place = node.name.strip("/").removesuffix("/MatMul").replace("/", ".")
            names[f"{place}.weight"] = (node.input[1], True)
    return names


def weights_of(file: Path) -> dict[str, Any]:
    """The tensors of an ONNX file by BERT's names."""
    model = onnx.load(str(file))
    stored = {t.name: numpy_helper.to_array(t) for t in model.graph.initializer}
    return {
        name: (stored[inside].T if turned else stored[inside]).copy()
        for name, (inside, turned) in _names(model).items()
    }
