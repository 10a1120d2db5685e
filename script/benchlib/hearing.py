"""Share of spoken commands understood, next to PocketSphinx with the same grammar."""

import argparse
import time
from collections.abc import Callable
from functools import partial
from itertools import product
from pathlib import Path

import numpy as np

from script.benchlib.cleaning import AS_IT_IS, CLEANING
from script.benchlib.coffee import House
from script.benchlib.mixing import clip, read_samples
from script.benchlib.orders import Heard, Order, is_right, read_orders
from script.benchlib.room import across
from script.benchlib.sphinx import open_sphinx


def run(options: argparse.Namespace) -> None:
    """Print a row for each noise level, distance and way of cleaning the sound."""
    orders = read_orders(options.data, options.limit)
    noise_file: Path = options.noise or options.data.parent / "noise" / "kitchen.flac"
    levels = options.snr.split(",")
    noise = read_samples(noise_file) if set(levels) - {"clean"} else None
    house = House(options.data, options.model, options.model.name)
    engines: dict[str, Callable[[bytes], Heard]] = {"Hearthside": house.hear}
    if not options.alone:
        engines["PocketSphinx"] = open_sphinx(options.data)
    print(
        f"{len(orders)} commands, intent and every labelled slot right; model {options.model.name}"
    )
    print(f"{'noise':>30}  " + "  ".join(f"{name:>24}" for name in engines))
    for level, metres, way in product(levels, options.metres.split(","), options.clean.split(",")):
        house.move()
        room = partial(across, metres=float(metres)) if metres else np.asarray
        clips = [CLEANING[way](clip(order.file, level, noise, room)) for order in orders]
        cells = [_cell(orders, clips, hear) for hear in engines.values()]
        label = ", ".join([level, *[f"{metres} m"] * bool(metres), *[way] * (way != AS_IT_IS)])
        print(f"{label:>30}  " + "  ".join(f"{cell:>24}" for cell in cells), flush=True)


def _cell(orders: list[Order], clips: list[bytes], hear: Callable[[bytes], Heard]) -> str:
    began = time.monotonic()
    right = sum(is_right(order, hear(clip)) for order, clip in zip(orders, clips, strict=True))
    each = (time.monotonic() - began) / len(orders)
    return f"{right:>4}/{len(orders)} {right / len(orders):6.1%} {each:5.2f} s each"
