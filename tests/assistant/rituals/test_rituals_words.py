"""What the rituals say: short lines, none too often, and the house speaks little."""

from collections import defaultdict
from datetime import timedelta

import pytest

from assistant.rituals import Couple, Lines, RitualMemory, Speak, choose
from assistant.rituals.line_reading import LONGEST_LINE, LONGEST_NUDGE
from assistant.rituals.reading import LINES
from assistant.rituals.rehearsal import measure, rehearse
from tests.assistant.rituals.scripted import (
    DAY,
    NAMES,
    RITUALS,
    PlainDecks,
    picks,
    read,
    run_of,
    said,
)

DAILY = ("morning_appreciation", "tonights_question", "evening_check_in", "goodnight")
FIXED = ("kept", "gone", "whose")
"""One word that confirms is the same each time, as is the question whose it is."""

POOLS = [
    pytest.param(name, step, key, id=f"{name}.{step.name}.{key}")
    for name, ritual in RITUALS.items()
    for step in ritual.steps
    for key in LINES
    if getattr(step, key)
]


@pytest.mark.parametrize(("name", "step", "key"), POOLS)
def test_daily_lines_have_seven_variants_and_others_three(name: str, step: object, key: str):
    """Nobody hears the same line twice in a week, nor week after week."""
    lines: Lines = getattr(step, key)
    seldom = key == "nudge" and step.kind == "choose"  # type: ignore[attr-defined]
    wanted = 3 if name not in DAILY else 4 if seldom else 7
    for pool in (lines.full, lines.short, lines.nameless):
        assert key in FIXED or not pool or len(set(pool)) >= wanted, pool


@pytest.mark.parametrize(("name", "step", "key"), POOLS)
def test_lines_fit_in_one_breath(name: str, step: object, key: str):
    """Also with the longest thing that a deck may put into them."""
    longest = LONGEST_NUDGE if key == "nudge" else LONGEST_LINE
    for line in getattr(step, key).all():
        drawn = 19 if "{drawn}" in line else 0
        assert len(line.split()) + drawn <= longest, line


@pytest.mark.parametrize(("name", "step", "key"), POOLS)
def test_every_variant_comes_before_one_comes_again(name: str, step: object, key: str):
    """The choice walks through the pool, whatever number it begins with."""
    lines: Lines = getattr(step, key)
    names = {"A": "Maya", "B": "Sam", "drawn": "It.", "waiting": "Sam", "day": "It", "time": "six"}
    for brief in (False, True):
        pool = lines.short if brief and lines.short else lines.full
        heard = [choose(lines, names, brief, turn, "key") for turn in range(5, 5 + 3 * len(pool))]
        for start in range(len(heard) - len(pool) + 1):
            part = heard[start : start + len(pool)]
            assert len(set(part)) == len(pool)


@pytest.mark.parametrize("practised", [0, 5])
@pytest.mark.parametrize("name", DAILY)
def test_in_simulated_weeks_no_line_comes_twice_within_seven_evenings(name: str, practised: int):
    """Seven weeks, on the ritual's own days; the deck's lines are its own matter."""
    ritual = RITUALS[name]
    days = [day for n in range(49) if (day := DAY + timedelta(n)).weekday() in ritual.days]
    last: dict[tuple[str, str], int] = {}
    for turn, day in enumerate(days):
        run = run_of(ritual, day=day, times_done=practised, turn=turn, facts=set())
        heard = defaultdict(set)
        for one in rehearse(run):
            for action in one.actions:
                if isinstance(action, Speak):
                    heard[action.key].add(action.text)
        for key, texts in heard.items():
            if key.rsplit(".", 1)[-1] in (*FIXED, "read") or ".question." in key:
                continue
            if any(text in _drawn() for text in texts) or ("listener" in key and "say" in key):
                continue
            for text in texts:
                assert turn - last.get((key, text), -7) >= 7, (key, text)
                last[key, text] = turn


def _drawn() -> set[str]:
    decks = PlainDecks()
    return {decks.goodnight_line("goodnight", 0).text, decks.opener().text}


def test_the_short_lines_come_after_the_third_time():
    full = said(run_of(RITUALS["tonights_question"], times_done=2).begin(cue=True))
    short = said(run_of(RITUALS["tonights_question"], times_done=3).begin(cue=True))
    cue = RITUALS["tonights_question"].steps[0].say
    assert full[0] in cue.full
    assert short[0] in cue.short


MOST = {"morning_appreciation": 0.25, "goodnight": 0.25}
LENGTHS = {
    "morning_appreciation": (60, 120),
    "tonights_question": (240, 480),
    "evening_check_in": (480, 900),
    "weekly_meeting": (780, 2400),
    "date_night": (7000, 7500),
    "goodnight": (15, 40),
    "active_listening": (420, 900),
    "repair": (720, 1800),
    "cooking": (2900, 3700),
}
"""About as long as the rituals' design says, in seconds."""


@pytest.mark.parametrize("practised", [0, 5])
@pytest.mark.parametrize("name", sorted(RITUALS))
def test_the_house_speaks_a_tenth_of_the_time_at_most(name: str, practised: int):
    """A quarter in the two shortest; measured over a week, at 165 words a minute."""
    for ahead in range(7):
        memory = RitualMemory(practised, DAY + timedelta(ahead), turn=ahead, reading=read)
        figures = measure(RITUALS[name], Couple("one", NAMES), picks(DAY), memory, PlainDecks())
        assert figures.share <= MOST.get(name, 0.10), figures
        shortest, longest = LENGTHS[name]
        assert shortest <= figures.seconds <= longest, figures


@pytest.mark.parametrize("name", sorted(RITUALS))
def test_a_home_without_names_hears_whole_sentences(name: str):
    """No gap and no empty name in any line."""
    for start in ("", "plan") if name == "date_night" else ("",):
        run = run_of(RITUALS[name], names={"one": "", "two": ""})
        for turn in rehearse(run, start):
            for line in said(turn.actions):
                assert "{" not in line
                assert line[:1].isupper() or line[:1].isdigit(), line
                assert not any(bad in line for bad in (" ,", "  ", " ?", " .")), line


def test_no_line_promises_what_the_house_does_not_do():
    """The house never says the three words itself, and knows no vow it cannot keep."""
    spoken = [
        line
        for ritual in RITUALS.values()
        for step in ritual.steps
        for key in LINES
        for line in getattr(step, key).all()
    ]
    assert not [line for line in spoken if "love you" in line.lower()]
    assert not [line for line in spoken if "didn't hear" in line.lower()]
