"""The decks as one evening sees them: what a ritual takes from them."""

from collections.abc import Callable, Container, Iterator, Sequence
from datetime import date
from typing import TypeVar

from assistant.rituals.content import NOTHING, Drawn, GoodnightKind, Place
from assistant.rituals.deck import DateItem, Deck, Question
from assistant.rituals.picking import Evening, lot, pick, suits, tonight
from assistant.rituals.ritual import Lines

T = TypeVar("T")


class Picks:
    """One evening's choices. The same call gives the same thing, also after a restart."""

    def __init__(
        self,
        deck: Deck,
        evening: Evening,
        season: str = "any",
        anew: "Callable[[], Picks] | None" = None,
    ) -> None:
        """`season`: spring, summer, autumn or winter, as it is where the house stands.

        `anew` gives the choices as they are by then, when guests have come or a topic was blocked.
        """
        self._deck, self._evening, self._season, self._anew = deck, evening, season, anew

    def tonight(self) -> Question:
        """Tonight's question."""
        return tonight(self._deck, self._evening)

    def another(
        self,
        depth: str = "",
        category: str = "",
        favourites: bool = False,
        exclude: Container[str] = (),
    ) -> Question:
        """A question of this kind, none of `exclude`."""
        return pick(self._deck, self._evening, depth, category, exclude, favourites)

    def find(self, question_id: str) -> Question | None:
        """The question with this id."""
        return self._deck.find(question_id)

    def mark(self, question_id: str) -> str:
        """How the couple stand towards it; "" if they never said."""
        return self._evening.marks.get(question_id, "")

    def skipped(self, question_id: str) -> str:
        """The mark of a question that is skipped now: it comes back once, not twice."""
        return "passed" if self.mark(question_id) in ("skipped", "returned") else "skipped"

    def listener_prompt(self, turn: int, question_id: str = "") -> Lines:
        """A prompt for the one who listened, of a kind that suits the question.

        Another one at each turn of the evening.
        """
        question, prompts = self.find(question_id), self._deck.prompts
        fitting = [family for family in (question.listen if question else ()) if family in prompts]
        families = fitting or list(prompts)
        if not families:
            return Lines()
        return self._turned(prompts[self._turned(families, turn)], turn // len(families))

    def starter(self) -> str:
        """Today's idea for a thank-you; "" if the deck has none."""
        return self._turned(self._deck.starters, 0) if self._deck.starters else ""

    def topic(self, turn: int = 0) -> Drawn:
        """An easy topic for the listening practice."""
        return self._line(self._deck.topics, turn)

    def feelings(self, turn: int = 0) -> tuple[str, ...]:
        """Five words for a feeling; others at each turn."""
        groups = self._deck.feelings
        return self._turned(groups, turn).words if groups else ()

    def goodnight_line(self, kind: GoodnightKind = "goodnight", turn: int = 0) -> Drawn:
        """The last line of the day."""
        decks = {
            "goodnight": self._deck.goodnight,
            "sleep_on": self._deck.sleep_on,
            "after_a_row": self._deck.after_a_row,
        }
        return self._line(decks[kind], turn)

    def opener(self) -> Drawn:
        """How this week's meeting begins: the one that was longest not heard."""
        fitting = [one for one in self._deck.openers if one.season in ("any", self._season)]
        chosen = min(fitting, key=lambda one: self._unused(one.id), default=None)
        return Drawn(chosen.id, chosen.text) if chosen else NOTHING

    def date_idea(self, place: Place, exclude: Container[str] = ()) -> Drawn:
        """Something to do together: at home, outside, or new to most."""
        ideas = self._dates("do", exclude)
        if place == "new":
            return self._longest_unused([one for one in ideas if one.new])
        return self._longest_unused([one for one in ideas if one.place in (place, "any")])

    def date_question(self, depth: str = "", exclude: Container[str] = ()) -> Drawn:
        """A question for date night; light and playful ones unless another depth is wished for."""
        if depth in ("", "light"):
            return self._longest_unused(list(self._dates("talk", exclude)))
        question = self.another(depth, exclude=exclude)
        return Drawn(question.id, question.text)

    def walk_question(self, exclude: Container[str] = ()) -> Drawn:
        """A question to take along on a walk: one that suits a path."""
        return self._longest_unused([one for one in self._dates("talk", exclude) if one.walk])

    def light_question(self, exclude: Container[str] = ()) -> Drawn:
        """A light question for in between: the one that was put longest ago, never tonight's."""
        now = self._anew() if self._anew else self
        return now._in_passing(exclude)

    def _in_passing(self, exclude: Container[str]) -> Drawn:
        evening, kept_for_later = self._evening, self.tonight().id
        pool = [
            one
            for one in self._deck.questions
            # What the couple wrote themselves may be as deep as they like, and has its own evening.
            if one.depth == "light" and one.author != "couple" and suits(one, evening)
            if one.id not in exclude and one.id != kept_for_later
            if self.mark(one.id) in ("", "favourite")
        ]
        chosen = min(pool, key=self._put_before, default=None)
        return Drawn(chosen.id, chosen.text) if chosen else NOTHING

    def _put_before(self, one: Question) -> tuple[date, bytes]:
        days = self._evening.asked, self._evening.in_passing
        last = max(asked.get(one.id, date.min) for asked in days)
        return last, lot(f"in passing {one.id}", self._evening.day)

    def _dates(self, kind: str, exclude: Container[str]) -> Iterator[DateItem]:
        blocked = self._evening.blocked
        for one in self._deck.dates:
            left_out = one.id in exclude or self.mark(one.id) == "never"
            if one.kind == kind and not left_out and not any(t in blocked for t in one.topics):
                yield one

    def _longest_unused(self, items: Sequence[DateItem]) -> Drawn:
        chosen = min(items, key=lambda one: self._unused(one.id), default=None)
        return Drawn(chosen.id, chosen.text, chosen.walk) if chosen else NOTHING

    def _unused(self, item: str) -> tuple[date, bytes]:
        """What was put today stays today's, as for questions; else the longest unused is first."""
        last = self._evening.asked.get(item, date.min)
        return date.min if last == self._evening.day else last, lot(item, self._evening.day)

    def _line(self, many: Sequence[str], turn: int) -> Drawn:
        return Drawn(text=self._turned(many, turn)) if many else NOTHING

    def _turned(self, many: Sequence[T], turn: int) -> T:
        return many[(self._evening.day.toordinal() + turn) % len(many)]
