"""The branches of single rituals: numbers, ideas, "not quite", "remind me", the shorter form."""

from assistant.rituals import (
    Answered,
    Asked,
    Chose,
    Evening,
    Listen,
    Note,
    Picks,
    RitualRun,
    Silent,
    Unspoken,
)
from assistant.rituals.content import NoContent
from assistant.rituals.rehearsal import reply_to
from tests.assistant.rituals.scripted import (
    DAY,
    DECK,
    RITUALS,
    run_of,
    said,
)


def test_nobody_begins_in_a_talk_window():
    """One kind word; still nothing, and it goes on where the table says."""
    run = run_of(RITUALS["evening_check_in"])
    run.begin(cue=False)
    assert run.step.name == "best"
    assert len(said(run.take(Unspoken()))) == 1
    run.take(Unspoken())
    assert run.step.name == "weight"
    run.take(Unspoken())
    assert (run.step.name, run.progress.a) == ("best", "two")


def test_a_low_number_is_a_longer_break():
    """Five or less out of ten: the talk waits."""
    run = run_of(RITUALS["repair"])
    run.begin(cue=False)
    run.take(Chose("answer.choose", {"choice": "talk"}))
    run.take(Chose("answer.number", {"number": "7"}))
    lines = said(run.take(Chose("answer.number", {"number": "5"})))
    assert len(lines) == 2
    assert run.step.name == "break"
    run.take(Silent())
    run.take(Chose("answer.choose", {"choice": "ready"}))
    run.take(Chose("answer.number", {"number": "8"}))
    run.take(Chose("answer.number", {"number": "6"}))
    assert run.step.name == "feel"


def test_a_shorter_break_has_the_minutes_they_name():
    run = run_of(RITUALS["repair"])
    run.begin(cue=False)
    run.take(Chose("answer.choose", {"choice": "break"}))
    run.take(Chose("answer.choose", {"choice": "shorter"}))
    actions = run.take(Chose("answer.number", {"number": "10"})) or []
    assert actions[-1].seconds == 600  # type: ignore[union-attr]


def test_what_is_done_differently_is_kept_only_if_both_say_so():
    """Held in memory; "only mine" keeps neither."""
    for reply, count in (
        (Chose("answer.keep"), 2),
        (Chose("answer.keep", {"who": "me"}), 0),
        (Silent(), 0),
    ):
        run = run_of(RITUALS["repair"])
        actions = run.begin(cue=False, step="differently_first")
        for text in ("ask first", "knock first"):
            actions = run.take(Answered(text, text)) or []
        assert not any(isinstance(one, Note) for one in actions)
        notes = [one for one in run.take(reply) or [] if isinstance(one, Note)]
        assert [one.kind for one in notes] == ["try"] * count


def test_five_thanks_are_five_entries_and_remind_me_reads_ones_own():
    run = run_of(RITUALS["weekly_meeting"])
    run.begin(cue=False, step="thanks_first")
    first = said(run.take(Chose("answer.choose", {"choice": "remind_me"})))
    more = said(run.take(Chose("answer.choose", {"choice": "more"})))
    assert (len(first), len(more)) == (3, 2)
    notes = []
    for number in range(5):
        assert run.step.name == "thanks_first"
        notes += [n for n in run.take(Answered(f"{number}")) or [] if isinstance(n, Note)]
    assert [(n.kind, n.by, n.to) for n in notes] == [("appreciation", "one", "two")] * 5
    assert run.step.name == "thanks_second"


def test_the_shorter_meeting_leaves_out_what_can_wait():
    run = run_of(RITUALS["weekly_meeting"])
    run.begin(cue=True)
    actions = run.take(Chose("answer.choose", {"choice": "shorter"})) or []
    steps = []
    while not run.over:
        steps.append(run.step.name)
        actions = run.take(reply_to(run, actions)[0]) or []
    assert {"thanks_first", "thanks_second", "feel", "hear", "got_it", "swap"} <= set(steps)
    assert not {"went_well", "try_first", "wish_first", "together", "monthly"} & set(steps)


def test_not_quite_is_tried_twice_and_then_left():
    run = run_of(RITUALS["active_listening"])
    run.begin(cue=False)
    run.take(Chose("answer.choose", {"choice": "ready"}))
    run.take(Silent())
    run.take(Silent())
    seen = []
    for _ in range(3):
        assert run.step.name == "is_that_it"
        run.take(Chose("answer.choose", {"choice": "not_quite"}))
        seen.append(run.step.name)
        run.take(Silent())
    assert seen == ["missing", "missing", "sense"]


def test_a_question_on_date_night_leaves_the_evening_running():
    """Two hours are two hours, whatever is asked meanwhile."""
    run = run_of(RITUALS["date_night"])
    run.begin(cue=True)
    texts = []
    for intent in ("question.today", "question.another", "skip"):
        actions = run.take(Chose(intent)) or []
        texts += said(actions)
        assert any(isinstance(one, Asked) for one in actions)
        assert isinstance(actions[-1], Listen)
        assert not actions[-1].fresh
    assert len(set(texts)) == 3
    assert said(run.take(Silent())) == []
    assert run.over


def test_give_me_words_gives_five_for_a_feeling():
    """And the minute for it goes on."""
    run = run_of(RITUALS["repair"])
    run.begin(cue=False, step="feel")
    actions = run.take(Chose("answer.choose", {"choice": "words"})) or []
    assert said(actions) == ["Tired, sad, hurt, worried, or calm."]
    assert isinstance(actions[-1], Listen)
    assert not actions[-1].fresh


def test_a_word_for_the_mood_is_kept_only_of_who_wants_that():
    run = run_of(RITUALS["evening_check_in"], facts={"mood_two"})
    run.begin(cue=False, step="word_first")
    first = run.take(Answered("tired", "tired")) or []
    second = run.take(Answered("warm", "warm")) or []
    notes = [one for one in (*first, *second) if isinstance(one, Note)]
    assert [(one.kind, one.by, one.text) for one in notes] == [("mood", "two", "warm")]


def test_ideas_for_date_night_are_four_at_most():
    run = run_of(RITUALS["date_night"])
    run.begin(cue=True, step="plan")
    run.take(Chose("answer.choose", {"choice": "idea"}))
    ideas = said(run.take(Chose("answer.choose", {"choice": "outside"})))
    while not run.over:
        ideas += said(run.take(Chose("answer.choose", {"choice": "another"})))
    assert len(ideas) == len(set(ideas)) == 4
    assert all("outside" in idea for idea in ideas)


def test_a_walk_has_a_question_to_take_along():
    """Kept beside the idea, and none after an idea that is no walk."""
    for place, heard in (("outside", ["Which path was the longest?"]), ("home", [])):
        run = run_of(RITUALS["date_night"])
        run.begin(cue=True, step="plan")
        run.take(Chose("answer.choose", {"choice": "idea"}))
        run.take(Chose("answer.choose", {"choice": place}))
        actions = run.take(Chose("answer.choose", {"choice": "keep"})) or []
        lines = said(actions)
        assert [line.partition(": ")[2] for line in lines[1:]] == heard
        kept = [(one.kind, one.text) for one in actions if isinstance(one, Note)]
        assert kept == [("idea", text) for text in (f"An idea, {place}, number 0.", *heard)]
        assert run.over


def test_a_walk_that_was_passed_over_leaves_no_question():
    """The idea that is kept decides, not one before it; also after a restart in between."""
    run = run_of(RITUALS["date_night"], content=Picks(DECK, Evening(DAY)))
    run.begin(cue=True, step="plan")
    run.take(Chose("answer.choose", {"choice": "idea"}))
    run.take(Chose("answer.choose", {"choice": "outside"}))
    walks = {one.text: one.walk for one in DECK.dates}
    seen = set()
    for _ in range(4):
        walk = walks[run.progress.drawn_text]
        seen.add(walk)
        again = RitualRun.resume(run.memo(), run.ritual, run.couple, run.deck, content=run.content)
        again.progress.held = False
        lines = said(again.take(Chose("answer.choose", {"choice": "keep"})))
        assert len(lines) == (2 if walk else 1), lines
        run.take(Chose("answer.choose", {"choice": "another"}))
    assert seen == {True, False}


def test_without_decks_the_walk_has_a_line_of_the_file():
    run = run_of(RITUALS["date_night"], content=NoContent())
    run.progress.facts.append("walk")
    lines = said(run.begin(cue=True, step="take_along"))
    assert lines[0] in RITUALS["date_night"].step("take_along").say.nameless
