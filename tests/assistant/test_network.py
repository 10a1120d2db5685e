"""The door to the home network: shut without a passcode, and told where it is when it is open."""

import ipaddress
import socket
from pathlib import Path

import pytest

from assistant import network as module
from assistant.board import Board
from assistant.household import SettingsBook
from assistant.network import Network, is_at_home, main_address, own_addresses
from assistant.privacy import Passcode
from config.errors import HouseError
from tests.assistant.household import FixedClock
from tests.assistant.privacy.conftest import CHEAP


class Place:
    """A house whose server only remembers what it was told."""

    def __init__(self, folder: Path, wanted: str = "off") -> None:
        self.book = SettingsBook(folder / "settings.toml")
        self.book.change({"page.network": wanted})
        self.board = Board()
        self.told: list[bool] = []
        self.taken = False
        self.passcode = Passcode(folder / "passcode.json", FixedClock(), CHEAP)
        self.network = Network(
            lambda: self.book.settings, self.book.change, self.passcode, self.board.trouble
        )

    def listen(self, to_network: bool) -> None:
        if self.taken:
            raise HouseError("Another program has that port.")
        self.told.append(to_network)

    def start(self) -> None:
        self.network.serve(self.listen, 8330)

    @property
    def trouble(self) -> str:
        return self.board.snapshot().troubles.get("network", "")


def test_without_a_passcode_it_stays_on_this_machine_and_says_so(tmp_path: Path):
    """A switch in a file must not be enough to open a journal to a whole house."""
    place = Place(tmp_path, wanted="on")
    place.start()
    assert (place.told, place.network.is_open, place.network.hosts()) == ([], False, [])
    assert "no passcode" in place.trouble
    with pytest.raises(HouseError, match="no passcode"):
        place.network.open()


def test_it_opens_and_shuts_at_once_and_stays_so_after_the_next_start(tmp_path: Path):
    """Nobody restarts a kitchen speaker for a telephone."""
    place = Place(tmp_path)
    place.start()
    place.passcode.choose("tea for two")
    place.network.open()
    assert (place.told, place.network.is_open, place.trouble) == ([True], True, "")
    again = Place(tmp_path, wanted="on")
    again.start()
    assert again.told == [True]
    place.network.shut()
    assert (place.told, place.network.is_open) == ([True, False], False)
    assert not SettingsBook(tmp_path / "settings.toml").settings.page.network


def test_a_passcode_that_is_gone_shuts_it(tmp_path: Path):
    """Whoever deletes the file means it."""
    place = Place(tmp_path)
    place.start()
    place.passcode.choose("tea for two")
    place.network.open()
    (tmp_path / "passcode.json").unlink()
    assert not place.network.is_open


def test_a_port_that_is_taken_in_the_network_is_told(tmp_path: Path):
    """The page on this machine goes on."""
    place = Place(tmp_path)
    place.taken = True
    place.passcode.choose("tea for two")
    place.start()
    with pytest.raises(HouseError, match="Another program"):
        place.network.open()
    assert not place.network.is_open
    assert "Another program" in place.trouble


def test_it_says_what_to_type_on_the_phone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The address first: not every network knows names."""
    monkeypatch.setattr(module, "own_addresses", lambda: ["172.17.0.1", "192.168.1.5"])
    monkeypatch.setattr(module, "main_address", lambda: "192.168.1.5")
    monkeypatch.setattr(socket, "gethostname", lambda: "Kitchen.fritz.box")
    place = Place(tmp_path)
    place.start()
    assert place.network.addresses() == []
    place.passcode.choose("tea for two")
    place.network.open()
    assert place.network.addresses() == ["http://192.168.1.5:8330", "http://kitchen.local:8330"]
    assert place.network.hosts() == ["172.17.0.1", "192.168.1.5", "kitchen", "kitchen.local"]
    monkeypatch.setattr(module, "main_address", lambda: "")
    assert "http://172.17.0.1:8330" in place.network.addresses()


@pytest.mark.parametrize("address", ["192.168.1.7", "10.0.0.3", "172.20.1.1", "169.254.9.9"])
def test_what_is_at_home(address: str):
    """The addresses that every home has for itself."""
    assert is_at_home(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "100.64.0.1", "2001:4860::1", "", "kitchen"])
def test_what_is_out_in_the_world(address: str):
    """A router may let somebody through; the house does not."""
    assert not is_at_home(address)


def test_this_machines_addresses_are_addresses():
    """Whatever it is connected to; its own address for itself is none of them."""
    found = own_addresses()
    assert not [one for one in found if ipaddress.ip_address(one).is_loopback]
    assert main_address() in ["", *found]
