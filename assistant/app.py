"""Opening and closing the house: the rooms, in order, and everything that connects them."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from assistant.board import Board
from assistant.brain import Belongings, Brain, Trace
from assistant.dashboard import create_app
from assistant.dashboard.server import PageServer
from assistant.events import Close, Loudness, Trouble
from assistant.front_door import FrontDoor
from assistant.household import People, SettingsBook, awake_since
from assistant.mouth import Mouth
from assistant.rituals import SHIPPED, Timetable, read_deck, read_rituals
from assistant.understood import grammar
from assistant.worker import Worker
from audio import chimes, devices
from audio.ears import Ears
from audio.errors import ModelUnusable
from audio.floor import Floor
from audio.ports import Microphone
from audio.speech_model import find
from config.paths import Home
from intents import handlers
from intents.language import LanguagePack, PartnerNames, load_pack
from intents.wording import Wording

log = logging.getLogger(__name__)

assert handlers, "importing the room registers what happens for each request"


READY_SECONDS = 20.0
"""How long the opening may wait for the speech model and the microphone before it is told."""


def no_trace(event: str, **fields: Any) -> None:
    """Nobody follows what happens inside."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How this run differs from an ordinary one."""

    microphone: Callable[[], Microphone] | None = None
    """Another microphone than the settings name: a WAV file."""

    page: bool = True
    trace: Trace = no_trace
    wanted: Callable[[], bool] = lambda: True
    """Looked at often; the house closes when it says no."""


def pack_for(book: SettingsBook) -> LanguagePack:
    """The household's language with its two names in it."""
    household = book.settings.household
    names = [PartnerNames(p.name, p.said, p.aliases) for p in household.partners]
    return load_pack(household.language, names)


class House:
    """A house with its rooms. `live` opens them and returns when the house is closed for good."""

    def __init__(self, home: Home, book: SettingsBook, wishes: Wishes) -> None:
        self._home, self._book, self._wishes = home, book, wishes
        self.board = Board(lambda topic, said: wishes.trace("trouble", topic=topic, sentence=said))
        self._rituals, self._ritual_problems = read_rituals(SHIPPED, home.rituals)
        self._deck = read_deck()
        self.door = FrontDoor(home, book, self.board, self._rituals, self._deck, wishes.trace)
        self._mouth: Mouth | None = None
        self._ready: Callable[[float], object] = lambda seconds: None
        self._closing = threading.Event()

    def close_soon(self) -> None:
        """Ask the house to close; may be called from a signal handler or any thread."""
        self._closing.set()
        if self._mouth is not None:
            self._mouth.fall_silent()

    def live(self, opened: Callable[[str], None]) -> None:
        """Open everything, tell `opened` where the page is, and stay until closed."""
        with ExitStack() as stack:
            address = self._open_page(stack) if self._wishes.page else ""
            stack.callback(self.door.close)
            told = False
            while True:
                with self._rooms() as mouth:
                    if not told:
                        self._ready(READY_SECONDS)
                        opened(address)
                    told = True
                    closed = mouth.run(self._wanted)
                if not closed.reopen or not self._wanted():
                    return
                self.door.upkeep.between_openings()
                log.info("The rooms are opened again")

    def _wanted(self) -> bool:
        return not self._closing.is_set() and self._wishes.wanted()

    def _open_page(self, stack: ExitStack) -> str:
        server = PageServer(create_app(self.door), self._book.settings.page.port)
        server.start()
        stack.callback(server.stop)
        self.door.network.serve(server.listen, server.port)
        return server.address

    @contextmanager
    def _rooms(self) -> Iterator[Mouth]:
        """Brain, ears and timetable around the mouth; closed in reverse."""
        floor, pack, now = Floor(), pack_for(self._book), self._now
        brain: Worker
        ears: Ears | None = None

        def to_brain(event: Any) -> None:
            brain.post(event)

        mouth = self._make_mouth(floor, to_brain, lambda deaf: ears.mute(deaf) if ears else None)
        self._mouth = mouth
        awake = awake_since(self._home, now)
        timetable = Timetable(to_brain, now, self._book.zone, awake)
        with ExitStack() as stack:
            own = Belongings(
                home=self._home,
                book=self._book,
                board=self.board,
                rituals=self._rituals,
                deck=self._deck,
                pack=pack,
                wording=Wording(pack),
                timetable=timetable,
                now=now,
                quiet_for=lambda: ears.quiet_for() if ears else 60.0,
                trace=self.door.trace,
            )
            brain = Worker("brain", lambda: Brain(own, mouth.post, mouth.hush), tick_seconds=1.0)
            timetable.start()
            stack.callback(timetable.stop)
            brain.start()
            stack.callback(brain.stop)
            to_brain(Trouble("rituals", " ".join(self._ritual_problems)))
            ears = self._open_ears(floor, pack, to_brain)
            if ears is not None:
                ears.start()
                self._ready = ears.wait_until_ready
                stack.callback(ears.stop)
            reopen = partial(mouth.post, Close(reopen=True))
            self.door.connect(to_brain, reopen, mouth.clip, pack, ears, mouth.post)
            yield mouth

    def _make_mouth(
        self, floor: Floor, to_brain: Callable[[Any], None], deafen: Callable[[bool], None]
    ) -> Mouth:
        settings = self._book.settings
        people = People(settings, self._now)
        voice = devices.open_voice(settings, self._home.speech)
        self.board.publish(voice=settings.speaking.engine)
        return Mouth(
            floor=floor,
            board=self.board,
            voice=voice,
            open_speaker=partial(devices.open_speaker, settings),
            chimes=chimes.all_chimes() if settings.speaking.earcons else {},
            tell_brain=to_brain,
            deafen=deafen,
            loudness=Loudness(settings.speaking.volume, settings.speaking.rate),
            spoken_forms=people.spoken_forms(),
            trace=self.door.trace,
        )

    def _open_ears(
        self, floor: Floor, pack: LanguagePack, to_brain: Callable[[Any], None]
    ) -> Ears | None:
        settings = self._book.settings
        try:
            model = find(settings, self._home)
        except ModelUnusable as error:
            to_brain(Trouble("model", str(error)))
            return None
        self.board.publish(model=model.name, model_advice=model.advice)
        return Ears(
            settings=settings.listening,
            model=model,
            open_microphone=self._wishes.microphone or partial(devices.open_microphone, settings),
            page_microphone=self.door.page_microphone,
            grammars=partial(grammar, pack, self._now),
            floor=floor,
            post=to_brain,
            board=self.board,
            clock=time.monotonic,
        )

    def _now(self) -> datetime:
        return datetime.now(self._book.zone)
