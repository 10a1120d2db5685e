"""What has grown: charts without comparison, each also as a table."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from assistant.dashboard import charts
from tests.assistant.dashboard.asking import keep
from tests.assistant.dashboard.conftest import Tab
from tests.assistant.dashboard.fake_door import FakeDoor

TODAY = date(2026, 11, 25)


def test_weeks_add_up_and_end_with_the_present_one():
    """Monday to Sunday."""
    by_day = {TODAY: 2, date(2026, 11, 23): 1, date(2026, 11, 22): 4, date(2020, 1, 1): 9}
    bars = charts.weeks(by_day, TODAY, 4).bars
    assert [bar.count for bar in bars] == [0, 0, 4, 3]
    assert bars[-1].begins == date(2026, 11, 23)
    assert all(0 <= bar.y and bar.y + bar.height <= charts.HEIGHT for bar in bars)


def test_a_chart_of_nothing_is_a_chart():
    """The first evening."""
    assert charts.weeks({}, TODAY, 4).total == 0
    assert charts.words([], frozenset()) == []
    assert {cell.shade for cell in charts.heat_map({}, TODAY).cells} == {0}


def test_the_calendar_has_every_day_once_and_ends_today():
    """Across a change of year."""
    cells = charts.heat_map({TODAY: 3, TODAY - timedelta(days=1): 1}, TODAY).cells
    assert [cell.day for cell in cells] == [
        cells[0].day + timedelta(days=ahead) for ahead in range(len(cells))
    ]
    assert cells[-1].day == TODAY
    assert cells[-1].shade > cells[-2].shade > 0
    assert len({(cell.x, cell.y) for cell in cells}) == len(cells)


@pytest.mark.parametrize(
    ("total", "reached", "following"),
    [
        (0, 0, 5),
        (4, 0, 5),
        (5, 5, 10),
        (24, 10, 25),
        (25, 25, 50),
        (51, 50, 75),
        (1000, 1000, 1025),
    ],
)
def test_milestones_are_five_ten_and_every_twenty_five(total: int, reached: int, following: int):
    """Never a streak."""
    found = charts.milestones(total)
    assert (found.reached, found.next) == (reached, following)


def test_a_word_counts_once_an_entry():
    """And words that say nothing do not count."""
    used = charts.words(
        ["tea, tea and TEA", "tea for you", "you"], frozenset({"you", "and", "for"})
    )
    assert [(one.word, one.count) for one in used] == [("tea", 2)]


def test_every_chart_is_also_a_table_and_names_nobody(tab: Tab, door: FakeDoor):
    """Whoever cannot see it reads it; who did more is nowhere."""
    door.clock = datetime(2026, 11, 25, 20, tzinfo=UTC)
    door.save_settings(
        {"household.partners.one.name": "Maya", "household.partners.two.name": "Sam"}
    )
    for number in range(7):
        keep(door, "the river walk", at=door.clock - timedelta(days=number))
    with door.journal() as book:
        book.note_ritual("tonights_question", TODAY, "done")
        book.note_ritual("tonights_question", TODAY - timedelta(days=1), "missed")
    html = tab.get("/together/").get_data(as_text=True)
    figures = re.findall(r"<figure.*?</figure>", html, re.DOTALL)
    assert len(figures) == 4
    assert all("<table" in figure for figure in figures)
    assert "Maya" not in html
    assert "missed" not in html
    assert re.search(r'class="number">1</p>\s*<p>evening or morning together', html)
    assert re.search(r'class="number">7</p>', html)
