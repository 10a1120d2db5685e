"""The real devices of the contracts stand on the virtual sound card."""

from tests.real.conftest import plugged_in, soundcard

__all__ = ["plugged_in", "soundcard"]
