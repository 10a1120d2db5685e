"""What entries are about: the words that most of them share, whatever form they come in."""

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Container, Iterable
from contextlib import closing
from typing import Unpack

from assistant.journal.book import Book
from assistant.journal.reading import NEWEST_FIRST, Which, which_rows

WORD = re.compile(r"[^\W\d_]{3,}")
MOST_READ = 10_000
"""Entries, the newest: years of them, and still told within a breath."""

COMMONEST = 2000
"""Of so many words the forms are joined; rarer ones are nobody's main subject."""


class Subjects(Book):
    """Counts what people wrote; knows no meaning."""

    def subjects(
        self, left_out: Container[str], most: int, **which: Unpack[Which]
    ) -> list[tuple[str, int]]:
        """Words and the number of entries they are in, the commonest first.

        Forms of one word ("dinner", "dinners") are counted together and given in their commonest
        form. Words in `left_out` (lower case), short ones and those of one entry do not count.
        """
        where, values = which_rows(which)
        with self._reading() as db:
            newest = f"ORDER BY {NEWEST_FIRST} LIMIT {MOST_READ}"
            texts = db.execute(
                f"SELECT text FROM entries WHERE {where} {newest}", values
            ).fetchall()
        said = [set(WORD.findall(text.lower())) for (text,) in texts]
        common = Counter(word for words in said for word in words if word not in left_out)
        stem = stems(word for word, _ in common.most_common(COMMONEST))
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        entries: Counter[str] = Counter()
        for words in said:
            known = {word: stem[word] for word in words if word in stem}
            entries.update(set(known.values()))
            for word, root in known.items():
                forms[root][word] += 1
        shared = [(root, count) for root, count in entries.items() if count > 1]
        shared.sort(key=lambda one: (-one[1], one[0]))
        return [(_form(forms[root]), count) for root, count in shared[:most]]


def _form(forms: Counter[str]) -> str:
    """The commonest; the shortest of those that are as common as each other."""
    return min(forms, key=lambda word: (-forms[word], len(word), word))


def stems(words: Iterable[str]) -> dict[str, str]:
    """Each word's stem, by the rules that the journal's search goes by."""
    numbered = list(enumerate(dict.fromkeys(words), 1))
    with closing(sqlite3.connect(":memory:")) as apart:
        tokenizer = "tokenize='porter unicode61 remove_diacritics 2'"
        apart.execute(f"CREATE VIRTUAL TABLE forms USING fts5(word, {tokenizer})")
        apart.execute("CREATE VIRTUAL TABLE stems USING fts5vocab('forms', 'instance')")
        apart.executemany("INSERT INTO forms (rowid, word) VALUES (?, ?)", numbered)
        found = dict(apart.execute("SELECT doc, term FROM stems").fetchall())
    return {word: found.get(number, word) for number, word in numbered}
