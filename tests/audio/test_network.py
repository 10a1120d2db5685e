"""Whole sentences as a graph of words, and as the file that Vosk reads."""

import math
import struct
from pathlib import Path

import pytest

from audio.devices.vosk_folder import link_in_short_steps
from audio.devices.vosk_network import lay_out, words_cost
from audio.sound import Network

TEA = Network(
    ((("make", 1),), (("tea", 3), ("the", 2)), (("coffee", 3), ("tea", 3)), (("please", 4),), ()),
    frozenset([3, 4]),
)


@pytest.mark.parametrize("said", ["make tea", "make the coffee", "make the tea please"])
def test_whole_sentences_are_known(said: str):
    assert TEA.holds(said.split())


@pytest.mark.parametrize("said", ["", "make", "make coffee", "tea please", "make tea please now"])
def test_parts_and_mixtures_are_no_sentences(said: str):
    assert not TEA.holds(said.split())


@pytest.mark.parametrize("said", ["make tea", "hey house make the tea", "hey house"])
def test_a_sentence_may_come_after_the_wake_phrase(said: str):
    """And the wake phrase alone is not squeezed into a sentence."""
    assert TEA.after("hey house").holds(said.split())
    assert not TEA.after("hey house").holds(["hey"])
    assert TEA.after("") == TEA


def model(folder: Path) -> Path:
    """What a Vosk model has in it, as far as names go."""
    for name in ("am/final.mdl", "conf/model.conf", "graph/HCLr.fst", "graph/Gr.fst"):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"its own")
    return folder


NUMBERS = {"<eps>": 0, "make": 1, "tea": 2, "please": 3, "the": 4}


def read_fst(file: Path) -> list[tuple[float, list[tuple[int, float, int]]]]:
    """Each state's final cost and arcs (word, cost, next state)."""
    data = file.read_bytes()
    at = 4 + 4 + len("vector") + 4 + len("standard")
    _, _, _, start, states, arcs = struct.unpack_from("<iiQqqq", data, at)
    at, found = at + 40, []
    for _ in range(states):
        final, count = struct.unpack_from("<fq", data, at)
        own = list(struct.iter_unpack("<iifi", data[at + 12 : at + 12 + 16 * count]))
        assert all(heard == told for heard, told, _, _ in own)
        found.append((final, [(word, cost, to) for word, _, cost, to in own]))
        at += 12 + 16 * count
    assert (start, at) == (0, len(data))
    assert sum(len(own) for _, own in found) == arcs
    return found


@pytest.mark.parametrize(
    ("own_settings", "expected"),
    [
        ("--beam=9.5\n", "--beam=9.5\n--frames-per-chunk=12\n"),
        ("--frames-per-chunk=30\n", "--frames-per-chunk=30\n"),
    ],
)
def test_a_model_decodes_in_short_steps_unless_it_says_otherwise(
    tmp_path: Path, own_settings: str, expected: str
):
    own, made = model(tmp_path / "own"), tmp_path / "made"
    (own / "conf" / "model.conf").write_text(own_settings)
    made.mkdir()
    link_in_short_steps(made, own)
    assert (made / "conf" / "model.conf").read_text() == expected
    assert (made / "graph" / "Gr.fst").read_bytes() == b"its own"
    assert (own / "conf" / "model.conf").read_text() == own_settings


def test_a_model_gets_the_network_in_place_of_free_talk(tmp_path: Path):
    """Everything else of it stays where it is; "coffee", which it does not know, is left out."""
    own, made = model(tmp_path / "own"), tmp_path / "made"
    made.mkdir()
    lay_out(made, own, TEA, NUMBERS)
    assert (made / "am" / "final.mdl").read_bytes() == b"its own"
    assert (made / "graph" / "HCLr.fst").read_bytes() == b"its own"
    assert "tea 2\n" in (made / "graph" / "words.txt").read_text()
    states = read_fst(made / "graph" / "Gr.fst")
    assert [[(word, to) for word, _, to in arcs] for _, arcs in states] == [
        [(1, 1)],
        [(2, 3), (4, 2)],
        [(2, 3)],
        [(3, 4)],
        [],
    ]
    assert [math.isinf(final) for final, _ in states] == [True, True, True, False, False]


def test_words_cost_as_much_less_as_the_sound_counts_less(tmp_path: Path):
    """Beside each other the two count in full, as the model was trained."""
    own, made = model(tmp_path / "own"), tmp_path / "made"
    (own / "conf" / "model.conf").write_text("--beam=9.5\n--acoustic-scale=0.6\n")
    made.mkdir()
    lay_out(made, own, TEA, NUMBERS)
    _, arcs = read_fst(made / "graph" / "Gr.fst")[1]
    assert [cost for _, cost, _ in arcs] == pytest.approx([0.6 * math.log(2)] * 2)


def test_what_a_sentence_costs_in_full():
    """Two ways on after "make", and two at the end of it: to stop there or to say please."""
    assert words_cost(TEA, ["make", "tea"]) == pytest.approx(2 * math.log(2))


@pytest.mark.parametrize(
    "words", [["make", "tea"], ["make", "house"], ["make", "house", "make", "tea"]]
)
def test_a_wake_phrase_may_begin_like_a_sentence(words: list[str]):
    assert TEA.after("make house").holds(words)
    assert math.isfinite(words_cost(TEA.after("make house"), words))
    assert math.isinf(words_cost(TEA, ["pour", "tea"]))


def test_what_may_come_next_is_equally_likely(tmp_path: Path):
    """At an end, to stop there counts as one of the ways."""
    made = tmp_path / "made"
    made.mkdir()
    lay_out(made, model(tmp_path / "own"), TEA, NUMBERS)
    for final, arcs in read_fst(made / "graph" / "Gr.fst"):
        costs = [*(cost for _, cost, _ in arcs), *([] if math.isinf(final) else [final])]
        assert sum(math.exp(-cost) for cost in costs) == pytest.approx(1.0)


def test_politeness_is_rarer_than_going_on_or_stopping(tmp_path: Path):
    """Else noise after "make tea" is heard as "please"; "make" leads to no such choice."""
    costs = {}
    for asides in (frozenset[str](), frozenset({"please", "make", "tea"})):
        made = tmp_path / str(len(asides))
        made.mkdir()
        polite = Network(TEA.states, TEA.last, asides)
        lay_out(made, model(tmp_path / "own"), polite, NUMBERS)
        states = read_fst(made / "graph" / "Gr.fst")
        (_, please, _), (final, _) = states[3][1][0], states[3]
        costs[bool(asides)] = please - final, states[1][1][0][1]
    assert costs[False][0] == 0
    assert costs[True][0] > 3
    assert costs[False][1] == costs[True][1], "in the middle of a sentence a word is a word"


def test_a_way_that_ends_in_a_strange_word_is_no_way(tmp_path: Path):
    """A recogniser in a dead end would say half a sentence."""
    made = tmp_path / "made"
    made.mkdir()
    dead = Network(
        ((("make", 1), ("tea", 2)), (("blargh", 2),), ()),
        frozenset([2]),
    )
    lay_out(made, model(tmp_path / "own"), dead, NUMBERS)
    assert [word for word, _, _ in read_fst(made / "graph" / "Gr.fst")[0][1]] == [2]


def test_a_model_that_knows_no_sentence_is_told_apart(tmp_path: Path):
    strange = Network(((("blargh", 1),), ()), frozenset([1]))
    with pytest.raises(ValueError, match="Not one"):
        lay_out(tmp_path, model(tmp_path / "own"), strange, NUMBERS)
