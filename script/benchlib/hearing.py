"""Share of spoken commands understood, next to PocketSphinx with the same grammar."""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from script.benchlib.coffee import House
from script.benchlib.mixing import clip, read_samples
from script.benchlib.orders import Heard, is_right, read_orders
from script.benchlib.sphinx import open_sphinx


def run(options: argparse.Namespace) -> None:
    """Print a row for each noise level."""
    orders = read_orders(options.data, options.limit)
    noise_file: Path = options.noise or options.data.parent / "noise" / "kitchen.flac"
    levels = options.snr.split(",")
    noise = read_samples(noise_file) if set(levels) - {"clean"} else None
    engines: dict[str, Callable[[bytes], Heard]] = {
        "Hearthside": House(options.data, options.model, options.model.name).hear,
        "PocketSphinx": open_sphinx(options.data),
    }
    print(
        f"{len(orders)} commands, intent and every labelled slot right; model {options.model.name}"
    )
    print(f"{'noise':>8}  " + "  ".join(f"{name:>24}" for name in engines))
    for level in levels:
        clips = [clip(order.file, level, noise) for order in orders]
        cells = []
        for hear in engines.values():
            began = time.monotonic()
            right = sum(
                is_right(order, hear(clip)) for order, clip in zip(orders, clips, strict=True)
            )
            each = (time.monotonic() - began) / len(orders)
            share = right / len(orders)
            cells.append(f"{right:>4}/{len(orders)} {share:6.1%} {each:5.2f} s each")
        print(f"{level:>8}  " + "  ".join(f"{cell:>24}" for cell in cells), flush=True)
