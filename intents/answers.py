"""Own words where own words are expected: answers in a ritual, and "Go ahead."."""

from collections.abc import Sequence

from intents.language import LanguagePack
from intents.match import Match, Understanding
from intents.matching import Fit, exact
from intents.spoken import Spoken, Token

_LONGEST_ENDING = 6


def free_text(
    pack: LanguagePack, own: Spoken | None, control: Fit | None, unsure: bool
) -> Understanding:
    """The words themselves, unless the whole of them is "never mind"."""
    if control:
        return Understanding("do", _as_match(pack, control))
    text = own.written(own.tokens, pack.vocabulary.table) if own else ""
    if not text:
        return Understanding("none")
    return Understanding("do", Match("free.text", {"text": text}, 1.0, text, unsure))


def answer(
    pack: LanguagePack, own: Spoken | None, control: Fit | None, unsure: bool
) -> Understanding:
    """An answer in own words, unless a request fits the whole of it.

    A closing "that's my answer" or "your turn Sam" is taken off and told by the slots `done`
    and `next`; an opening "my answer is" is taken off.
    """
    if control:
        return Understanding("do", _as_match(pack, control))
    if own is None or not own.tokens:
        return Understanding("none")
    tokens, slots = _without_ending(pack, own)
    tokens = _without_opening(pack, tokens)
    text = own.written(tokens, pack.vocabulary.table)
    whole = own.written(own.tokens, pack.vocabulary.table)
    return Understanding("do", Match("answer.give", {"text": text, **slots}, 1.0, whole, unsure))


def _as_match(pack: LanguagePack, fit: Fit) -> Match:
    text = fit.spoken.written(fit.spoken.tokens, pack.vocabulary.table)
    return Match(fit.template.intent, dict(fit.slots), fit.score, text)


def _without_ending(pack: LanguagePack, own: Spoken) -> tuple[Sequence[Token], dict[str, str]]:
    """Take a closing formula off; one word alone ("done") may belong to the answer."""
    count = len(own.tokens)
    for length in range(min(_LONGEST_ENDING, count - 1), 1, -1):
        ending = own.only(own.tokens[count - length :])
        fits = [f for f in exact(pack, ending, "ritual_answer") if _is_ending(f)]
        if fits:
            return own.tokens[: count - length], {"done": "yes", **fits[0].slots}
    return own.tokens, {}


def _is_ending(fit: Fit) -> bool:
    return fit.template.intent == "answer.done" and fit.spoken.tokens[0].text not in ("nothing",)


def _without_opening(pack: LanguagePack, tokens: Sequence[Token]) -> Sequence[Token]:
    words = tuple(t.text for t in tokens)
    for frame in pack.vocabulary.answer_frames:
        if words[: len(frame)] == frame and len(words) > len(frame):
            return tokens[len(frame) :]
    return tokens
