"""The speech models that the house knows by name."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A speech model: what it is called, where it comes from, and how to tell that it is whole."""

    name: str
    language: str
    licence: str
    about: str
    """One sentence for somebody who chooses."""

    address: str = ""
    """Where its archive is fetched from; "" if it comes with the house."""

    size: int = 0
    """Bytes of the archive."""

    sha256: str = ""

    shipped: Path | None = None
    """Its folder, if it comes with the house."""


OFFICIAL = KnownModel(
    name="vosk-model-small-en-us-0.15",
    language="en",
    licence="Apache-2.0",
    about="The official small English model; hears best, 41 MB to fetch.",
    address="https://alphacephei.com/vosk/models/vosk-model-small-en-us-0.15.zip",
    size=41_205_931,
    sha256="30f26242c4eb449f948e42cb302dd7a686cb29a3423a8367f99ff41780942498",
)

STARTER = KnownModel(
    name="en-starter",
    language="en",
    licence="Apache-2.0, its graph CC BY-SA 4.0",
    about="The starter model that comes with the house; needs no internet.",
    shipped=Path(__file__).parent / "models" / "en-starter",
)


def known_models() -> tuple[KnownModel, ...]:
    """Every model that can be chosen by name, the preferred one first."""
    return (OFFICIAL, STARTER)


def known(name: str) -> KnownModel | None:
    """The model of this name, None if nobody knows it."""
    return next((model for model in known_models() if model.name == name), None)
