"""What can be set: one frozen model a room; a field is a default, a help line and limits."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Room(BaseModel):
    """A group of settings; nothing changes after it was read."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Partner(Room):
    """One of the two people who live here."""

    name: Annotated[str, Field(max_length=40)] = ""
    """How the name is written."""

    said: Annotated[str, Field(max_length=60)] = ""
    """How the voice says it and the ears hear it, when spelling misleads: "neev" for Niamh."""

    aliases: tuple[str, ...] = ()
    """Other names this person is called by."""


class Household(Room):
    """Who lives here, and where."""

    partners: tuple[Partner, Partner] = (Partner(), Partner())
    time_zone: str = ""
    language: str = "en"
    keep_answers: Literal["keep", "let_go"] = "let_go"


class Listening(Room):
    """How the house hears."""

    microphone: str = ""
    wake_phrase: str = "hey juniper"
    command_quiet: Annotated[float, Field(ge=0.3, le=3)] = 0.6
    answer_quiet: Annotated[float, Field(ge=0.8, le=5)] = 1.8
    model: str = ""


class Speaking(Room):
    """How the house speaks."""

    engine: Literal["pyttsx3", "hibari"] = "pyttsx3"
    voice: str = ""
    rate: Annotated[int, Field(ge=130, le=220)] = 165
    volume: Annotated[int, Field(ge=0, le=100)] = 70
    speaker: str = ""
    earcons: bool = True


class Quiet(Room):
    """When the house keeps quiet; times are HH:MM, local."""

    begins: str = "22:30"
    ends: str = "07:00"


class Page(Room):
    """The local web page."""

    port: Annotated[int, Field(ge=1024, le=65535)] = 8330


class Privacy(Room):
    """What is written down beyond the journal."""

    log_speech: bool = False


class RitualPlan(Room):
    """When one ritual comes; fields left out follow the ritual's own file."""

    time: str | None = None
    days: str | None = None
    """"daily", or three-letter days: "mon-fri", "sat,sun", "tue"."""

    on: bool | None = None


class Settings(Room):
    """Everything that can be set."""

    household: Household = Household()
    listening: Listening = Listening()
    speaking: Speaking = Speaking()
    quiet: Quiet = Quiet()
    page: Page = Page()
    privacy: Privacy = Privacy()
    rituals: dict[str, RitualPlan] = {}
