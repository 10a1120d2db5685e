"""What one of the two has changed for both: told once, the next time it comes up."""

from assistant.journal import Journal, JournalError
from intents.house import Line, Person

NEWS_KEY = "news"
SOONEST = ("news_off", "news_wish")
"""What does not come by itself any more is told with whatever comes next."""


class News:
    """At most one piece of news a ritual: the latest. Belongs to the thread of its journal."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def tell(self, ritual: str, key: str, by: Person | None, /, **words: str) -> None:
        """Have this said at the ritual's next start; `by` None: nobody knows who changed it."""
        kept = self._kept() | {ritual: {"key": key, "by": by, "words": words}}
        self._journal.keep(NEWS_KEY, kept)

    def drop(self, ritual: str) -> None:
        """It is of no interest any more."""
        self._journal.keep(NEWS_KEY, {r: n for r, n in self._kept().items() if r != ritual} or None)

    def waiting(self, ritual: str, names: dict[str, str], cue: bool) -> list[Line]:
        """What is to be said now that this ritual begins; it is not told a second time.

        `cue`: the house begins it by itself, and not because somebody asked for it just now.
        """
        kept = self._kept()
        due = [r for r, piece in kept.items() if r == ritual or (cue and piece["key"] in SOONEST)]
        try:
            if due:
                rest = {r: n for r, n in kept.items() if r not in due}
                self._journal.keep(NEWS_KEY, rest or None)
        except JournalError:
            return []  # told another time rather than twice
        return [_line(kept[name], names) for name in due]

    def _kept(self) -> dict[str, dict[str, object]]:
        kept: dict[str, dict[str, object]] = self._journal.kept(NEWS_KEY, {})
        return kept


def _line(piece: dict[str, object], names: dict[str, str]) -> Line:
    by, words = names.get(str(piece["by"]), ""), piece["words"]
    assert isinstance(words, dict)
    return Line(f"{piece['key']}_by" if by else str(piece["key"]), {**words, "by": by})
