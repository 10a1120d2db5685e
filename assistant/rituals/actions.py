"""What comes into a ritual, and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal["done", "skipped", "stopped", "later", "ignored"]

# what comes in


@dataclass(frozen=True, slots=True)
class Answered:
    """Somebody said something of their own in a step that listens."""

    text: str
    """The person's own words, hesitations taken out; may be empty if nothing could be made out."""

    heard: str = ""
    """The words as the recogniser gave them."""

    unsure: bool = False
    done: bool = False
    """True if they said themselves that they had finished."""


@dataclass(frozen=True, slots=True)
class Chose:
    """A request that was understood, offered to the ritual before the house looks at it."""

    intent: str
    slots: Mapping[str, str] = field(default_factory=dict)
    heard: str = ""
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Silent:
    """Nobody spoke in the time that was given; in a talk window: the window is over."""


@dataclass(frozen=True, slots=True)
class Unspoken:
    """Nobody has said a word since the talk window opened."""


RitualEvent = Answered | Chose | Silent | Unspoken

# what comes out


@dataclass(frozen=True, slots=True)
class Speak:
    """One line to say."""

    text: str
    slow: bool = False
    private: bool = False
    """True if it repeats what a person said: the sound of it is never kept."""

    soft: bool = False
    """Spoken softly, as at bedtime."""

    loud: bool = False
    """Spoken a little louder, as over a stove."""

    key: str = ""
    """Ritual, step and kind of line, as in "tonights_question.first_answer.say"."""


@dataclass(frozen=True, slots=True)
class Sound:
    """One earcon to play."""

    name: str


@dataclass(frozen=True, slots=True)
class Listen:
    """From now on wait for an answer in this dialogue state."""

    state: str
    seconds: float
    """Silence before Silent is due; without dictation: how long the talk window is, in all."""

    quiet_seconds: float | None = None
    """How much quiet ends an answer; None is the household's setting."""

    longest_seconds: float = 15.0
    dictation: bool = True
    """False in a talk window: nothing is written down, only the controls are heard."""

    timer: str = ""
    """The step whose time runs, in a talk window or a timer: `seconds` count from its beginning,
    whatever else was said meanwhile. It is over with Silent."""

    fresh: bool = False
    """The time begins anew."""

    more: float = 0.0
    """So many seconds are added to the time that is left."""

    halfway: bool = False
    """A soft tick in the middle of the time."""

    first_words: float = 0.0
    """After so many seconds without a word since the beginning Unspoken is due; 0: never."""

    gently: bool = False
    """Once the time is over, the house speaks up unasked: it waits for a pause in their talk."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to save now, before anything is said about it."""

    kind: str
    """"appreciation", "answer", or another kind that the ritual's file names."""

    by: str
    to: str
    """The other person's id, or "" if it is for nobody in particular."""

    text: str
    heard: str = ""
    unsure: bool = False
    question: str = ""
    """The question's id for an answer, else ""."""

    ritual: str = ""


@dataclass(frozen=True, slots=True)
class Quality:
    """What a thank-you says about the person: belongs to the last Note of this ritual."""

    text: str


@dataclass(frozen=True, slots=True)
class TakeBack:
    """The last Note of this ritual that was not yet taken back is unsaid."""


@dataclass(frozen=True, slots=True)
class Asked:
    """This question was put to the couple today: read aloud, or passed over at the cue."""

    question_id: str
    text: str
    in_passing: bool = False
    """One of many over a stove: it is not tonight's question, and may well become it some day."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How the couple stand towards a question from now on; replaces an earlier mark."""

    question_id: str
    status: str
    """"skipped" (comes back once, after 60 days), "returned" (did so), "never" or "favourite"."""


@dataclass(frozen=True, slots=True)
class Appoint:
    """A time was settled: for "date_night" (this week), or for a "talk" tomorrow."""

    what: str
    time: str
    """"19:00", or "" if they named only the day."""

    days: str = ""
    """"fri", "tomorrow", or "" if they named only the time."""


@dataclass(frozen=True, slots=True)
class CallOff:
    """This ritual does not take place this week."""


@dataclass(frozen=True, slots=True)
class InCompany:
    """Others are in the room from now on."""

    who: str
    """guests or kids."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The ritual is over; no listening follows."""

    outcome: Outcome
    minutes: int | None = None
    """For "later": when the cue comes again. None: it is on hold, and the memo tells where."""

    next_day: bool = False
    """The cue is to come once more on the next day."""

    goes_on: str = ""
    """Another ritual's step that follows at once, as "repair.break"."""


Action = (
    Speak
    | Sound
    | Listen
    | Note
    | Quality
    | TakeBack
    | Asked
    | Mark
    | Appoint
    | CallOff
    | InCompany
    | Ended
)
