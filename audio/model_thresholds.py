"""How sure is sure: the numbers that depend on a speech model, all in one place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Confidences (0 to 1) that were measured with one model."""

    wake_confidence: float = 0.6
    """Mean confidence of the wake phrase's words, below which nobody called."""

    phrase_confidence: float = 0.5
    """Mean confidence of a phrase from the list, below which it is not taken for heard."""

    dictation_confidence: float = 0.35
    """Mean confidence of open dictation, below which it is asked again."""


UNKNOWN_MODEL = Thresholds()
"""For a model that nobody has measured yet: careful, but not deaf."""

_BY_MODEL: dict[str, Thresholds] = {
    "vosk-model-small-en-us-0.15": Thresholds(),
    "en-starter": Thresholds(),
}


def thresholds_for(name: str) -> Thresholds:
    """The numbers measured with the model of this name; careful ones for any other."""
    return _BY_MODEL.get(name, UNKNOWN_MODEL)
