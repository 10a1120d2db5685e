"""How sure the house has to be before it does something."""

from datetime import UTC, datetime

import pytest

from intents.language import PartnerNames, load_pack
from intents.match import Understanding
from intents.understanding import Candidate, understand

PACK = load_pack("en", [PartnerNames("Maya", "", ()), PartnerNames("Sam", "Samm", ("Sammy",))])
EVENING = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


def heard(
    phrase: str | None, dictation: str | None, state: str = "command", sure: float = 0.9
) -> Understanding:
    """What both recognisers offer; None where one of them heard nothing."""
    both = (("phrase", phrase), ("dictation", dictation))
    offered = [Candidate(text, sure, source) for source, text in both if text]  # type: ignore[arg-type]
    return understand(offered, PACK, state=state, ritual=None, now=EVENING)


def intent(found: Understanding) -> str | None:
    """The intent that would be done."""
    return found.match.intent if found.match and found.decision == "do" else None


def test_a_phrase_that_both_ears_heard_is_done():
    """The plain case."""
    assert (
        intent(heard("what's tonight's question", "what's tonight's question")) == "question.today"
    )


def test_the_list_mends_what_dictation_misheard():
    """The list knows what can be meant; dictation shows that it was about that."""
    found = heard("move the question to half past nine", "move the question to have past nine")
    assert intent(found) == "ritual.schedule"
    assert found.match is not None
    assert found.match.slots["time"] == "21:30"


def test_an_hour_and_its_minutes_may_be_the_same_word():
    """Ten past ten; any other word said twice is a stutter."""
    found = heard(None, "move the the question to ten ten")
    assert found.match is not None
    assert found.match.slots["time"] == "22:10"


def test_the_list_alone_is_not_believed_against_other_talk():
    """A phrase list hears its phrases in everything."""
    assert intent(heard("stop the question", "we should paint the shed")) is None


@pytest.mark.parametrize(("sure", "decision"), [(1.0, "do"), (0.25, "did_you_mean")])
def test_what_the_sound_alone_says_is_done_or_asked_back(sure: float, decision: str):
    """Heard once more in doubt: by how well it fitted the sound, whatever dictation wrote."""
    weighed = Candidate("volume seven", sure, "phrase", (), weighed=True)
    wrote = Candidate("five seven five", 0.7, "dictation")
    found = understand([weighed, wrote], PACK, state="command", ritual=None, now=EVENING)
    assert (found.decision, found.match and found.match.intent) == (decision, "volume.set")


def test_the_sound_does_not_outvote_another_request_that_was_nearly_dictated():
    """What the sound speaks for would change what was kept: that is asked."""
    weighed = Candidate("not sam her", 1.0, "phrase", (), weighed=True)
    wrote = Candidate("not sam", 0.9, "dictation")
    found = understand([weighed, wrote], PACK, state="command", ritual=None, now=EVENING)
    assert found.decision == "did_you_mean"


def test_a_name_that_was_dictated_counts_more_than_a_pronoun_of_the_list():
    """In the sentences that can be said "them" is as likely as each of the two names."""
    found = heard("read the appreciations about them", "read the appreciations about sam")
    assert found.match is not None
    assert found.match.slots == {"about": "Sam"}


@pytest.mark.parametrize(("sure", "done"), [(0.7, "volume.up"), (0.2, None)])
def test_a_mumbled_sentence_is_not_acted_on(sure: float, done: str | None):
    """Dictation makes short whole sentences of noise, and says itself how unsure it is."""
    assert intent(heard(None, "louder", sure=sure)) == done


def test_own_words_come_from_dictation():
    """They are never squeezed into a phrase list."""
    found = heard("thank you sam for [unk]", "thank you sam for mending the blue bicycle")
    assert found.match is not None
    assert found.match.slots == {"to": "Sam", "text": "mending the blue bicycle"}


def test_own_words_that_were_dictated_are_not_asked_for_again():
    """The sentences that can be said hold the same request without them, and fit the sound."""
    weighed = Candidate("appreciate maya", 1.0, "phrase", (), weighed=True)
    wrote = Candidate("appreciate that maya did the dishes", 0.9, "dictation")
    found = understand([weighed, wrote], PACK, state="command", ritual=None, now=EVENING)
    assert found.match is not None
    assert found.match.slots == {"to": "Maya", "text": "did the dishes"}


def test_what_lasts_needs_more_certainty():
    """A time that is nearly understood is asked about."""
    found = heard(None, "year tonight's question to half past nine", sure=0.7)
    assert found.decision == "did_you_mean"


@pytest.mark.parametrize(
    "text", ["what's the weather", "turn on the oven", "play some music", "call my mother"]
)
def test_other_requests_are_not_guessed_at(text: str):
    """ "Did you mean the streak?" to a question about the weather is tiresome."""
    assert heard(None, text).decision == "none"


@pytest.mark.parametrize("state", ["command", "ritual_answer", "free_text", "resting"])
def test_a_crisis_is_heard_in_every_state_that_hears_words(state: str):
    """It comes before everything else."""
    assert intent(heard(None, "I want to kill myself", state)) == "crisis.self"


def test_a_crisis_is_heard_without_its_first_word():
    """The word before a loud one is what noise takes first."""
    assert intent(heard(None, "want to hurt myself")) == "crisis.self"


@pytest.mark.parametrize(
    "text",
    [
        "I never want to hurt myself",
        "I nearly died of embarrassment",
        "I died laughing",
        "this traffic will kill me",
        "I could kill for a coffee",
        "he beat me at chess",
    ],
)
def test_light_talk_is_no_crisis(text: str):
    """A false alarm costs trust."""
    found = heard(None, text)
    assert found.match is None or not found.match.intent.startswith("crisis.")


def test_in_a_talk_window_only_a_whole_control_phrase_counts():
    """They talk to each other; nothing is written down."""
    assert intent(heard("done", None, "ritual_window", sure=0.5)) == "answer.done"
    assert intent(heard("done", None, "ritual_window", sure=0.3)) is None


def test_an_answer_is_what_they_said():
    """Words of an answer that happen to be a request's are still the answer."""
    found = heard(None, "I'd say my grandmother's kitchen", "ritual_answer")
    assert found.match is not None
    assert (found.match.intent, found.match.slots["text"]) == (
        "answer.give",
        "my grandmother's kitchen",
    )


def test_names_may_be_said_another_way():
    """The alias and the spoken form mean the same person."""
    for name in ("Sam", "Sammy", "samm"):
        found = heard(None, f"thank you {name} for the tea")
        assert found.match is not None
        assert found.match.slots["to"] == "Sam"


@pytest.mark.parametrize(
    ("state", "awaited", "near"),
    [
        ("confirm", "yes", "less"),
        ("ritual_cue", "yes", "less"),
        ("ritual_window", "done", "down"),
        ("ritual_keep", "keep", "deep"),
    ],
)
def test_words_like_the_expected_ones_are_kept_off_the_list(state: str, awaited: str, near: str):
    """ "Yes" from across the room is not "less"; and it ends the turn at once, like "stop"."""
    phrases, at_once = PACK.grammar(state)
    words = {word for phrase in phrases for word in phrase.split()}
    assert {"stop", awaited} <= at_once
    assert awaited in words
    assert near not in words


@pytest.mark.parametrize(
    ("state", "dictated", "meant"),
    [
        ("confirm", "less", "confirm.yes"),
        ("ritual_cue", "us", "confirm.yes"),
        ("ritual_cue", "know", "confirm.no"),
        ("ritual_cue", "now", "confirm.yes"),  # which is said for itself as well
        ("ritual_window", "down", "answer.done"),
        ("ritual_keep", "deep", "answer.keep"),
    ],
)
def test_a_word_waited_for_is_known_by_its_near_one(state: str, dictated: str, meant: str):
    """Dictation makes "less" of a short "yes"; by itself it means what was asked for."""
    assert intent(heard(None, dictated, state)) == meant


def test_a_near_word_is_not_taken_for_another_elsewhere():
    """Somebody may feel "down"; what is typed is meant; and more words are their own."""
    assert intent(heard(None, "down", "ritual_answer")) == "answer.give"
    assert intent(understand([Candidate("less", 1.0, "typed")], PACK, "confirm")) is None
    assert intent(heard(None, "less than that", "confirm")) is None


def test_quiet_until_an_hour_is_a_time_not_a_day():
    """A bare number after "until" is tonight's hour."""
    found = heard("be quiet until ten", "be quiet until ten")
    assert found.match is not None
    assert (found.match.intent, found.match.slots) == ("quiet.on", {"until": "22:00"})
