"""What the couple takes away can be read by people and by programs."""

import csv
import io
import json

from assistant.journal import Journal, NewEntry
from assistant.journal.export import as_csv, as_json, as_text
from tests.assistant.journal.clock import Clock

NAMES = {"one": "Maya", "two": "Zoë"}
WILD = 'she said "yes",\nthen; laughed – naïvely 🙂'


def fill(journal: Journal, clock: Clock) -> None:
    journal.note(NewEntry("appreciation", "making dinner", by="one", to="two", quality="you care"))
    clock.set_to(2026, 5, 15, 1, 15)
    journal.note(NewEntry("note", "a late one", unsure=True, unsure_words=("late", "one")))
    clock.set_to(2026, 5, 15, 8, 0)
    journal.note(NewEntry("memory", WILD, by="two"))


def test_the_text_reads_like_a_diary(journal: Journal, clock: Clock):
    """Days in order, with the small hours under the evening before."""
    fill(journal, clock)
    assert as_text(journal.entries(), NAMES) == (
        "Thursday, 14 May 2026\n"
        "  19:30  appreciation, Maya to Zoë: making dinner (you care)\n"
        "  01:15  note: a late one\n"
        "\n"
        "Friday, 15 May 2026\n"
        f"  08:00  memory, Zoë: {WILD}\n"
    )
    assert as_text([], NAMES) == ""


def test_json_holds_every_field(journal: Journal, clock: Clock):
    """Nothing of theirs stays behind."""
    fill(journal, clock)
    told = json.loads(as_json(journal.entries()))
    assert (told["format"], told["version"]) == ("hearthside journal", 1)
    first, late, last = told["entries"]
    assert first["at"] == "2026-05-14T19:30:00+02:00"
    assert (late["day"], late["unsure_words"]) == ("2026-05-14", ["late", "one"])
    assert (last["text"], last["deleted_at"]) == (WILD, None)


def test_the_table_survives_quotes_commas_and_line_ends(journal: Journal, clock: Clock):
    """A spreadsheet must get the words as they were said."""
    fill(journal, clock)
    rows = list(csv.DictReader(io.StringIO(as_csv(journal.entries()), newline="")))
    assert [row["text"] for row in rows] == ["making dinner", "a late one", WILD]
    assert (rows[0]["by"], rows[0]["to"], rows[0]["edited_at"]) == ("one", "two", "")
    assert rows[1]["unsure_words"] == "late one"
