"""The house as people start it: a process of its own, with a card to hear and speak through."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.tree import PROJECT

SETTINGS = """\
[household]
partners = [{{ name = "{first}" }}, {{ name = "{second}" }}]
time_zone = "{zone}"

[listening]
fetch_model = false

[quiet]
begins = "00:00"
ends = "00:00"

[page]
port = {port}
"""
PATIENCE = 40.0
"""Seconds after which something that ought to happen is taken not to."""


class RunningHouse:
    """`python -m assistant run --json`, and everything it tells."""

    def __init__(self, home: Path, environment: Mapping[str, str], *options: str) -> None:
        self.home = home
        self.events: list[dict[str, Any]] = []
        self.printed: list[str] = []
        self._news = threading.Condition()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "assistant", "run", "--json", *options],
            cwd=PROJECT,
            env={**environment, "HEARTHSIDE_HOME": str(home), "PYTHONWARNINGS": "error"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, name="reader")
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with self._news:
                if line.startswith('{"event"'):
                    self.events.append(json.loads(line))
                else:
                    self.printed.append(line.rstrip())
                self._news.notify_all()
        with self._news:
            self._news.notify_all()

    def wait(self, for_what: str, there: Callable[[], Any], seconds: float = PATIENCE) -> Any:
        """What `there` finds, as soon as it finds something."""
        with self._news:
            if not self._news.wait_for(there, seconds):
                told = "\n".join([*self.printed, *map(str, self.events[-12:])])
                raise AssertionError(f"{for_what} has not happened. The house told:\n{told}")
            return there()

    @property
    def address(self) -> str:
        """Where the page is; waits until the house is open."""
        line = self.wait("the opening", lambda: [p for p in self.printed if "page is at" in p])[0]
        return str(line.split(" at ")[1].strip())

    def since(self, mark: int, event: str, **fields: Any) -> dict[str, Any] | None:
        """The first such event after the mark."""
        for record in self.events[mark:]:
            if record["event"] == event and fields.items() <= record.items():
                return record
        return None

    def mark(self) -> int:
        """Events from here on are new."""
        return len(self.events)

    def event(self, mark: int, event: str, seconds: float = PATIENCE, **fields: Any) -> Any:
        """Wait for such an event after the mark."""
        what = f"{event} {fields}"
        return self.wait(what, lambda: self.since(mark, event, **fields), seconds)

    def troubles(self) -> list[str]:
        """What is wrong now, as the house has told it: topics."""
        with self._news:
            told = [e for e in self.events if e["event"] == "trouble"]
        latest = {event["topic"]: event["sentence"] for event in told}
        return [topic for topic, sentence in latest.items() if sentence]

    def entries(self) -> list[tuple[str, str | None, str | None]]:
        """Text, who said it and for whom, as they stand in the journal's file."""
        with sqlite3.connect(f"file:{self.home / 'journal.db'}?mode=ro", uri=True) as file:
            return list(
                file.execute(
                    'SELECT text, "by", "to" FROM entries WHERE deleted_at IS NULL ORDER BY id'
                )
            )

    @property
    def process_id(self) -> int:
        """The number of the house's process."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the process lives."""
        return self._process.poll() is None

    def kill(self) -> None:
        """The power fails."""
        self._process.kill()
        self._end()

    def close(self, number: int = signal.SIGTERM) -> float:
        """Ask it to end, and give back how many seconds that took."""
        began = time.monotonic()
        self._process.send_signal(number)
        self._end()
        return time.monotonic() - began

    def _end(self) -> None:
        try:
            self._process.wait(timeout=15)
        finally:
            if self.running:
                self._process.kill()
            self._reader.join()
            if self._process.stdout is not None:
                self._process.stdout.close()

    @property
    def exit_code(self) -> int | None:
        """What the process ended with."""
        return self._process.poll()


def settle(
    home: Path, first: str = "Maya", second: str = "Sam", zone: str = "", more: str = ""
) -> Path:
    """A home folder where the household has been set up."""
    home.mkdir(parents=True, exist_ok=True)
    port = 20_000 + os.getpid() % 20_000
    text = SETTINGS.format(first=first, second=second, zone=zone, port=port) + more
    (home / "settings.toml").write_text(text, encoding="utf-8")
    return home
