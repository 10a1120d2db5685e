"""The board on the wall: what the rooms publish and the page reads."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from assistant.events import Caption, Snapshot

KEPT_CAPTIONS = 40


class Board:
    """Holds one Snapshot. Any thread may publish, read or wait; nobody shares an object."""

    def __init__(self, tell: Callable[[str, str], None] = lambda topic, sentence: None) -> None:
        self._tell = tell
        """Hears of every trouble that begins, changes or ends."""

        self.hides: Callable[[str], bool] = lambda words: False
        """Whether words that are just being heard are better not shown."""

        self._snapshot = Snapshot()
        self._changed = threading.Condition(threading.RLock())

    def snapshot(self) -> Snapshot:
        """The newest snapshot."""
        return self._snapshot

    def publish(self, **fields: Any) -> None:
        """Replace these fields of the snapshot and wake whoever waits. Equal values wake nobody."""
        if fields.get("partial") and self.hides(fields["partial"]):
            fields["partial"] = ""
        with self._changed:
            new = replace(self._snapshot, **fields)
            if new != self._snapshot:
                self._snapshot = replace(new, version=self._snapshot.version + 1)
                self._changed.notify_all()

    def caption(self, caption: Caption) -> None:
        """Add a line to the captions."""
        with self._changed:
            captions = (*self._snapshot.captions, caption)[-KEPT_CAPTIONS:]
            self.publish(captions=captions)

    def trouble(self, topic: str, sentence: str) -> None:
        """Say what is wrong with something, or with an empty sentence that it is well again."""
        with self._changed:
            if self._snapshot.troubles.get(topic, "") != sentence:
                self._tell(topic, sentence)
            troubles = {k: v for k, v in self._snapshot.troubles.items() if k != topic}
            self.publish(troubles=troubles | ({topic: sentence} if sentence else {}))

    def wait(self, version: int, timeout: float) -> Snapshot:
        """The newest snapshot, as soon as it is newer than `version` or after `timeout` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._snapshot.version > version, timeout)
            return self._snapshot
