"""The page's server: waitress on this machine's own address, and on all of them while it may."""

import logging
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import Any

from flask import Flask
from waitress import server, wasyncore
from waitress.task import ThreadedTaskDispatcher

from assistant.dashboard.journal_files import LARGEST_UPLOAD
from assistant.dashboard.live import MOST_STREAMS
from config.errors import HouseError

ADDRESS, EVERYWHERE = "127.0.0.1", "0.0.0.0"
PORTS_TRIED = 21
PATIENCE = 10.0
"""Seconds; the loop is never busy for longer than it takes to hand out a request."""

THREADS = MOST_STREAMS + 8
"""Each open tab keeps one thread; the rest answer requests."""

# Waitress has no types of its own.
create_server: Callable[..., Any] = server.create_server
close_all: Callable[[dict[int, Any]], None] = wasyncore.close_all

log = logging.getLogger(__name__)


class NoFreePort(HouseError):
    """Every port that was tried belongs to another program."""

    def __init__(self, first: int) -> None:
        super().__init__(
            f"The ports {first} to {first + PORTS_TRIED - 1} are all in use. "
            "Choose another one: page.port in the settings."
        )


class NotReachable(HouseError):
    """The home network's side of the port belongs to another program."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"Another program has port {port} in the home network, so the page stays on this "
            "machine. Choose another port: page.port in the settings."
        )


class _Threads(ThreadedTaskDispatcher):
    """Waitress's threads, but with names of ours and waited for at the end."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.started: list[threading.Thread] = []

    def start_new_thread(self, target: Callable[[int], None], thread_no: int) -> None:
        thread = threading.Thread(target=target, name=f"page-{thread_no}", args=(thread_no,))
        self.started.append(thread)
        thread.start()


class PageServer:
    """Serves the page until it is stopped. `start` and `stop` belong to one thread."""

    def __init__(self, app: Flask, port: int) -> None:
        self._app = app
        self._first = port
        self._sockets: dict[int, Any] = {}
        self._threads: Any = None
        self._server: Any = None
        self._loop: threading.Thread | None = None
        self.port = port
        """The port that is served; another than asked for if that one was taken."""

    @property
    def address(self) -> str:
        """Where to open the page."""
        return f"http://{ADDRESS}:{self.port}"

    def start(self) -> None:
        """Serve from now on. Raises NoFreePort when twenty ports in a row are taken."""
        self._threads = _Threads()
        self._server = self._bind(self._threads)
        self._app.config["PORT"] = self.port
        if self.port != self._first:
            log.warning("Port %s is taken; the page is on %s", self._first, self.port)
        self._threads.set_thread_count(THREADS)
        self._loop = threading.Thread(target=self._server.run, name="page")
        self._loop.start()

    def listen(self, to_network: bool) -> None:
        """Also for other devices, or for this machine alone. Raises NotReachable, and stays so.

        Open connections go on; who may ask for what is decided for each request anew.
        """
        done: Future[None] = Future()
        # On the loop's own thread, which is the only one that may touch the sockets.
        self._server.trigger.pull_trigger(lambda: self._change(to_network, done))
        try:
            done.result(timeout=PATIENCE)
        except TimeoutError as error:
            raise HouseError("The page is too busy to change that. Please try again.") from error

    def _change(self, to_network: bool, done: "Future[None]") -> None:
        try:
            self._rebind(EVERYWHERE if to_network else ADDRESS)
        except OSError:
            self._rebind(ADDRESS)
            done.set_exception(NotReachable(self.port))
        else:
            done.set_result(None)

    def _rebind(self, address: str) -> None:
        """Another listening socket for the same server; both at once would exclude each other."""
        self._server.del_channel()
        self._server.socket.close()
        self._server.create_socket(socket.AF_INET, socket.SOCK_STREAM)
        self._server.set_reuse_addr()
        self._server.bind((address, self.port))
        self._server.accept_connections()

    def stop(self) -> None:
        """End every open stream, then the server. Harmless when it is not running."""
        if self._loop is None:
            return
        self._app.extensions["streams"].ending.set()
        # Closed on the loop's own thread, which is the only one that may touch the sockets.
        # A stream that ends at this moment may wake the loop first: then all is closed already.
        with suppress(OSError):
            self._server.trigger.pull_trigger(lambda: close_all(self._sockets))
        self._loop.join()
        self._threads.shutdown(timeout=1.5)
        for thread in self._threads.started:
            thread.join(timeout=0.2)
        self._loop = None

    def _bind(self, threads: _Threads) -> Any:
        for port in range(self._first, min(self._first + PORTS_TRIED, 65536)):
            try:
                bound = create_server(
                    self._app,
                    map=self._sockets,
                    _dispatcher=threads,
                    host=ADDRESS,
                    port=port,
                    threads=THREADS,
                    ident="",
                    channel_request_lookahead=1,
                    log_socket_errors=False,
                    max_request_body_size=LARGEST_UPLOAD,
                    # Nobody is trusted by them, but whoever has them is not this machine.
                    clear_untrusted_proxy_headers=False,
                )
            except OSError:
                close_all(self._sockets)
                continue
            self.port = port
            return bound
        raise NoFreePort(self._first)
