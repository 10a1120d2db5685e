"""Whom to call: which country, which numbers, and how old they are."""

from datetime import date

import pytest

from config.checks import MOST_WORDS
from config.helplines import Helpline, Helplines, OwnHelp, by_country, country_of, helplines_for
from config.settings import Household, Settings
from intents.handlers.hard_moment import say_number
from intents.language import load_pack
from intents.wording import Wording

PACK = load_pack("en")
every_country = pytest.mark.parametrize("code", sorted(by_country()))


def settings(zone: str = "", country: str = "") -> Settings:
    return Settings(household=Household(time_zone=zone, country=country))


@pytest.mark.parametrize(
    ("zone", "country", "emergency"),
    [
        ("Europe/Berlin", "", "112"),
        ("Europe/London", "", "999"),
        ("America/New_York", "", "911"),
        ("Australia/Sydney", "", "000"),
        ("Europe/Lisbon", "", "112"),
        ("Europe/Berlin", "US", "911"),
        ("UTC", "ie", "112"),
        ("Europe/London", "UK", "999"),
    ],
)
def test_the_numbers_are_those_of_where_one_lives(zone: str, country: str, emergency: str):
    """The setting counts, else the country that the zone is named for."""
    found = helplines_for(settings(zone, country))
    assert found.emergency is not None
    assert found.emergency.number == emergency


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "Etc/GMT+5"])
def test_an_unknown_country_gets_no_number_of_another(zone: str):
    """A wrong number is worse than none."""
    assert helplines_for(settings(zone)) == Helplines()


def test_a_zone_shared_by_countries_is_told_by_its_own_name():
    """Copenhagen keeps Berlin's time and is not in Germany."""
    assert (country_of("Europe/Copenhagen"), country_of("Europe/Berlin")) == ("DK", "DE")


@every_country
def test_every_number_can_be_called_and_spoken(code: str):
    known = by_country()[code]
    assert known.emergency is not None
    assert known.first("crisis") is not None
    for line in (known.emergency, *known.lines):
        assert say_number(line.number).replace(",", "").replace(" ", "").isalpha()
        assert line.kind == "emergency" or line.said


def test_digits_are_spoken_one_by_one_in_their_groups():
    """ "One hundred and sixteen" cannot be dialled."""
    assert say_number("116 123") == "one one six, one two three"
    assert say_number("1-800-799-7233").startswith("one, eight zero zero, seven nine nine")


@pytest.mark.parametrize(
    ("checked", "today", "old"),
    [
        (None, date(2026, 1, 1), True),
        (date(2026, 1, 1), date(2026, 6, 1), False),
        (date(2026, 1, 1), date(2027, 1, 1), False),
        (date(2026, 1, 1), date(2027, 1, 2), True),
        (date(2024, 2, 29), date(2025, 2, 28), False),
        (date(2024, 2, 29), date(2025, 3, 1), True),
    ],
)
def test_what_nobody_has_checked_for_a_year_is_marked(checked: date | None, today: date, old: bool):
    """The page says so beside the number."""
    line = Helpline("crisis", "A line", "1", checked_on=checked)
    assert line.is_old(today) == old
    assert Helplines(lines=(line,)).old(today) == ((line,) if old else ())


@every_country
@pytest.mark.parametrize("key", sorted(k for k in PACK.replies if k.startswith("crisis_")))
def test_the_fixed_words_fit_one_breath(code: str, key: str):
    """At most 25 words; a number counts as one, however many digits it has."""
    known = by_country()[code]
    crisis = known.first("crisis")
    assert crisis is not None
    name = " ".join(["Anna"] * MOST_WORDS)
    said = Wording(PACK).word(key, line=crisis.said, number="number", emergency="number", name=name)
    assert len(said.split()) <= 25


def test_a_country_is_two_letters():
    with pytest.raises(ValueError, match="two letters"):
        Household(country="Ireland")


def test_whom_the_household_has_added_is_there_in_any_country():
    """Also where no number is known at all."""
    added = ("Anna Berg, counsellor | 030 1234", "Dr Ito | 5 Mill Lane")
    for zone in ("UTC", "Europe/Berlin"):
        known = helplines_for(Settings(household=Household(time_zone=zone, own_help=added)))
        assert known.own == (
            OwnHelp("Anna Berg, counsellor", "030 1234"),
            OwnHelp("Dr Ito", "5 Mill Lane"),
        )
        assert (known.emergency is None) == (zone == "UTC")


@pytest.mark.parametrize(
    ("reach", "dial"),
    [
        ("030 123-45 67", "0301234567"),
        ("+49 (0)30 1234", "+49301234"),
        ("(030) 1234/5", "03012345"),
        ("112", "112"),
        ("12", ""),
        ("5 Mill Lane", ""),
        ("after 18:00", ""),
    ],
)
def test_a_number_can_be_dialled_and_an_address_is_only_shown(reach: str, dial: str):
    assert OwnHelp("Anna Berg", reach).dial == dial


def test_what_the_household_adds_is_written_plainly_and_is_tidied():
    assert Household(own_help=("  Anna Berg|030 1234 ",)).own_help == ("Anna Berg | 030 1234",)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("Anna Berg",), "a name, and a phone number or an address"),
        (("| 030 1234",), "a name, and a phone number or an address"),
        (("Anna | Berg | 030",), "in neither the name nor the number"),
        (("x" * 41 + " | 1",), "the name is too long"),
        (("a b c d e f g h i | 1",), "the name is too long"),
        (("Anna | " + "1" * 101,), "the number or address is too long"),
        (("Anna | 030", "Anna | 030"), "there already"),
        (tuple(f"Anna {n} | 030" for n in range(7)), "take one out first"),
        (("Anna\tBerg | 030",), "ordinary letters"),
    ],
)
def test_what_cannot_be_added_is_told(lines: tuple[str, ...], told: str):
    with pytest.raises(ValueError, match=told):
        Household(own_help=lines)
