"""Reading back, finding, and mending what was kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from intents.house import Ask, House, Line, Person, Remembered, Reply, Wanted, handles, say
from intents.match import Match
from intents.mending import mended
from intents.periods import since, span
from intents.saying import say_count, say_day

MOST = 10_000

AT_ONCE = 3
"""More are announced with their number first (rule: ask before reading more than two)."""


def person_in(match: Match, slot: str, house: House) -> Person | None:
    """Whom a slot names; "me" is whoever is speaking."""
    name = match.slots.get(slot, "")
    return house.people.speaker if name == "me" else house.people.find(name)


def _wanted(match: Match, house: House) -> Wanted:
    slots, today = match.slots, house.evening()
    first, last = span(slots.get("period", ""), today)
    if "from" in slots and match.intent == "journal.read":
        first = since(slots["from"], today)
    kind = "appreciation" if "appreciation" in match.text else None
    to = person_in(match, "to", house) or person_in(match, "about", house)
    query = slots.get("query", "")
    by, reader = person_in(match, "by", house), house.people.speaker
    return Wanted(kind, by, to, first, last, query, reader)


@handles("journal.read", "journal.search")
def read(match: Match, house: House) -> Reply:
    """Read up to three; say how many first when there are more than two, or they are old."""
    if house.discretion.company:
        return say("not_in_company")
    wanted = _wanted(match, house)
    total = house.memory.count(wanted)
    limit = min(int(match.slots.get("count", total)), total)
    if not limit:
        return say("read_none")
    done = int(match.slots.get("offset", "0"))
    if limit > 2 and "sure" not in match.slots:
        count = Line("read_many_first", {"count": say_count(limit)})
        return Reply(lines=(count,), ask=Ask("confirm", match, "sure"))
    found = house.memory.entries(wanted, limit=min(AT_ONCE, limit - done), offset=done)
    lines = tuple(_line(entry, house) for entry in found)
    if done + len(found) >= limit:
        return Reply(lines=lines)
    onward = replace(match, slots=match.slots | {"offset": str(done + len(found))})
    return Reply(lines=(*lines, Line("read_more")), ask=Ask("confirm", onward, "sure"))


@handles("journal.random", "journal.on_this_day")
def one(match: Match, house: House) -> Reply:
    """One entry from the past, none that was never to come up again."""
    if house.discretion.company:
        return say("not_in_company")
    today, wanted = house.evening(), Wanted()
    if match.intent == "journal.on_this_day":
        day = _years_ago(today, int(match.slots.get("years", "1")))
        wanted = Wanted(since=day, until=day)
    total = house.memory.count(wanted)
    start = (today.toordinal() * 7 + house.now().minute) % total if total else 0
    for turn in range(total):
        entry = house.memory.entries(wanted, limit=1, offset=(start + turn) % total)[0]
        if entry.id not in house.discretion.muted:
            return Reply(lines=(_line(entry, house),))
    return say("read_none")


@handles("journal.mute")
def mute(match: Match, house: House) -> Reply:
    """What was read last never comes up by itself again; it stays in the journal."""
    if not house.memory.last_read:
        return say("nothing_kept")
    house.discretion.mute(house.memory.last_read)
    return say("muted")


def _years_ago(day: date, years: int) -> date:
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year - years, day=28 if leap else day.day)


@handles("journal.more")
def more(match: Match, house: House) -> Reply:
    """Nothing is being read: there is no more."""
    return say("no_more")


def _line(entry: Remembered, house: House) -> Line:
    words = {
        "text": entry.text,
        "by": house.people.spoken(entry.by),
        "to": house.people.spoken(entry.to),
        "day": say_day(entry.day, house.evening()),
    }
    house.memory.last_read = entry.id
    known = [name for name in ("by", "to") if words[name]]
    key = "_".join(["entry", *known])
    return Line(key, words, private=True)


@handles("journal.undo")
def undo(match: Match, house: House) -> Reply:
    """Take back the last change, at once."""
    return say("removed") if house.memory.undo() else say("nothing_to_undo")


@handles("journal.restore")
def restore(match: Match, house: House) -> Reply:
    """Bring back what went last."""
    entry = house.memory.restore()
    if entry is None:
        return say("nothing_to_restore")
    if house.discretion.company:
        return Reply(chime="saved")  # its words are not for other ears
    return Reply(lines=(Line("restored", {"text": entry.text}, private=True),))


@handles("journal.delete")
def delete(match: Match, house: House) -> Reply:
    """Count first, then a yes, then away; they can be brought back.

    What the other one wrote is not deleted but hidden from whoever asks.
    """
    found = house.memory.entries(_wanted(match, house), limit=MOST)
    if not found:
        return say("read_none")
    asker = _asker(match, found, house)
    if asker is None:
        return Reply(lines=(Line("from_whom"),), ask=Ask("person", match, "asker"))
    mine = [entry for entry in found if entry.by in (None, asker)]
    if "sure" not in match.slots:
        key = "delete_first" if mine else "hide_first"
        line = Line(key, {"count": say_count(len(mine) or len(found))})
        return Reply(lines=(line,), ask=Ask("confirm", match, "sure"))
    others = [entry for entry in found if entry not in mine]
    house.memory.delete(mine)
    house.memory.hide(others, asker)
    if not others:
        return say("deleted")
    name = house.people.spoken(others[0].by)
    key = "deleted_and_hidden" if mine else "hidden"
    return say(key, name=name) if name else say(f"{key}_unnamed")


def _asker(match: Match, found: Sequence[Remembered], house: House) -> Person | None:
    """Who wants it. Nobody speaks of themselves by name, and what has one author is taken to be
    asked for by its author: it can be brought back.
    """
    known = house.people.find(match.slots.get("asker", "")) or house.people.speaker
    authors = {entry.by for entry in found if entry.by}
    if known or match.slots.get("by", "me") != "me" or len(authors) > 1:
        return known
    return authors.pop() if authors else "one"


@handles("journal.edit")
def edit(match: Match, house: House) -> Reply:
    """Mend the last entry: another person, one word for another, or all of it said again."""
    found = house.memory.entries(Wanted(), limit=1)
    if not found:
        return say("nothing_kept")
    entry, slots = found[0], match.slots
    if slots.get("field") == "to":
        changed = house.memory.edit(entry.id, to=house.people.find(slots.get("to", "")))
        return _mended(changed, house)
    new = slots.get("to", "?") if "text" not in slots else slots["text"]
    if new == "?":
        return Reply(lines=(Line("go_ahead"),), ask=Ask("free_text", match, "text"))
    old = slots.get("from", "")
    text = new if "text" in slots else mended(entry.text, new, old)
    if text is None:
        return Reply(
            lines=(Line("mend_which", {"word": old}),), ask=Ask("free_text", match, "text")
        )
    return _mended(house.memory.edit(entry.id, text=text), house)


def _mended(entry: Remembered, house: House) -> Reply:
    if house.discretion.company:
        return Reply(chime="saved", saved=True)
    return Reply(lines=(_saved(entry, house),), saved=True)


def _saved(entry: Remembered, house: House) -> Line:
    name = house.people.spoken(entry.to)
    if name:
        return Line("saved_for", {"to": name, "text": entry.text}, private=True)
    return Line("saved", {"text": entry.text}, private=True)
