"""Everything that can happen: the brain's inbox and the mouth's."""

from dataclasses import dataclass, field
from datetime import date

from audio.heard import Called as Called
from audio.heard import GaveUp as GaveUp
from audio.heard import Heard as Heard
from audio.heard import LongAnswer as LongAnswer
from audio.reading_trial import Read
from audio.sound import Expectation
from audio.wake_trial import Tried

# ---- what reaches the brain


@dataclass(frozen=True, slots=True)
class RitualDue:
    """The timetable says that a ritual's time has come."""

    ritual: str
    day: date
    """The local date it was planned for."""

    late_seconds: float = 0.0
    part: str = ""
    """The step to begin with, where a ritual is announced before its day; "" means all of it."""


@dataclass(frozen=True, slots=True)
class RitualMissed:
    """A ritual's time passed by more than an hour while the house was away."""

    ritual: str
    day: date


@dataclass(frozen=True, slots=True)
class Spoken:
    """The mouth has finished a line (or was cut), or could not say it."""

    turn: int
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """A device or a service has gone or come back; the sentence is for the page."""

    topic: str
    """"microphone", "level", "wake", "speaker", "voice", "model", "journal" or "rituals"."""

    sentence: str
    """Empty when the trouble is over."""


@dataclass(frozen=True, slots=True)
class SettingsChanged:
    """The settings file was saved by the page."""


@dataclass(frozen=True, slots=True)
class PersonErased:
    """One of the two has taken everything of theirs out of the house, on the page."""

    person: str
    """"one" or "two"."""


@dataclass(frozen=True, slots=True)
class ListenAgain:
    """The page opens the house's microphone again after "stop listening"."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A second has passed: words that could not be saved are tried again."""


# ---- what reaches the mouth


@dataclass(frozen=True, slots=True)
class Say:
    """One line to speak."""

    text: str
    turn: int = 0
    slow: bool = False
    """Ten per cent slower, for "say that again"."""

    volume_factor: float = 1.0
    """0.4 in quiet hours, 0.3 for goodnight."""

    private: bool = False
    """The sound of it is never kept on disk."""

    unseen: bool = False
    """Neither the words nor the sound of it can be had from the page."""


@dataclass(frozen=True, slots=True)
class Forget:
    """Let go of the sounds of the lines said lately: what they were about is to be forgotten."""


@dataclass(frozen=True, slots=True)
class Chime:
    """One earcon: "listening", "closed", "saved", "halfway" or "time"."""

    name: str


@dataclass(frozen=True, slots=True)
class Expect:
    """From now on (after everything said before it) listen for this."""

    expectation: Expectation


@dataclass(frozen=True, slots=True)
class Hush:
    """Cut what is being said and drop what was still to be said, at once."""


@dataclass(frozen=True, slots=True)
class Deafen:
    """Close the house's microphone, or open it again; the page's talk button still works."""

    deaf: bool


@dataclass(frozen=True, slots=True)
class Loudness:
    """The volume (0 to 100) and rate (words a minute) from now on."""

    volume: int
    rate: int


@dataclass(frozen=True, slots=True)
class Close:
    """Leave the room; with `reopen`, the house is opened again with the settings on file."""

    reopen: bool = False


BrainEvent = (
    Called
    | Heard
    | GaveUp
    | LongAnswer
    | RitualDue
    | RitualMissed
    | Spoken
    | Trouble
    | SettingsChanged
    | PersonErased
    | ListenAgain
    | Tick
    | Close
)
MouthEvent = Say | Forget | Chime | Expect | Hush | Deafen | Loudness | Close


@dataclass(frozen=True, slots=True)
class Caption:
    """One line of the live captions."""

    who: str
    """"house" or "you"."""

    text: str
    number: int = 0
    """For the house's lines: the number under which its sound can be fetched."""

    meaning: str = ""
    """For what was heard: what it was taken for, in words, where that says more."""


@dataclass(frozen=True, slots=True)
class Planned:
    """When a ritual comes next."""

    ritual: str
    title: str
    at: str
    """ISO 8601 with offset, or "" when it is off."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the page may know of the running house; published whole, never shared."""

    version: int = 0
    state: str = "starting"
    """"starting", "resting", "called", "hearing", "speaking", "ritual", "quiet" or "deaf"."""

    dialogue: str = "resting"
    """The dialogue state; picks the buttons of what can be said now."""

    captions: tuple[Caption, ...] = ()
    """The newest last, at most 40."""

    partial: str = ""
    """What is being heard right now; never kept."""

    question: str = ""
    """Tonight's question once it has been asked or looked at; "" before."""

    level: float = 0.0
    """0 to 1."""

    tried: Tried = field(default_factory=Tried)
    """How the wake phrase does that somebody tries out on the page."""

    read: Read = field(default_factory=Read)
    """What was heard of a sentence that somebody reads aloud to check the microphone."""

    dropped: int = 0
    microphone: str = ""
    speaker: str = ""
    voice: str = ""
    model: str = ""
    model_advice: str = ""
    """Which command changes the model, and why one might."""

    troubles: dict[str, str] = field(default_factory=dict)
    """topic → sentence, as Trouble."""

    planned: tuple[Planned, ...] = ()
    saved_count: int = 0
    """Goes up with each journal change, so that the page knows when to fetch the list again."""
