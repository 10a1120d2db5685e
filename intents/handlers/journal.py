"""Reading back, finding, and mending what was kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from intents.authorship import unless_author
from intents.house import Ask, House, Line, Person, Remembered, Reply, Wanted, handles, say
from intents.match import Match
from intents.mending import mended
from intents.periods import since, span
from intents.saying import say_count, say_day

MOST = 10_000

AT_ONCE = 3
"""More are announced with their number first (rule: ask before reading more than two)."""

RECENT = 5
"""What "read our journal" means."""

TO_SOMEBODY = ("appreciation", "message")
"""Kinds that are told as something from one to the other."""

FRESH = timedelta(days=7)
"""What is older is not read out before somebody has said yes."""


def person_in(match: Match, slot: str, house: House) -> Person | None:
    """Whom a slot names; "me" is whoever is speaking."""
    name = match.slots.get(slot, "")
    if name == "me":
        return house.people.find(match.slots.get("me", "")) or house.people.speaker
    return house.people.find(name)


def who_is_me(match: Match, house: House) -> Reply | None:
    """The question back, when the request says "me" and nobody knows who that is."""
    if "me" not in (match.slots.get(slot) for slot in ("by", "to", "about")):
        return None
    if "me" in match.slots or house.people.speaker:
        return None
    return Reply(lines=(Line("from_whom"),), ask=Ask("person", match, "me"))


def wanted_by(match: Match, house: House) -> Wanted:
    """The entries that a request is about."""
    slots, today = match.slots, house.evening()
    first, last = span(slots.get("period", ""), today)
    if "from" in slots and match.intent == "journal.read":
        first = since(slots["from"], today)
    thanks = "appreciation" in match.text or "thank" in match.text
    return Wanted(
        kind=slots.get("kind", "appreciation" if thanks else None),
        by=person_in(match, "by", house),
        to=person_in(match, "to", house) or person_in(match, "about", house),
        since=first,
        until=last,
        words=slots.get("query", ""),
        reader=house.people.speaker,
        question=slots.get("question"),
    )


@handles("journal.read", "journal.search")
def read(match: Match, house: House) -> Reply:
    """Read up to three at a time; ask first when there are more than two, or they are old."""
    if house.discretion.company:
        return say("not_in_company")
    if (asked := who_is_me(match, house)) is not None:
        return asked
    wanted = wanted_by(match, house)
    if wanted.kind == "try":
        wanted = _newest_day(wanted, house)
    total = house.memory.count(wanted)
    most = RECENT if match.slots.get("period") == "recent" else total
    limit = min(int(match.slots.get("count", most)), total)
    if not limit:
        return say("read_none")
    done = int(match.slots.get("offset", "0"))
    found = house.memory.entries(wanted, limit=min(AT_ONCE, limit - done), offset=done)
    if "sure" not in match.slots and (first := _ask_first(found, limit, house)) is not None:
        return Reply(lines=(first,), ask=Ask("confirm", match, "sure"))
    lines = tuple(_line(entry, house) for entry in found)
    if done + len(found) >= limit:
        return Reply(lines=lines)
    onward = replace(match, slots=match.slots | {"offset": str(done + len(found)), "sure": "yes"})
    return Reply(lines=(*lines, Line("read_more")), ask=Ask("confirm", onward, "sure"))


def _newest_day(wanted: Wanted, house: House) -> Wanted:
    """What they meant to try is what they said last; older ones have had their week."""
    newest = house.memory.entries(wanted, limit=1)
    return replace(wanted, since=newest[0].day, until=newest[0].day) if newest else wanted


def _ask_first(found: Sequence[Remembered], total: int, house: House) -> Line | None:
    """Nothing long and nothing old is read out unasked: who else is here may have changed."""
    if total > 2:
        return Line("read_many_first", {"count": say_count(total)})
    if all(house.evening() - entry.day <= FRESH for entry in found):
        return None
    if total > 1:
        return Line("read_old_first", {"count": say_count(total)})
    return Line("read_one_first", {"day": say_day(found[0].day, house.evening())})


@handles("journal.random")
def by_chance(match: Match, house: House) -> Reply:
    """One entry from the past, none that was never to come up again."""
    if house.discretion.company:
        return say("not_in_company")
    known = match.slots.get("entry", "")
    if known:
        found = [one for one in (house.memory.entry(int(known)),) if one]
    else:
        wanted = Wanted(kind=match.slots.get("kind"))
        drawn = house.memory.by_chance(wanted, house.discretion.muted)
        found = [drawn] if drawn else []
    return _one_by_one(found, match, house)


@handles("journal.on_this_day")
def on_this_day(match: Match, house: House) -> Reply:
    """What was kept on this day of other years."""
    if house.discretion.company:
        return say("not_in_company")
    years = match.slots.get("years")
    found = house.memory.on_this_day(int(years) if years else None)
    muted = house.discretion.muted
    return _one_by_one([entry for entry in found if entry.id not in muted], match, house)


def _one_by_one(found: Sequence[Remembered], match: Match, house: House) -> Reply:
    """The same rules for entries that are there already."""
    if not found:
        return say("read_none")
    if "sure" not in match.slots and (first := _ask_first(found, len(found), house)) is not None:
        same = replace(match, slots=match.slots | {"entry": str(found[0].id)})
        return Reply(lines=(first,), ask=Ask("confirm", same, "sure"))
    done = int(match.slots.get("offset", "0"))
    lines = tuple(_line(entry, house) for entry in found[done : done + AT_ONCE])
    if done + AT_ONCE >= len(found):
        return Reply(lines=lines)
    onward = replace(match, slots=match.slots | {"offset": str(done + AT_ONCE), "sure": "yes"})
    return Reply(lines=(*lines, Line("read_more")), ask=Ask("confirm", onward, "sure"))


@handles("journal.mute")
def mute(match: Match, house: House) -> Reply:
    """What was read last never comes up by itself again; it stays in the journal."""
    if not house.memory.last_read:
        return say("nothing_kept")
    house.discretion.mute(house.memory.last_read)
    return say("muted")


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
    told = ("by", "to") if entry.kind in TO_SOMEBODY else ("by",)
    known = [name for name in told if words[name]]
    key = "_".join(["entry", *known])
    return Line(key, words, private=True)


@handles("journal.undo")
def undo(match: Match, house: House) -> Reply:
    """Take back the last change, at once; an older one for its author alone."""
    if (refused := unless_author(house.memory.next_undone(), match, house)) is not None:
        return refused
    return say("removed") if house.memory.undo() else say("nothing_to_undo")


@handles("journal.restore")
def restore(match: Match, house: House) -> Reply:
    """Bring back what went last; after a while for its author alone."""
    if (refused := unless_author(house.memory.next_restored(), match, house)) is not None:
        return refused
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
    if house.discretion.company == "kids":
        return say("not_with_kids")
    found = house.memory.entries(wanted_by(match, house), limit=MOST)
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
    if (refused := unless_author((entry, entry.at), match, house)) is not None:
        return refused
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
