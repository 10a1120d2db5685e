"""Ready-made wake words: microWakeWord's networks, which come inside their package."""

from pymicro_wakeword import MicroWakeWord, MicroWakeWordFeatures, Model

from audio.errors import WakeWordMissing
from audio.sound import Frame
from audio.wake import Call

ENDED_AGO = 0.06
"""Seconds from the end of the word to the network's being sure.

Measured on synthesised calls: from 0.05 s before the end to 0.1 s after it.
"""


class MicroWake:
    """A Wake for one ready-made word; it needs a twentieth of what the phrase's recogniser does."""

    def __init__(self, name: str) -> None:
        self.phrase = name.replace("_", " ")
        try:
            self._network = MicroWakeWord.from_builtin(Model(name))
        except Exception as broken:
            # The library raises whatever its files, its shared library or ctypes raise.
            raise WakeWordMissing(
                f"What listens for “{self.phrase}” cannot start on this machine: {broken}."
            ) from broken
        self._sound = MicroWakeWordFeatures()
        self._told = False

    def hear(self, frame: Frame) -> Call | None:
        """Take in the next frame; the network stays sure for a while, the call comes once."""
        for features in self._sound.process_streaming(frame.pcm):
            likely = self._network.process_streaming_prob(features) or 0.0
            if likely > self._network.probability_cutoff and not self._told:
                self._told = True
                return Call(ENDED_AGO, likely)
        return None

    def finish(self) -> Call | None:
        """Nothing is ever left in doubt; start afresh."""
        self.reset()
        return None

    def reset(self) -> None:
        """Forget the stretch so far."""
        self._told = False
        self._network.reset()
        self._sound.reset()
