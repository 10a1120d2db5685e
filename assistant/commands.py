"""What the command line can do, without printing: each command gives its lines."""

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.app import House, Wishes, pack_for
from assistant.board import Board
from assistant.brain import Belongings, converse
from assistant.events import Heard, Say
from assistant.household import SettingsBook
from assistant.journal import Journal, Unsaved
from assistant.network import SWITCH
from assistant.one_house import OneHouse
from assistant.privacy import Passcode
from assistant.rituals import SHIPPED, Timetable, read_deck, read_rituals
from assistant.telling import Teller, meaning
from assistant.understood import grammar, make_sense
from audio import devices
from audio.sound import Utterance
from audio.speech_model import find
from audio.transcribing import Transcriber
from config.paths import Home
from config.settings import Partner, Settings
from intents.wording import Wording

QUIET_END = 3.0
"""Seconds without anything happening after which `hear` is over."""


def stand_in(book: SettingsBook, partners: str) -> None:
    """Use these two names for now, where the household has not been set up."""
    names = [name.strip() for name in partners.split(",") if name.strip()][:2]
    settings = book.settings
    if not names or any(partner.name for partner in settings.household.partners):
        return
    both = [Partner(name=name) for name in names] + [Partner()] * (2 - len(names))
    household = settings.household.model_copy(update={"partners": tuple(both)})
    book.pretend(settings.model_copy(update={"household": household}))


def hear(
    home: Home, book: SettingsBook, path: Path, tell: Callable[[dict[str, Any]], None]
) -> None:
    """Run the whole house on a sound file, in the sound's own time."""
    from audio.devices.wav_microphone import WavMicrophone

    microphone = WavMicrophone(path)
    teller = Teller(tell)

    def wanted() -> bool:
        idle = time.monotonic() - teller.latest > QUIET_END
        return not (microphone.finished and idle)

    wishes = Wishes(microphone=lambda: microphone, page=False, trace=teller, wanted=wanted)
    with OneHouse(home):
        House(home, book, wishes).live(lambda address: None)


def open_network(home: Home, book: SettingsBook, passcode: str) -> str:
    """Choose the page's passcode and let other devices in. Raises PasscodeUnfit."""
    Passcode(home.passcode_file, lambda: datetime.now(book.zone)).choose(passcode)
    if book.settings.page.network:
        return "The passcode holds from now on; every other device must show it."
    book.change({SWITCH: "on"})
    return "From the next start on, other devices of your home can open the page with it."


def shut_network(book: SettingsBook) -> str:
    """This machine alone."""
    book.change({SWITCH: "off"})
    return "From the next start on, only this machine can open the page."


def ask(home: Home, book: SettingsBook, text: str) -> dict[str, Any]:
    """What the house would say to this, done for real but without sound."""
    replies: list[str] = []
    understood: dict[str, Any] = {}

    def trace(event: str, **fields: Any) -> None:
        if event == "understood":
            understood.update(meaning(fields["understanding"]))

    pack = pack_for(book)

    def now() -> datetime:
        return datetime.now(book.zone)

    own = Belongings(
        home=home,
        book=book,
        board=Board(),
        rituals=read_rituals(SHIPPED, home.rituals)[0],
        deck=read_deck(),
        pack=pack,
        wording=Wording(pack),
        timetable=Timetable(lambda event: None, now, book.zone),
        now=now,
        quiet_for=lambda: 60.0,
        trace=trace,
    )
    with Journal(home.journal_file, now) as journal:
        unsaved = Unsaved.beside(home.journal_file)
        conversation = converse(own, journal, unsaved, lambda event: None)
        conversation.wake_up()
        for event in conversation.receive(Heard(None, Utterance(text, 1.0), source="text")):
            if isinstance(event, Say):
                replies.append(event.text)
        conversation.lie_down()
    return {"text": text, **understood, "reply": replies}


def say(home: Home, settings: Settings, text: str) -> None:
    """Speak it aloud. Raises VoiceFailed or SpeakerMissing."""
    clip = devices.open_voice(settings, home.speech).speak(text, settings.speaking.rate, keep=False)
    speaker = devices.open_speaker(settings)
    try:
        speaker.play(clip, settings.speaking.volume)
    finally:
        speaker.close()


def understand_all(book: SettingsBook, sentences: Iterable[str]) -> Iterator[dict[str, Any]]:
    """What each typed sentence means, as after the wake phrase."""
    pack = pack_for(book)
    for sentence in sentences:
        heard = Heard(None, Utterance(sentence, 1.0), source="text")
        understood = make_sense(heard, pack, "command", None, datetime.now(book.zone))
        yield {"text": sentence, **meaning(understood)}


def transcribe(home: Home, book: SettingsBook, files: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """What is heard and understood in each sound file; a leading wake phrase is taken off."""
    from audio.devices.wav_microphone import speech_of

    settings = book.settings
    pack = pack_for(book)
    model = find(settings, home)
    engine = devices.open_engine(model.folder, model.name)
    listened_for = grammar(pack, lambda: datetime.now(book.zone), "command")
    transcriber = Transcriber(engine, settings.listening.wake_phrase)
    for path in files:
        began = time.monotonic()
        found = transcriber.transcribe(speech_of(path), listened_for)
        heard = Heard(found.phrase, found.dictation, state="command")
        understood = make_sense(heard, pack, "command", None, datetime.now(book.zone))
        text = understood.match.text if understood.match else ""
        plain = found.dictation or found.phrase
        yield {
            "file": str(path),
            "heard": text or (plain.text if plain else ""),
            **meaning(understood),
            "seconds": round(time.monotonic() - began, 3),
        }
