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
from assistant.dashboard.server import NoFreePort
from assistant.events import Caption
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
