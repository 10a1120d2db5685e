"""The fixed words for a hard moment, in writing: for the one who typed, and nobody else."""

from config.helplines import Helplines
from intents.crisis import crisis
from intents.handlers.hard_moment import whom_to_call
from intents.language import LanguagePack
from intents.wording import word


def written_help(text: str, pack: LanguagePack | None, known: Helplines) -> str:
    """What to answer somebody who typed that they are in danger; "" for everything else.

    The same words as the voice's, with the numbers as one dials them. Nothing of it is kept.
    Without a language, while the rooms open, it is "" too: then the voice answers.
    """
    if pack is None or (danger := crisis(pack, pack.hear(text))) is None:
        return ""
    key, words = whom_to_call(danger, known, number=str)
    return word(key, pack, **words)
