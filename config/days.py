"""Days of the week as people write them: "daily", "mon-fri", "sat,sun"."""

import difflib

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVERY_DAY = frozenset(range(7))

_LONG = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_GROUPS = {
    "daily": EVERY_DAY,
    "every day": EVERY_DAY,
    "everyday": EVERY_DAY,
    "weekdays": frozenset(range(5)),
    "weekends": frozenset({5, 6}),
}


def parse_days(text: str) -> frozenset[int]:
    """The days meant by the text, Monday being 0. Raises ValueError with a sentence that helps.

    Knows "daily", "weekdays", "weekends", three-letter and whole names, ranges ("mon-fri",
    also around the weekend: "fri-mon") and any of them side by side ("mon-wed,sat").
    """
    parts = [part.strip() for part in text.lower().split(",")]
    if not any(parts):
        raise ValueError('no day is named; write "daily", "mon-fri" or "sat,sun"')
    return frozenset().union(*(_part(part) for part in parts if part))


def days_text(days: frozenset[int]) -> str:
    """The shortest way to write these days, so that parse_days gives them back."""
    if not days or not days <= EVERY_DAY:
        raise ValueError("days are numbers from 0 (Monday) to 6 (Sunday), at least one of them")
    if days == EVERY_DAY:
        return "daily"
    return ",".join(_run_text(run) for run in _runs(days))


def _part(part: str) -> frozenset[int]:
    if part in _GROUPS:
        return _GROUPS[part]
    first, dash, last = part.partition("-")
    if not dash:
        return frozenset({_day(part)})
    begin, end = _day(first.strip()), _day(last.strip())
    return frozenset((begin + step) % 7 for step in range((end - begin) % 7 + 1))


def _day(word: str) -> int:
    for number, long in enumerate(_LONG):
        # "tues", "thurs" and "mondays" are written too.
        if len(word) >= 3 and f"{long}s".startswith(word):
            return number
    guess = difflib.get_close_matches(word, [*DAYS, *_LONG, *_GROUPS], n=1, cutoff=0.5)
    hint = f' Did you mean "{guess[0]}"?' if guess else ""
    raise ValueError(f'"{word}" is not a day; write "daily", "mon-fri" or "sat,sun".{hint}')


def _runs(days: frozenset[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _run_text(run: list[int]) -> str:
    if len(run) < 3:
        return ",".join(DAYS[day] for day in run)
    return f"{DAYS[run[0]]}-{DAYS[run[-1]]}"
