"""All sentences of a state as a graph of words."""

import pytest
import yaml

from audio.sound import Network
from intents.language import PartnerNames, load_pack
from intents.spoken import UNKNOWN
from tests.tree import PROJECT

PACK = load_pack("en", [PartnerNames("Maya"), PartnerNames("Sam")])
FOUND = PACK.network("command")
assert FOUND is not None
COMMAND = Network(*FOUND)

PLAIN = [
    line[0]
    for lines in yaml.safe_load(
        (PROJECT / "tests" / "languages" / "en" / "utterances.yaml").read_text("utf-8")
    ).values()
    for line in lines
    if line[1] in ("question.today", "question.another", "ritual.start", "ritual.schedule", "stop")
    and not {"uh", "um", "from", "well"} & set(line[0].split())
]


@pytest.mark.parametrize("said", PLAIN)
def test_what_people_say_is_in_the_network(said: str):
    """As they say it: "what's", and a time in any words."""
    assert COMMAND.holds(said.lower().split())


@pytest.mark.parametrize(
    "said",
    ["what's the streak question", "read us the streak", "tonight's another", "move to half", ""],
)
def test_mixtures_are_not(said: str):
    assert not COMMAND.holds(said.split())


def test_politeness_may_stand_around_a_sentence():
    assert COMMAND.holds(["please", "give", "us", "a", "question", "please"])
    assert not COMMAND.holds(["please"])


def test_it_says_which_words_are_politeness():
    assert {"please", "thanks", "could"} <= COMMAND.asides


def test_own_words_are_not_in_it():
    """What takes any word takes noise first, and would be found in all other talk."""
    assert not any(word == UNKNOWN for arcs in COMMAND.states for word, _ in arcs)


def test_a_crisis_is_among_the_sentences():
    """Else the recogniser would have to hear it as something else."""
    assert COMMAND.holds(["i", "want", "to", "kill", "myself"])


def test_few_sentences_need_no_network():
    """A phrase list mixes up little then, and each network takes memory."""
    assert PACK.network("hard_moment") is None
    assert PACK.network("saved") is not None


def test_everything_in_it_leads_to_an_end():
    """A dead end would be heard as half a sentence."""
    alive = set(COMMAND.last)
    while True:
        more = {i for i, arcs in enumerate(COMMAND.states) if any(to in alive for _, to in arcs)}
        if more <= alive:
            break
        alive |= more
    assert alive == set(range(len(COMMAND.states)))


def test_states_that_take_any_request_share_one_network():
    assert PACK.network("command") is PACK.network("saved")
    assert PACK.network("command") is not PACK.network("confirm")
