"""The round: everything is looked at, in the order in which one would mend it."""

from assistant.doctor.finding import Finding
from assistant.doctor.place import examine_place
from assistant.doctor.sound import examine_sound
from config.errors import HouseError
from config.loading import load
from config.paths import Home
from config.settings import Settings


def examine(home: Home, settings: Settings | None = None) -> list[Finding]:
    """Everything that was looked at, the good and the bad; it never raises.

    Without `settings`, those on file are meant, or the defaults where the file has mistakes.
    """
    if settings is None:
        try:
            settings = load(home.settings_file)
        except HouseError:
            # Told by the finding about the settings; the rest can still be looked at.
            settings = Settings()
    return [*examine_place(home, settings), *examine_sound(home, settings)]
