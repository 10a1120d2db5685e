"""Teaches the classifier: `script/train all-MiniLM-L6-v2.onnx`, then look at `script/bench`."""

import argparse
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from intents.classifier import NONE
from intents.word_pieces import WordPieces
from script.training.examples import Example, examples
from script.training.network import WIDTH, SentenceNetwork

BATCH, EPOCHS, LONGEST = 32, 4, 40
RATE, HEAD_RATE, SHARPNESS, SMOOTHING = 6e-5, 2e-3, 16.0, 0.05

Row = tuple[list[int], int]


def main() -> None:
    """Read the bank, teach, and write the folder `classifier` of the language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", type=Path, help="all-MiniLM-L6-v2 as ONNX, not quantised")
    parser.add_argument("--language", default="en")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    options = parser.parse_args()
    folder = Path("intents/languages") / options.language / "classifier"
    learnt = examples(options.language)
    intents = sorted({intent for _, intent in learnt})
    print(f"{len(learnt)} sentences, {len(intents)} intents")
    torch.manual_seed(0)
    network = SentenceNetwork(options.base)
    weights, bias = _teach(network, _rows(learnt, intents, folder), intents, options.epochs)
    network.save(options.base, folder / "model.onnx")
    np.savez_compressed(
        folder / "head.npz",
        intents=np.array(intents),
        weights=(SHARPNESS * weights).detach().numpy().astype(np.float16),
        bias=bias.detach().numpy().astype(np.float32),
    )


def _rows(learnt: list[Example], intents: list[str], folder: Path) -> list[Row]:
    pieces = WordPieces.read(folder / "tokenizer.json")
    place = {intent: at for at, intent in enumerate(intents)}
    return [(pieces.numbers(said)[:LONGEST], place[intent]) for said, intent in learnt]


def _batch(rows: list[Row]) -> tuple[Any, Any, Any]:
    longest = max(len(numbers) for numbers, _ in rows)
    numbers, mask = (
        torch.zeros(len(rows), longest, dtype=torch.long),
        torch.zeros(len(rows), longest),
    )
    for at, (row, _) in enumerate(rows):
        numbers[at, : len(row)], mask[at, : len(row)] = torch.tensor(row), 1
    return numbers, mask, torch.tensor([intent for _, intent in rows])


def _teach(
    network: SentenceNetwork, rows: list[Row], intents: list[str], epochs: int
) -> tuple[Any, Any]:
    """The weights and the bias of the head, which starts at the mean of each intent's vectors."""
    weights = torch.nn.Parameter(_means(network, rows, len(intents)))
    bias = torch.nn.Parameter(torch.zeros(len(intents)))
    taught = [p for p in network.parameters() if p.requires_grad]
    steps = torch.optim.AdamW(
        [
            {"params": taught, "lr": RATE, "weight_decay": 0.01},
            {"params": [weights, bias], "lr": HEAD_RATE, "weight_decay": 0.0},
        ]
    )
    draw, done = random.Random(0), 0
    whole = epochs * len(_epoch(rows, intents, random.Random(0)))
    for epoch in range(epochs):
        began, loss_sum = time.monotonic(), 0.0
        batches = _epoch(rows, intents, draw)
        network.train()
        for batch in batches:
            slow = min(1.0, done / 60) * max(0.0, 1 - done / whole)
            steps.param_groups[0]["lr"], steps.param_groups[1]["lr"] = RATE * slow, HEAD_RATE * slow
            numbers, mask, meant = _batch(batch)
            scores = SHARPNESS * (network(numbers, mask) @ weights.T) + bias
            loss = functional.cross_entropy(scores, meant, label_smoothing=SMOOTHING)
            steps.zero_grad()
            loss.backward()
            steps.step()
            done, loss_sum = done + 1, loss_sum + loss.item()
        took = time.monotonic() - began
        print(f"epoch {epoch + 1}: loss {loss_sum / len(batches):.3f}, {took:.0f} s", flush=True)
    network.eval()
    return weights, bias


def _means(network: SentenceNetwork, rows: list[Row], count: int) -> Any:
    network.eval()
    sums = torch.zeros(count, WIDTH)
    with torch.no_grad():
        for at in range(0, len(rows), 64):
            numbers, mask, meant = _batch(rows[at : at + 64])
            sums.index_add_(0, meant, network(numbers, mask))
    return functional.normalize(sums, dim=-1)


def _epoch(rows: list[Row], intents: list[str], draw: random.Random) -> list[list[Row]]:
    """One round of batches of like length; an intent with very many sentences gives a part."""
    by_intent: dict[int, list[Row]] = {}
    for row in rows:
        by_intent.setdefault(row[1], []).append(row)
    most = 2 * int(np.percentile([len(some) for some in by_intent.values()], 60))
    keep = [
        row
        for intent, some in by_intent.items()
        for row in (some if intents[intent] == NONE else draw.sample(some, min(len(some), most)))
    ]
    draw.shuffle(keep)
    batches = []
    for at in range(0, len(keep), BATCH * 20):
        alike = sorted(keep[at : at + BATCH * 20], key=lambda row: len(row[0]))
        batches += [alike[k : k + BATCH] for k in range(0, len(alike), BATCH)]
    draw.shuffle(batches)
    return batches


if __name__ == "__main__":
    main()
