"""One thing that the doctor looked at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from config.errors import HouseError


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, whether it is well, and a sentence with what to do if not."""

    topic: str
    good: bool
    sentence: str


def look(topic: str, check: Callable[[], str]) -> Iterator[Finding]:
    """The finding of a check that returns a sentence when all is well, and raises when not.

    Whatever goes wrong becomes a finding, for a doctor who falls ill helps nobody.
    """
    try:
        yield Finding(topic, True, check())
    except HouseError as error:
        yield Finding(topic, False, str(error))
    except Exception as error:
        reason = f"{type(error).__name__}: {error}".rstrip(": ")
        yield Finding(topic, False, f"This could not be looked at ({reason}).")
