"""An evening in a kitchen: the house runs, two people speak to it, and a tape records it."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.journal import evening_day
from tests.real.house import RunningHouse, settle
from tests.real.people import speech
from tests.real.soundcard import SoundCard

TAIL = 0.6
"""After a line people wait a moment before they answer."""


def in_turn() -> tuple[str, str]:
    """Who answers first tonight, and who then; after midnight it is still the same evening."""
    evening = evening_day(datetime.now())
    return ("Maya", "Sam") if evening.toordinal() % 2 else ("Sam", "Maya")


class Evening:
    """The kitchen with everybody in it."""

    def __init__(self, card: SoundCard, folder: Path, home: Path, more: Mapping[str, str]) -> None:
        self.card, self._folder = card, folder
        self.house = RunningHouse(home, card.environment() | dict(more))
        self._count = 0

    def say(self, text: str, who: str = "Maya") -> int:
        """Somebody says it into the room. Gives the place in the house's story where that began.

        A slash is a pause of a second.
        """
        self._count += 1
        mark = self.house.mark()
        self.card.say(speech(text, self._folder / f"said{self._count}.wav", who))
        return mark

    def ask(self, text: str, who: str = "Maya", reply: bool = True, **expected: Any) -> str:
        """Say it, see that it was understood as expected, and give the line that answers it."""
        mark = self.say(text, who)
        understood = self.house.event(mark, "understood")
        found = {name: understood[name] for name in expected}
        assert found == expected, understood
        if not reply:
            return ""
        at = self.house.events.index(understood)
        return self.line(at)

    def line(self, mark: int, seconds: float = 40.0) -> str:
        """The next whole line after the mark, once it has been spoken."""
        spoken = self.house.event(mark, "spoken", seconds)
        time.sleep(TAIL)
        return str(spoken["text"])

    def trouble(self, topic: str, there: bool, seconds: float = 20.0) -> None:
        """Wait until the house tells of this trouble, or that it is over."""
        until = time.monotonic() + seconds
        while (topic in self.house.troubles()) is not there:
            assert time.monotonic() < until, (topic, there, self.house.troubles())
            time.sleep(0.1)


@contextmanager
def evening(
    card: SoundCard, folder: Path, home: Path | None = None, **more: str
) -> Iterator[Evening]:
    """A running house for Maya and Sam, closed at the end."""
    kitchen = Evening(card, folder, home or settle(folder / "home"), more)
    try:
        assert kitchen.house.address
        yield kitchen
    finally:
        if kitchen.house.running:
            kitchen.house.close()
