"""Words of somebody in danger are heard in every state, and in a talk window nothing else is."""

from datetime import UTC, datetime

import pytest

from assistant.understood import candidates, grammar
from audio.devices import open_engine
from audio.heard import Heard
from audio.ports import SpeechEngine
from audio.sound import Frame, Grammar
from audio.transcribing import frames_of
from audio.two_ears import MOST_FRAMES_OF_TALK, TwoEars
from intents.language import PartnerNames, load_pack
from intents.understanding import understand
from script.benchlib.mixing import as_pcm
from script.benchlib.speaking import spoken
from tests.audio.hearing_fakes import FakeEngine, quiet, said
from tests.tree import PROJECT

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
WINDOW = "ritual_window"
PACK = load_pack("en", [PartnerNames("Maya"), PartnerNames("Sam")])
GRAMMARS = {state: grammar(PACK, lambda: NOW, state) for state in PACK.states}

IN_DANGER = {
    "i want to kill myself": "crisis.self",
    "i don't want to live any more": "crisis.self",
    "please help me i want to kill myself": "crisis.self",
    "oh god please help i can't go on": "crisis.self",
    "i want to die please help me": "crisis.self",
    "he hit me again": "crisis.violence",
    "my husband hit me": "crisis.violence",
    "i'm scared he'll hurt me": "crisis.violence",
    "he hit the baby": "crisis.child",
    "call an ambulance": "crisis.medical",
    "sam isn't breathing": "crisis.medical",
}
LIGHTLY = (
    "you kill me",
    "i'm going to kill myself laughing",
    "he won't let me win",
    "i'm scared of spiders",
    "call me later",
    "please help me i want to go to bed",
    "oh god please help i can't go on holiday",
    "we talk and i want to kill myself he said and so on",
)

VOICES = ("slt", "en-us+f3")
SAID_WELL = ("i want to kill myself", "he's going to kill me", "call an ambulance")
"""What both voices say so that the starter model hears it."""

PLEADING = ("please help me he's going to kill me", "oh god please help i can't go on")
"""The same, in one breath with a plea."""


def understood(ears: TwoEars, state: str, frames: list[Frame]) -> str:
    """What the house takes these sounds for, "" for nothing."""
    ears.begin(GRAMMARS[state], dictation=state != WINDOW)
    for frame in frames:
        ears.hear(frame)
    heard = Heard(*ears.finish(), state, 1, "microphone")
    found = understand(candidates(heard), PACK, state=state, ritual="Evening check-in", now=NOW)
    return found.match.intent if found.match and found.decision == "do" else ""


@pytest.mark.parametrize("state", [name for name in PACK.states if name != "speaking"])
@pytest.mark.parametrize("words", IN_DANGER)
def test_danger_is_heard_in_every_state(state: str, words: str):
    """Asked for a number, a name or nothing at all."""
    assert understood(TwoEars(FakeEngine()), state, said(words)) == IN_DANGER[words]


@pytest.mark.parametrize("state", [n for n, s in PACK.states.items() if not s.commands_only])
def test_the_phrase_list_of_each_state_has_it_too(state: str):
    """Dictation alone may hear another word where somebody cries."""
    assert "i want to kill myself" in GRAMMARS[state].phrases


@pytest.mark.parametrize("words", LIGHTLY)
def test_in_a_talk_window_light_talk_is_no_cry(words: str):
    """They talk to each other; a false alarm ends the ritual."""
    assert understood(TwoEars(FakeEngine()), WINDOW, said(words)) == ""


def test_a_control_word_is_a_control_word_all_the_same():
    assert understood(TwoEars(FakeEngine()), WINDOW, said("done")) == "answer.done"


class Overhearing(FakeEngine):
    """Counts what open dictation is given to hear or to weigh."""

    def __init__(self) -> None:
        super().__init__()
        self.dictated = 0

    def recognizer(self, phrases=None):
        made = super().recognizer(phrases)
        if phrases is None:
            heard, weighed = made.hear, made.weigh

            def hear(frame: Frame) -> None:
                self.dictated += 1
                heard(frame)

            def weigh(frames):
                self.dictated += 1
                return weighed(frames)

            made.hear, made.weigh = hear, weigh
        return made


def test_in_a_talk_window_other_talk_is_never_dictated():
    """Not even for a moment, unless the sentences of danger fit it better than all others."""
    engine = Overhearing()
    ears = TwoEars(engine)
    for words in ("how was your day then", "you kill me", "i'm scared of spiders", "done"):
        understood(ears, WINDOW, said(words))
    assert engine.dictated == 0
    understood(ears, WINDOW, said("i want to kill myself"))
    assert engine.dictated > 0, "else the count above shows nothing"


def test_long_talk_is_not_held_on_to():
    """Minutes of it would fill the memory, and a cry for help is short."""
    ears = TwoEars(FakeEngine())
    ears.begin(GRAMMARS[WINDOW], dictation=False)
    for frame in quiet(60.0):
        ears.hear(frame)
    assert len(ears._frames) <= MOST_FRAMES_OF_TALK
    assert understood(ears, WINDOW, [*said("i want to kill myself"), *quiet(60.0)]) == ""


@pytest.fixture(scope="module")
def vosk() -> SpeechEngine:
    return open_engine(PROJECT / "audio" / "models" / "en-starter", "en-starter")


def voiced(words: str, voice: str) -> list[Frame]:
    """Somebody says it, between two seconds of quiet."""
    return [*quiet(0.5), *frames_of(as_pcm(0.6 * spoken(words, voice))), *quiet(0.6)]


@pytest.mark.parametrize("voice", VOICES)
def test_the_recogniser_of_every_day_hears_it_in_a_talk_window(vosk: SpeechEngine, voice: str):
    ears = TwoEars(vosk, "hey juniper")
    heard = [understood(ears, WINDOW, voiced(words, voice)) for words in (*SAID_WELL, *PLEADING)]
    assert all(intent.startswith("crisis.") for intent in heard), heard


@pytest.mark.parametrize("voice", VOICES)
def test_the_recogniser_of_every_day_hears_no_danger_in_light_talk(vosk: SpeechEngine, voice: str):
    ears = TwoEars(vosk, "hey juniper")
    for words in (*LIGHTLY, "how was your day then", "did you take the bins out"):
        assert not understood(ears, WINDOW, voiced(words, voice)).startswith("crisis."), words


def test_without_a_network_nothing_is_taken_for_a_cry():
    ears = TwoEars(FakeEngine())
    ears.begin(Grammar(("next", "stop")), dictation=False)
    for frame in said("i want to kill myself"):
        ears.hear(frame)
    assert ears.finish() == (None, None)
