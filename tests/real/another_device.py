"""Another device of the home: a browser that comes in over the machine's address in its network.

The house sees such a browser come from that address and not from its own loopback, exactly as it
sees a phone; nothing tells the house otherwise.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.network import own_addresses
from assistant.privacy import Passcode
from config.paths import Home

WORDS = "tea for two"
OPEN = "network = true\n"
"""For the settings of a house whose page is open to the home network."""


def choose_passcode(home: Path) -> None:
    """As the command line does."""
    Passcode(Home(home).passcode_file, lambda: datetime.now(UTC)).choose(WORDS)


def outside_of(address: str) -> str:
    """The same page, as another device would address it."""
    found = own_addresses()
    if not found:
        pytest.skip("this machine is in no network")
    return f"http://{found[0]}:{address.rpartition(':')[2]}"
