"""Numbers in words and digits."""

from collections.abc import Sequence

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

ONES = tuple(_ONES.split())
TENS = {word: 10 * i for i, word in enumerate(_TENS, 2)}
NUMBERS: dict[str, int] = {w: i for i, w in enumerate(ONES)} | TENS | {"oh": 0, "o": 0}


def number_words(value: int) -> str:
    """A number from 0 to 99 in words."""
    if value < 20:
        return ONES[value]
    tens, ones = divmod(value, 10)
    return _TENS[tens - 2] + (f" {ONES[ones]}" if ones else "")


def number(words: Sequence[str]) -> int | None:
    """A number from 0 to 99, in words or digits; None if it is none."""
    if len(words) == 1 and words[0].isdecimal():
        return int(words[0])
    if len(words) == 1:
        return NUMBERS.get(words[0])
    if len(words) == 2 and words[0] in TENS and 0 < NUMBERS.get(words[1], 0) < 10:
        return TENS[words[0]] + NUMBERS[words[1]]
    return None


def is_number_word(word: str) -> bool:
    """Whether the word can be part of a number."""
    return word in NUMBERS or word.isdecimal()
