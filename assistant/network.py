"""The door to the home network: whether other devices may open the page, and at which address."""

import fcntl
import ipaddress
import logging
import socket
import struct
import threading
from collections.abc import Callable, Mapping

from assistant.privacy import Passcode
from config.errors import HouseError
from config.settings import Settings

SWITCH = "page.network"
NO_PASSCODE = (
    "The page is to be open to the home network, but there is no passcode yet, so it stays on "
    "this machine. Choose one under House, or with the command “passcode”."
)
SIOCGIFADDR = 0x8915
SOMEWHERE = ("10.254.254.254", 9)
"""Nothing is sent there: the system only says from which of its addresses it would."""

log = logging.getLogger(__name__)


class Network:
    """Any thread may use it. Until the page is served the door is shut."""

    def __init__(
        self,
        settings: Callable[[], Settings],
        save: Callable[[Mapping[str, str]], None],
        passcode: Passcode,
        trouble: Callable[[str, str], None],
    ) -> None:
        self.passcode = passcode
        self._settings, self._save, self._trouble = settings, save, trouble
        self._lock = threading.Lock()
        self._listen: Callable[[bool], None] | None = None
        self._port = 0
        self._open = False

    @property
    def is_open(self) -> bool:
        """Whether other devices of the home can reach the page now."""
        return self._open and bool(self.passcode.stamp)

    def serve(self, listen: Callable[[bool], None], port: int) -> None:
        """The page is served on this port; `listen` says to whom, and raises HouseError."""
        self._listen, self._port = listen, port
        self.follow()

    def open(self) -> None:
        """From now on, and after the next start. Raises HouseError if it cannot be."""
        if not self.passcode.stamp:
            raise HouseError(NO_PASSCODE)
        self._save({SWITCH: "on"})
        problem = self.follow()
        if problem:
            raise HouseError(problem)

    def shut(self) -> None:
        """No other device from now on."""
        self._save({SWITCH: "off"})
        self.follow()

    def follow(self) -> str:
        """Do as the settings say; what stands in the way as a sentence, or ""."""
        with self._lock:
            wanted = self._settings().page.network
            problem = NO_PASSCODE if wanted and not self.passcode.stamp else ""
            try:
                self._turn(wanted and not problem)
            except HouseError as error:
                problem = str(error)
            self._trouble("network", problem)
            return problem

    def _turn(self, to_open: bool) -> None:
        if self._listen is not None and to_open != self._open:
            self._listen(to_open)
            self._open = to_open
            log.info("The page is open to %s", "the home network" if to_open else "this machine")

    def addresses(self) -> list[str]:
        """What to type on another device, the likeliest first; nothing while the door is shut."""
        if not self.is_open:
            return []
        likeliest = [main_address()] if main_address() else own_addresses()
        return [f"http://{host}:{self._port}" for host in (*likeliest, f"{_name()}.local")]

    def hosts(self) -> list[str]:
        """Every name and address under which another device may ask for the page."""
        return [*own_addresses(), _name(), f"{_name()}.local"] if self.is_open else []


def is_at_home(address: str) -> bool:
    """Whether the other end of a connection is in a home network, and not out in the world."""
    try:
        return ipaddress.ip_address(address).is_private
    except ValueError:
        return False


def own_addresses() -> list[str]:
    """This machine's addresses in its home networks."""
    found = (_address_of(name) for _, name in socket.if_nameindex())
    return [one for one in found if is_at_home(one) and not ipaddress.ip_address(one).is_loopback]


def main_address() -> str:
    """The one through which this machine reaches others; "" while it has no network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(SOMEWHERE)
        except OSError:
            return ""
        address = str(asking.getsockname()[0])
    return address if address in own_addresses() else ""


def _address_of(interface: str) -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            told = fcntl.ioctl(asking, SIOCGIFADDR, struct.pack("256s", interface.encode()[:15]))
        except OSError:  # it has none at the moment
            return ""
    return socket.inet_ntoa(told[20:24])


def _name() -> str:
    return socket.gethostname().partition(".")[0].casefold()
