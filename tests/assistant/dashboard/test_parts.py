"""The parts of the page: journal, rituals, settings and what is typed."""

import io
import wave

import pytest

from assistant.journal import NewEntry
from tests.assistant.dashboard.conftest import Tab, text_of
from tests.assistant.dashboard.fake_door import TONE, FakeDoor

SCRIPT = {"HX_Request": "true"}


def keep(door: FakeDoor, text: str) -> int:
    """An entry as the voice would make it."""
    with door.journal() as book:
        return book.note(NewEntry(kind="appreciation", text=text, by="one", to="two")).id


def texts(door: FakeDoor) -> list[str]:
    """What the journal holds."""
    with door.journal() as book:
        return [entry.text for entry in book.entries()]


def test_what_is_typed_is_said_to_the_house(tab: Tab, door: FakeDoor):
    """Spaces are tidied; nothing and a novel are told."""
    assert tab.post("/say", {"text": "  what's  planned "}, **SCRIPT).status_code == 204
    assert tab.post("/say", {"text": "  "}, **SCRIPT).status_code == 422
    assert tab.post("/say", {"text": "so " * 1000}, **SCRIPT).status_code == 422
    assert door.said == ["what's planned"]


def test_words_never_become_markup(tab: Tab, door: FakeDoor):
    """What somebody says is shown as it is."""
    keep(door, "<script>alert(1)</script> & <b>kindness</b>")
    shown = tab.get("/").get_data(as_text=True)
    assert "<script>alert" not in shown
    assert "&lt;b&gt;kindness" in shown


@pytest.mark.parametrize("headers", [SCRIPT, {}], ids=["with script", "without script"])
def test_an_entry_is_written_changed_put_away_and_brought_back(
    tab: Tab, door: FakeDoor, headers: dict[str, str]
):
    """The whole life of an entry, for browsers of both kinds."""
    wanted = 200 if headers else 303
    form = {"text": "the walk", "by": "one", "to": "two"}
    assert tab.post("/journal/", form, **headers).status_code == wanted
    with door.journal() as book:
        (entry,) = book.entries()
    assert (entry.text, entry.by, entry.to, entry.source) == ("the walk", "one", "two", "page")
    form["text"] = "the long walk"
    assert tab.post(f"/journal/{entry.id}", form, **headers).status_code == wanted
    assert texts(door) == ["the long walk"]
    assert tab.post(f"/journal/{entry.id}/delete", **headers).status_code == wanted
    assert texts(door) == []
    assert "the long walk" in text_of(tab.get("/?gone=yes"))
    assert tab.post(f"/journal/{entry.id}/restore", **headers).status_code == wanted
    assert texts(door) == ["the long walk"]


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"text": " "}, "no words yet"),
        ({"text": "x" * 4001}, "longer than I can keep"),
        ({"text": "tea", "by": "one", "to": "one"}, "from and for the same person"),
    ],
)
def test_a_form_that_cannot_be_kept_comes_back_with_its_words(
    tab: Tab, door: FakeDoor, form: dict[str, str], sentence: str
):
    """Nothing that was typed is lost."""
    answer = tab.post("/journal/", form, **SCRIPT)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert form["text"].strip() in answer.get_data(as_text=True)
    assert texts(door) == []


def test_search_finds_whole_words_and_the_one_being_typed(tab: Tab, door: FakeDoor):
    """As one types."""
    keep(door, "the garden gate")
    keep(door, "dinner by candlelight")
    for words in ("gar", "garden", "gate garden", "the gat"):
        shown = text_of(tab.get(f"/journal/?words={words}", HX_Request="true"))
        assert "garden gate" in shown
        assert "candlelight" not in shown
    assert "Nothing has these words" in text_of(tab.get('/journal/?words="', HX_Request="true"))


def test_an_entry_that_is_gone_is_told(tab: Tab):
    """Another tab was faster."""
    answer = tab.post("/journal/99/delete", **SCRIPT)
    assert answer.status_code in (404, 409)
    assert len(text_of(answer)) > 10


def test_a_ritual_is_planned_at_once(tab: Tab, door: FakeDoor):
    """Time, days and on or off in one form."""
    form = {"time": "21:15", "days": ["mon", "wed"], "on": "on"}
    answer = tab.post("/rituals/tonights_question", form, **SCRIPT)
    assert door.planned == [("tonights_question", "21:15", "mon,wed", True)]
    assert "21:15" in text_of(answer)


@pytest.mark.parametrize(
    "form", [{"time": "25:00", "days": "mon"}, {"time": "", "days": "mon"}, {"time": "20:00"}]
)
def test_a_wrong_time_and_no_day_are_told_beside_the_form(
    tab: Tab, door: FakeDoor, form: dict[str, str]
):
    """And nothing is planned."""
    answer = tab.post("/rituals/tonights_question", form, **SCRIPT)
    assert answer.status_code == 422
    assert 'class="problem"' in answer.get_data(as_text=True)
    assert door.planned == []


def test_a_ritual_that_is_not_there(tab: Tab):
    """An old tab."""
    assert tab.post("/rituals/breakfast", {"time": "08:00", "days": "mon"}).status_code == 404


def test_settings_are_kept_or_told_beside_their_field(tab: Tab, door: FakeDoor):
    """A group at a time; a mistake keeps what was on file."""
    good = {"quiet.begins": "22:00", "quiet.ends": "07:00", "household.time_zone": "Europe/Berlin"}
    assert tab.post("/settings/hours", good, **SCRIPT).status_code == 200
    assert door.settings().household.time_zone == "Europe/Berlin"
    bad = good | {"household.time_zone": "Europe/Berlim"}
    answer = tab.post("/settings/hours", bad, **SCRIPT)
    assert answer.status_code == 422
    assert "Europe/Berlin" in text_of(answer)
    assert door.settings().household.time_zone == "Europe/Berlin"


def test_a_wake_phrase_the_model_cannot_hear_is_refused(tab: Tab, door: FakeDoor):
    """Before the house is left deaf."""
    form = {"listening.wake_phrase": "hey xylograph", "listening.microphone": ""}
    answer = tab.post("/settings/ears", form, **SCRIPT)
    assert answer.status_code == 422
    assert "xylograph" in text_of(answer)
    assert door.settings().listening.wake_phrase == "hey juniper"


def test_the_sound_of_a_line_and_of_a_voice_can_be_fetched(tab: Tab, door: FakeDoor):
    """A WAV that a browser plays."""
    door.clips[3] = TONE
    for answer in (
        tab.get("/clip/3.wav"),
        tab.post("/settings/preview", {"voice": "pyttsx3|gmw/en-gb", "speaking.rate": "900"}),
    ):
        with wave.open(io.BytesIO(answer.data)) as file:
            assert file.getframerate() == TONE.rate
            assert file.readframes(file.getnframes()) == TONE.pcm
    assert door.previewed == [("pyttsx3", "gmw/en-gb", 220)]
    assert tab.get("/clip/4.wav").status_code == 404
