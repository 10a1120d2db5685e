"""A household on disk for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.assistant.household import Home4Two


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Home4Two]:
    """Maya and Sam, an empty journal, seven in the evening."""
    home = Home4Two(tmp_path)
    yield home
    home.journal.close()
