"""All sentences of a state as a graph of words."""

import pytest
import yaml

from audio.sound import Network
from intents.crisis import is_cry
from intents.language import PartnerNames, load_pack
from intents.spoken import UNKNOWN
from tests.tree import PROJECT

PACK = load_pack("en", [PartnerNames("Maya"), PartnerNames("Sam")])
FOUND = PACK.network("command")
assert FOUND is not None
COMMAND = Network(*FOUND)
WINDOW = PACK.network("ritual_window")
assert WINDOW is not None
TALK = Network(*WINDOW)

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


@pytest.mark.parametrize(
    "said",
    [
        "please help me i want to kill myself",
        "oh god please help i can't go on",
        "help help he's hitting me",
        "i don't want to live any more please help me",
        "oh my god i want to die",
    ],
)
def test_where_nothing_is_written_down_a_plea_may_stand_around_a_cry(said: str):
    """In one breath: else the recogniser has no sentence for it and hears other talk."""
    assert TALK.holds(said.split())
    assert is_cry(PACK, PACK.hear(said))


@pytest.mark.parametrize(
    "said", ["please help me i want to sleep", "oh god help i can't go on holiday"]
)
def test_what_only_sounds_like_a_cry_may_have_a_plea_before_it_as_well(said: str):
    """So that it need not be heard as the cry that is nearest to it."""
    assert TALK.holds(said.split())
    assert not is_cry(PACK, PACK.hear(said))


@pytest.mark.parametrize("said", ["please help me", "oh god", "god please help"])
def test_a_plea_belongs_to_danger_only(said: str):
    """By itself it is no cry, and requests stay as they are."""
    assert not is_cry(PACK, PACK.hear(said))
    assert not TALK.holds(f"{said} skip".split())
    assert not COMMAND.holds(f"{said} i want to kill myself".split())


def test_few_sentences_need_no_network():
    """A phrase list mixes up little then, and each network takes memory."""
    assert PACK.network("hard_moment") is None
    assert PACK.network("saved") is not None


def test_everything_in_it_leads_to_an_end():
    """A dead end would be heard as half a sentence."""
    for network in (COMMAND, TALK):
        alive = set(network.last)
        while True:
            states = enumerate(network.states)
            more = {i for i, arcs in states if any(to in alive for _, to in arcs)}
            if more <= alive:
                break
            alive |= more
        assert alive == set(range(len(network.states)))


def test_states_that_take_any_request_share_one_network():
    assert PACK.network("command") is PACK.network("saved")
    assert PACK.network("command") is not PACK.network("confirm")
