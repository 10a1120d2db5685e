"""What the sound server (PulseAudio or PipeWire) says about its devices, asked with pactl."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

MONITOR = ".monitor"
"""End of the names of sources that hear what a loudspeaker plays: never a microphone."""


@dataclass(frozen=True, slots=True)
class ServerDevice:
    """A microphone ("source") or loudspeaker ("sink") of the sound server."""

    name: str
    title: str
    """What its owner would call it."""

    @property
    def is_monitor(self) -> bool:
        """True if it hears a loudspeaker instead of a room."""
        return self.name.endswith(MONITOR)


def sockets() -> tuple[Path, ...]:
    """Where a sound server would be met."""
    given = os.environ.get("PULSE_SERVER", "")
    folder = Path(os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}")
    named = (Path(given.removeprefix("unix:")),) if given.startswith(("unix:", "/")) else ()
    return (*named, folder / "pulse" / "native", folder / "pipewire-0")


def devices(kind: str) -> list[ServerDevice]:
    """Every "sources" or "sinks" device, monitors too; nothing when no server answers."""
    answer = ask("list", kind)
    return [] if answer is None else _parse_devices(answer)


def default(kind: str) -> str:
    """Name of the default "source" or "sink"; "" when no server answers."""
    return (ask(f"get-default-{kind}") or "").strip()


def find(name: str, kind: str) -> ServerDevice | None:
    """The server's device with this name or title."""
    wish = name.casefold()
    known = devices(kind)
    exact = [d for d in known if wish in (d.name.casefold(), d.title.casefold())]
    return next(iter(exact), None)


def ask(*words: str) -> str | None:
    """What pactl answers; None without pactl, without a server, or after 2 s."""
    pactl = shutil.which("pactl")
    if pactl is None:
        return None
    try:
        answer = subprocess.run(
            [pactl, *words],
            env=plain_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=2,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if answer.returncode else answer.stdout.decode(errors="replace")


def plain_environment() -> dict[str, str]:
    """Our environment, with answers in English and no server started by asking."""
    return os.environ | {"LC_ALL": "C.UTF-8", "LANGUAGE": "C"}


def capture_source() -> str:
    """Name of the source that this process records from at the moment; "" if none is known."""
    outputs = ask("list", "source-outputs")
    number = _own_source(outputs or "")
    if not number:
        return ""
    for line in (ask("list", "short", "sources") or "").splitlines():
        index, _, rest = line.partition("\t")
        if index == number:
            return rest.split("\t")[0]
    return ""


def _own_source(outputs: str) -> str:
    ours = f'application.process.id = "{os.getpid()}"'
    for block in re.split(r"^Source Output #", outputs, flags=re.MULTILINE):
        source = re.search(r"^\s*Source: (\d+)$", block, flags=re.MULTILINE)
        if ours in block and source:
            return source[1]
    return ""


def _parse_devices(answer: str) -> list[ServerDevice]:
    names = re.findall(r"^\s+Name: (.+)$", answer, flags=re.MULTILINE)
    titles = re.findall(r"^\s+Description: (.*)$", answer, flags=re.MULTILINE)
    return [ServerDevice(n, t or n) for n, t in zip(names, titles, strict=False)]


class SourceWatch:
    """Notices when the sound server moves our recording to another source.

    PulseAudio does that without a word when a microphone is pulled out, and the next best source
    may be what our own loudspeaker plays. `pactl subscribe` tells when to look, so an undisturbed
    house does not look at all.
    """

    def __init__(self) -> None:
        self._home = capture_source()
        self._news: subprocess.Popen[bytes] | None = None
        pactl = shutil.which("pactl")
        if self._home and pactl:
            self._news = subprocess.Popen(
                [pactl, "subscribe"],
                env=plain_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            assert self._news.stdout is not None
            os.set_blocking(self._news.stdout.fileno(), False)

    @property
    def home(self) -> str:
        """Name of the source we record from; "" if it cannot be known."""
        return self._home

    def moved(self) -> bool:
        """Whether we now hear something that nobody chose. Costs nothing while all is quiet."""
        if not self._heard_news():
            return False
        now = capture_source()
        if not now or now == self._home:
            return False
        if now.endswith(MONITOR) or not find(self._home, "sources"):
            return True
        self._home = now  # somebody chose it in the system's own sound settings
        return False

    def close(self) -> None:
        """End the child process."""
        if self._news is None:
            return
        self._news.kill()
        self._news.wait()
        assert self._news.stdout is not None
        self._news.stdout.close()
        self._news = None

    def _heard_news(self) -> bool:
        if self._news is None or self._news.stdout is None:
            return False
        try:
            news = os.read(self._news.stdout.fileno(), 65536)
        except (BlockingIOError, OSError):
            return False
        return b"source" in news or b"server" in news
