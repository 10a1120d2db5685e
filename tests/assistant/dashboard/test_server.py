"""The page's server: real sockets, an open stream, and the end of it."""

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager

import pytest
from flask import Flask

from assistant.dashboard import PageServer
from assistant.dashboard.server import NoFreePort, NotReachable
from assistant.events import Caption
from assistant.network import own_addresses
from tests.assistant.dashboard.fake_door import FakeDoor


def taken(port: int = 0) -> socket.socket:
    """Another program's port."""
    other = socket.socket()
    other.bind(("127.0.0.1", port))
    other.listen()
    return other


@pytest.fixture
def server(app: Flask) -> Iterator[PageServer]:
    with taken() as other:
        free = other.getsockname()[1]
    running = PageServer(app, free)
    running.start()
    yield running
    running.stop()


def messages(answer: http.client.HTTPResponse) -> Iterator[tuple[str, dict[str, object]]]:
    """What the stream tells: names and data."""
    name = ""
    while line := answer.readline().decode():
        if line.startswith("event: "):
            name = line[7:].strip()
        elif line.startswith("data: "):
            yield name, json.loads(line[6:])


@contextmanager
def asked(server: PageServer, path: str) -> Iterator[http.client.HTTPResponse]:
    """The answer to a request, on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", path)
    with closing(connection), connection.getresponse() as answer:
        yield answer


def test_a_taken_port_is_left_alone_and_the_next_is_used(app: Flask):
    """And the page accepts its new address."""
    with taken() as other:
        port = other.getsockname()[1]
        server = PageServer(app, port)
        server.start()
        try:
            assert server.port > port
            with asked(server, "/") as answer:
                assert answer.status == 200
                answer.read()
        finally:
            server.stop()


def test_no_free_port_is_a_sentence(app: Flask):
    """It names the setting."""
    with taken(65535), pytest.raises(NoFreePort, match=r"page\.port"):
        PageServer(app, 65535).start()


def test_the_stream_tells_what_is_said_as_it_is_said(server: PageServer, door: FakeDoor):
    """First everything, then what is new."""
    with asked(server, "/live") as stream:
        told = messages(stream)
        name, news = next(told)
        assert (name, news["state"]) == ("house", door.board.snapshot().state)
        door.board.caption(Caption("you", "good evening"))
        while name != "house" or "good evening" not in str(news):
            name, news = next(told)
        assert news["fresh"] is False


def test_open_streams_do_not_hold_up_the_end(server: PageServer):
    """Tabs stay open for weeks; the house ends when it is asked to."""
    with ExitStack() as tabs:
        for _ in range(3):
            tabs.enter_context(asked(server, "/live")).readline()
        server.stop()
        assert not [t for t in threading.enumerate() if t.name.startswith("page")]


@pytest.fixture
def outside() -> str:
    """This machine's address in its network, as another device would use it."""
    found = own_addresses()
    if not found:
        pytest.skip("this machine is in no network")
    return found[0]


def reached(server: PageServer, host: str) -> int:
    """The answer's number at this address; 0 where nobody listens."""
    connection = http.client.HTTPConnection(host, server.port, timeout=10)
    with closing(connection):
        try:
            connection.request("GET", "/", headers={"Accept": "text/html"})
        except ConnectionRefusedError:
            return 0
        return connection.getresponse().status


def test_the_network_is_let_in_and_out_while_the_page_goes_on(
    server: PageServer, door: FakeDoor, outside: str
):
    """An open tab on this machine notices nothing, and no restart is needed."""
    door.network.serve(server.listen, server.port)
    door.network.passcode.choose("tea for two")
    assert reached(server, outside) == 0
    with asked(server, "/live") as stream:
        told = messages(stream)
        next(told)
        door.network.open()
        assert (reached(server, outside), reached(server, "127.0.0.1")) == (303, 200)
        door.network.shut()
        assert (reached(server, outside), reached(server, "127.0.0.1")) == (0, 200)
        door.board.caption(Caption("you", "good evening"))
        assert any("good evening" in str(news) for _, news in told)


def test_a_port_that_another_program_has_in_the_network_leaves_the_page_as_it_was(
    server: PageServer, outside: str
):
    """The sentence names the setting."""
    with socket.socket() as other:
        other.bind((outside, server.port))
        other.listen()
        with pytest.raises(NotReachable, match=r"page\.port"):
            server.listen(True)
        assert reached(server, "127.0.0.1") == 200


@pytest.mark.parametrize("name", ["X-Forwarded-For", "Forwarded", "Via"])
def test_what_comes_through_a_proxy_is_not_this_machine(server: PageServer, name: str):
    """The server hands on what a proxy says about whom it asks for."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    with closing(connection):
        connection.request("GET", "/", headers={name: "203.0.114.9", "Accept": "text/html"})
        assert connection.getresponse().headers["Location"] == "/enter/"
