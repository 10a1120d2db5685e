from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.journal import Journal
from tests.assistant.journal.clock import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def journal(file: Path, clock: Clock) -> Iterator[Journal]:
    with Journal(file, clock) as opened:
        yield opened
