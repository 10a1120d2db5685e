"""From an aligned template to slots: names, own words, times, days, by the meaning rules."""

from collections.abc import Mapping, Sequence

from intents import times
from intents.alignment import Alignment
from intents.language import LanguagePack, Template
from intents.spoken import UNKNOWN, Spoken, Token

Slots = dict[str, str]


def read_slots(
    pack: LanguagePack,
    template: Template,
    spoken: Spoken,
    fit: Alignment,
    ritual: str | None = None,
) -> Slots | None:
    """The slots of a fit in canonical form, or None when a stretch of it makes no sense."""
    stretches: dict[str, tuple[str, list[Token]]] = {}
    slots: Slots = dict(template.slots)
    for node_index, token_index in fit.pairs:
        node = template.graph.nodes[node_index]
        if not node.slot:
            continue
        if node.value is not None:
            slots[node.slot] = node.value
        else:
            stretches.setdefault(node.slot, (node.kind, []))[1].append(spoken.tokens[token_index])
    if any(_unheard_value(template, fit)):
        return None
    morning = slots.get("ritual", "") in pack.vocabulary.morning_rituals or (
        slots.get("ritual") == "current" and ritual in pack.vocabulary.morning_rituals
    )
    for slot, (kind, tokens) in stretches.items():
        value = _value(pack, spoken, kind, slot, tokens, morning)
        if value is None:
            return None
        slots[slot] = value
    return _tidy(template, slots)


def _unheard_value(template: Template, fit: Alignment) -> list[str]:
    """Values of which no word was heard: they would be made up."""
    heard = {template.graph.nodes[n].group for n, _ in fit.pairs}
    groups = {template.graph.nodes[n].group: template.graph.nodes[n].slot for n in fit.lost}
    return [slot for group, slot in groups.items() if slot and group not in heard]


def _value(
    pack: LanguagePack, spoken: Spoken, kind: str, slot: str, tokens: list[Token], morning: bool
) -> str | None:
    words = [t.text for t in tokens]
    if kind == "time":
        at = times.clock(words, morning or slot == "to")
        return at.strftime("%H:%M") if at else None
    if kind == "days":
        return times.weekdays(words)
    if kind == "duration":
        return times.duration(words)
    if kind == "date":
        return times.date_word(words)
    if kind == "number":
        value = times.number(words)
        return None if value is None else str(value)
    if kind == "said" and words[0] not in pack.vocabulary.said_starts:
        return None
    if slot == "query":
        tokens = without_edges(tokens, pack.vocabulary.query_edges)
    return own_words(pack, spoken, tokens) or None


def without_edges(tokens: Sequence[Token], edges: frozenset[str]) -> list[Token]:
    """Search words without "the" or "something about" before them."""
    start = next((i for i, t in enumerate(tokens) if t.text not in edges), 0)
    return list(tokens[start:])


def own_words(pack: LanguagePack, spoken: Spoken, tokens: Sequence[Token]) -> str:
    """The person's own words, in writing; never rewritten."""
    known = [t for t in tokens if t.text != UNKNOWN]
    return spoken.written(known, pack.vocabulary.table)


def _tidy(template: Template, slots: Slots) -> Slots | None:
    """Slots that stand for others: "later" is a shift, "last_not" is what it was not."""
    for name, sign in (("later", "+"), ("earlier", "-")):
        if name in slots:
            length = slots.pop(name)
            if not length.endswith("m"):
                return None
            slots["shift"] = sign + length[:-1]
    if "last_not" in slots:
        slots["last"] = "not " + slots.pop("last_not")
    slots.pop("not_to", None)
    slots.pop("not_last", None)
    slots.pop("person", None)
    return slots


def corrected(pack: LanguagePack, spoken: Spoken, kinds: Sequence[str]) -> Spoken | None:
    """The sentence without what the person took back ("nine no half past nine"), or None."""
    tokens = list(spoken.tokens)
    changed = False
    i = 1
    while i < len(tokens) - 1:
        cut = _taken_back(pack, [t.text for t in tokens], i, kinds)
        if cut:
            del tokens[cut[0] : cut[1]]
            changed, i = True, cut[0]
        i += 1
    return spoken.only(tokens) if changed else None


def _taken_back(
    pack: LanguagePack, words: Sequence[str], at: int, kinds: Sequence[str]
) -> tuple[int, int] | None:
    """From where to where words were taken back by a correction that begins at `at`."""
    for marker in pack.vocabulary.corrections:
        after = at + len(marker)
        if tuple(words[at:after]) != marker:
            continue
        for kind in kinds:
            if not any(_is(pack, kind, words[after : after + n]) for n in range(5, 0, -1)):
                continue
            for n in range(5, 0, -1):
                if n <= at and _is(pack, kind, words[at - n : at]):
                    return at - n, after
    return None


def _is(pack: LanguagePack, kind: str, words: Sequence[str]) -> bool:
    if not words:
        return False
    tests = {
        "time": lambda w: times.clock(w) is not None,
        "days": lambda w: times.weekdays(w) is not None,
        "duration": lambda w: times.minutes(w) is not None,
    }
    if kind in tests:
        return bool(tests[kind](list(words)))
    values: Mapping[tuple[str, ...], str] = pack.values.get(kind, {})
    return tuple(words) in values
