"""The rituals' times as this household has them: the files' own, changed by the settings."""

from collections.abc import Iterable, Mapping
from datetime import time

from assistant.rituals.faults import RitualError
from assistant.rituals.plan import RitualTimes
from assistant.rituals.ritual import Ritual
from config.days import parse_days
from config.settings import RitualPlan, Settings


def ritual_times(rituals: Iterable[Ritual], settings: Settings) -> list[RitualTimes]:
    """When each ritual comes. Raises RitualError for a time or days that cannot be understood."""
    return [_times(ritual, settings.rituals) for ritual in rituals]


def _times(ritual: Ritual, plans: Mapping[str, RitualPlan]) -> RitualTimes:
    plan = plans.get(ritual.name, RitualPlan())
    try:
        return RitualTimes(
            ritual=ritual.name,
            time=_time(ritual, plan),
            days=ritual.days if plan.days is None else parse_days(plan.days),
            on=ritual.on if plan.on is None else plan.on,
        )
    except ValueError as error:
        raise RitualError([f"rituals.{ritual.name}: {error}"]) from None


def _time(ritual: Ritual, plan: RitualPlan) -> time | None:
    """What comes on request only stays so, whatever the settings say."""
    if ritual.at is None or plan.time is None:
        return ritual.at
    return time.fromisoformat(plan.time)
