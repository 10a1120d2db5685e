"""The household that requests act upon: its people, memory, rituals and manners."""

from assistant.household.agreement import Agreement
from assistant.household.calendar import Calendar
from assistant.household.confidence import LATELY, Confidence
from assistant.household.discretion import Discretion
from assistant.household.household import Household
from assistant.household.manners import Manners
from assistant.household.memory import Memory, awake_since
from assistant.household.messages import Messages
from assistant.household.people import People
from assistant.household.planning import Planning
from assistant.household.settings_book import SettingsBook

__all__ = [
    "LATELY",
    "Agreement",
    "Calendar",
    "Confidence",
    "Discretion",
    "Household",
    "Manners",
    "Memory",
    "Messages",
    "People",
    "Planning",
    "SettingsBook",
    "awake_since",
]
