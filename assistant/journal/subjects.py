"""What entries are about: the words that most of them share, whatever form they come in."""

import re
from collections import Counter, defaultdict
from collections.abc import Container
from typing import Unpack

from assistant.journal.book import Book
from assistant.journal.reading import Which, which_rows

WORD = re.compile(r"[^\W_]+")
"""As the index of the search takes words apart."""


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
            # The index knows every word's stem; where in the text it stands leads to the word.
            db.execute(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.stems"
                " USING fts5vocab('main', 'entries_fts', 'instance')"
            )
            rows = db.execute(
                f"SELECT term, doc, offset, text FROM temp.stems"
                f" JOIN entries ON entries.id = doc WHERE col = 'text' AND {where}",
                values,
            ).fetchall()
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        entries: dict[str, set[int]] = defaultdict(set)
        for stem, entry, offset, text in rows:
            words = WORD.findall(text.lower())
            word = words[offset] if offset < len(words) else stem
            if len(word) > 2 and word not in left_out:
                forms[stem][word] += 1
                entries[stem].add(entry)
        counted = [(stem, len(found)) for stem, found in entries.items() if len(found) > 1]
        counted.sort(key=lambda one: (-one[1], one[0]))
        return [(forms[stem].most_common(1)[0][0], count) for stem, count in counted[:most]]
