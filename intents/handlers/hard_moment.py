"""The fixed words for a hard moment, with the numbers of the place where the household lives.

Said once; "again" says the number slowly. Nothing about it is kept, shown or counted anywhere.
"""

import re

from config.helplines import Helpline
from intents.house import Ask, House, Line, Reply, handles
from intents.match import Match
from intents.numbers import number_words


@handles("crisis.self", "crisis.violence", "crisis.child", "crisis.medical")
def crisis(match: Match, house: House) -> Reply:
    """Say whom to call, then wait a little for "again" or "stop"; no ritual goes on by itself."""
    again = "again" in match.slots
    emergency = house.helplines.emergency
    line = house.helplines.first("crisis") if match.intent == "crisis.self" else None
    key = match.intent.replace(".", "_")
    words = {}
    if emergency:
        words["emergency"] = say_number(emergency.number)
    else:
        key += "_nowhere"
    if line:
        words |= {"line": line.said, "number": say_number(line.number)}
    if again:
        key = _again(line, emergency)
    spoken = Line(key, words, slow=again, private=True, unseen=True)
    return Reply(lines=(spoken,), stop="ritual", ask=Ask("hard_moment", match, "again"))


def _again(line: Helpline | None, emergency: Helpline | None) -> str:
    if line and emergency:
        return "crisis_again"
    return "crisis_again_emergency" if emergency else "crisis_again_nowhere"


@handles("crisis.us")
def help_with_us(match: Match, house: House) -> Reply:
    """No danger: the page lists who can help, and what was going on goes on."""
    return Reply(lines=(Line("crisis_us", private=True, unseen=True),))


def say_number(number: str) -> str:
    """Digit by digit, in the groups in which it is written: "one one six, one two three"."""
    groups = re.findall(r"\d+", number)
    return ", ".join(" ".join(number_words(int(digit)) for digit in group) for group in groups)
