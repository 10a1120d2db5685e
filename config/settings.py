"""What can be set: one frozen model a room; a field is a default, a help text and limits."""

from typing import Annotated, Literal

from annotated_types import Ge, Le
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from config.checks import (
    Kind,
    clock_time,
    country,
    day_of_year,
    days,
    few_and_different,
    own_help,
    tidy,
    time_zone,
    wake_phrase,
)

Text = Annotated[str, AfterValidator(tidy), Field(max_length=200)]
Name = Annotated[str, AfterValidator(tidy), Field(max_length=40)]
Spoken = Annotated[str, AfterValidator(tidy), Field(max_length=60)]
TimeOfDay = Annotated[str, AfterValidator(clock_time), Kind("time")]
DayOfYear = Annotated[str, AfterValidator(day_of_year), Kind("day of the year")]
Days = Annotated[str, AfterValidator(days), Kind("days")]
Zone = Annotated[str, AfterValidator(time_zone), Kind("zone")]
Country = Annotated[str, AfterValidator(country)]
OwnHelp = Annotated[str, AfterValidator(own_help)]
OwnHelps = Annotated[tuple[OwnHelp, ...], AfterValidator(few_and_different), Kind("lines")]
WakePhrase = Annotated[str, AfterValidator(wake_phrase), Kind("wake phrase")]


class Room(BaseModel):
    """A group of settings; nothing changes after it was read."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Partner(Room):
    """One of the two people who live here."""

    name: Name = ""
    """How the name is written."""

    said: Spoken = ""
    """How the voice says it and the ears hear it, when spelling misleads: "neev" for Niamh."""

    aliases: tuple[Name, ...] = ()
    """Other names this person is called by, such as "Sammy"."""

    birthday: DayOfYear = ""
    """Month and day, such as "06-21": that evening has a question of its own."""

    patience: Annotated[float, Ge(1.5), Le(5)] | None = None
    """Seconds of quiet that end this person's answers. Empty: as for everybody."""


def _told_apart(partners: tuple[Partner, Partner]) -> tuple[Partner, Partner]:
    names = [
        name.casefold() for person in partners for name in (person.name, *person.aliases) if name
    ]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(
            f'"{twice[0]}" is given twice; each name and alias may stand for one person only'
        )
    return partners


Partners = Annotated[tuple[Partner, Partner], AfterValidator(_told_apart)]


class Household(Room):
    """Who lives here, and where."""

    partners: Partners = (Partner(), Partner())
    """The two partners. All works before they are named."""

    time_zone: Zone = ""
    """Time zone, such as "Europe/Berlin". Empty: the one this machine is set to."""

    country: Country = ""
    """Country whose helplines are named, as two letters such as "IE". Empty: that of the zone."""

    own_help: OwnHelps = ()
    """Whom you can turn to near you, each as "name | phone number or address"; six at most."""

    language: Literal["en"] = "en"
    """The language that is spoken with the house."""

    anniversary: DayOfYear = ""
    """Month and day of the couple's own day, such as "09-04"."""

    children: bool = False
    """Whether questions may speak of your children."""

    keep_answers: Literal["keep", "let_go"] = "let_go"
    """What happens to an answer when nobody says "keep" or "let go"."""

    keep_deep: Literal["let_go", "like_others"] = "let_go"
    """The same for an answer to a deep question; "like_others": as for any answer."""

    def keeps(self, deep: bool) -> bool:
        """Whether an answer stays when nobody says; deep: to a deep question."""
        return self.keep_answers == "keep" and not (deep and self.keep_deep == "let_go")


class Listening(Room):
    """How the house hears."""

    microphone: Text = ""
    """Name of the microphone. Empty: the one this machine prefers."""

    wake_phrase: WakePhrase = "hey juniper"
    """What one says to be heard: two to four plain words."""

    wake_engine: Literal["phrase", "okay_nabu", "hey_jarvis", "hey_mycroft", "alexa"] = "phrase"
    """What listens for the call: "phrase" for words of your own, the others for their own name."""

    command_quiet: Annotated[float, Field(ge=0.3, le=3)] = 0.6
    """Seconds of quiet that end a request."""

    answer_quiet: Annotated[float, Field(ge=0.8, le=5)] = 1.8
    """Seconds of quiet that end an appreciation or an answer. More gives time to think."""

    model: Text = ""
    """Speech model: a known name, or a folder. Empty: the best one that is installed."""

    fetch_model: bool = True
    """Whether the first start may fetch the better speech model from its authors' site."""

    @property
    def called_by(self) -> str:
        """What one says to be heard."""
        ready_made = self.wake_engine != "phrase"
        return self.wake_engine.replace("_", " ") if ready_made else self.wake_phrase


class Speaking(Room):
    """How the house speaks."""

    engine: Literal["pyttsx3", "hibari"] = "pyttsx3"
    """The voice: "pyttsx3" is quick and plain, "hibari" sounds natural."""

    voice: Text = ""
    """Which of the engine's voices. Empty: its usual one."""

    rate: Annotated[int, Field(ge=130, le=220)] = 165
    """Words a minute."""

    volume: Annotated[int, Field(ge=0, le=100)] = 70
    """Volume of the voice and of the small sounds."""

    speaker: Text = ""
    """Name of the speaker. Empty: the one this machine prefers."""

    earcons: bool = True
    """Whether the small sounds are played."""


class Quiet(Room):
    """When the house keeps quiet: it then only answers, softly."""

    begins: TimeOfDay = "22:30"
    """When quiet hours begin, local time. The same time twice: no quiet hours."""

    ends: TimeOfDay = "07:00"
    """When quiet hours end, local time."""


class Page(Room):
    """The local web page."""

    port: Annotated[int, Field(ge=1024, le=65535)] = 8330
    """Port of the page on this machine; the next free one is taken when it is busy."""

    network: bool = False
    """Whether other devices of the home may open the page; it takes a passcode as well."""


class Privacy(Room):
    """What is written down beyond the journal."""

    log_speech: bool = False
    """Whether what was heard is written to the log, to find faults; deleted after a day."""


class RitualPlan(Room):
    """When one ritual comes; what is left out follows the ritual's own file."""

    time: TimeOfDay | None = None
    """When it comes, local time."""

    days: Days | None = None
    """On which days: "daily", "mon-fri", "sat,sun" or "tue"."""

    on: bool | None = None
    """Whether it comes at all."""


def _said_something(plans: dict[str, RitualPlan]) -> dict[str, RitualPlan]:
    """Without the plans that leave everything to the ritual's own file."""
    return {name: plan for name, plan in plans.items() if plan != RitualPlan()}


RitualPlans = Annotated[dict[str, RitualPlan], AfterValidator(_said_something)]


class Settings(Room):
    """Everything that can be set."""

    household: Household = Household()
    listening: Listening = Listening()
    speaking: Speaking = Speaking()
    quiet: Quiet = Quiet()
    page: Page = Page()
    privacy: Privacy = Privacy()
    rituals: RitualPlans = {}
    """Each ritual's time, days and whether it comes, under its name."""
