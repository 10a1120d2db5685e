"""The secret that signs the page's cookie: kept, so that an open tab survives a restart."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

LENGTH = 32


def kept_secret(home: Path) -> bytes:
    """The secret of this home, made at first use; only its owner can read the file.

    Where nothing can be written it lasts as long as the house runs.
    """
    file = home / "page-secret"
    with suppress(OSError):
        known = file.read_bytes()
        if len(known) == LENGTH:
            return known
    fresh = secrets.token_bytes(LENGTH)
    with suppress(OSError):
        _write_whole(file, fresh)
    return fresh


def _write_whole(file: Path, secret: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(f".{os.getpid()}")
    half.unlink(missing_ok=True)
    # Created unreadable to others, never opened up and closed afterwards.
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(secret)
    half.replace(file)
