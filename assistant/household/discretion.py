"""Who else is here, what is off the record, and what shall not come up: kept over a restart."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import cast

from assistant.journal import Journal, evening_day
from intents.house import Company, Person

COMPANY_KEY = "company"
COMPANY_DAY_KEY = "company_day"
LIGHT_KEY = "light_only_on"
QUARREL_KEY = "quarrel_open_on"
OFF_RECORD_KEY = "off_record_until"
OPTED_OUT_KEY = "opted_out"
BLOCKED_KEY = "blocked_categories"
MUTED_KEY = "muted_entries"
ENDS_AT = 4
"""Guests and "off the record" end by themselves at this hour: nobody remembers to say so."""


class Discretion:
    """Belongs to the brain's thread, as its journal does."""

    def __init__(self, journal: Journal, now: Callable[[], datetime]) -> None:
        self._journal, self._now = journal, now

    @property
    def company(self) -> Company:
        """Who else is in the room."""
        kept = self._journal.kept(COMPANY_KEY)
        here = kept and datetime.fromisoformat(kept["until"]) > self._now()
        return cast(Company, kept["who"]) if here else ""

    def set_company(self, who: Company) -> None:
        """From now on until four in the morning; "" when they have left."""
        kept = {"who": who, "until": self._morning()} if who else None
        self._journal.keep(COMPANY_KEY, kept)
        if who:
            self._journal.keep(COMPANY_DAY_KEY, evening_day(self._now()).isoformat())

    def had_company(self, day: date) -> bool:
        """Whether somebody else was here on that evening."""
        return bool(self._journal.kept(COMPANY_DAY_KEY) == day.isoformat())

    def stay_light(self) -> None:
        """Nothing deep is asked for the rest of this evening; of the reason nothing is kept."""
        self._journal.keep(LIGHT_KEY, evening_day(self._now()).isoformat())

    def stays_light(self, day: date) -> bool:
        """Whether that evening shall have light and open questions only."""
        return bool(self._journal.kept(LIGHT_KEY) == day.isoformat())

    def leave_open(self, day: date) -> None:
        """A quarrel was not talked out on that evening; of what was said nothing is kept."""
        self._journal.keep(QUARREL_KEY, day.isoformat())

    def settled(self) -> None:
        """The quarrel is over, and that there was one is forgotten."""
        self._journal.keep(QUARREL_KEY, None)

    def open_quarrel(self, day: date) -> bool:
        """Whether a quarrel of that evening was not talked out."""
        return bool(self._journal.kept(QUARREL_KEY) == day.isoformat())

    def forget_yesterday(self) -> None:
        """An evening that is over leaves nothing of this behind."""
        today = evening_day(self._now()).isoformat()
        for key in (LIGHT_KEY, QUARREL_KEY):
            if self._journal.kept(key) not in (None, today):
                self._journal.keep(key, None)

    @property
    def off_record(self) -> bool:
        """Whether nothing is to be kept just now."""
        until = self._journal.kept(OFF_RECORD_KEY)
        return bool(until) and datetime.fromisoformat(until) > self._now()

    def set_off_record(self, off: bool) -> None:
        """Until it is taken back, or four in the morning."""
        self._journal.keep(OFF_RECORD_KEY, self._morning() if off else None)

    def opted_out(self, person: Person | None) -> bool:
        """Whether this person wants nothing of theirs to be kept."""
        return person in self._journal.kept(OPTED_OUT_KEY, [])

    def opt_out(self, person: Person, out: bool) -> None:
        """For good, until they say otherwise."""
        self._change(OPTED_OUT_KEY, person, out)

    @property
    def blocked(self) -> tuple[str, ...]:
        """The categories that no question comes from."""
        return tuple(self._journal.kept(BLOCKED_KEY, []))

    def block(self, category: str) -> None:
        """No questions of this category any more."""
        self._change(BLOCKED_KEY, category, True)

    @property
    def muted(self) -> tuple[int, ...]:
        """The entries that shall not come up by themselves."""
        return tuple(self._journal.kept(MUTED_KEY, []))

    def mute(self, entry: int) -> None:
        """Never bring it up again; it stays in the journal."""
        self._change(MUTED_KEY, entry, True)

    def _change(self, key: str, value: str | int, there: bool) -> None:
        others = [one for one in self._journal.kept(key, []) if one != value]
        self._journal.keep(key, [*others, value] if there else others)

    def _morning(self) -> str:
        now = self._now()
        at = now.replace(hour=ENDS_AT, minute=0, second=0, microsecond=0)
        return (at if at > now else at + timedelta(days=1)).isoformat()
