"""Stretches that no list can hold: all the ways to say a time, a day or a length, in parts."""

from intents.numbers import number_words

_HOURS = [number_words(hour) for hour in range(1, 13)]
_SMALL = [number_words(count) for count in range(1, 21)]
_ORDINALS = [
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh"),
    *("eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth"),
    *(
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
        "thirtieth",
    ),
]
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

STRETCH_PHRASES: dict[str, list[str]] = {
    "time": [
        *(f"{form}{h}" for h in _HOURS for form in ("", "half past ", "quarter past ", "half ")),
        *(f"quarter to {h}" for h in _HOURS),
        *(f"{h} {m}" for h in _HOURS for m in ("thirty", "fifteen", "forty five")),
        *(f"{h} o'clock" for h in _HOURS),
        *(f"{h} p m" for h in _HOURS),
        *(f"{m} {p}" for m in ("ten", "twenty", "five", "twenty five") for p in ("past", "to")),
        *("noon", "midnight", "in the morning", "in the evening", "oh five", "twenty"),
    ],
    "days": [*_DAYS, "weekdays", "weekends", "every day", "daily", "on", "and", "weeknights"],
    "duration": [
        *("half an hour", "an hour", "a minute", "an hour and a half", "quarter of an hour"),
        *(f"{n} minutes" for n in _SMALL),
        *("twenty five minutes", "thirty minutes", "forty five minutes", "sixty minutes"),
        *(f"{n} {u}" for n in _SMALL[1:6] for u in ("hours", "days", "weeks")),
        *("a week", "a day", "a couple of hours", "more"),
    ],
    "date": [*_DAYS, *(f"the {o}" for o in _ORDINALS), "tomorrow", "next week", "twenty"],
    "number": [*_SMALL, "thirty", "forty", "fifty"],
}
"""What the phrase list gets for each kind of stretch."""
