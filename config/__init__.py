"""What can be set, where it is kept, and the errors that reach a person."""

from config.days import days_text, parse_days
from config.errors import ConfigError, HouseError
from config.fields import Field, fields, ritual_fields
from config.loading import load
from config.paths import Home, home
from config.saving import changed, save, update
from config.settings import Partner, RitualPlan, Settings
from config.zone import household_zone

__all__ = [
    "ConfigError",
    "Field",
    "Home",
    "HouseError",
    "Partner",
    "RitualPlan",
    "Settings",
    "changed",
    "days_text",
    "fields",
    "home",
    "household_zone",
    "load",
    "parse_days",
    "ritual_fields",
    "save",
    "update",
]
