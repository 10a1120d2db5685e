"""The journal: what was said and is to be kept, and every way of taking it back."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from types import EllipsisType
from typing import Any

from sqlite_utils import Database

from assistant.journal.book import inserted, stored
from assistant.journal.counting import Counting
from assistant.journal.entry import Entry, NewEntry, Undone, evening_day
from assistant.journal.errors import EntryMissing
from assistant.journal.household import HouseholdMemory
from assistant.journal.marks import Marks
from assistant.journal.reading import Reading
from assistant.journal.sealed import Sealed
from assistant.journal.subjects import Subjects
from assistant.journal.taking_in import TakingIn

KEPT_DAYS = 30
"""For how long a deletion or an edit can be taken back."""

CHANGING = ("text", "quality", "by", "to", "unsure", "edited_at", "deleted_at")
"""The columns that can change after an entry was written."""


class Journal(Reading, Subjects, Marks, Counting, TakingIn, HouseholdMemory, Sealed):
    """The couple's journal. One thread makes, uses and closes it; other threads open their own.

    `path` None keeps it in memory. `now` gives the time in the household's zone. A change is on
    the disk when its method returns; when a method raises a JournalError, nothing was changed and
    the caller may try again.
    """

    def note(self, new: NewEntry, *, at: datetime | None = None, token: str = "") -> Entry:
        """Write it down. When this returns, a power cut can't take it away.

        `at` is for words that had to wait. With a `token`, words that turn out to be written
        down already under the same token are not written a second time.
        """
        said_at = (at or self._now()).astimezone(self._now().tzinfo)
        row = asdict(new) | {
            "unsure_words": json.dumps(new.unsure_words),
            "at": stored(said_at),
            "day": evening_day(said_at).isoformat(),
            "token": token or None,
        }
        with self._writing() as db:
            known = db.table("entries").rows_where("token = ?", [token]) if token else ()
            for earlier in known:
                return self._entry(earlier)
            id = inserted(db, "entries", row)
            self._record(db, id, "note", {})
            return self._entry(self._row(db, id))

    def edit(
        self,
        id: int,
        *,
        text: str | None = None,
        quality: str | None = None,
        by: str | EllipsisType | None = ...,
        to: str | EllipsisType | None = ...,
        unsure: bool | None = None,
    ) -> Entry:
        """Change what is given and leave the rest. Raises EntryMissing, also for a deleted one."""
        wanted = {"text": text, "quality": quality, "unsure": unsure}
        changes: dict[str, Any] = {k: v for k, v in wanted.items() if v is not None}
        changes |= {k: v for k, v in (("by", by), ("to", to)) if v is not ...}
        return self._change(id, changes, edited=True)

    def add_quality(self, id: int, text: str) -> Entry:
        """Add what it says about the other person to what is there already."""
        earlier = self.get(id).quality
        return self._change(id, {"quality": f"{earlier}; {text}" if earlier else text})

    def delete(self, id: int) -> Entry:
        """Delete it; for thirty days it can be brought back. Deleting twice does nothing more."""
        with self._writing() as db:
            row = self._row(db, id)
            if row["deleted_at"] is None:
                step = self._record(db, id, "delete", row)
                self._set_deleted(db, id, step)
            return self._entry(self._row(db, id))

    def restore(self, id: int | None = None) -> Entry | None:
        """Bring back this entry, or without `id` what was taken away last; None if nothing was.

        What was taken away is a deleted entry, or the new words of an edit that was undone.
        """
        with self._writing() as db:
            if id is None:
                return self._redo(db)
            return self._bring_back(db, self._row(db, id))

    def undo(self, entry: int | None = None) -> Undone | None:
        """Take back the last change (of this entry, or of all), and one more each further time.

        A note is deleted, a deletion restored, an edit gets its earlier words back. None when
        there is nothing of the last thirty days to take back. `restore` is the way forward again.
        """
        with self._writing() as db:
            change = self._last_change(db, entry)
            if change is None:
                return None
            id = change["entry"]
            step = self._record(db, id, "undo", self._row(db, id))
            db.table("changes").update(change["id"], {"undone": step})
            if change["what"] in ("note", "restore"):
                self._set_deleted(db, id, step)
            elif change["what"] == "delete":
                db.table("entries").update(id, {"deleted_at": None, "deletion": None})
            else:
                db.table("entries").update(id, _words(json.loads(change["before"])))
            return Undone(change["what"], self._entry(self._row(db, id)))

    def next_undone(self) -> tuple[Entry, datetime] | None:
        """The entry that `undo` would change, and when it was changed last."""
        with self._reading() as db:
            change = self._last_change(db, None)
            if change is None:
                return None
            return self._entry(self._row(db, change["entry"])), self._shown(change["at"])

    def next_restored(self) -> tuple[Entry, datetime] | None:
        """The entry that `restore` would bring back, and when it was taken away."""
        with self._reading() as db:
            row, undo = self._taken_away(db)
            if undo is not None:
                return self._entry(self._row(db, undo["entry"])), self._shown(undo["at"])
            return (self._entry(row), self._shown(row["deleted_at"])) if row else None

    def purge(self) -> int:
        """Remove for good what was deleted more than thirty days ago; says how many entries.

        The words are then gone from the file itself too, with the earlier words of old edits.
        """
        with self._writing() as db:
            old = [self._thirty_days_ago()]
            gone = int(db.table("entries").count_where("deleted_at < ?", old))
            if gone:
                db.table("entries").delete_where("deleted_at < ?", old)
                # The index only marks words as deleted until its segments are merged.
                db.execute("INSERT INTO entries_fts (entries_fts) VALUES ('rebuild')")
            db.table("changes").delete_where("at < ?", old)
        with self._reading() as db:
            # Old pages stay in the -wal until it is emptied; a reader may delay that to next time.
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return gone

    def _change(self, id: int, wanted: Mapping[str, Any], edited: bool = False) -> Entry:
        with self._writing() as db:
            row = self._row(db, id)
            if row["deleted_at"] is not None:
                raise EntryMissing
            changes = {k: v for k, v in wanted.items() if row[k] != v}
            if changes:
                self._record(db, id, "edit", row)
                when = {"edited_at": self._stored_now()} if edited else {}
                db.table("entries").update(id, changes | when)
            return self._entry(self._row(db, id))

    def _redo(self, db: Database) -> Entry | None:
        row, undo = self._taken_away(db)
        if undo is not None:
            self._record(db, undo["entry"], "edit", self._row(db, undo["entry"]))
            db.table("entries").update(undo["entry"], _words(json.loads(undo["before"])))
            return self._entry(self._row(db, undo["entry"]))
        return self._bring_back(db, row) if row else None

    def _taken_away(self, db: Database) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
        """What went last: a deleted entry's row, or the undo of an edit."""
        deleted = db.table("entries").rows_where(
            "deleted_at >= ?", [self._thirty_days_ago()], order_by="deletion DESC", limit=1
        )
        row = next(iter(deleted), None)
        undo = self._last_undone_edit(db)
        if undo is not None and (row is None or undo["id"] > (row["deletion"] or 0)):
            return None, undo
        return row, None

    def _bring_back(self, db: Database, row: Mapping[str, Any]) -> Entry:
        if row["deleted_at"] is not None:
            self._record(db, row["id"], "restore", row)
            db.table("entries").update(row["id"], {"deleted_at": None, "deletion": None})
        return self._entry(self._row(db, row["id"]))

    def _last_change(self, db: Database, entry: int | None) -> dict[str, Any] | None:
        where = "undone IS NULL AND what != 'undo' AND at >= :since"
        values: dict[str, Any] = {"since": self._thirty_days_ago()}
        if entry is not None:
            where, values = f"{where} AND entry = :entry", values | {"entry": entry}
        found = db.table("changes").rows_where(where, values, order_by="id DESC", limit=1)
        return next(iter(found), None)

    def _last_undone_edit(self, db: Database) -> dict[str, Any] | None:
        """The undo of an edit after which nothing happened to that entry."""
        found = db.table("changes").rows_where(
            "what = 'undo' AND at >= ?"
            " AND EXISTS (SELECT 1 FROM changes AS c WHERE c.undone = changes.id"
            " AND c.what = 'edit')"
            " AND NOT EXISTS (SELECT 1 FROM changes AS later WHERE later.entry = changes.entry"
            " AND later.id > changes.id)",
            [self._thirty_days_ago()],
            order_by="id DESC",
            limit=1,
        )
        return next(iter(found), None)

    def _record(self, db: Database, id: int, what: str, row: Mapping[str, Any]) -> int:
        before = json.dumps({name: row[name] for name in CHANGING if name in row})
        change = {"entry": id, "at": self._stored_now(), "what": what, "before": before}
        return inserted(db, "changes", change)

    def _set_deleted(self, db: Database, id: int, step: int) -> None:
        db.table("entries").update(id, {"deleted_at": self._stored_now(), "deletion": step})

    def _row(self, db: Database, id: int) -> dict[str, Any]:
        row = next(iter(db.table("entries").rows_where("id = ?", [id])), None)
        if row is None:
            raise EntryMissing
        return row

    def _thirty_days_ago(self) -> str:
        return stored(self._now() - timedelta(days=KEPT_DAYS))


def _words(before: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in before.items() if name != "deleted_at"}
