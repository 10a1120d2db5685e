"""One thread, one inbox, one room: how every part of the house runs."""

import logging
import queue
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Protocol

from assistant.events import Close, Tick

log = logging.getLogger(__name__)

JOIN_SECONDS = 2.0


class Room(Protocol):
    """What a worker works in. Made, used and closed on the worker's own thread."""

    def receive(self, event: Any) -> None:
        """Deal with one event."""


class Worker:
    """Runs a room on a named thread; events come through `post`, which never blocks."""

    def __init__(
        self,
        name: str,
        open_room: Callable[[], AbstractContextManager[Room]],
        tick_seconds: float | None = None,
    ) -> None:
        self._open_room = open_room
        self._tick_seconds = tick_seconds
        self._inbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._opened = threading.Event()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name=name)

    def post(self, event: Any) -> None:
        """Put an event into the inbox; from any thread."""
        self._inbox.put(event)

    def start(self) -> None:
        """Open the room; whatever went wrong in that is raised here."""
        self._thread.start()
        self._opened.wait()
        if self._failure is not None:
            self._thread.join()
            raise self._failure

    def stop(self) -> None:
        """Let the room finish what is in the inbox, close it and wait for the thread."""
        self.post(Close())
        self._thread.join(JOIN_SECONDS)

    def _run(self) -> None:
        try:
            manager = self._open_room()
            room = manager.__enter__()
        except BaseException as failure:
            self._failure = failure
            self._opened.set()
            return
        self._opened.set()
        try:
            self._work(room)
        finally:
            manager.__exit__(None, None, None)

    def _work(self, room: Room) -> None:
        next_tick = time.monotonic()
        while True:
            event: Any = Tick()
            try:
                wait = None if self._tick_seconds is None else max(0, next_tick - time.monotonic())
                event = self._inbox.get(timeout=wait)
            except queue.Empty:
                next_tick = time.monotonic() + (self._tick_seconds or 0)
            if isinstance(event, Close):
                return
            try:
                room.receive(event)
            except Exception:
                log.exception("%s could not deal with %s", self._thread.name, type(event).__name__)
