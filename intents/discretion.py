"""What is better not said, not kept, or for one of the two alone: the seams that handlers use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from intents.house import Company, Person, Remembered


class Discretion(Protocol):
    """What is better not said or kept. All of it outlasts a restart."""

    @property
    def company(self) -> Company:
        """Who else is here; it ends by itself at four in the morning."""

    @property
    def off_record(self) -> bool:
        """Whether nothing is to be kept just now; ends likewise."""

    @property
    def muted(self) -> tuple[int, ...]:
        """The entries that shall not come up by themselves."""

    def set_company(self, who: Company) -> None:
        """Who is here now."""

    def set_off_record(self, off: bool) -> None:
        """Whether anything may be kept."""

    def opted_out(self, person: Person | None) -> bool:
        """Whether this person wants nothing of theirs to be kept."""

    def opt_out(self, person: Person, out: bool) -> None:
        """Keep nothing of theirs any more, or again."""

    def block(self, category: str) -> None:
        """No questions of this category any more."""

    def mute(self, entry: int) -> None:
        """Never bring this entry up again."""


class Confidence(Protocol):
    """What was said in the last two minutes, private entries, and answers that are still closed.

    Nothing of it is ever spoken but `reveal`, which both have agreed to.
    """

    def lately(self) -> Person | None:
        """Whose words were kept last, in these two minutes; None if nobody's."""

    def forget(self, person: Person | None) -> bool:
        """Erase, for good, what was kept from this person in the last two minutes (from anybody,
        when nobody knows who it was), and what the page shows of it; False if nothing was kept."""

    def keep_private(self, person: Person) -> Literal["kept", "nothing", "no_pin"]:
        """Turn the same words into private entries, which open with the person's PIN alone."""

    def seal_answer(self, person: Person, text: str) -> Literal["first", "both", "no_question"]:
        """Close this person's answer to tonight's question; whether both are in now."""

    def answers(self) -> Literal["none", "one", "both"]:
        """How many answers are in and closed; never what they say or whose is missing."""

    def agreed(self, person: Person) -> bool:
        """Whether this person has said yes to the reveal."""

    def agree(self, person: Person) -> None:
        """This person says yes."""

    def reveal(self) -> Mapping[Person, str]:
        """Both answers. Raises HouseError before both are in and both have said yes."""

    def settle(self, keep: Sequence[Person] | None) -> bool:
        """Keep these persons' revealed answers and let the others go; None: as the household has
        settled it. Whether anything was kept."""


class Messages(Protocol):
    """Words that one has left for the other: read on request, announced once at most."""

    def waiting(self, person: Person, kind: str) -> Sequence[Remembered]:
        """What this person has not heard yet, the oldest first."""

    def heard(self, person: Person, entries: Sequence[Remembered]) -> None:
        """They have been read to this person."""

    def as_said_to_you(self, text: str) -> str:
        """ "I love her" as it is read to her: "I love you"."""
