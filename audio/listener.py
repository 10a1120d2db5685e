"""The listener: RESTING → CALLED → HEARING. Frames in, what the brain should know out."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from audio.floor import Floor
from audio.gate import ActivityGate, Turn
from audio.heard import Called, EarsEvent, GaveUp, Heard, LongAnswer, Mode
from audio.hearing import Hearing
from audio.ports import Activity
from audio.sound import FRAME_SECONDS, Expectation, Frame, Grammar
from audio.stop_words import StopWords
from audio.two_ears import TwoEars
from audio.wake import Call, Wake

TAIL_SECONDS = 0.3
"""After the house has spoken its echo is let pass."""

REFRACTORY_SECONDS = 2.0
"""One call is one call, however the phrase echoes."""

MARGIN_SECONDS = 0.12
"""Heard again before the wake phrase's end, lest the next word lose its start."""

DECIDED_SECONDS = 0.45
GOES_ON_SECONDS = 0.15
"""So much speech soon after the phrase means that the request comes in the same breath."""

TICK_SECONDS = 150.0
ANSWERED_SECONDS = 2.0
"""How long the brain may take to say what it waits for next."""

PAGE_LONGEST, RESTING_QUIET, KEPT_FRAMES = 240.0, 0.7, 200


class Listener:
    """Turns frames into what the brain should know. No clock, thread or device in it.

    Time passes in frames; `clock` only stamps the end of speech. Belongs to one thread.
    """

    def __init__(
        self,
        *,
        activity: Activity,
        wake: Wake,
        ears: TwoEars,
        stop_words: StopWords,
        grammars: Callable[[str], Grammar],
        floor: Floor,
        clock: Callable[[], float],
        gate: ActivityGate | None = None,
    ) -> None:
        self._activity, self._wake = activity, wake
        self._hearing = Hearing(ears, wake.phrase, grammars)
        self._stop_words, self._grammars, self._floor = stop_words, grammars, floor
        self._clock = clock
        self._gate = gate or ActivityGate(closes_after=RESTING_QUIET)
        self.mode = Mode.RESTING
        self.quiet_for = 0.0
        """Seconds since anybody spoke."""

        self._expects: Expectation = floor.expects
        self._seen: Expectation | None = None
        self._call: Call | None = None
        self._called = False
        self._pressed = False
        self._overtaken = self._speaking = self._soon = False
        self._waited = self._tail = self._refractory = self._answered = 0.0
        self._stretch: deque[tuple[Frame, bool]] = deque(maxlen=KEPT_FRAMES)

    @property
    def partial(self) -> str:
        """What is being heard right now, "" while nobody speaks to the house."""
        return self._hearing.partial if self.mode is Mode.HEARING else ""

    def feed(self, frame: Frame, source: str = "microphone") -> list[EarsEvent]:
        """Take in the next frame of a source; everything that has happened with it."""
        if self._pressed:
            return self._hear_page(frame) if source == "page" else []
        likelihood = self._activity.likelihood(frame)
        turn = self._gate.feed(frame, likelihood)
        self._refractory = max(0.0, self._refractory - FRAME_SECONDS)
        self.quiet_for = 0.0 if self._gate.is_open else self.quiet_for + FRAME_SECONDS
        if self._floor.speaking:
            return self._while_speaking(frame, turn)
        self._speaking = False
        if self._tail > 0:
            self._tail = max(0.0, self._tail - FRAME_SECONDS)
            self._forget()
            return []
        events = self._notice_expectation()
        self._keep(frame, turn)
        return events + self._in_mode(frame, turn)

    def press(self) -> list[EarsEvent]:
        """The page's talk button went down: the next frames of the page are for the house."""
        self._pressed = True
        expects = self._floor.expects
        if expects.state == "resting":
            expects = replace(expects, state="command")
        self._begin(replace(expects, longest_seconds=PAGE_LONGEST))
        return [Called(goes_on=True, by_hand=True)]

    def release(self) -> list[EarsEvent]:
        """The button went up: what was said ends here, at once."""
        if not self._pressed:
            return []
        self._pressed = False
        self._forget()
        if self.mode is not Mode.HEARING:  # the longest time had ended it before
            return []
        return self._finish(source="page") or self._give_up()

    # ---- what is going on

    def _in_mode(self, frame: Frame, turn: Turn | None) -> list[EarsEvent]:
        match self.mode:
            case Mode.RESTING:
                return self._rest(frame, turn)
            case Mode.CALLED:
                return self._wait()
            case Mode.HEARING:
                return self._hear(frame, turn)
            case Mode.ANSWERED:
                self._answered += FRAME_SECONDS
                return [] if self._answered < ANSWERED_SECONDS else self._expect_anew()

    def _keep(self, frame: Frame, turn: Turn | None) -> None:
        """Hold on to what is being said until it is known what for."""
        if turn is Turn.STARTED:
            self._stretch.clear()
            # The frame itself is the last of the pre-roll.
            self._stretch.extend((kept, False) for kept in self._gate.take_preroll()[:-1])
        if self._gate.is_open or turn is Turn.STOPPED:
            self._stretch.append((frame, self._gate.loud))

    def _notice_expectation(self) -> list[EarsEvent]:
        expects = self._floor.expects
        if expects == self._seen:
            return []
        self._seen = expects
        self._overtaken = self.mode is Mode.HEARING
        return [] if self._overtaken else self._expect_anew()

    def _expect_anew(self) -> list[EarsEvent]:
        """Listen for what the floor expects; who speaks already is heard from the start."""
        expects, self._overtaken = self._floor.expects, False
        if expects.state != "resting":
            self._called = False
        elif self.mode is Mode.CALLED and self._called:
            # Called a moment ago: that the brain rests now is news from before the call.
            self._expects = replace(expects, state="command")
            return []
        self._expects, self._waited = expects, 0.0
        self.mode = Mode.RESTING if expects.state == "resting" else Mode.CALLED
        if self.mode is Mode.RESTING:
            self._gate.closes_after = RESTING_QUIET
            self._wake.reset()
            spoken = self._stretch if self._gate.is_open else ()
            return self._listen_for_wake([frame for frame, _ in spoken])
        return []

    # ---- RESTING

    def _rest(self, frame: Frame, turn: Turn | None) -> list[EarsEvent]:
        if self._call is not None:
            later = replace(self._call, ended_ago=self._call.ended_ago + FRAME_SECONDS)
            return self._answer_call(later)
        if turn is Turn.STARTED:
            self._wake.reset()
            return self._listen_for_wake([kept for kept, _ in self._stretch])
        if self._gate.is_open:
            return self._listen_for_wake([frame])
        if turn is Turn.STOPPED:
            call = self._wake.finish()
            return self._answer_call(call) if call else []
        return []

    def _listen_for_wake(self, frames: list[Frame]) -> list[EarsEvent]:
        for at, frame in enumerate(frames, 1):
            call = self._wake.hear(frame)
            if call is not None:
                later = (len(frames) - at) * FRAME_SECONDS
                return self._answer_call(replace(call, ended_ago=call.ended_ago + later))
        return []

    def _answer_call(self, call: Call) -> list[EarsEvent]:
        self._wake.reset()
        self._call = None
        if self._refractory > 0:
            return []
        if call.ended_ago < DECIDED_SECONDS and self._gate.is_open:
            self._call = call
            return []
        self._refractory = REFRACTORY_SECONDS
        self._called = True
        count = round((call.ended_ago + MARGIN_SECONDS) / FRAME_SECONDS)
        rest = list(self._stretch)[-count:] if count else []
        frames = [frame for frame, _ in rest]
        # Some of what is loud right after the phrase is still the end of its last word.
        loud = sum(loud for _, loud in rest[round(0.15 / FRAME_SECONDS) :]) * FRAME_SECONDS
        command = replace(self._floor.expects, state="command")
        if loud < GOES_ON_SECONDS:
            self.mode, self._expects, self._waited = Mode.CALLED, command, 0.0
            self._forget(keep=frames)
            return [Called(goes_on=False)]
        self._begin(command, frames)
        ended = [] if self._gate.is_open else self._finish()
        return [Called(goes_on=True), *ended]

    # ---- CALLED

    def _wait(self) -> list[EarsEvent]:
        if self._gate.is_open:
            self._begin(self._expects, [frame for frame, _ in self._stretch])
            return []
        if not self._floor.chiming:
            self._waited += FRAME_SECONDS
        return self._give_up() if self._waited >= self._expects.start_seconds else []

    def _give_up(self) -> list[EarsEvent]:
        # Somebody may have begun to speak this very moment: the first syllable stays.
        turn, begun = self._expects.turn, self._gate.take_preroll()
        self._settle()
        self._gate.shut(keep=begun)
        return [GaveUp(turn)]

    def _settle(self) -> None:
        """Nothing is expected until the brain says so."""
        self.mode, self._called, self._answered = Mode.ANSWERED, False, 0.0
        self._forget()

    # ---- HEARING

    def _begin(self, expects: Expectation, frames: Iterable[Frame] = ()) -> None:
        self._soon = self._refractory > 0 and self.mode is Mode.CALLED
        self.mode, self._expects = Mode.HEARING, expects
        self._hearing.begin(expects, frames)

    def _hear(self, frame: Frame, turn: Turn | None) -> list[EarsEvent]:
        before = self._hearing.seconds
        self._hearing.hear(frame)
        self._gate.closes_after = self._hearing.patience(self._gate.quiet)
        over = turn is Turn.STOPPED or self._hearing.complete(self._gate.quiet)
        if not self._expects.dictation:
            return self._in_talk_window(over)
        if over:
            return self._finish()
        longest, number = self._hearing.longest, self._expects.turn
        if self._hearing.seconds >= longest:
            return [*[LongAnswer(number, True)] * (longest > TICK_SECONDS), *self._finish()]
        tick = before < TICK_SECONDS <= self._hearing.seconds
        return [LongAnswer(number, ended=False)] if tick else []

    def _in_talk_window(self, over: bool) -> list[EarsEvent]:
        """They talk to each other: only a control word counts, and talking stops no clock."""
        self._waited += FRAME_SECONDS
        late = self._waited >= self._expects.start_seconds
        events = self._finish() if over or late else []
        return events or (self._give_up() if late else [])

    def _finish(self, source: str = "microphone") -> list[EarsEvent]:
        """The turn is over: what was said, or back to waiting if it was only noise."""
        expects, closed_at = self._hearing.expects, self._clock()
        quiet = self._gate.quiet if source == "microphone" else 0.0
        said = self._hearing.finish()
        self._forget()
        if said.phrase is None and said.dictation is None:
            self.mode = Mode.CALLED
            if self._overtaken:
                return self._expect_anew()
            if said.called:
                self._waited = 0.0
                return [] if self._soon else [Called(goes_on=False)]
            return []
        self._settle()
        return [
            Heard(
                *(said.phrase, said.dictation, expects.state, expects.turn, source),
                ended_at=closed_at - quiet,
                closed_at=closed_at,
                posted_at=self._clock(),
            )
        ]

    def _hear_page(self, frame: Frame) -> list[EarsEvent]:
        if self.mode is not Mode.HEARING:
            return []
        self._hearing.hear(frame)
        over = self._hearing.seconds >= self._expects.longest_seconds
        return self._finish(source="page") if over else []

    # ---- while the house speaks

    def _while_speaking(self, frame: Frame, turn: Turn | None) -> list[EarsEvent]:
        if not self._speaking:
            events = self._finish() if self.mode is Mode.HEARING else []
            self._speaking, self._tail = True, TAIL_SECONDS
            self._gate.closes_after = RESTING_QUIET
            self._forget()
            self._stop_words.reset()
            return events
        heard = [frame] if self._gate.is_open else []
        if turn is not None:
            heard = self._gate.take_preroll() if turn is Turn.STARTED else []
            self._stop_words.pause()
        grammar, floor = self._grammars("speaking"), self._floor
        for each in heard:
            said = self._stop_words.hear(each, grammar, floor.line)
            if said is not None:
                at = self._clock() - self._gate.quiet
                return [Heard(said, None, "speaking", floor.expects.turn, ended_at=at)]
        return []

    def _forget(self, keep: Sequence[Frame] = ()) -> None:
        self._gate.shut(keep)
        self._stretch.clear()
        self._call = None
