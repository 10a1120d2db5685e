"""One house per home folder: a second one is told who is there, and stops."""

import contextlib
import fcntl
import json
import os
from datetime import datetime
from typing import Any, Self

from config.errors import HouseError
from config.paths import Home


class AlreadyRunning(HouseError):
    """Another house lives in this folder."""

    def __init__(self, found: dict[str, Any]) -> None:
        known = []
        if found.get("pid"):
            known.append(f"process {found['pid']}")
        if found.get("page"):
            known.append(f"page {found['page']}")
        self.page = str(found.get("page", ""))
        """Where the other house's page is; "" if it isn't open yet."""
        where = f" ({', '.join(known)})" if known else ""
        super().__init__(
            f"Hearthside is already running here{where}. Stop it first, or choose another "
            "folder for this one with HEARTHSIDE_HOME."
        )


class OneHouse:
    """Holds a home folder from `with` to its end, or raises AlreadyRunning.

    The system lets go of the folder when the process ends in any way, so a file that a killed
    house left behind is no obstacle.
    """

    def __init__(self, home: Home) -> None:
        self._path = home.lock_file
        self._handle = -1

    def __enter__(self) -> Self:
        try:
            self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise HouseError(f"{self._path} can't be opened: {error.strerror}.") from error
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            found = self._read()
            self._close()
            raise AlreadyRunning(found) from error
        except OSError as error:
            self._close()
            raise HouseError(f"{self._path} can't be locked: {error.strerror}.") from error
        self.tell("")
        return self

    def __exit__(self, *_: object) -> None:
        # The file stays: removing it would let a third house lock a new one of the same name
        # while a second still waits for this one.
        self._write(b"")
        self._close()

    def tell(self, page: str) -> None:
        """Write down where the page is, for whoever comes second."""
        since = datetime.now().astimezone().isoformat(timespec="seconds")
        self._write(json.dumps({"pid": os.getpid(), "page": page, "since": since}).encode())

    def _write(self, content: bytes) -> None:
        with contextlib.suppress(OSError):  # on a full disk the lock alone must do
            os.pwrite(self._handle, content, 0)
            os.ftruncate(self._handle, len(content))

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(os.pread(self._handle, 4096, 0))
        except (OSError, ValueError):  # it is just being written
            return {}
        return found if isinstance(found, dict) else {}

    def _close(self) -> None:
        os.close(self._handle)
        self._handle = -1
