"""PortAudio, shared by microphone and speaker: it sees new devices only while no stream is open."""

import logging
import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audio.devices import pulse
from config.errors import HouseError

log = logging.getLogger(__name__)

UNAVAILABLE = -9985
"""PortAudio's code for "somebody else has this device"."""

SETTINGS_REFUSED = {-9997, -9998, -9994}
"""Rate, number of channels or sample format do not suit the device; others may."""

# The card's number changes when it is plugged into another socket; its name does not.
CARD_NUMBER = re.compile(r"\s*\(hw:\d+,\d+\)$")

_lock = threading.RLock()
_open: set[int] = set()
_wanted = False
_renewals = 0
_seen: tuple[object, ...] | None = None
_library: Any = None


class SoundMissing(HouseError):
    """There is no sound library, or no such device."""


@dataclass(frozen=True, slots=True)
class Found:
    """A device as PortAudio knows it now; the number is good until the next renewal."""

    number: int
    name: str
    inputs: int
    outputs: int
    rate: float
    by_server: bool
    """Whether a sound server stands behind it, which has microphones and speakers of its own."""


def library() -> Any:
    """The sounddevice module, ready for use. Raises SoundMissing with what to install."""
    global _library, _seen
    with _lock:
        if _library is not None:
            return _library
        try:
            import sounddevice
        except OSError as error:
            raise SoundMissing(
                "The sound library PortAudio is missing. Install libportaudio2 "
                "(on macOS: brew install portaudio)."
            ) from error
        except Exception as error:
            raise SoundMissing(f"The sound system cannot be started: {error}") from error
        _library = sounddevice
        _seen = fingerprint()
        return _library


def fingerprint() -> tuple[object, ...]:
    """Differs when sound cards or sound servers came or went. Costs three looks at files."""
    try:
        cards = Path("/proc/asound/cards").read_text()
    except OSError:
        cards = ""
    return (cards, *(_identity(path) for path in pulse.sockets()))


def changed() -> bool:
    """Whether cards or servers differ from what PortAudio knows."""
    return _seen is not None and fingerprint() != _seen


def renew() -> bool:
    """Look for devices afresh; False while another stream is open and nothing can be done.

    Then a stream that reads `wanted()` should close and open itself, which renews on the way.
    """
    global _wanted
    with _lock:
        library()
        if _open:
            _wanted = _wanted or changed()
            return False
        _start_over()
        return True


def renewals() -> int:
    """Counts up with each renewal: device numbers from before it mean nothing any more."""
    return _renewals


def wanted() -> bool:
    """Whether somebody waits for every stream to be closed once."""
    return _wanted


def _start_over() -> None:
    global _seen, _wanted, _renewals
    sounddevice = library()
    _wanted = False
    _renewals += 1
    _seen = fingerprint()
    try:
        if sounddevice._initialized:
            sounddevice._terminate()
        sounddevice._initialize()
    except sounddevice.PortAudioError as error:
        raise SoundMissing(f"The sound system cannot be started: {error}") from error


def devices() -> list[Found]:
    """Every device that PortAudio knows."""
    with _lock:
        return [_found(number, known) for number, known in enumerate(library().query_devices())]


def find(name: str, kind: str) -> Found | None:
    """The device with this name ("" is the default) that has inputs or outputs, as `kind` says."""
    with _lock:
        if not name:
            return _default(kind)
        able = [device for device in devices() if getattr(device, kind)]
        wish = CARD_NUMBER.sub("", name).casefold()
        same = [device for device in able if device.name.casefold() == wish]
        like = [device for device in able if wish in device.name.casefold()]
        return next(iter(same + like), None)


def find_behind_server(kind: str) -> Found | None:
    """The device through which a sound server is reached."""
    return next((d for d in devices() if d.by_server and getattr(d, kind)), None)


def open_stream(make: Callable[[Any], Any], server_device: dict[str, str]) -> Any:
    """Open and start a stream; `make` gets the sounddevice module.

    `server_device` is put into the environment while it opens: the only way to tell the sound
    server, through ALSA, which of its devices is meant.
    """
    with _lock:
        sounddevice = library()
        if _wanted and not _open:
            _start_over()
        with _environment(server_device):
            stream = make(sounddevice)
            try:
                stream.start()
            except Exception:
                stream.close(ignore_errors=True)
                raise
        _open.add(id(stream))
        return stream


def close_stream(stream: Any, abort: bool = True) -> None:
    """Close a stream; with `abort`, what is still in its buffer is dropped."""
    with _lock:
        try:
            if abort:
                stream.abort(ignore_errors=True)
            stream.close(ignore_errors=True)
        finally:
            _open.discard(id(stream))


def error_code(error: Exception) -> int:
    """PortAudio's number for an error, 0 if it has none."""
    return next((word for word in reversed(error.args) if isinstance(word, int)), 0)


def _default(kind: str) -> Found | None:
    sounddevice = library()
    try:
        known = sounddevice.query_devices(kind="input" if kind == "inputs" else "output")
    except (sounddevice.PortAudioError, ValueError):
        return None
    return _found(int(known["index"]), known)


def _found(number: int, known: dict[str, Any]) -> Found:
    name = CARD_NUMBER.sub("", str(known["name"]))
    return Found(
        number=number,
        name=name,
        inputs=int(known["max_input_channels"]),
        outputs=int(known["max_output_channels"]),
        rate=float(known["default_samplerate"]),
        by_server=name in {"default", "pulse", "pipewire"},
    )


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_ctime_ns


@contextmanager
def _environment(names: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(names)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
