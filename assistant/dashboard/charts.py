"""Numbers turned into places on a drawing; the templates draw them as SVG and as a table."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, HEIGHT = 640, 180
GROUND = 22
"""Room below the bars for the months."""

CELL, GAP = 10, 2
SHADES = 4
FIRST_MILESTONES = (5, 10, 25)
MILESTONE_STEP = 25


@dataclass(frozen=True, slots=True)
class Bar:
    """One week of a bar chart."""

    begins: date
    count: int
    x: float
    y: float
    width: float
    height: float
    month: bool
    """The first week of a month: it gets the month's name."""


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart: a bar for each week, the oldest first."""

    bars: tuple[Bar, ...]
    most: int
    total: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the calendar."""

    day: date
    count: int
    shade: int
    """0 (nothing, which needs no remark) to 4."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A year of days, a column for each week."""

    cells: tuple[Cell, ...]
    months: tuple[tuple[int, date], ...]
    """Where each month begins: x and a day of it."""

    width: int
    height: int
    by_month: tuple[tuple[date, int], ...]
    """The same as a table: the first of each month and its sum."""


@dataclass(frozen=True, slots=True)
class Used:
    """A word and how often it was used."""

    word: str
    count: int
    width: float
    """0 to 1, the most used word being 1."""


@dataclass(frozen=True, slots=True)
class Milestones:
    """The last one that was reached (0 for none), the next one, and how far it is there."""

    reached: int
    next: int
    share: float


def weeks(by_day: Mapping[date, int], today: date, how_many: int) -> Bars:
    """The sums of the last weeks, Monday to Sunday, the present one included."""
    monday = today - timedelta(days=today.weekday())
    begins = [monday - timedelta(weeks=back) for back in reversed(range(how_many))]
    counts = Counter[date]()
    for day, count in by_day.items():
        counts[day - timedelta(days=day.weekday())] += count
    most = max((counts[begin] for begin in begins), default=0)
    step = WIDTH / how_many
    bars = []
    for number, begin in enumerate(begins):
        tall = (HEIGHT - GROUND - 12) * counts[begin] / most if most else 0
        bars.append(
            Bar(
                begins=begin,
                count=counts[begin],
                x=round(number * step + step * 0.15, 1),
                y=round(HEIGHT - GROUND - tall, 1),
                width=round(step * 0.7, 1),
                height=round(tall, 1),
                month=begin.day <= 7,
            )
        )
    return Bars(tuple(bars), most, sum(bar.count for bar in bars))


def heat_map(by_day: Mapping[date, int], today: date) -> HeatMap:
    """The last 53 weeks, day by day."""
    monday = today - timedelta(days=today.weekday() + 52 * 7)
    days = [monday + timedelta(days=ahead) for ahead in range((today - monday).days + 1)]
    most = max((by_day.get(day, 0) for day in days), default=0)
    side = CELL + GAP
    cells = tuple(
        Cell(
            day=day,
            count=by_day.get(day, 0),
            shade=_shade(by_day.get(day, 0), most),
            x=(day - monday).days // 7 * side,
            y=day.weekday() * side + 16,
        )
        for day in days
    )
    months = tuple((cell.x, cell.day) for cell in cells if cell.day.day == 1)
    sums = Counter[date]()
    for cell in cells:
        sums[cell.day.replace(day=1)] += cell.count
    return HeatMap(cells, months, 53 * side, 7 * side + 16, tuple(sorted(sums.items())))


def _shade(count: int, most: int) -> int:
    return 0 if not count else 1 + round((SHADES - 1) * min(count, most) / most) if most > 1 else 4


def words(texts: Iterable[str], common: frozenset[str], how_many: int = 16) -> list[Used]:
    """The words used most, without those that say nothing by themselves."""
    counts = Counter[str]()
    for text in texts:
        found = set(re.findall(r"[^\W\d_]{3,}(?:['’][^\W\d_]+)?", text.casefold()))
        counts.update(found - common)
    often = [(word, count) for word, count in counts.most_common(how_many) if count > 1]
    most = often[0][1] if often else 1
    return [Used(word, count, round(count / most, 3)) for word, count in often]


def milestones(total: int) -> Milestones:
    """5, 10, 25, and from there every 25."""
    if total < FIRST_MILESTONES[-1]:
        following = next(step for step in FIRST_MILESTONES if step > total)
    else:
        following = (total // MILESTONE_STEP + 1) * MILESTONE_STEP
    if total >= FIRST_MILESTONES[-1]:
        reached = total // MILESTONE_STEP * MILESTONE_STEP
    else:
        reached = max((step for step in FIRST_MILESTONES if step <= total), default=0)
    return Milestones(reached, following, round(total / following, 3))
