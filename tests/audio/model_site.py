"""A small web site that offers a speech model, well or badly, and a tiny model to offer."""

import hashlib
import http.server
import io
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from audio.model_registry import OFFICIAL, KnownModel

FST = b"\xd6\xfd\xb2\x7e"
PARTS = {
    "am/final.mdl": b"\x00B<TransitionModel>",
    "conf/mfcc.conf": b"--sample-frequency=16000\n",
    "conf/model.conf": b"--beam=10\n",
    "graph/HCLr.fst": FST + b"hclr",
    "graph/Gr.fst": FST + b"g",
    "graph/disambig_tid.int": b"1\n",
    "ivector/final.dubm": b"\x00B1",
    "ivector/final.ie": b"\x00B2",
    "ivector/final.mat": b"\x00B3",
    "ivector/global_cmvn.stats": b"\x00B4",
    "ivector/online_cmvn.conf": b"#\n",
    "ivector/splice.conf": b"--left-context=3\n",
}
"""The files that every small model has, with the first bytes they must have."""


def write_model(folder: Path, parts: dict[str, bytes] = PARTS) -> Path:
    """A model folder that looks whole; nothing could be heard with it."""
    for name, content in parts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def zipped(parts: dict[str, bytes], top: str = "vosk-model-small-en-us-0.15/") -> bytes:
    """The parts as an archive, inside one folder as the model's authors pack it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, content in parts.items():
            file.writestr(top + name, content)
    return buffer.getvalue()


@dataclass
class ModelSite:
    """What the site does when the model is asked for, and what it was asked."""

    archive: bytes = field(default_factory=lambda: zipped(PARTS))
    manner: str = "good"
    asked: int = 0
    port: int = 0
    gone_home: threading.Event = field(default_factory=threading.Event)

    def model(self) -> KnownModel:
        """The official model's entry, as if its authors lived here."""
        return KnownModel(
            name=OFFICIAL.name,
            language="en",
            licence="Apache-2.0",
            about="A model for tests.",
            address=f"http://127.0.0.1:{self.port}/model.zip",
            size=len(self.archive),
            sha256=hashlib.sha256(self.archive).hexdigest(),
        )

    def answer(self, handler: http.server.BaseHTTPRequestHandler) -> None:
        """Serve the archive in the chosen manner."""
        self.asked += 1
        if self.manner == "missing":
            handler.send_error(404)
        elif self.manner == "moved" and handler.path == "/model.zip":
            handler.send_response(302)
            handler.send_header("Location", "/elsewhere.zip")
            handler.end_headers()
        elif self.manner == "login page":
            self._send(handler, b"<html>Welcome to our hotel</html>")
        elif self.manner == "wrong":
            self._send(handler, self.archive[:-1] + b"?")
        elif self.manner == "no length":
            self._send(handler, self.archive + b"more", length=None)
        elif self.manner == "silent":
            self.gone_home.wait(30)
        elif self.manner in ("truncated", "stalled", "dripping"):
            self._send_badly(handler)
        else:
            self._send(handler, self.archive)

    def _send(
        self, handler: http.server.BaseHTTPRequestHandler, body: bytes, length: int | None = 0
    ) -> None:
        handler.send_response(200)
        if length is not None:
            handler.send_header("Content-Length", str(length or len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    def _send_badly(self, handler: http.server.BaseHTTPRequestHandler) -> None:
        half = self.archive[: len(self.archive) // 2]
        self._send(handler, half, length=len(self.archive))
        handler.wfile.flush()
        if self.manner == "stalled":
            self.gone_home.wait(30)
        for byte in self.archive[len(half) :] if self.manner == "dripping" else b"":
            if self.gone_home.wait(0.02):
                return
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()


@contextmanager
def model_site() -> Iterator[ModelSite]:
    """The site, open for as long as the context lasts."""
    site = ModelSite()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                site.answer(self)
            except (BrokenPipeError, ConnectionResetError):
                return  # whoever asked has given up, which is what the test is about

        def log_message(self, *_: object) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        site.gone_home.set()
        server.shutdown()
        server.server_close()
        thread.join()
