"""Is a speech model's folder whole, and of the kind that can be used?"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from audio.errors import ModelUnusable

SUMS = "SHA256SUMS"
SIZES = "SIZES"
"""Two lists of a model's files that may lie in its folder: "<sum or bytes>  ./<path>" a line."""

_NEEDED = ("am/final.mdl", "conf/mfcc.conf", "conf/model.conf")
_GRAPH = ("graph/HCLr.fst", "graph/Gr.fst", "graph/disambig_tid.int")
_STATIC = "graph/HCLG.fst"
_IVECTOR = (
    "final.dubm",
    "final.ie",
    "final.mat",
    "global_cmvn.stats",
    "online_cmvn.conf",
    "splice.conf",
)
_FST_MAGIC = b"\xd6\xfd\xb2\x7e"
_KALDI_MAGIC = b"\x00B"


def check(folder: Path, *, whole: bool = False) -> None:
    """Return if the folder holds a usable Vosk model; else raise ModelUnusable with the reason.

    Looks at names, sizes and the first bytes, which takes a few milliseconds; with `whole`, also
    at the sums of all files where the folder has a list of them.
    """
    if not folder.is_dir():
        raise ModelUnusable(f"There is no speech model at {folder}: the folder is missing.")
    _check_kind(folder)
    for name in (*_NEEDED, *_GRAPH, *_ivector(folder)):
        _check_file(folder, name)
    _check_sizes(folder)
    if whole:
        _check_sums(folder)


def write_lists(folder: Path) -> None:
    """Note sizes and sums of everything in the folder, so that later damage is seen."""
    names = sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )
    names = [name for name in names if name not in (SUMS, SIZES)]
    sizes = [f"{(folder / name).stat().st_size}  ./{name}\n" for name in names]
    sums = [f"{_sum(folder / name)}  ./{name}\n" for name in names]
    (folder / SIZES).write_text("".join(sizes), encoding="utf-8")
    (folder / SUMS).write_text("".join(sums), encoding="utf-8")


def _check_kind(folder: Path) -> None:
    if (folder / "graph/HCLr.fst").exists():
        return
    if (folder / _STATIC).exists():
        raise ModelUnusable(
            f"The speech model {folder.name} is a static one (it has no graph/HCLr.fst): its "
            "phrase lists cannot be changed while running, and the house needs that. "
            "Choose a small or “lgraph” model instead."
        )
    if (folder / "HCLr.fst").exists():
        raise ModelUnusable(
            f"The speech model {folder.name} has an old layout, with its files not in am/, conf/ "
            "and graph/. Choose a newer one."
        )
    inner = [sub.name for sub in folder.iterdir() if (sub / "graph").is_dir()]
    if inner:
        raise ModelUnusable(
            f"{folder} is not a speech model, but holds one: choose {folder / inner[0]}."
        )
    if not any((folder / part).is_dir() for part in ("am", "conf", "graph")):
        raise ModelUnusable(f"{folder} is not a speech model: it has no am, conf and graph in it.")


def _ivector(folder: Path) -> tuple[str, ...]:
    # Vosk loads a model without its ivector files silently, and hears nonsense with it.
    has_one = (folder / "ivector").is_dir()
    return tuple(f"ivector/{name}" for name in _IVECTOR) if has_one else ()


def _check_file(folder: Path, name: str) -> None:
    path = folder / name
    if not path.is_file():
        raise ModelUnusable(f"The speech model {folder.name} is incomplete: {name} is missing.")
    try:
        with path.open("rb") as file:
            begin = file.read(4)
    except OSError as error:
        raise ModelUnusable(
            f"The speech model {folder.name} cannot be read: {name}: {error.strerror}."
        ) from error
    wanted = {".fst": _FST_MAGIC, ".mdl": _KALDI_MAGIC}.get(path.suffix, b"")
    if not begin or not begin.startswith(wanted):
        reason = "is empty" if not begin else "is not what it should be"
        raise ModelUnusable(f"The speech model {folder.name} is damaged: {name} {reason}.")


def _check_sizes(folder: Path) -> None:
    for size, name in _listed(folder / SIZES):
        path = folder / name
        if not path.is_file():
            raise ModelUnusable(f"The speech model {folder.name} is incomplete: {name} is missing.")
        if path.stat().st_size != int(size):
            raise ModelUnusable(
                f"The speech model {folder.name} is damaged: {name} has {path.stat().st_size:,} "
                f"bytes instead of {int(size):,}."
            )


def _check_sums(folder: Path) -> None:
    for wanted, name in _listed(folder / SUMS):
        path = folder / name
        if not path.is_file():
            raise ModelUnusable(f"The speech model {folder.name} is incomplete: {name} is missing.")
        if _sum(path) != wanted:
            raise ModelUnusable(
                f"The speech model {folder.name} is damaged: {name} has changed since it was made."
            )


def _listed(file: Path) -> Iterator[tuple[str, str]]:
    if not file.is_file():
        return
    for line in file.read_text(encoding="utf-8").splitlines():
        value, _, name = line.partition("  ")
        # What lies beside the parts is for readers, and may be edited.
        if value and "/" in name.removeprefix("./"):
            yield value, name.removeprefix("./")


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
