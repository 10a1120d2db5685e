"""The ears: a thread that reads the microphones, feeds the listener, and tells what was heard."""

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Protocol

from audio import devices
from audio.clearing import ClearEngine
from audio.echo import Room
from audio.errors import ModelUnusable
from audio.floor import Floor
from audio.heard import EarsEvent, Mode
from audio.kept_microphone import KeptMicrophone
from audio.listener import Listener
from audio.loudness import InputLevel, level_of
from audio.model_thresholds import thresholds_for
from audio.phrase_check import Judgement, judge
from audio.ports import Activity, Microphone, SpeechEngine, Suppressor
from audio.sound import FRAME_SECONDS, Frame, Grammar
from audio.speech_model import ModelChoice
from audio.stop_words import StopWords
from audio.trials import Trials, Wanted
from audio.two_ears import TwoEars
from audio.wake import Wake, WakePhrase
from config.errors import HouseError
from config.settings import Listening

log = logging.getLogger(__name__)

SHOWN_EVERY = 0.2
COUNTED_EVERY = 60.0
RENEWED_EVERY = 24 * 3600.0
"""Recognisers grow with what they hear: each night, in a quiet hour, they are made anew."""

LET_GO_AFTER = 20.0
"""Seconds after the last turn from which on the house counts as being at rest."""

QUIET_HOUR = 600.0
STUMBLE_SECONDS = 0.5
"""A fault that comes with every frame must not fill the log."""

FALL_BACK_PHRASE = "hey juniper"


class PageMicrophone(Microphone, Protocol):
    """The browser's microphone, as the ears see it."""

    @property
    def talking(self) -> bool:
        """Whether the talk button is held, or something said with it has not been read yet."""


class Notices(Protocol):
    """Where the ears show how they are; any thread may."""

    def publish(self, **fields: Any) -> None:
        """Show these: level, partial, dropped, microphone, state, tried, read."""

    def trouble(self, topic: str, sentence: str) -> None:
        """Say what is wrong with something, or with an empty sentence that it is well again."""


class Ears:
    """Listens on its own thread from `start` to `stop`; the other verbs may come from any thread.

    The house goes on without a microphone (opened again every few seconds) and with a wake word or
    phrase that cannot be heard (another stands in); both are told. Events reach `post`.
    """

    def __init__(
        self,
        *,
        settings: Listening,
        model: ModelChoice,
        open_microphone: Callable[[], Microphone],
        page_microphone: PageMicrophone,
        grammars: Callable[[str], Grammar],
        floor: Floor,
        post: Callable[[EarsEvent], None],
        board: Notices,
        clock: Callable[[], float],
        open_engine: Callable[[], SpeechEngine] | None = None,
        open_activity: Callable[[], Activity] = devices.open_activity,
        open_wake_word: Callable[[str], Wake] = devices.open_wake_word,
        open_suppressor: Callable[[], Suppressor | None] = devices.open_suppressor,
    ) -> None:
        self._settings, self._floor, self._grammars = settings, floor, cache(grammars)
        self._page, self._post, self._board, self._clock = page_microphone, post, board, clock
        self._open_engine = open_engine or (lambda: devices.open_engine(model.folder, model.name))
        self._open_activity, self._open_wake_word = open_activity, open_wake_word
        self._open_suppressor = open_suppressor
        self._microphone = KeptMicrophone(
            open_microphone, lambda sentence: board.trouble("microphone", sentence), clock
        )
        self._engine: SpeechEngine | None = None
        self._room = Room()
        self._listener: Listener | None = None
        self._two_ears: TwoEars | None = None
        self._to_try: queue.SimpleQueue[Wanted] = queue.SimpleQueue()
        self._trials = Trials(board, self._wake_of, open_activity)
        self._input = InputLevel()
        self._end, self._ready = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="ears")
        self._pressed = False
        self._since_shown = self._since_counted = self._since_renewed = 0.0
        self._at_rest = 0.0
        self._counted = 0
        self._mode = Mode.RESTING

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """Stop listening and let go of the microphone."""
        self._end.set()
        if self._thread.is_alive():
            self._thread.join()

    def wait_until_ready(self, seconds: float) -> bool:
        """Whether, within this time, the model is loaded and sound comes in.

        Where there is no microphone, silence stands in for it.
        """
        return self._ready.wait(seconds)

    def mute(self, muted: bool) -> None:
        """Close the house's microphone, or open it again; the page's talk button still works."""
        self._microphone.mute(muted)

    def quiet_for(self) -> float:
        """Seconds since anybody spoke."""
        return self._listener.quiet_for if self._listener else 0.0

    def knows(self, word: str) -> bool:
        """Whether the speech model has this word; True as long as it is not loaded."""
        return self._engine is None or self._engine.knows(word)

    def judge(self, phrase: str, names: Sequence[str]) -> Judgement | None:
        """How good a wake phrase is; None as long as no model is loaded."""
        engine = self._engine
        if engine is None:
            return None
        return judge(phrase, engine.knows, getattr(engine, "vocabulary", ()), names)

    def try_wake(self, wanted: Listening | None) -> None:
        """Count how often these settings' wake phrase is heard, and act on nothing meanwhile.

        How it goes is published as `tried`. None, or the end of the trial: listen as usual.
        """
        self._to_try.put(wanted)

    def try_reading(self, sentence: str) -> None:
        """Hear somebody read this aloud, and act on nothing meanwhile; published as `read`."""
        self._to_try.put(sentence)

    # ---- on the ears' thread

    def _run(self) -> None:
        try:
            self._engine = ClearEngine(self._open_engine(), self._room)
        except ModelUnusable as error:
            log.error("%s", error)
            self._board.trouble("model", str(error))
            self._ready.set()
            return
        try:
            self._renew(self._engine)
            # Some devices take a second or two from the opening to the first sound.
            while not (self._ready.is_set() or self._end.is_set()):
                self._step_or_stumble(self._engine)
            # A few seconds, which nobody should wait for later; sound waits in its queue meanwhile.
            for state in ("command", "speaking"):
                self._grammars(state)
            while not self._end.is_set():
                self._step_or_stumble(self._engine)
        finally:
            self._microphone.close()
            self._listener = None

    def _step_or_stumble(self, engine: SpeechEngine) -> None:
        try:
            self._step()
        except Exception:  # a deaf house would be worse than a lost sentence
            log.exception("The ears stumbled and start afresh")
            self._renew(engine)
            self._end.wait(STUMBLE_SECONDS)

    def _step(self) -> None:
        """One frame, from the page while its button is held, else from the house's microphone."""
        if self._listener is None or self._engine is None:
            return
        events: list[EarsEvent] = []
        if not self._to_try.empty():
            self._trials.begin(self._to_try.get(), self._engine)
        if self._page.talking:
            if not self._pressed:
                self._pressed = True
                events += self._listener.press()
            self._microphone.skip()
            frame, source = self._page.read(SHOWN_EVERY), "page"
        else:
            if self._pressed:
                self._pressed = False
                events += self._listener.release()
            frame, source = self._microphone.read(), "microphone"
        if frame is not None:
            self._ready.set()
            events += self._feed(self._listener, frame, source)
            self._pass_time(frame, self._engine)
        for event in events:
            self._post(event)
        self._show_mode(self._listener.mode, bool(events))

    def _feed(self, listener: Listener, frame: Frame, source: str) -> list[EarsEvent]:
        if source == "microphone" and self._trials.going:
            if not self._floor.speaking:
                self._trials.feed(frame)
            return []
        events = listener.feed(frame, source)
        if source == "microphone" and not self._floor.speaking:
            talking = listener.quiet_for == 0
            self._room.hear(frame, talking)
            wrong = self._input.feed(frame, talking)
            if wrong is not None:
                self._board.trouble("level", wrong)
        return events

    def _renew(self, engine: SpeechEngine) -> None:
        self._since_renewed, self._pressed = 0.0, False
        wake = self._wake(engine)
        self._two_ears = TwoEars(engine, wake.phrase, self._open_suppressor())
        self._listener = Listener(
            activity=self._open_activity(),
            wake=wake,
            ears=self._two_ears,
            stop_words=StopWords(engine),
            grammars=self._grammars,
            floor=self._floor,
            clock=self._clock,
        )

    def _wake_of(self, wanted: Listening, engine: SpeechEngine) -> Wake:
        if wanted.wake_engine != "phrase":
            return self._open_wake_word(wanted.wake_engine)
        return WakePhrase(engine, wanted.wake_phrase.lower(), thresholds_for(engine.name))

    def _wake(self, engine: SpeechEngine) -> Wake:
        """What the settings ask for, or else the next best, which is told."""
        try:
            return self._wake_of(self._settings, engine)
        except HouseError as error:
            next_best = self._stand_in(engine)
            sentence = f"{error} Until then the house listens for “{next_best.phrase}”."
            log.warning("%s", sentence)
            self._board.trouble("wake", sentence)
            return next_best

    def _stand_in(self, engine: SpeechEngine) -> Wake:
        try:
            return self._wake_of(
                self._settings.model_copy(update={"wake_engine": "phrase"}), engine
            )
        except HouseError:
            return WakePhrase(engine, FALL_BACK_PHRASE, thresholds_for(engine.name))

    def _pass_time(self, frame: Frame, engine: SpeechEngine) -> None:
        self._since_shown += FRAME_SECONDS
        self._since_counted += FRAME_SECONDS
        self._since_renewed += FRAME_SECONDS
        if self._since_shown >= SHOWN_EVERY:
            self._since_shown = 0.0
            self._show(frame)
        if self._since_counted >= COUNTED_EVERY:
            self._since_counted = 0.0
            self._count_dropped()
        if self._since_renewed >= RENEWED_EVERY and self.quiet_for() > QUIET_HOUR:
            self._renew(engine)
        self._rest()

    def _rest(self) -> None:
        """Let go of what only helps in a talk, once the talk is over."""
        if self._mode is not Mode.RESTING:
            self._at_rest = 0.0
        elif self._at_rest < LET_GO_AFTER:
            self._at_rest += FRAME_SECONDS
            if self._at_rest >= LET_GO_AFTER and self._two_ears is not None:
                self._two_ears.let_go()
                devices.give_memory_back()

    def _show(self, frame: Frame) -> None:
        self._board.publish(
            level=level_of(frame),
            partial=self._listener.partial if self._listener else "",
            dropped=self._microphone.dropped,
            microphone=self._microphone.name,
        )

    def _count_dropped(self) -> None:
        dropped = self._microphone.dropped
        if dropped > self._counted:
            log.warning("%d frames of sound were lost in the last minute", dropped - self._counted)
        self._counted = dropped

    def _show_mode(self, mode: Mode, told: bool) -> None:
        """Show that somebody is heard; what follows an event is for the brain to show."""
        if mode is self._mode:
            return
        before, self._mode = self._mode, mode
        if mode is Mode.HEARING:
            self._board.publish(state="hearing")
        elif before is Mode.HEARING and not told:
            resting = self._floor.expects.state == "resting" and mode is Mode.RESTING
            self._board.publish(state="resting" if resting else "called", partial="")
        else:
            self._board.publish(partial="")
