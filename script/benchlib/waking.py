"""Calls heard, and calls imagined, for each wake phrase that there are recordings of."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from audio.devices import open_engine
from script.benchlib.calling import CallClip, count_calls


def run(options: argparse.Namespace) -> None:
    """Print a row for each phrase: its own recordings, and those of the other folders."""
    engine = open_engine(options.model, options.model.name)
    print(f"{'wake phrase':>14}  {'heard':>10}  {'imagined':>10}   model {options.model.name}")
    for phrase, clips in _phrases(options.data).items():
        calls = count_calls(engine, phrase, clips)
        print(
            f"{phrase:>14}  {calls.heard:>4}/{calls.of:<5}  {calls.false:>4}/{calls.others:<5}",
            flush=True,
        )


def _phrases(data: Path) -> dict[str, list[CallClip]]:
    folders = {
        folder.name.replace("-", " "): folder for folder in sorted((data / "wake").iterdir())
    }
    found = {
        phrase: [
            *(CallClip(file, True) for file in sorted(folder.glob("*.flac"))),
            *_others(data, folder),
        ]
        for phrase, folder in folders.items()
    }
    labels = json.loads((data / "household" / "labels.json").read_text(encoding="utf-8"))
    ours = [CallClip(data / "household" / name, said["wake"]) for name, said in labels.items()]
    return {"hey juniper": ours, **found}


def _others(data: Path, own: Path) -> Iterator[CallClip]:
    yield from (CallClip(file, False) for file in sorted((data / "commands").glob("*.flac")))
    for folder in (data / "wake").iterdir():
        if folder != own:
            yield from (CallClip(file, False) for file in sorted(folder.glob("*.flac"))[:60])
