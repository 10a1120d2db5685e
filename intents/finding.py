"""Finds the slots of a request that is worded freely, once its intent is known."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import time

from intents import times
from intents.findings import Frame, Phrases
from intents.language import LanguagePack
from intents.slots import Slots, corrected, own_words, without_edges
from intents.spoken import Spoken

OWN_WORDS = "own words"
_LONGEST = 7
"""Words in the longest time, date or list value that is looked for."""


def find_slots(pack: LanguagePack, intent: str, spoken: Spoken, ritual: str | None) -> Slots:
    """Every slot of this request that the sentence fills, in canonical form."""
    spoken = corrected(pack, spoken, ("person", "time", "days", "duration")) or spoken
    wanted = pack.findings.slots.get(intent, {})
    search = _Search(pack, intent, spoken, ritual)
    found: Slots = {}
    for slot, ways in wanted.items():
        value = next((v for way in ways if (v := search.find(slot, way))), None)
        if value:
            found[slot] = value
    return _settle(intent, found)


def _settle(intent: str, found: Slots) -> Slots:
    """What the request needs and the sentence did not give is "?"; what contradicts goes."""
    if intent == "appreciation.log":
        found.setdefault("text", "?")
        found.setdefault("to", "?" if found["text"] == "?" else "none")
    if intent in ("message.leave", "question.add", "answer.give"):
        found.setdefault("text", "?")
    if intent == "journal.delete" and "period" in found:
        found.pop("query", None)
        found["confirm"] = "yes"
    if intent == "journal.read" and not found:
        found["period"] = "recent"
    if "shift" in found:
        found.pop("time", None)
    if "kind" in found:
        found.pop("period", None)
    if intent == "ritual.suspend" and not found:
        found["until"] = "?"
    return found


class _Search:
    """One sentence, searched for values."""

    def __init__(self, pack: LanguagePack, intent: str, spoken: Spoken, ritual: str | None) -> None:
        self._pack = pack
        self._intent = intent
        self._spoken = spoken
        self._words = spoken.plain
        morning = pack.vocabulary.morning_rituals
        named = _in_list(self._words, pack.findings.words.get("rituals", {}))
        self._morning = (named[0] if named else ritual) in morning
        self._measures: Mapping[str, Callable[[], str | None]] = {
            "time": self._time,
            "days": self._days,
            "duration": lambda: self._measure(times.duration, times.is_duration_word),
            "number": self._number,
            "shift": self._shift,
            "since": lambda: self._after(("since",), "since"),
            "until": self._until,
            "until date": self._until_date,
            "wrong_person": self._wrong_person,
            OWN_WORDS: self._own,
        }

    def find(self, slot: str, way: str) -> str | None:
        """The value of a slot, found in this way."""
        if way.startswith("'"):
            return way.strip("'")
        if way == "from_to":
            return self._from_to(slot)
        if way in self._measures:
            return self._measures[way]()
        if way == "person":
            return self._somebody()
        kind, _, name = way.partition(" ")
        if kind == "person":
            return self._person_as(name.removeprefix("as "))
        if kind == "about":
            return self._after(("about", "on"), name)
        return self._listed(self._words, way)

    def _listed(self, words: tuple[str, ...], name: str) -> str | None:
        table = self._pack.findings.words.get(name) or self._pack.values.get(name, {})
        found = _in_list(words, table)
        return found[0] if found else None

    def _after(self, marks: Sequence[str], name: str) -> str | None:
        place = next((i for i, w in enumerate(self._words) if w in marks), None)
        return None if place is None else self._listed(self._words[place + 1 :], name)

    def _measure(
        self, read: Callable[[Sequence[str]], str | None], fits: Callable[[str], bool]
    ) -> str | None:
        for start, end in _spans(len(self._words)):
            words = self._words[start:end]
            if all(map(fits, words)) and (value := read(words)):
                return value
        return None

    def _clocks(self) -> Iterator[tuple[int, int, str]]:
        """Every time of day in the sentence that is not part of a longer one, longest first."""
        taken: set[int] = set()
        for start, end in _spans(len(self._words)):
            words = self._words[start:end]
            if not taken.isdisjoint(range(start, end)) or not all(map(times.is_time_word, words)):
                continue
            bare = words in (("one",), ("a",)) or "at" in words[1:]
            at = None if bare else times.clock(words, self._morning)
            if at:
                taken.update(range(start, end))
                yield start, end, at.strftime("%H:%M")

    def _time(self) -> str | None:
        lengths = [
            range(s, e)
            for s, e in _spans(len(self._words))
            if all(map(times.is_duration_word, self._words[s:e]))
            and times.duration(self._words[s:e])
        ]
        clocks = [c for c in self._clocks() if not any(c[0] in r for r in lengths)]
        return clocks[0][2] if clocks else None

    def _from_to(self, slot: str) -> str | None:
        """ "from ten to seven": the times on both sides of a word between them."""
        for place, word in enumerate(self._words):
            if word not in ("to", "until", "till", "and"):
                continue
            ends = range(max(0, place - 4), place)
            left = next((t for i in ends if (t := times.clock(self._words[i:place]))), None)
            right = next((t for n in (5, 4, 3, 2, 1) if (t := self._morning_at(place, n))), None)
            if left and right:
                return (left if slot == "from" else right).strftime("%H:%M")
        return None

    def _morning_at(self, place: int, count: int) -> time | None:
        words = self._words[place + 1 : place + 1 + count]
        return times.clock(words, morning=True) if len(words) == count else None

    def _days(self) -> str | None:
        def is_day(word: str) -> bool:
            return times.is_day_word(word) and word not in ("day", "night", "evening", "morning")

        return self._measure(times.weekdays, is_day) or (
            "daily" if _in_list(self._words, {("every", w): w for w in _DAILY}) else None
        )

    def _number(self) -> str | None:
        def read(words: Sequence[str]) -> str | None:
            value = times.number(words)
            return None if value is None else str(value)

        return self._measure(read, times.is_number_word)

    def _until(self) -> str | None:
        if "tomorrow" in self._words:
            return "tomorrow"
        return self._time() if _UNTIL & set(self._words) else None

    def _until_date(self) -> str | None:
        place = next((i for i, w in enumerate(self._words) if w in _UNTIL), None)
        if place is None:
            return None
        rest = self._words[place + 1 :]
        return next((d for n in range(len(rest), 0, -1) if (d := times.date_word(rest[:n]))), None)

    def _shift(self) -> str | None:
        length = self._measure(times.duration, times.is_duration_word)
        sign = {"later": "+", "back": "+", "earlier": "-", "forward": "-"}
        way = next((sign[w] for w in self._words if w in sign), None)
        return f"{way}{length[:-1]}" if way and length and length.endswith("m") else None

    def _people(self) -> list[tuple[int, int, str]]:
        values = self._pack.values["person"]
        found: list[tuple[int, int, str]] = []
        for start, end in _spans(len(self._words)):
            value = values.get(self._words[start:end])
            if value and not any(s < end and start < e for s, e, _ in found):
                found.append((start, end, value))
        me = self._pack.findings.me
        found += [(i, i + 1, "me") for i, w in enumerate(self._words) if w in me]
        return sorted(found)

    def _somebody(self) -> str | None:
        """The first who is named, else the one who is meant by "her" or "my love"."""
        named = [who for _, _, who in self._people() if who != "me"]
        return next((who for who in named if who != "partner"), named[0] if named else None)

    def _person_as(self, name: str) -> str | None:
        role = self._pack.findings.roles[name]
        for start, end, who in self._people():
            before = self._words[start - 1] if start else ""
            after = self._words[end] if end < len(self._words) else ""
            subject = self._words[start] == "i"
            if after in role.after or (before in role.before and not subject):
                return who
        return None

    def _wrong_person(self) -> str | None:
        named = [p for p in self._people() if p[2] not in ("me", "partner")]
        if not named:
            return None
        start, _, value = named[0]
        denied = {"not", "no"} & set(self._words[max(0, start - 3) : start])
        return f"not {value}" if denied else value

    def _own(self) -> str | None:
        frame = self._pack.findings.own[self._intent]
        tokens = self._spoken.tokens
        people = [person for person in self._people() if person[2] != "me"]
        names = {i for s, e, _ in people for i in range(s, e)}
        called = {i for s, e, who in people if who != "partner" for i in range(s, e)}
        run = 0
        while run < len(tokens) and (self._framed(run, frame) or run in names):
            run += 1
        start = self._beginning(run, frame, names)
        while start < len(tokens) and (start in names or tokens[start].text == "'s"):
            start += 1
        end = len(tokens)
        while start < end and (end - 1 in called or tokens[end - 1].text in _COURTESY):
            end -= 1
        own = tokens[start:end]
        if self._intent.startswith("journal."):
            own = tuple(without_edges(own, self._pack.vocabulary.query_edges))
        return own_words(self._pack, self._spoken, own) or None

    def _framed(self, at: int, frame: Frame) -> bool:
        return self._words[at] in frame.words or self._words[at] in (*frame.joints, "'s")

    def _beginning(self, run: int, frame: Frame, names: Collection[int]) -> int:
        """Where own words begin, given how far words of the frame go."""
        joints = [i for i in range(run) if self._words[i] in frame.joints]
        if joints and frame.openers.isdisjoint(self._words[joints[-1] + 1 : run]):
            kept = self._words[joints[-1]] == "how"
            return joints[-1] + (0 if kept else 1)
        before = [i for i in range(run) if i in names]
        if before:
            return before[-1] + 1
        while run and self._words[run - 1] in _DETERMINERS:
            run -= 1
        return run


_COURTESY = ("please", "thanks")
_DETERMINERS = ("the", "a", "an", "my", "our", "your", "his", "her", "their", "all")
_UNTIL = frozenset(["until", "till", "before"])
_DAILY = ("day", "night", "evening", "morning")


def _spans(length: int) -> Iterator[tuple[int, int]]:
    """Every stretch of words, long ones first, then from left to right."""
    for size in range(min(_LONGEST, length), 0, -1):
        for start in range(length - size + 1):
            yield start, start + size


def _in_list(words: tuple[str, ...], table: Phrases) -> list[str]:
    """The value of the longest phrase of this table that is in the sentence, if any is."""
    for start, end in _spans(len(words)):
        if words[start:end] in table:
            return [table[words[start:end]]]
    return []
