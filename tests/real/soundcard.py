"""A sound card made of air: a PulseAudio server of the tests' own, with a room to speak in."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import wave
from collections.abc import Iterator
from pathlib import Path

MICROPHONE = "kitchen_microphone"
LOUDSPEAKER = "loudspeaker"
RECORDING_RATE = 16_000

SERVER = """\
load-module module-native-protocol-unix socket={socket} auth-anonymous=1
load-module module-null-sink sink_name=room sink_properties=device.description=Room
load-module module-null-sink sink_name=loudspeaker sink_properties=device.description=Loudspeaker
load-module module-rescue-streams
set-default-sink loudspeaker
"""

# PortAudio reaches PulseAudio through ALSA's plug-in.
ALSA = """\
pcm.!default {
  type pulse
  hint.show on
  hint.description "PulseAudio"
}
ctl.!default {
  type pulse
}
"""

SERVER_COMMAND = (
    *("pulseaudio", "-n", "--daemonize=no", "--system=false", "--exit-idle-time=-1"),
    *("--use-pid-file=no", "--high-priority=no", "--realtime=no", "--log-level=error"),
)

TAPE_COMMAND = (
    *("parec", "--format=s16le", f"--rate={RECORDING_RATE}"),
    *("--channels=1", "--latency-msec=20"),
)

TOOLS = ("pulseaudio", "pactl", "paplay", "parec")


class SoundCard:
    """A room one can speak into, a microphone in it, and a loudspeaker that can be recorded.

    The microphone hears what `say` plays; the loudspeaker is not heard by it. Everything runs in
    one folder of its own, so that several cards can exist at the same time.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._socket = folder / "native"
        self._server: subprocess.Popen[bytes] | None = None
        self._microphone_module = ""
        self._players: list[subprocess.Popen[bytes]] = []
        self._recordings: list[Recording] = []
        self._keepers: list[subprocess.Popen[bytes]] = []

    @staticmethod
    def missing() -> str:
        """Which program is not installed, or ""."""
        return next((tool for tool in TOOLS if shutil.which(tool) is None), "")

    def environment(self) -> dict[str, str]:
        """What a process must have in its environment to use this card and no other."""
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PULSE_", "ALSA_", "PIPEWIRE_"))
        }
        return inherited | {
            "HOME": str(self.folder),
            "XDG_RUNTIME_DIR": str(self.folder),
            "PULSE_SERVER": f"unix:{self._socket}",
            "PULSE_RUNTIME_PATH": str(self.folder),
            "PULSE_STATE_PATH": str(self.folder),
            "PULSE_COOKIE": str(self.folder / "cookie"),
            "PULSE_CLIENTCONFIG": str(self.folder / "client.conf"),
        }

    def start(self) -> None:
        """Start the server with the microphone plugged in."""
        (self.folder / ".asoundrc").write_text(ALSA)
        (self.folder / "client.conf").write_text("autospawn = no\n")
        (self.folder / "server.pa").write_text(SERVER.format(socket=self._socket))
        self.restart_server()

    def restart_server(self) -> None:
        """Bring the server (back) to life, with the microphone plugged in."""
        self._socket.unlink(missing_ok=True)
        with (self.folder / "server.log").open("ab") as log:
            self._server = subprocess.Popen(
                [*SERVER_COMMAND, f"--file={self.folder / 'server.pa'}"],
                env=self.environment(),
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        self._wait_for_server()
        self.plug_microphone()
        # A null sink moves in steps of up to 2 s unless somebody asks for less, as no card does.
        self._keepers = [self._keeper("room"), self._keeper(LOUDSPEAKER)]

    def kill_server(self) -> None:
        """The sound server dies without a word."""
        if self._server is not None:
            self._server.kill()
            self._server.wait()
            self._server = None
        for keeper in self._keepers:
            keeper.kill()
            keeper.wait()
        self._keepers = []

    def plug_microphone(self) -> None:
        """Put the microphone into its socket; it becomes the default again."""
        # A monitor is refused as a microphone, so the room's monitor gets another face.
        self._microphone_module = self.control(
            "load-module",
            "module-remap-source",
            f"source_name={MICROPHONE}",
            "master=room.monitor",
            "source_properties=device.description=Kitchen",
        )
        self.control("set-default-source", MICROPHONE)

    def pull_microphone(self) -> None:
        """Take the microphone out of its socket."""
        self.control("unload-module", self._microphone_module)

    def pull_loudspeaker(self) -> None:
        """Take the loudspeaker away; what plays on it goes to the room, as it would in life."""
        module = next(
            line.split("\t")[0]
            for line in self.control("list", "short", "modules").splitlines()
            if f"sink_name={LOUDSPEAKER}" in line
        )
        self.control("unload-module", module)

    def control(self, *words: str) -> str:
        """Ask the server something with pactl."""
        answer = subprocess.run(
            ["pactl", *words],
            env=self.environment() | {"LC_ALL": "C"},
            capture_output=True,
            text=True,
            timeout=10,
            check=False,
        )
        if answer.returncode:
            raise RuntimeError(f"pactl {' '.join(words)}: {answer.stderr.strip()}")
        return answer.stdout.strip()

    def say(self, sound: Path, wait: bool = True) -> "subprocess.Popen[bytes]":
        """Play a WAV or FLAC file into the room, where the microphone hears it."""
        player = subprocess.Popen(
            ["paplay", "--device=room", "--latency-msec=60", str(sound)],
            env=self.environment(),
        )
        self._players.append(player)
        if wait:
            player.wait(timeout=600)
        return player

    def record(self, path: Path, source: str = f"{LOUDSPEAKER}.monitor") -> "Recording":
        """Start to record what the loudspeaker plays; `stop()` writes it to `path`."""
        recording = Recording(self, path, source)
        self._recordings.append(recording)
        return recording

    def stop(self) -> None:
        """End everything that this card has started."""
        for recording in self._recordings:
            recording.abandon()
        for player in self._players:
            if player.poll() is None:
                player.kill()
            player.wait()
        if self._server is not None:
            self._server.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._server.wait(timeout=3)
        self.kill_server()

    def _keeper(self, sink: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [*TAPE_COMMAND, f"--device={sink}.monitor"],
            env=self.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _wait_for_server(self) -> None:
        until = time.monotonic() + 10
        while time.monotonic() < until:
            with socket.socket(socket.AF_UNIX) as knock, contextlib.suppress(OSError):
                knock.connect(str(self._socket))
                return
            time.sleep(0.02)
        log = (self.folder / "server.log").read_text(errors="replace")
        raise RuntimeError(f"The sound server did not start: {log}")


class Recording:
    """A tape of one source, running since it was made."""

    def __init__(self, card: SoundCard, path: Path, source: str) -> None:
        self._path = path
        self._raw = path.with_suffix(".raw")
        with self._raw.open("wb") as raw:
            self._tape = subprocess.Popen(
                [*TAPE_COMMAND, f"--device={source}"],
                env=card.environment(),
                stdout=raw,
            )
        self._wait_until_it_runs()

    def stop(self) -> Path:
        """End the recording and write it as a WAV file."""
        self.abandon()
        with wave.open(str(self._path), "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(RECORDING_RATE)
            sound.writeframes(self._raw.read_bytes())
        self._raw.unlink()
        return self._path

    def seconds(self) -> float:
        """How long the tape is so far."""
        return self._raw.stat().st_size / 2 / RECORDING_RATE

    def abandon(self) -> None:
        """End the recording; nothing more is written."""
        if self._tape.poll() is None:
            self._tape.send_signal(signal.SIGTERM)
        self._tape.wait()

    def _wait_until_it_runs(self) -> None:
        until = time.monotonic() + 5
        while self.seconds() == 0 and time.monotonic() < until:
            time.sleep(0.01)
        if self.seconds() == 0:
            raise RuntimeError("The recording did not start.")


@contextlib.contextmanager
def sound_card() -> Iterator[SoundCard]:
    """A running card with its microphone plugged in, gone when the block ends."""
    # Not pytest's folder: the path of a socket may have 107 characters at most.
    with tempfile.TemporaryDirectory(prefix="card-") as folder:
        card = SoundCard(Path(folder))
        try:
            card.start()
            yield card
        finally:
            card.stop()
