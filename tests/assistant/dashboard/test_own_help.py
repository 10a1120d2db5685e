"""Whom the two have added to the help page: first there, theirs to change, and for nobody else."""

from dataclasses import replace

import pytest
from werkzeug.test import TestResponse

from config.helplines import OwnHelp
from tests.assistant.dashboard.conftest import Tab, text_of
from tests.assistant.dashboard.fake_door import FakeDoor
from tests.assistant.dashboard.phone import Phone

ANNA, ITO = "Anna Berg, counsellor | 030 123-4567", "Dr Ito | 5 Mill Lane, by the bridge"


def send(tab: Tab, name: str = "", reach: str = "", was: str = "", **more: str) -> TestResponse:
    return tab.post("/privacy/own-help", {"name": name, "reach": reach, "was": was, **more})


def added(door: FakeDoor) -> tuple[str, ...]:
    return door.settings().household.own_help


@pytest.fixture
def both(door: FakeDoor) -> FakeDoor:
    """Anna and Dr Ito are there."""
    door.save_settings({"household.own_help": f"{ANNA}\n{ITO}", "household.country": "IE"})
    return door


def test_what_is_added_comes_before_the_lines_of_the_country(tab: Tab, door: FakeDoor):
    """A number can be dialled, an address with a comma stays one."""
    door.save_settings({"household.country": "IE"})
    assert "You added this" not in text_of(tab.get("/privacy/"))
    for line in (ANNA, ITO):
        assert send(tab, *line.split(" | ")).status_code == 303
    assert added(door) == (ANNA, ITO)
    for address in ("/privacy/", "/privacy/help"):
        page = tab.get(address).get_data(as_text=True)
        assert 'href="tel:0301234567">030 123-4567</a>' in page
        assert page.index("tel:0301234567") < page.index("tel:116123")
        assert "<span>5 Mill Lane, by the bridge</span>" in page
        assert page.count("You added this.") == 2


def test_one_is_changed_and_one_is_taken_out(tab: Tab, both: FakeDoor):
    assert send(tab, "Anna Berg", "030 99", was=ANNA).status_code == 303
    assert added(both) == ("Anna Berg | 030 99", ITO)
    assert send(tab, "", "", was=ITO, delete="yes").status_code == 303
    assert added(both) == ("Anna Berg | 030 99",)
    send(tab, was="Anna Berg | 030 99", delete="yes")
    assert added(both) == ()
    assert "You added this" not in text_of(tab.get("/privacy/"))


def test_where_nothing_is_known_of_the_country_what_was_added_is_shown(tab: Tab, door: FakeDoor):
    door.save_settings({"household.time_zone": "UTC", "household.own_help": ANNA})
    page = tab.get("/privacy/help").get_data(as_text=True)
    assert "tel:0301234567" in page
    assert page.count("tel:") == 1


def test_markup_is_shown_as_it_was_typed(tab: Tab, door: FakeDoor):
    send(tab, "<b>Anna</b>", '"><script>x</script>')
    page = tab.get("/privacy/").get_data(as_text=True)
    assert "<b>Anna" not in page
    assert "<script>x" not in page
    assert "&lt;b&gt;Anna&lt;/b&gt;" in page


@pytest.mark.parametrize(
    ("name", "reach", "told"),
    [
        ("", "030 1234", "It needs a name, and a phone number or an address"),
        ("Bo Lind", "", "It needs a name, and a phone number or an address"),
        ("Bo | Lind", "1234", "in neither the name nor the number"),
        ("Bo Lind " * 9, "1234", "The name is too long"),
        ("Bo Lind", "9" * 101, "The number or address is too long"),
        ("Dr Ito", "5 Mill Lane, by the bridge", "That one is there already"),
    ],
)
@pytest.mark.parametrize("was", ["", ANNA], ids=["added", "changed"])
def test_a_mistake_is_told_and_what_was_typed_stays(
    tab: Tab, both: FakeDoor, was: str, name: str, reach: str, told: str
):
    """Beside the line that it is about."""
    answer = send(tab, name, reach, was=was)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert told in text_of(answer)
    assert page.count('aria-invalid="true"') == 2
    assert f'value="{" ".join(name.split())}"' in page
    assert f'value="{reach}"' in page
    assert added(both) == (ANNA, ITO)


def test_a_seventh_is_refused_and_no_form_offers_it(tab: Tab, door: FakeDoor):
    for number in range(6):
        assert "Add" in text_of(tab.get("/privacy/")).partition("Somebody near you")[2]
        send(tab, f"Anna {number}", "030 1234")
    shown = tab.get("/privacy/").get_data(as_text=True)
    assert 'id="own-name-0"' not in shown
    assert "That is all there is room for" in shown
    answer = send(tab, "Bo Lind", "1234")
    assert answer.status_code == 422
    assert "There can be 6; take one out first" in text_of(answer)
    assert len(added(door)) == 6


@pytest.mark.parametrize("more", [{}, {"delete": "yes"}], ids=["changed", "taken out"])
def test_what_another_tab_has_changed_meanwhile_is_not_undone(
    tab: Tab, both: FakeDoor, more: dict[str, str]
):
    answer = send(tab, "Bo Lind", "1234", was="Anna | 1", **more)
    assert answer.status_code == 422
    assert "in the meantime" in text_of(answer)
    assert added(both) == (ANNA, ITO)
    assert ('value="Bo Lind"' in answer.get_data(as_text=True)) == (not more)


def test_a_device_without_the_passcode_sees_the_countrys_lines_alone(
    phone: Phone, both: FakeDoor, tab: Tab
):
    """Whom the two turn to is nobody else's business."""
    page = phone.get("/privacy/help").get_data(as_text=True)
    assert "tel:116123" in page
    assert "Anna" not in page
    assert "Anna" in tab.get("/privacy/help").get_data(as_text=True)


def test_a_made_up_note_says_nothing(tab: Tab):
    assert tab.get("/privacy/?own_done=nonsense").status_code == 200


def test_the_line_of_the_settings_is_what_was_typed():
    anna = OwnHelp("Anna", "1234")
    assert replace(anna, reach="5").line == "Anna | 5"
