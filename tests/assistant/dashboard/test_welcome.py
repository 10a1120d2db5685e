"""The first five steps: one after the other, skipped, taken up again."""

from config.days import parse_days
from tests.assistant.dashboard.conftest import Tab, text_of
from tests.assistant.dashboard.fake_door import FakeDoor

VOICE = {
    "voice": "pyttsx3|",
    "speaking.rate": "165",
    "speaking.volume": "60",
    "speaking.speaker": "",
}
NAMES = {"household.partners.one.name": "Maya", "household.partners.two.name": "Sam"}


def heading(tab: Tab) -> str:
    """Which step the page is at."""
    return tab.get("/welcome/").get_data(as_text=True).split('id="welcome-title">')[1].split("<")[0]


def test_the_five_steps_lead_to_a_house_that_is_set_up(tab: Tab, door: FakeDoor):
    """Each saves what it asked for."""
    assert "Shall we settle in" in text_of(tab.get("/"))
    steps = (
        ("names", "Who lives here?", NAMES),
        ("voice", "How shall I sound?", VOICE),
        ("microphone", "Can I hear you?", {"listening.microphone": "Webcam"}),
        (
            "wake",
            "What will you call me?",
            {"listening.wake_phrase": "good evening juniper", "listening.wake_engine": "phrase"},
        ),
        (
            "ritual",
            "One small thing",
            {"ritual": "morning_appreciation", "time": "08:10", "on": "y"},
        ),
    )
    for step, title, form in steps:
        assert heading(tab).startswith(title)
        assert tab.post(f"/welcome/{step}", form).status_code == 303
    settings = door.settings()
    assert [one.name for one in settings.household.partners] == ["Maya", "Sam"]
    assert settings.speaking.volume == 60
    assert settings.listening.microphone == "Webcam"
    assert settings.listening.wake_phrase == "good evening juniper"
    assert (settings.rituals["morning_appreciation"].time, door.told != []) == ("08:10", True)
    assert parse_days(settings.rituals["morning_appreciation"].days or "daily")
    assert "settle in" not in text_of(tab.get("/"))


def test_a_step_can_wait_and_is_where_one_goes_on(tab: Tab, door: FakeDoor):
    """Even after the tab was closed."""
    tab.post("/welcome/names", {"later": "yes"})
    assert heading(tab).startswith("How shall I sound")
    assert "Go on" in text_of(tab.get("/"))
    assert door.settings().household.partners[0].name == ""


def test_it_can_be_skipped_for_good_and_still_be_visited(tab: Tab):
    """Nobody is asked twice."""
    tab.post("/welcome/skip")
    assert "settle in" not in text_of(tab.get("/"))
    assert heading(tab).startswith("Who lives here")


def test_what_cannot_be_kept_is_told_in_the_step(tab: Tab, door: FakeDoor):
    """And the step stays."""
    tab.post("/welcome/names", {"later": "yes"})
    answer = tab.post("/welcome/wake?step=wake", {"listening.wake_phrase": "hey xylograph"})
    assert answer.status_code == 422
    assert "xylograph" in text_of(answer)
    assert door.settings().listening.wake_phrase == "hey juniper"


def test_each_may_choose_a_pin_and_nobody_stays_signed_in(tab: Tab, door: FakeDoor):
    """They sit before the same screen, one after the other."""
    ritual = {"ritual": "morning_appreciation", "time": "08:10"}
    tab.post("/welcome/ritual", ritual | {"pin-one": "otter-lake", "pin-two": ""})
    assert (door.desk.has_pin("one"), door.desk.has_pin("two")) == (True, False)
    assert "is signed in" not in text_of(tab.get("/privacy/"))
    refused = tab.post("/welcome/ritual?step=ritual", ritual | {"pin-two": "1234"})
    assert refused.status_code == 422
    assert 'role="alert"' in refused.get_data(as_text=True)
    assert not door.desk.has_pin("two")


def test_a_house_that_has_names_is_not_asked_to_settle_in(tab: Tab, door: FakeDoor):
    """It was set up before there were steps."""
    door.save_settings(NAMES)
    assert "settle in" not in text_of(tab.get("/"))
