"""What the page may not show even while it is being said: danger, and answers still closed."""

from intents.crisis import crisis
from intents.language import LanguagePack

ABOUT_ONESELF = frozenset({"i", "me", "my", "myself"})


class Curtain:
    """Looks at the words that are just being heard. The ears' thread asks; the brain's draws it."""

    def __init__(self, pack: LanguagePack) -> None:
        self._pack = pack
        self._alarming = _alarming(pack)
        self.drawn = False
        """True while an answer is expected that the other is not to see yet."""

        self.answers_closed = True
        """True while somebody who begins an answer begins a closed one: no ritual for two runs."""

    def hides(self, partial: str) -> bool:
        """Whether these words, not finished yet, are better not shown.

        Danger shows before its sentence is whole; words that no request has are held back then.
        """
        if self.drawn:
            return True
        spoken = self._pack.hear(partial)
        words = spoken.plain
        if self.answers_closed and any(
            words[: len(frame)] == frame for frame in self._pack.vocabulary.answer_frames
        ):
            return True
        alarming = not self._alarming.isdisjoint(words) and not ABOUT_ONESELF.isdisjoint(words)
        return alarming or crisis(self._pack, spoken) is not None


def _alarming(pack: LanguagePack) -> frozenset[str]:
    named = {
        node.text
        for danger in pack.crisis.values()
        for phrase in (*danger.phrases, *danger.ending)
        for node in phrase.nodes
    }
    return frozenset(named - pack.words_in("command").keys() - pack.vocabulary.small)
