"""Unpacking a model's archive beside its place, so that it appears there whole or not at all."""

import contextlib
import os
import shutil
import stat
import tempfile
import time
import zipfile
from pathlib import Path, PurePosixPath

from audio.errors import ModelUnusable
from audio.model_check import check, write_lists

_MOST_BYTES = 4_000_000_000
_DRAFT = ".unpacking-"


def unpack(archive: Path, target: Path) -> None:
    """Make `target` the model inside the archive; an older one there is replaced.

    Raises ModelUnusable if the archive is not one, reaches outside its folder, or holds no usable
    model; then nothing at `target` has changed. OSError when the disk is full.
    """
    draft = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=target.parent))
    try:
        _extract(archive, draft)
        inside = _only_folder(draft)
        check(inside)
        write_lists(inside)
        _sync(inside)
        _swap(inside, target, draft)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def sweep(models: Path) -> None:
    """Remove what an interrupted download or unpacking left behind more than an hour ago."""
    # Younger ones may belong to another program that is at it right now.
    before = time.time() - 3600
    for path in (*models.glob(f"{_DRAFT}*"), *models.glob(".*.zip")):
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < before:
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def _extract(archive: Path, draft: Path) -> None:
    try:
        with zipfile.ZipFile(archive) as file:
            entries = file.infolist()
            if sum(entry.file_size for entry in entries) > _MOST_BYTES:
                raise ModelUnusable(f"{archive.name} would fill the disk, so it is not unpacked.")
            for entry in entries:
                _refuse_outside(archive, entry)
            for entry in entries:
                file.extract(entry, draft)
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise ModelUnusable(f"{archive.name} is not a whole zip archive: {error}.") from error


def _refuse_outside(archive: Path, entry: zipfile.ZipInfo) -> None:
    """Python's own extraction would silently rename such entries; an honest archive has none."""
    name = PurePosixPath(entry.filename.replace("\\", "/"))
    linked = stat.S_ISLNK(entry.external_attr >> 16)
    if name.is_absolute() or ".." in name.parts or ":" in name.parts[0] or linked:
        raise ModelUnusable(
            f"{archive.name} reaches outside its own folder ({entry.filename}); not unpacked."
        )


def _only_folder(draft: Path) -> Path:
    inside = list(draft.iterdir())
    return inside[0] if len(inside) == 1 and inside[0].is_dir() else draft


def _sync(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _swap(inside: Path, target: Path, draft: Path) -> None:
    if target.exists():
        # A full folder cannot be replaced in one step; the old one goes with the draft.
        target.rename(Path(tempfile.mkdtemp(dir=draft)) / "old")
    inside.rename(target)
