"""The fixed words for a hard moment, with the numbers of the place where the household lives.

Said once; "again" says the number slowly. Nothing about it is kept, shown or counted anywhere.
"""

import re
from collections.abc import Callable, Mapping

from config.helplines import Helplines
from intents.house import Ask, House, Line, Reply, handles
from intents.match import Match
from intents.numbers import number_words


@handles("crisis.self", "crisis.violence", "crisis.child", "crisis.medical")
def crisis(match: Match, house: House) -> Reply:
    """Say whom to call, then wait a little for "again" or "stop"; no ritual goes on by itself."""
    again = "again" in match.slots
    key, words = whom_to_call(match.intent, house.helplines)
    if again:
        key = _again(words)
    spoken = Line(key, words, slow=again, private=True, unseen=True)
    return Reply(lines=(spoken,), stop="ritual", ask=Ask("hard_moment", match, "again"))


def whom_to_call(
    intent: str, known: Helplines, number: Callable[[str], str] | None = None
) -> tuple[str, dict[str, str]]:
    """The reply's key, and the numbers in it as `number` writes them; spoken when None."""
    number = number or say_number
    line = known.first("crisis") if intent == "crisis.self" else None
    key, words = intent.replace(".", "_"), dict[str, str]()
    if intent == "crisis.us":
        return ("crisis_us_added", {"name": known.own[0].name}) if known.own else (key, words)
    if known.emergency:
        words["emergency"] = number(known.emergency.number)
    else:
        key += "_nowhere"
    if line:
        words |= {"line": line.said, "number": number(line.number)}
    return key, words


def _again(words: Mapping[str, str]) -> str:
    if "line" in words and "emergency" in words:
        return "crisis_again"
    return "crisis_again_emergency" if "emergency" in words else "crisis_again_nowhere"


@handles("crisis.us")
def help_with_us(match: Match, house: House) -> Reply:
    """No danger: who can help, and what was going on goes on. Before others nobody is named."""
    known = Helplines() if house.discretion.company else house.helplines
    key, words = whom_to_call(match.intent, known)
    return Reply(lines=(Line(key, words, private=True, unseen=True),))


def say_number(number: str) -> str:
    """Digit by digit, in the groups in which it is written: "one one six, one two three"."""
    groups = re.findall(r"\d+", number)
    return ", ".join(" ".join(number_words(int(digit)) for digit in group) for group in groups)
