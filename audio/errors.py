"""What can go wrong with sound, each as a sentence that helps."""

from config.errors import HouseError


class MicrophoneMissing(HouseError):
    """There is no such microphone, or it cannot be opened."""


class MicrophoneLost(HouseError):
    """The microphone was there and has gone away."""


class SpeakerMissing(HouseError):
    """There is no such speaker, it is busy, or it has gone away."""


class VoiceFailed(HouseError):
    """The voice could not be started or could not say this."""


class ModelUnusable(HouseError):
    """The speech model is missing, damaged, incomplete or of the wrong kind."""


class WakeWordMissing(HouseError):
    """A ready-made wake word cannot be listened for; the sentence says why."""
