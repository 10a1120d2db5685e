"""The rituals' page: the week, once-only changes, rest, and trying one now."""

from datetime import UTC, date, datetime

import pytest

from assistant.events import SettingsChanged
from config.days import parse_days
from tests.assistant.dashboard.asking import SCRIPT
from tests.assistant.dashboard.conftest import Tab, text_of
from tests.assistant.dashboard.fake_door import RITUALS, FakeDoor
from tests.assistant.household import pack

TUESDAY = date(2026, 11, 24)
NAME = "tonights_question"


@pytest.fixture(autouse=True)
def evening(door: FakeDoor) -> None:
    """A Tuesday in November."""
    door.clock = datetime(2026, 11, 24, 18, tzinfo=UTC)


def coming(door: FakeDoor) -> dict[date, str]:
    """When tonight's question comes in this week; "" where it is skipped."""
    week = [one for one in door.times.week() if one.ritual == NAME]
    return {one.day: "" if one.skipped else one.time for one in week}


def usual(door: FakeDoor) -> tuple[str, frozenset[int]]:
    """Its time and days of every week."""
    card = next(card for card in door.times.cards() if card.name == NAME)
    return card.time, parse_days(card.days)


def test_a_ritual_is_planned_at_once(tab: Tab, door: FakeDoor):
    """Time, days and on or off in one form; the house hears of it."""
    form = {"time": "21:15", "days": ["mon", "wed"], "on": "on"}
    answer = tab.post(f"/rituals/{NAME}", form, **SCRIPT)
    assert usual(door) == ("21:15", frozenset({0, 2}))
    assert door.told == [SettingsChanged()]
    assert "25 November 2026, 21:15" in text_of(answer)


@pytest.mark.parametrize(
    "form", [{"time": "25:00", "days": "mon"}, {"time": "", "days": "mon"}, {"time": "20:00"}]
)
def test_a_wrong_time_and_no_day_are_told_beside_the_form(
    tab: Tab, door: FakeDoor, form: dict[str, str]
):
    """And nothing is planned."""
    before = usual(door)
    answer = tab.post(f"/rituals/{NAME}", form, **SCRIPT)
    assert answer.status_code == 422
    assert 'class="problem"' in answer.get_data(as_text=True)
    assert usual(door) == before
    assert door.told == []


def test_dragging_changes_every_week(tab: Tab, door: FakeDoor):
    """From Tuesday to Monday, and all evenings to the new time."""
    tab.post(f"/rituals/{NAME}", {"time": "20:30", "days": ["tue", "thu"], "on": "on"}, **SCRIPT)
    form = {"day": "2026-11-24", "to": "2026-11-30", "time": "19:45"}
    assert tab.post(f"/rituals/{NAME}/drag", form, **SCRIPT).status_code == 200
    assert usual(door) == ("19:45", frozenset({0, 3}))


def test_dragging_may_change_that_day_only(tab: Tab, door: FakeDoor):
    """The other weeks stay."""
    form = {"day": "2026-11-26", "to": "2026-11-26", "time": "22:00", "once": "yes"}
    assert tab.post(f"/rituals/{NAME}/drag", form, **SCRIPT).status_code == 200
    assert usual(door)[0] == "20:30"
    assert coming(door)[date(2026, 11, 26)] == "22:00"
    assert coming(door)[date(2026, 11, 27)] == "20:30"


def test_tonight_is_skipped_and_unskipped(tab: Tab, door: FakeDoor):
    """With one button each way."""
    form = {"day": TUESDAY.isoformat(), "what": "skip"}
    shown = text_of(tab.post(f"/rituals/{NAME}/once", form, **SCRIPT))
    assert "Today as usual" in shown
    assert coming(door)[TUESDAY] == ""
    tab.post(f"/rituals/{NAME}/once", form | {"what": "as_usual"}, **SCRIPT)
    assert coming(door)[TUESDAY] == "20:30"


def test_a_time_for_one_day_that_does_not_exist_is_told(tab: Tab, door: FakeDoor):
    """Beside the form."""
    form = {"day": TUESDAY.isoformat(), "time": "29:00"}
    assert tab.post(f"/rituals/{NAME}/once", form, **SCRIPT).status_code == 422
    assert coming(door)[TUESDAY] == "20:30"


def test_a_day_that_is_over_or_none_is_refused(tab: Tab):
    """Nothing can be moved into the past."""
    over = {"day": "2026-11-01", "time": "20:00", "what": "skip"}
    assert tab.post(f"/rituals/{NAME}/once", over, **SCRIPT).status_code == 409
    assert tab.post(f"/rituals/{NAME}/once", {"day": "soon"}, **SCRIPT).status_code == 400


def test_rituals_rest_until_a_day(tab: Tab, door: FakeDoor):
    """And come again when that is taken back."""
    shown = text_of(tab.post("/rituals/-/suspend", {"until": "2026-12-01"}, **SCRIPT))
    assert "They come again on Tuesday 1 December 2026" in shown
    assert door.times.suspended() == date(2026, 12, 1)
    tab.post("/rituals/-/suspend", {"until": ""}, **SCRIPT)
    assert door.times.suspended() is None
    assert tab.post("/rituals/-/suspend", {"until": "2026-11-24"}, **SCRIPT).status_code == 409


@pytest.mark.parametrize("name", RITUALS)
def test_every_ritual_can_be_tried_now(tab: Tab, door: FakeDoor, name: str):
    """The house understands what the button says for the reader."""
    from intents.understanding import Candidate, understand

    answer = tab.post(f"/rituals/{name}/now", **SCRIPT)
    assert answer.headers["HX-Redirect"] == "/"
    (said,) = door.said
    typed = [Candidate(said, 1.0, "typed", ())]
    found = understand(typed, pack(), state="command", ritual=None, now=door.now())
    assert found.decision == "do"
    assert found.match is not None
    assert found.match.slots.get("ritual", "question") == RITUALS[name].slot or (
        found.match.intent.startswith("question") and RITUALS[name].slot == "question"
    )


def test_a_ritual_that_is_not_there(tab: Tab):
    """An old tab."""
    assert tab.post("/rituals/breakfast", {"time": "08:00", "days": "mon"}).status_code == 404
    assert tab.post("/rituals/breakfast/now").status_code == 404


def test_a_ritual_comes_when_both_have_ticked_it(tab: Tab, door: FakeDoor):
    """Each for themselves; either may take it back."""
    for who, said in (("one", {"one"}), ("two", {"one", "two"})):
        tab.post(f"/rituals/date_night/agree/{who}", {"yes": "yes"}, **SCRIPT)
        card = next(card for card in door.times.cards() if card.name == "date_night")
        assert card.agreed == said
        assert card.on == (said == {"one", "two"})
    tab.post("/rituals/date_night/agree/one", **SCRIPT)
    assert door.times.agreed("date_night") == {"two"}
    assert tab.post("/rituals/date_night/agree/three").status_code == 404
    assert tab.post("/rituals/housework/agree/one").status_code == 404


def test_what_comes_on_request_only_has_no_time_to_set(tab: Tab):
    answer = tab.get("/rituals/").get_data(as_text=True)
    assert "time-date_night" in answer
    assert "time-repair" not in answer
    assert "time-cooking" not in answer
    assert "Kitchen mode" in answer
    assert "/ritual-words/cooking" in answer
    assert "only when you ask for it" in answer
