"""A kitchen in which people speak, and a listener with fakes around it."""

from collections.abc import Sequence

from audio.floor import Floor
from audio.heard import EarsEvent, Heard
from audio.listener import Listener
from audio.model_thresholds import Thresholds
from audio.sound import FRAME_SECONDS, Expectation, Frame, Grammar
from audio.stop_words import StopWords
from audio.two_ears import TwoEars
from audio.wake import WakePhrase
from tests.audio.hearing_fakes import FakeActivity, FakeEngine, quiet, said

GRAMMARS = {
    "command": Grammar(
        ("what's tonight's question", "stop"),
        frozenset({"stop"}),
        in_own_words=lambda said: said.startswith("thank you"),
    ),
    "confirm": Grammar(("yes", "no", "yes please"), frozenset({"yes", "no"})),
    "saved": Grammar(("undo",), frozenset({"undo"})),
    "speaking": Grammar(("stop", "skip", "wait a minute"), frozenset({"stop", "skip"})),
    "ritual_answer": Grammar(
        ("i'm done", "skip"), frozenset({"skip"}), closed=lambda said: said.endswith("your turn")
    ),
    "ritual_window": Grammar(("next", "stop"), frozenset({"next", "stop"})),
}
CONFIRM = Expectation("confirm", turn=3)
ANSWER = Expectation("ritual_answer", 4, 12.0, 1.8, 240.0)
WINDOW = Expectation("ritual_window", 5, 180.0, 0.6, 15.0, dictation=False)


class Kitchen:
    """A listener in a room where people speak; its clock is the sound's own."""

    def __init__(self) -> None:
        self.floor = Floor()
        self.seconds = 0.0
        engine = FakeEngine()
        self.listener = Listener(
            activity=FakeActivity(),
            wake=WakePhrase(engine, "hey juniper", Thresholds()),
            ears=TwoEars(engine, "hey juniper"),
            stop_words=StopWords(engine),
            grammars=GRAMMARS.__getitem__,
            floor=self.floor,
            clock=lambda: self.seconds,
        )

    def hears(self, *parts: str | float | Sequence[Frame]) -> list[EarsEvent]:
        """Words, seconds of quiet, or frames, one after the other."""
        events = []
        for part in parts:
            frames = said(part) if isinstance(part, str) else part
            frames = quiet(part) if isinstance(part, float | int) else frames
            for frame in frames:
                self.seconds += FRAME_SECONDS
                events += self.listener.feed(frame)
        return events

    def expects(self, expectation: Expectation) -> None:
        self.floor.expects = expectation


def words(event: EarsEvent) -> tuple[str | None, str | None]:
    assert isinstance(event, Heard)
    phrase, dictation = event.phrase, event.dictation
    return phrase.text if phrase else None, dictation.text if dictation else None
