"""A desk for Maya ("one") and Sam ("two"), with PINs that cost little to try."""

from pathlib import Path

import pytest

from assistant.privacy import Cost, Desk
from config.paths import Home
from config.settings import Settings
from tests.assistant.household import FixedClock

CHEAP = Cost(iterations=1, lanes=1, memory_kib=64)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    return Desk(Home(tmp_path), Settings, clock, cost=CHEAP)
