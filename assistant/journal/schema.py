"""The journal file's form, as numbered steps; an older file is brought up to date one by one."""

from pathlib import Path

from sqlite_utils import Database

from assistant.journal.errors import JournalTooNew

OURS = 0x48525453
"""The application_id in the file's header ("HRTS"), so that no other program's file is taken."""

ENTRIES = """
CREATE TABLE entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice: a page may still hold an old one
    at TEXT NOT NULL,                      -- UTC, fixed width, so that text order is time order
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    "by" TEXT,
    "to" TEXT,
    quality TEXT NOT NULL DEFAULT '',
    heard TEXT NOT NULL DEFAULT '',
    unsure INTEGER NOT NULL DEFAULT 0,
    unsure_words TEXT NOT NULL DEFAULT '[]',
    ritual TEXT NOT NULL DEFAULT '',
    question TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT 'voice',
    edited_at TEXT,
    deleted_at TEXT
);
CREATE INDEX entries_newest ON entries (at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX entries_by_kind ON entries (kind, at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX entries_by_day ON entries (day) WHERE deleted_at IS NULL;
"""

SEARCH = """
CREATE VIRTUAL TABLE entries_fts USING FTS5 (
    text, quality, tokenize='porter unicode61 remove_diacritics 2', content="entries"
);
INSERT INTO entries_fts (entries_fts) VALUES ('rebuild');
CREATE TRIGGER entries_ai AFTER INSERT ON entries BEGIN
    INSERT INTO entries_fts (rowid, text, quality) VALUES (new.rowid, new.text, new.quality);
END;
CREATE TRIGGER entries_ad AFTER DELETE ON entries BEGIN
    INSERT INTO entries_fts (entries_fts, rowid, text, quality)
        VALUES ('delete', old.rowid, old.text, old.quality);
END;
CREATE TRIGGER entries_au AFTER UPDATE OF text, quality ON entries BEGIN
    INSERT INTO entries_fts (entries_fts, rowid, text, quality)
        VALUES ('delete', old.rowid, old.text, old.quality);
    INSERT INTO entries_fts (rowid, text, quality) VALUES (new.rowid, new.text, new.quality);
END;
"""

CHANGES = """
CREATE TABLE changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    what TEXT NOT NULL,     -- note, edit, delete, restore or undo
    before TEXT NOT NULL,   -- JSON of what the change replaced
    undone INTEGER          -- the id of the undo that took this change back
);
CREATE INDEX changes_by_entry ON changes (entry, id);
ALTER TABLE entries ADD COLUMN deletion INTEGER;  -- the change that deleted it
ALTER TABLE entries ADD COLUMN token TEXT;        -- of words that had to wait: saved once
CREATE UNIQUE INDEX entries_by_token ON entries (token) WHERE token IS NOT NULL;
CREATE INDEX entries_deleted ON entries (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX entries_by_month_day ON entries (substr(day, 6)) WHERE deleted_at IS NULL;
"""

MEMORY = """
CREATE TABLE asked (
    id INTEGER PRIMARY KEY, question TEXT NOT NULL, day TEXT NOT NULL, UNIQUE (question, day)
);
CREATE INDEX asked_by_day ON asked (day);
CREATE TABLE question_marks (question TEXT PRIMARY KEY, status TEXT NOT NULL);
CREATE TABLE own_questions (
    id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL, "by" TEXT, day TEXT NOT NULL
);
CREATE TABLE evenings (
    ritual TEXT NOT NULL, day TEXT NOT NULL, outcome TEXT NOT NULL, PRIMARY KEY (ritual, day)
);
CREATE TABLE moves (
    ritual TEXT NOT NULL, day TEXT NOT NULL, at TEXT, PRIMARY KEY (ritual, day)
);
CREATE TABLE kept (key TEXT PRIMARY KEY, value TEXT NOT NULL);
"""

MARKS = """
CREATE TABLE entry_marks (
    entry INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    mark TEXT NOT NULL,     -- favourite or hidden
    person TEXT NOT NULL,   -- whose mark it is: one, two or both
    at TEXT NOT NULL,
    PRIMARY KEY (entry, mark, person)
);
CREATE INDEX entry_marks_of ON entry_marks (mark, person, entry);
CREATE INDEX entries_by_who ON entries ("by", at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX entries_for_whom ON entries ("to", at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX entries_kind_day ON entries (kind, day) WHERE deleted_at IS NULL;
"""

PRIVACY = """
CREATE TABLE locks (             -- one for each of the two who has a PIN
    person TEXT PRIMARY KEY,
    public BLOB NOT NULL,        -- seals for this person; lies open
    wrapped BLOB NOT NULL,       -- opens what was sealed; itself locked with the PIN
    salt BLOB NOT NULL,
    cost TEXT NOT NULL,          -- JSON of what trying a PIN costs
    failures INTEGER NOT NULL DEFAULT 0,
    wait_until TEXT
);
CREATE TABLE private_entries (   -- nothing but whose they are can be read here
    id INTEGER PRIMARY KEY AUTOINCREMENT, person TEXT NOT NULL, sealed BLOB NOT NULL
);
CREATE TABLE sealed_answers (
    question TEXT NOT NULL,
    day TEXT NOT NULL,
    person TEXT NOT NULL,
    sealed BLOB NOT NULL,
    agreed INTEGER NOT NULL DEFAULT 0,  -- whether this person has said yes to the reveal
    PRIMARY KEY (question, day, person)
);
CREATE TABLE access_record (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    what TEXT NOT NULL,
    person TEXT,
    detail TEXT NOT NULL DEFAULT ''
);
"""

STEPS = (ENTRIES, SEARCH, CHANGES, MEMORY, MARKS, PRIVACY)
"""Only ever added to: files with the earlier steps are in people's homes."""


def migrate(db: Database, path: Path | None) -> None:
    """Take the file to the newest form, all steps or none. The caller holds the write lock."""
    done = form_of(db)
    if done > len(STEPS):
        raise JournalTooNew(path, done, len(STEPS))
    for step in STEPS[done:]:
        db.executescript(step)
    if done < len(STEPS):
        db.execute(f"PRAGMA application_id = {OURS}")
        db.execute(f"PRAGMA user_version = {len(STEPS)}")


def form_of(db: Database) -> int:
    """How many steps the file has been through."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])
