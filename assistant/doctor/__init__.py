"""The doctor: looks at everything the house needs, and says what to do about what is amiss."""

from assistant.doctor.examining import examine
from assistant.doctor.finding import Finding

__all__ = ["Finding", "examine"]
