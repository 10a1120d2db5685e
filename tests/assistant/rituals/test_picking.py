"""Choosing: never the same within a year, never twice the same subject, never too deep too soon."""

import random
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from assistant.rituals import Evening, Picks, Question, occasions, pick, read_deck, season
from assistant.rituals.picking import SKIPPED_DAYS

DECK = read_deck()
START = date(2026, 11, 24)
LONG_AGO = START - timedelta(days=100)
PUT_OFF = ("skipped", "passed")


def evening(day: date = START, **known) -> Evening:
    return Evening(**({"day": day, "first_day": LONG_AGO, "deep": True} | known))


@dataclass
class Household:
    """Days go by: questions are put, skipped, and asked for besides."""

    chance: random.Random
    asked: dict[str, date] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    put: list[tuple[date, Question]] = field(default_factory=list)

    def live(self, day: date, skips: float, extra: bool, first: date) -> None:
        today: list[str] = []

        def picks() -> Picks:
            known = Evening(day, dict(self.asked), tuple(today), dict(self.marks), first, deep=True)
            return Picks(DECK, known)

        question = picks().tonight()
        if self.chance.random() < skips:
            self.marks[question.id] = picks().skipped(question.id)
            self._put(day, question, today)
            question = picks().tonight()
        self._read(day, question, today)
        assert picks().tonight() == question
        if extra:
            self._read(day, picks().another(exclude=today), today)

    def _read(self, day: date, question: Question, today: list[str]) -> None:
        if self.marks.get(question.id) in PUT_OFF:
            self.marks[question.id] = "returned"
        self._put(day, question, today)

    def _put(self, day: date, question: Question, today: list[str]) -> None:
        self.asked[question.id] = day
        today.append(question.id)
        self.put.append((day, question))


@pytest.fixture(scope="module")
def two_years() -> Household:
    """800 days with 15 % skips and one more question every second evening."""
    house = Household(random.Random(7))
    for ahead in range(800):
        day = START + timedelta(days=ahead)
        house.live(day, skips=0.15, extra=ahead % 2 == 0, first=START)
    return house


def test_nothing_comes_again_within_a_year(two_years):
    """Only what was skipped comes back, once, after sixty days."""
    last: dict[str, date] = {}
    early = Counter()
    for day, question in two_years.put:
        if question.id in last and (gap := (day - last[question.id]).days) < 365:
            assert gap >= SKIPPED_DAYS, question.id
            early[question.id] += 1
        last[question.id] = day
    assert max(early.values(), default=0) <= 2
    assert all(two_years.marks.get(one) in ("skipped", "returned", "passed") for one in early)


def test_three_days_pass_before_a_subject_returns(two_years):
    """As long as there are fresh questions about something else."""
    close = 0
    for place, (day, question) in enumerate(two_years.put):
        for earlier, other in two_years.put[max(0, place - 8) : place]:
            close += other.category == question.category and (day - earlier).days <= 3
    assert not close


def test_depth_rises_slowly_and_stays_mixed(two_years):
    """Nothing deep in the first three weeks; then about one in five, half of all light."""
    for day, question in two_years.put:
        if (day - START).days < 21:
            assert question.depth != "deep"
    depths = Counter(question.depth for _, question in two_years.put)
    share = {depth: count / len(two_years.put) for depth, count in depths.items()}
    assert 0.10 <= share["deep"] <= 0.30
    assert 0.35 <= share["light"] <= 0.55
    assert share["open"] >= 0.25


def test_when_the_stock_runs_out_the_oldest_light_one_comes():
    """A house that has asked everything begins again where it began."""
    asked = {one.id: START - timedelta(days=10 + at // 2) for at, one in enumerate(DECK.questions)}
    chosen = pick(DECK, evening(asked=asked))
    light = [one for one in DECK.questions if (one.depth, one.on) == ("light", "")]
    oldest = min(asked[one.id] for one in light if one.needs != "children")
    assert ("light", oldest) == (chosen.depth, asked[chosen.id])


@pytest.mark.parametrize(
    "known",
    [{"deep": False}, {"first_day": START - timedelta(days=20)}],
    ids=["not agreed", "the first three weeks"],
)
def test_nothing_deep_before_its_time(known):
    """Not even when it is asked for."""
    for ahead in range(60):
        day = evening(START, **known)
        assert pick(DECK, day, depth="deep", exclude=()).depth != "deep", ahead


def test_a_subject_left_out_never_comes():
    """By its category or by its topic, without saying why."""
    for ahead in range(200):
        day = START + timedelta(days=ahead)
        found = pick(DECK, evening(day, blocked={"work", "family", "affection"}))
        assert found.category != "work"
        assert not {"family", "affection"} & set(found.topics)


def test_questions_about_children_are_for_parents():
    """Nobody without children is asked about them."""
    parents = ("none", "children")
    for ahead in range(120):
        day = START + timedelta(days=ahead)
        assert pick(DECK, evening(day)).needs != "children"
    with_children = [one for one in DECK.questions if one.needs == "children"]
    only = replace(DECK, questions=tuple(with_children))
    assert pick(only, evening(needs=parents)).needs == "children"


def test_the_same_evening_has_the_same_question():
    """Asked again by voice or on the page, or after a restart, it is still tonight's."""
    first = Picks(DECK, evening()).tonight()
    again = evening(asked={first.id: START}, today=(first.id,))
    assert first == Picks(DECK, evening()).tonight() == Picks(DECK, again).tonight()


def test_after_another_one_that_one_is_tonights():
    """Both hear the one they settled on."""
    first = Picks(DECK, evening()).tonight()
    other = Picks(DECK, evening()).another(exclude=(first.id,))
    known = evening(asked={first.id: START, other.id: START}, today=(first.id, other.id))
    assert other == Picks(DECK, known).tonight()


def test_a_skipped_one_makes_room_and_comes_back_once():
    """After sixty days, and if it is skipped again not before a year."""
    first = Picks(DECK, evening()).tonight()
    marks = {first.id: "skipped"}
    known = evening(asked={first.id: START}, today=(first.id,), marks=marks)
    assert first != Picks(DECK, known).tonight()
    alone = replace(DECK, questions=(first, next(q for q in DECK.questions if q != first)))
    later = evening(START + timedelta(days=60), asked={first.id: START}, marks=marks)
    assert first in {Picks(alone, later).another(depth=first.depth)}
    assert "skipped" == Picks(DECK, evening()).skipped(first.id)
    assert "passed" == Picks(DECK, known).skipped(first.id)


def test_never_means_never():
    """They said that they do not want it again."""
    marks: dict[str, str] = {}
    for ahead in range(120):
        question = Picks(DECK, evening(START + timedelta(days=ahead), marks=marks)).tonight()
        assert marks.get(question.id) != "never"
        if ahead % 3 == 0:
            marks[question.id] = "never"


def test_favourites_come_when_they_are_asked_for():
    """Even if they were asked yesterday."""
    loved = DECK.questions[5].id
    known = evening(asked={loved: START - timedelta(days=1)}, marks={loved: "favourite"})
    assert loved == Picks(DECK, known).another(favourites=True).id


def test_a_question_of_their_own_has_one_evening_a_week():
    """The oldest first, until none waits."""
    own = [
        Question(f"own-{n}", f"What would you do with {n}?", "own", author="couple") for n in "ab"
    ]
    deck = DECK.with_own(own)
    asked: dict[str, date] = {}
    evenings = []
    for ahead in range(15):
        day = START + timedelta(days=ahead)
        question = Picks(deck, evening(day, asked=dict(asked))).tonight()
        asked[question.id] = day
        if question.author == "couple":
            evenings.append((ahead, question.id))
    assert [(0, "own-a"), (7, "own-b")] == evenings


def test_a_day_of_the_couples_own_has_its_question():
    """It comes before the calendar's and before any other."""
    berlin = ZoneInfo("Europe/Berlin")
    eve = date(2026, 12, 31)
    plain = Picks(DECK, evening(eve, occasions=occasions(eve, berlin))).tonight()
    assert "12-31" == plain.on
    theirs = occasions(eve, berlin, anniversary="12-31")
    assert "anniversary" == Picks(DECK, evening(eve, occasions=theirs)).tonight().on


def test_the_evening_before_the_clocks_change_is_known():
    """Wherever the house stands."""
    changes = {"Europe/Berlin": date(2026, 10, 24), "Australia/Sydney": date(2026, 10, 3)}
    for zone, day in changes.items():
        assert "clocks" in occasions(day, ZoneInfo(zone))
        assert "clocks" not in occasions(day + timedelta(days=2), ZoneInfo(zone))


def test_a_leap_day_is_kept_in_every_year():
    """On the day before the first of March."""
    utc = ZoneInfo("UTC")
    assert "anniversary" in occasions(date(2027, 2, 28), utc, "02-29")
    assert "anniversary" in occasions(date(2028, 2, 29), utc, "02-29")
    assert "anniversary" not in occasions(date(2028, 2, 28), utc, "02-29")


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("Europe/Berlin", "winter"), ("Australia/Sydney", "summer"), ("Asia/Tokyo", "winter")],
)
def test_seasons_are_those_of_the_place(zone, expected):
    """January is summer in the south."""
    assert expected == season(date(2027, 1, 15), ZoneInfo(zone))


def test_in_company_only_what_guests_may_hear():
    """Light, safe, and nothing about touch."""
    for one in DECK.in_company().questions:
        assert (one.depth, one.guest_safe) == ("light", True)
        assert "affection" not in one.topics
    dates = DECK.in_company().dates
    assert dates and not any("affection" in one.topics for one in dates)


def test_a_listener_prompt_suits_the_question_and_changes():
    """Another one at each turn of the evening."""
    picks = Picks(DECK, evening())
    question = next(one for one in DECK.questions if len(one.listen) >= 2)
    two = [picks.listener_prompt(turn, question.id) for turn in (0, 1)]
    assert two[0] != two[1]
    fitting = {line for family in question.listen for line in DECK.prompts[family]}
    assert set(two) <= fitting


def test_an_opener_comes_once_a_year():
    """One a week, those of another season left out."""
    asked: dict[str, date] = {}
    heard = []
    for week in range(40):
        day = START + timedelta(weeks=week)
        opener = Picks(DECK, evening(day, asked=dict(asked)), season="summer").opener()
        asked[opener.id] = day
        heard.append(opener.id)
    assert len(set(heard)) == 40


@pytest.mark.parametrize("place", ["home", "outside", "new"])
def test_a_date_idea_is_of_the_kind_that_was_asked_for(place):
    """And another one when they want another."""
    picks = Picks(DECK, evening())
    first = picks.date_idea(place)
    other = picks.date_idea(place, exclude=(first.id,))
    assert first.text and other.text and first != other
    by_id = {one.id: one for one in DECK.dates}
    item = by_id[first.id]
    assert item.new if place == "new" else item.place in (place, "any")


def test_a_question_for_a_walk_suits_a_path_and_comes_once_in_a_while():
    """All that suit one come before any comes again; what the two left out does not come."""
    suits = {one.id for one in DECK.dates if one.walk and one.kind == "talk"}
    asked: dict[str, date] = {}
    for week in range(len(suits)):
        day = START + timedelta(weeks=week)
        question = Picks(DECK, evening(day, asked=dict(asked))).walk_question()
        assert question.id in suits - set(asked)
        asked[question.id] = day
    held = next(one for one in DECK.dates if one.walk and "affection" in one.topics)
    shy = Picks(DECK, evening(blocked={"affection"}))
    assert held.id not in {shy.walk_question(suits - {one}).id for one in suits}


def test_what_was_put_today_stays_the_same_after_a_restart():
    """Ideas and openers too."""
    first = Picks(DECK, evening()).date_idea("home")
    again = Picks(DECK, evening(asked={first.id: START})).date_idea("home")
    assert first == again
