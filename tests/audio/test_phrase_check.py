"""How good a wake phrase is, told before anybody relies on it."""

import pytest

from audio.phrase_check import judge, sounds_like, syllables

KNOWN = ["hey", "juniper", "computer", "neev", "nieve", "knave", "norbert", "robot"]


def kinds(phrase: str, strange: tuple[str, ...] = (), names: tuple[str, ...] = ()) -> list[str]:
    judged = judge(phrase, lambda word: word not in strange, KNOWN, names)
    return [each.kind for each in judged.findings if each.serious]


@pytest.mark.parametrize("phrase", ["hey juniper", "computer", "hello fig tree", "smart mirror"])
def test_a_good_phrase_has_nothing_against_it(phrase: str):
    """The one out of the box among them."""
    assert (kinds(phrase), judge(phrase, bool).grade) == ([], "good")


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("hey you", "often"),
        ("good morning", "often"),
        ("hey fox", "short"),
        ("what is going on", "common"),
        ("hey maya", "name"),
        ("excuse meg", "alike"),
        ("hey magnificent constellation", "long"),
    ],
)
def test_what_speaks_against_a_phrase_is_found(phrase: str, kind: str):
    """Each is a reason for a house that wakes by mistake, or never."""
    judged = judge(phrase, bool, KNOWN, ["Maya", "Sam"])
    assert kind in [each.kind for each in judged.findings]
    assert (judged.grade == "good") == (kind == "long")


def test_an_unknown_word_is_named_with_known_ones_that_sound_like_it():
    """Not only what is wrong, but what to do."""
    judged = judge("hey snorbert", lambda word: word in KNOWN, KNOWN)
    (found,) = judged.findings
    assert (found.kind, found.word, found.others) == ("unknown", "snorbert", ("norbert",))
    assert judged.grade == "poor"


def test_words_of_the_same_sound_come_first():
    """Spelled otherwise, they are heard alike."""
    assert sounds_like("neave", lambda word: True, KNOWN)[:3] == ["neev", "nieve", "knave"]
    assert sounds_like("neave", lambda word: word != "neev", KNOWN) == ["nieve", "knave"]


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("hey", 1), ("juniper", 3), ("computer", 3), ("maya", 2), ("mirror", 2), ("table", 2),
        ("house", 1), ("chosen", 2), ("wanted", 2), ("walked", 1), ("area", 3), ("media", 3),
        ("houses", 2), ("the", 1), ("i'm", 1), ("queen", 1), ("buoyancy", 3),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int):
    """A short phrase is a bad one, however long it looks."""
    assert abs(syllables(word) - count) <= (word in ("buoyancy", "area"))
