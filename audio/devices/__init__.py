"""The only place that touches hardware or speech engines: a name becomes a device, lazily.

Nothing here imports a sound or speech library until a device is asked for, because each of them
may be missing on a machine that can do without it.
"""

import ctypes
import gc
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audio.errors import WakeWordMissing
from config.settings import Settings

if TYPE_CHECKING:
    from audio.devices.page_microphone import PageMicrophone
    from audio.ports import Activity, Microphone, Speaker, SpeechEngine, Suppressor, Voice
    from audio.rendering import RenderedVoice
    from audio.wake import Wake


@dataclass(frozen=True, slots=True)
class Device:
    """A microphone, a speaker or both, as the settings page offers it."""

    name: str
    inputs: int
    outputs: int
    default_input: bool = False
    default_output: bool = False


@dataclass(frozen=True, slots=True)
class SpokenVoice:
    """One voice that an engine can speak with."""

    id: str
    """What the settings hold."""

    name: str
    language: str


log = logging.getLogger(__name__)

M_MMAP_THRESHOLD = -3
"""Its number in glibc's malloc.h."""

LARGE_BLOCK = 128 * 1024

VOICES = {
    "pyttsx3": ("audio.devices.pyttsx3_voice", "Pyttsx3Voice"),
    "hibari": ("audio.devices.hibari_voice", "HibariVoice"),
}
"""Each voice engine's module and class; the settings choose by the key."""


def open_microphone(settings: Settings) -> "Microphone":
    """The microphone of the settings, still to be opened."""
    make = _named("audio.devices.sounddevice_microphone", "SounddeviceMicrophone")
    microphone: Microphone = make(settings.listening.microphone)
    return microphone


def open_page_microphone() -> "PageMicrophone":
    """The browser's microphone; it hears while somebody holds the page's talk button."""
    microphone: PageMicrophone = _named("audio.devices.page_microphone", "PageMicrophone")()
    return microphone


def open_silence() -> "Microphone":
    """Silence in real time, for as long as there is no microphone."""
    silence: Microphone = _named("audio.devices.silent_microphone", "SilentMicrophone")()
    return silence


def open_speaker(settings: Settings) -> "Speaker":
    """The speaker of the settings; it opens the device with each clip."""
    make = _named("audio.devices.sounddevice_speaker", "SounddeviceSpeaker")
    speaker: Speaker = make(settings.speaking.speaker)
    return speaker


def open_engine(folder: Path, name: str) -> "SpeechEngine":
    """The speech model in this folder, loaded. Raises audio.errors.ModelUnusable."""
    keep_memory_apart()
    loaded: SpeechEngine = _named("audio.devices.vosk_recognizer", "VoskEngine")(folder, name)
    return loaded


def open_wake_word(name: str) -> "Wake":
    """What listens for one ready-made word. Raises audio.errors.WakeWordMissing."""
    try:
        make = _named("audio.devices.micro_wake_word", "MicroWake")
    except ImportError as missing:
        raise WakeWordMissing(
            f"What listens for “{name.replace('_', ' ')}” is not installed: "
            "pip install pymicro-wakeword."
        ) from missing
    opened: Wake = make(name)
    return opened


def open_activity() -> "Activity":
    """What tells speech from everything else."""
    activity: Activity = _named("audio.devices.silero_activity", "SileroActivity")()
    return activity


def open_suppressor() -> "Suppressor | None":
    """What takes noise away from around a voice; None where there is none for this machine."""
    try:
        suppressor: Suppressor = _named("audio.devices.rnnoise_suppressor", "RnNoiseSuppressor")()
    except ImportError as missing:
        log.info("Without noise suppression: %s", missing)
        return None
    return suppressor


def start_voice(engine: str, voice: str = "") -> "Voice":
    """One voice engine, without cache or stand-in. Raises audio.errors.VoiceFailed."""
    started: Voice = _named(*VOICES[engine])(voice)
    return started


def open_voice(settings: Settings, folder: Path) -> "RenderedVoice":
    """The voice of the settings, keeping what it rendered in `folder`; the others stand in.

    Nothing is started yet: that happens with the first line, on the thread that speaks it.
    """
    from audio.rendering import RenderedVoice

    chosen: str = settings.speaking.engine
    starts: dict[str, Callable[[], Voice]] = {
        chosen: partial(start_voice, chosen, settings.speaking.voice)
    }
    starts |= {name: partial(start_voice, name) for name in VOICES if name != chosen}
    return RenderedVoice(starts, folder, settings.speaking.voice)


def voices(engine: str) -> list[SpokenVoice]:
    """What the engine can speak with; nothing when it cannot start."""
    known: list[SpokenVoice] = _named(VOICES[engine][0], "voices")()
    return known


def list_devices() -> list[Device]:
    """Every microphone and speaker, the sound server's by the names their owner knows."""
    known: list[Device] = _named("audio.devices.listing", "list_devices")()
    return known


def keep_memory_apart() -> None:
    """Have large blocks outside the heap, so that each goes back to the system when it is freed.

    By itself glibc puts blocks of up to 32 MB into the heap once it has seen one that large, and
    gaps between them stay. Elsewhere nothing.
    """
    if (option := getattr(ctypes.CDLL(None), "mallopt", None)) is not None:
        option(M_MMAP_THRESHOLD, LARGE_BLOCK)


def give_memory_back() -> None:
    """Return to the system what was freed; glibc would keep it for later. Elsewhere nothing."""
    gc.collect()
    if (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)) is not None:
        trim(0)


def _named(module: str, name: str) -> Any:
    return getattr(import_module(module), name)
