"""Fetching a speech model: patient with a slow line, not with a dead one."""

import hashlib
import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from audio.model_registry import KnownModel
from config.errors import HouseError

Progress = Callable[[int, int], None]
"""Told the bytes that are here and the bytes in all, now and then."""

_CHUNK = 1 << 16


class DownloadFailed(HouseError):
    """The model could not be fetched; trying again may help."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a download may keep people waiting."""

    answer_seconds: float = 8
    """For the connection, and for each piece of the answer."""

    slowest: int = 30_000
    """Bytes a second, on average over `window_seconds`, below which it is given up."""

    window_seconds: float = 20


def fetch(
    model: KnownModel, target: Path, progress: Progress, patience: Patience | None = None
) -> None:
    """Put the model's archive at `target`, checked by size and sum.

    Raises DownloadFailed with the reason; what was fetched till then is left for the caller to
    remove.
    """
    try:
        with _opened(model.address, patience or Patience()) as answer, target.open("wb") as file:
            _expect_size(model, answer.headers.get("Content-Length"))
            found = _copy(answer, file, model, progress, patience or Patience())
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise DownloadFailed(_reason(model, error)) from error
    if found != model.sha256:
        raise DownloadFailed(
            f"What came from {model.address} is not the model that was expected "
            "(its sha256 is another one), so it was thrown away."
        )


def _opened(address: str, patience: Patience) -> http.client.HTTPResponse:
    request = urllib.request.Request(address, headers={"User-Agent": "hearthside"})
    opened = urllib.request.urlopen(request, timeout=patience.answer_seconds)
    if not isinstance(opened, http.client.HTTPResponse):
        raise ValueError("a model is fetched by http or https only")
    return opened


def _expect_size(model: KnownModel, length: str | None) -> None:
    # A hotel's log-in page and a moved file are noticed before anything is fetched.
    if length is not None and length != str(model.size):
        raise DownloadFailed(
            f"{model.address} offers {length} bytes instead of {model.size}: "
            "something else than the model is there."
        )


def _copy(
    answer: http.client.HTTPResponse,
    file: IO[bytes],
    model: KnownModel,
    progress: Progress,
    patience: Patience,
) -> str:
    """Write the answer to the file and return its sum."""
    total, done, digest = model.size, 0, hashlib.sha256()
    mark_time, mark_done = time.monotonic(), 0
    # read1 returns what is there; read would wait for a whole chunk, however slowly it drips.
    while chunk := answer.read1(_CHUNK):
        done += len(chunk)
        if done > total:
            raise DownloadFailed(f"{model.address} sends more than the model's {total} bytes.")
        file.write(chunk)
        digest.update(chunk)
        progress(done, total)
        waited = time.monotonic() - mark_time
        if waited >= patience.window_seconds:
            if done - mark_done < patience.slowest * waited:
                raise DownloadFailed(
                    f"The line to {model.address} is too slow just now: {done} of {total} bytes "
                    "came."
                )
            mark_time, mark_done = time.monotonic(), done
    if done < total:
        raise DownloadFailed(f"The download broke off after {done} of {total} bytes.")
    return digest.hexdigest()


def _reason(model: KnownModel, error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        error.close()
        return f"{model.address} answers {error.code} ({error.reason})."
    if isinstance(error, urllib.error.URLError):
        reason = error.reason
        return f"{model.address} cannot be reached: {getattr(reason, 'strerror', '') or reason}."
    if isinstance(error, TimeoutError):
        return f"{model.address} has stopped answering."
    if isinstance(error, http.client.IncompleteRead):
        return f"The download from {model.address} broke off."
    return f"{model.address} could not be fetched: {getattr(error, 'strerror', '') or error}."
