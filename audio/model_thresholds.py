"""How sure is sure: the numbers that depend on a speech model, all in one place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Confidences (0 to 1) that were measured with one model."""

    wake_confidence: float = 0.6
    """Mean confidence of the wake phrase's words, below which nobody called."""

    wake_by_words: float = 0.7
    """The same where it was first doubted and then heard without "none of these" to choose from.

    Chosen on calls in kitchen noise of 10 dB: of 102 synthesised "hey juniper" 15 more were heard,
    of 112 "computer" by real people 10 more, and none in 235 requests and 10 minutes of talk.
    """

    phrase_confidence: float = 0.5
    """Mean confidence of a phrase from the list, below which it is not taken for heard."""

    dictation_confidence: float = 0.35
    """Mean confidence of open dictation, below which it is asked again."""

    weighed_gap: float = 0.015
    """How much less likely, per 10 ms, a phrase of the list may make the sound than free talk.

    Chosen on 50 orders by real people and 50 sentences about other things, in kitchen noise of
    12 dB: 95 % of the first were below 0.010, 95 % of the others above 0.029 (medians -0.004 and
    0.069).
    """

    whole_gap: float = 0.035
    """The same where the phrase turns out to be a whole request: chance does not make those.

    Chosen on 306 synthesised sentences for the house in that noise: of the phrases below it that
    were whole requests, 104 of 104 were right.
    """

    sentence_gap: float = 0.05
    """The same for whole sentences alone, but per 10 ms of words, not of everything heard.

    Chosen on 20 synthesised sentences for the house in kitchen noise of 12 dB (those heard right
    were below 0.031 in three of four, the highest at 0.074), and on six orders for a coffee machine
    by real people, which are none of its sentences: all above 0.09, clean and in noise.
    """

    agreed_gap: float = 0.12
    """The same where the phrase list heard that sentence too, with other words to choose from.

    Chosen on one short request said eight times: the recogniser's own chance (dither) put it
    anywhere from 0.006 to 0.104. Eight sentences of kitchen talk by two voices were heard by the
    two as something different each time.
    """


UNKNOWN_MODEL = Thresholds()
"""For a model that nobody has measured yet: careful, but not deaf."""

_BY_MODEL: dict[str, Thresholds] = {
    "vosk-model-small-en-us-0.15": Thresholds(),
    "en-starter": Thresholds(),
}


def thresholds_for(name: str) -> Thresholds:
    """The numbers measured with the model of this name; careful ones for any other."""
    return _BY_MODEL.get(name, UNKNOWN_MODEL)
