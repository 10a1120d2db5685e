"""Days of the week as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.days import days_text, parse_days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("daily", {0, 1, 2, 3, 4, 5, 6}),
        ("weekdays", {0, 1, 2, 3, 4}),
        ("mon-fri", {0, 1, 2, 3, 4}),
        ("sat,sun", {5, 6}),
        ("fri-mon", {0, 4, 5, 6}),
        (" Mon - Wed , Sat ", {0, 1, 2, 5}),
        ("tues,thurs", {1, 3}),
        ("Sundays", {6}),
        ("every day", {0, 1, 2, 3, 4, 5, 6}),
    ],
)
def test_days_are_understood_the_way_people_write_them(text: str, days: set[int]):
    """A settings file is written by hand, a form by thumbs."""
    assert frozenset(days) == parse_days(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [("mon-fry", 'Did you mean "friday"?'), ("", "no day"), (",", "no day"), ("m", '"m"')],
)
def test_a_word_that_is_no_day_is_named(text: str, told: str):
    """A ritual that silently never comes is worse than a complaint."""
    with pytest.raises(ValueError, match="day") as caught:
        parse_days(text)
    assert told in str(caught.value)


@given(st.frozensets(st.integers(0, 6), min_size=1))
def test_written_days_are_read_back_as_they_were(days: frozenset[int]):
    """The page writes what the timetable reads."""
    assert days == parse_days(days_text(days))


@pytest.mark.parametrize("days", [set(), {7}, {-1}])
def test_days_that_do_not_exist_cannot_be_written(days: set[int]):
    """An empty choice is "off", which is another setting."""
    with pytest.raises(ValueError, match="Monday"):
        days_text(frozenset(days))
