"""Looking at what the house hears and speaks with; each device is tried, none makes a sound."""

from collections.abc import Iterator
from functools import partial

from assistant.doctor.finding import Finding, look
from audio import devices
from audio.errors import MicrophoneLost, ModelUnusable, VoiceFailed
from audio.model_check import check
from audio.sound import SILENCE, Clip
from audio.speech_model import find
from config.errors import HouseError
from config.paths import Home
from config.settings import Settings

_FRAME_WITHIN_SECONDS = 3


def examine_sound(home: Home, settings: Settings) -> Iterator[Finding]:
    """Microphone, speaker, speech model, wake phrase and both voices."""
    yield from look("microphone", lambda: _microphone(settings))
    yield from look("speaker", lambda: _speaker(settings))
    yield from look("speech model", lambda: _model(home, settings))
    yield from look("wake phrase", lambda: _wake_phrase(home, settings))
    for engine in devices.VOICES:
        topic = "voice" if engine == settings.speaking.engine else "stand-in voice"
        yield from look(topic, partial(_voice, engine, settings))


def _microphone(settings: Settings) -> str:
    microphone = devices.open_microphone(settings)
    try:
        microphone.open()
        if microphone.read(_FRAME_WITHIN_SECONDS) is None:
            raise MicrophoneLost(
                f"{microphone.name} opens but gives no sound. See that it is not switched off."
            )
        return f"{microphone.name} hears.{_others('inputs', microphone.name)}"
    except HouseError as error:
        raise HouseError(
            f"{error}{_others('inputs')} Until then the page's talk button hears."
        ) from error
    finally:
        microphone.close()


def _speaker(settings: Settings) -> str:
    speaker = devices.open_speaker(settings)
    try:
        speaker.play(Clip(SILENCE.pcm), 0)
        return f"{speaker.name} plays.{_others('outputs', speaker.name)}"
    except HouseError as error:
        raise HouseError(
            f"{error}{_others('outputs')} Until then the page shows what is said."
        ) from error
    finally:
        speaker.close()


def _others(kind: str, but: str = "") -> str:
    """The devices that could be chosen instead, as a sentence, or ""."""
    try:
        names = [each.name for each in devices.list_devices() if getattr(each, kind)]
    except Exception:
        # Only a hint is lost: the finding itself tells what is wrong.
        return ""
    names = [name for name in names if name != but]
    return f" There {'is' if len(names) == 1 else 'are'} also: {', '.join(names)}." if names else ""


def _model(home: Home, settings: Settings) -> str:
    choice = find(settings, home)
    check(choice.folder, whole=True)
    if choice.trouble:
        raise ModelUnusable(choice.trouble)
    return f"{choice.reason} It is whole ({choice.folder}). {choice.advice}"


def _wake_phrase(home: Home, settings: Settings) -> str:
    if settings.listening.wake_engine != "phrase":
        devices.open_wake_word(settings.listening.wake_engine)
        return f"“{settings.listening.called_by.capitalize()}” can be heard, a ready-made word."
    choice = find(settings, home)
    engine = devices.open_engine(choice.folder, choice.name)
    phrase = settings.listening.wake_phrase
    strange = [word for word in phrase.split() if not engine.knows(word)]
    if strange:
        raise HouseError(
            f"The speech model {choice.name} does not know the word “{strange[0]}” of the wake "
            f"phrase “{phrase}”. Choose other words: listening.wake_phrase in the settings."
        )
    return f"“{phrase.capitalize()}” can be heard."


def _voice(engine: str, settings: Settings) -> str:
    chosen = engine == settings.speaking.engine
    voice = devices.start_voice(engine, settings.speaking.voice if chosen else "")
    try:
        if not voice.speak("Hello.", settings.speaking.rate).pcm:
            raise VoiceFailed(f"The voice {engine} gives no sound.")
        return f"{engine} speaks." if chosen else f"{engine} can stand in, or be chosen."
    finally:
        voice.close()
