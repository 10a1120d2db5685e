"""The journal's page."""

from datetime import UTC, datetime

import pytest

from assistant.journal import NewEntry
from tests.assistant.dashboard.asking import SCRIPT, keep, texts
from tests.assistant.dashboard.conftest import Tab, text_of
from tests.assistant.dashboard.fake_door import FakeDoor


def test_words_never_become_markup(tab: Tab, door: FakeDoor):
    """What somebody says is shown as it is."""
    keep(door, "<script>alert(1)</script> & <b>kindness</b>")
    for address in ("/journal/", "/journal/book.html"):
        shown = tab.get(address).get_data(as_text=True)
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
    assert "the long walk" in text_of(tab.get("/journal/?view=deleted"))
    assert tab.post(f"/journal/{entry.id}/restore", **headers).status_code == wanted
    assert texts(door) == ["the long walk"]
    assert door.changes == 4


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
    keep(door, "the garden gate and our happiness")
    keep(door, "dinner by candlelight")
    for words in ("gar", "garden", "gate garden", "the gat", "happine", "happy"):
        shown = text_of(tab.get(f"/journal/?words={words}", **SCRIPT))
        assert "garden gate" in shown, words
        assert "candlelight" not in shown
    assert "Nothing has these words" in text_of(tab.get('/journal/?words="', **SCRIPT))


def test_entries_are_filtered_by_person_kind_and_time(tab: Tab, door: FakeDoor):
    """Alone and together."""
    door.clock = datetime(2026, 11, 24, 20, tzinfo=UTC)
    keep(door, "tea in bed", at=door.clock)
    keep(door, "the note", by="two", kind="note", at=datetime(2025, 7, 1, 20, tzinfo=UTC))
    keep(door, "nobody's", by=None, to=None, at=datetime(2026, 11, 1, 20, tzinfo=UTC))  # type: ignore[arg-type]

    def found(query: str) -> set[str]:
        shown = text_of(tab.get(f"/journal/?{query}", **SCRIPT))
        return {one for one in ("tea in bed", "the note", "nobody's") if one in shown}

    assert found("") == {"tea in bed", "the note", "nobody's"}
    assert found("person=two") == {"tea in bed", "the note"}
    assert found("kind=note") == {"the note"}
    assert found("period=week") == {"tea in bed"}
    assert found("period=2025") == {"the note"}
    assert found("period=month&person=one") == {"tea in bed"}
    assert found("period=0000&person=nobody&view=nothing") == {"tea in bed", "the note", "nobody's"}


def test_many_entries_of_a_day_stand_under_their_day(tab: Tab, door: FakeDoor):
    """And what comes after midnight belongs to the evening before."""
    keep(door, "the first", at=datetime(2026, 11, 24, 9, tzinfo=UTC))
    keep(door, "the second", at=datetime(2026, 11, 24, 21, tzinfo=UTC))
    keep(door, "after midnight", at=datetime(2026, 11, 25, 1, tzinfo=UTC))
    shown = text_of(tab.get("/journal/"))
    assert shown.count("24 November 2026") == 1
    assert "25 November 2026" not in shown
    assert shown.index("after midnight") < shown.index("the second") < shown.index("the first")


def test_a_leap_day_is_remembered_in_other_years(tab: Tab, door: FakeDoor):
    """On the twenty-eighth."""
    keep(door, "our leap", at=datetime(2024, 2, 29, 20, tzinfo=UTC))
    door.clock = datetime(2027, 2, 28, 20, tzinfo=UTC)
    assert "our leap" in text_of(tab.get("/journal/?view=this-day"))
    door.clock = datetime(2028, 2, 28, 20, tzinfo=UTC)
    assert "our leap" not in text_of(tab.get("/journal/?view=this-day"))


def test_what_the_other_wrote_can_be_hidden_but_not_deleted_or_changed(tab: Tab, door: FakeDoor):
    """Equal rights: what is written is its author's."""
    number = keep(door, "a hard evening", by="two")
    tab.post("/reader", {"reader": "one"})
    for what in ("delete", ""):
        answer = tab.post(f"/journal/{number}/{what}".rstrip("/"), {"text": "x"}, **SCRIPT)
        assert answer.status_code == 409
        assert "hide it from yourself" in text_of(answer)
    assert tab.post(f"/journal/{number}/hide", {"on": "yes"}, **SCRIPT).status_code == 200
    assert "a hard evening" not in text_of(tab.get("/journal/"))
    assert "a hard evening" in text_of(tab.get("/journal/?view=hidden"))
    assert texts(door) == ["a hard evening"]
    tab.post("/reader", {"reader": "two"})
    assert "a hard evening" in text_of(tab.get("/journal/"))
    tab.post("/reader", {"reader": "one"})
    tab.post(f"/journal/{number}/hide", **SCRIPT)
    assert "a hard evening" in text_of(tab.get("/journal/"))


def test_favourites_are_ones_own(tab: Tab, door: FakeDoor):
    """A heart of the one is none of the other."""
    number = keep(door, "the river")
    tab.post("/reader", {"reader": "one"})
    assert 'aria-pressed="true"' in tab.post(
        f"/journal/{number}/love", {"on": "yes"}, **SCRIPT
    ).get_data(as_text=True)
    assert "the river" in text_of(tab.get("/journal/?view=loved", **SCRIPT))
    tab.post("/reader", {"reader": "two"})
    assert "No favourites yet" in text_of(tab.get("/journal/?view=loved", **SCRIPT))


def test_words_that_were_not_sure_are_marked_until_somebody_has_looked(tab: Tab, door: FakeDoor):
    """In the list and in the form; saving settles it."""
    with door.journal() as book:
        new = NewEntry("appreciation", "the peach", unsure=True, unsure_words=("peach",))
        number = book.note(new).id
    assert "<mark>peach</mark>" in tab.get("/journal/").get_data(as_text=True)
    form = tab.get(f"/journal/{number}?edit=yes", **SCRIPT).get_data(as_text=True)
    assert "<mark>peach</mark>" in form
    answer = tab.post(f"/journal/{number}", {"text": "the beach"}, **SCRIPT)
    assert "<mark>" not in answer.get_data(as_text=True)


def test_an_entry_that_is_gone_is_told(tab: Tab):
    """Another tab was faster."""
    answer = tab.post("/journal/99/delete", **SCRIPT)
    assert answer.status_code == 409
    assert "isn't in the journal any more" in text_of(answer)
