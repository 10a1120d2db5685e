"""What the house says: every key has words, and they are short."""

import itertools
import re
import string

import pytest

from intents.language import PartnerNames, load_pack
from intents.wording import Wording, WordMissing, word

PACK = load_pack("en", [PartnerNames("Maya", "", ()), PartnerNames("Sam", "", ())])
CONFIRMATIONS = ("saved", "saved_for", "removed", "deleted", "restored", "kept", "gone")
LONG = ("crisis_", "what_is_kept", "help_")


def _words(line: str) -> int:
    return len(re.sub(r"\{\w+\}", "", line).split())


@pytest.mark.parametrize("key", sorted(PACK.replies))
def test_no_line_is_longer_than_a_breath(key: str):
    """At most 25 words, 8 for a confirmation; what people said themselves is not counted."""
    most = 8 if key in CONFIRMATIONS else 25
    assert [line for line in PACK.replies[key] if _words(line) > most] == []


@pytest.mark.parametrize("key", sorted(PACK.replies))
def test_a_question_comes_last(key: str):
    """Ask, then stop talking: a word after the question talks over the answer."""
    for line in PACK.replies[key]:
        assert "?" not in line.rstrip("?") or line.rstrip().endswith("?"), line


def test_the_same_words_do_not_come_twice_running():
    """Repeated words make a voice a machine."""
    wording = Wording(PACK)
    said = [wording.word("saved", text="the tea") for _ in range(4)]
    assert all(one != other for one, other in itertools.pairwise(said))


def test_a_missing_key_names_the_file():
    """Whoever writes a language needs to know where to look."""
    with pytest.raises(WordMissing, match=r"replies\.yaml.*no_such_key"):
        word("no_such_key", PACK)


def test_a_gap_that_is_not_filled_names_the_key():
    """A half sentence must never be spoken."""
    with pytest.raises(WordMissing, match="saved_for"):
        word("saved_for", PACK, to="Sam")


@pytest.mark.parametrize("key", sorted(PACK.replies))
def test_braces_are_gaps(key: str):
    """A brace that is no gap would be read out."""
    for line in PACK.replies[key]:
        names = [name for _, name, _, _ in string.Formatter().parse(line) if name is not None]
        assert all(re.fullmatch(r"[a-z_]+", name) for name in names)
