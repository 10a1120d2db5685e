"""A night at home, from the cue to the last words: two people, one house, real sound."""

from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
import soundfile

from assistant.rituals import read_deck, read_rituals
from tests.real.evening import Evening, evening, in_turn
from tests.real.heard_back import heard_back
from tests.real.house import settle
from tests.real.soundcard import SoundCard
from tests.tree import PROJECT

RITUALS, _ = read_rituals()
DECK = read_deck()
QUESTIONS = [question.text for question in DECK.questions]
TAPE = PROJECT / "build" / "a-night-at-home.wav"
"""Kept for whoever wants to listen: the house and the people, as one hears them in the kitchen."""

pytestmark = pytest.mark.timeout(420)


def test_a_night_at_home(soundcard: SoundCard, tmp_path: Path):
    """Cue, yes, question, both answers, a pause, a skip, keep, and good night."""
    due = (datetime.now() + timedelta(seconds=75)).strftime("%H:%M")
    home = settle(tmp_path / "home", more=f'\n[rituals.tonights_question]\ntime = "{due}"\n')
    first, second = in_turn()
    with evening(soundcard, tmp_path, home) as kitchen:
        house = soundcard.record(tmp_path / "house.wav")
        people = soundcard.record(tmp_path / "people.wav", source="room.monitor")
        cue = kitchen.line(0, seconds=120)
        assert cue in _lines("tonights_question", "ready")
        question = kitchen.ask("yes please", first, intent="confirm.yes")
        assert question in QUESTIONS
        _both_answer(kitchen, first, second)
        mark = kitchen.say("keep them", second)
        assert kitchen.line(mark) == "Kept."
        goodnight = kitchen.ask(
            "hey juniper, goodnight ritual please",
            first,
            intent="ritual.start",
            slots={"ritual": "goodnight"},
        )
        assert goodnight in [*DECK.goodnight, *_lines("goodnight", "three_words")]
        sides = house.stop(), people.stop()
        spoken = [event["text"] for event in kitchen.house.events if event["event"] == "spoken"]
        _keep_tape(*sides)
        _hear_again(sides[0], [cue, question, "Paused.", "Kept.", goodnight])
        kept = {by: set(text.split()) for text, by, _ in kitchen.house.entries()}
    assert len(kept) == 2 and {"walk", "river"} & kept[_person(first)]
    assert spoken.count("Paused.") == 1


def _both_answer(kitchen: Evening, first: str, second: str) -> None:
    """The first answers, the second listens; a pause; the second answers, and a skip."""
    assert first in kitchen.line(kitchen.house.mark())
    mark = kitchen.say("a long walk by the river", first)
    assert second in kitchen.line(mark)
    _hear_out(kitchen, mark)
    assert kitchen.ask("hang on", second, intent="ritual.pause") == "Paused."
    mark = kitchen.say("carry on", second)
    assert second in kitchen.line(mark)
    _hear_out(kitchen, mark)
    mark = kitchen.say("I'm done", second)
    assert second in kitchen.line(mark)
    mark = kitchen.say("dinner with all our friends", second)
    assert first in kitchen.line(mark)
    _hear_out(kitchen, mark)
    mark = kitchen.say("skip", first)
    assert "let" in kitchen.line(mark)


def _hear_out(kitchen: Evening, mark: int) -> None:
    """After the prompt the house says how long it will be quiet."""
    prompt = kitchen.house.event(mark, "spoken")
    kitchen.line(kitchen.house.events.index(prompt) + 1)


def _person(name: str) -> str:
    return {"Maya": "one", "Sam": "two"}[name]


def _lines(ritual: str, step: str) -> tuple[str, ...]:
    return RITUALS[ritual].step(step).say.all()


def _keep_tape(house: Path, people: Path) -> None:
    """Both sides on one tape."""
    sides = [soundfile.read(str(side), dtype="float32") for side in (house, people)]
    longest = max(len(samples) for samples, _ in sides)
    mixed = sum(np.pad(samples, (0, longest - len(samples))) for samples, _ in sides)
    TAPE.parent.mkdir(exist_ok=True)
    soundfile.write(str(TAPE), np.clip(mixed * 0.8, -1, 1), sides[0][1], subtype="PCM_16")


def _hear_again(tape: Path, said: list[str]) -> None:
    """What the loudspeaker played is heard back, in pieces between its silences."""
    samples, rate = soundfile.read(str(tape), dtype="float32")
    loud = np.abs(samples) > 0.01
    starts = np.flatnonzero(loud)
    pieces = np.split(starts, np.flatnonzero(np.diff(starts) > rate * 0.9) + 1)
    heard = set()
    for number, piece in enumerate(pieces):
        if len(piece) < rate // 20:
            continue
        part = tape.with_name(f"piece{number}.wav")
        begin, end = max(0, piece[0] - rate // 4), piece[-1] + rate // 2
        soundfile.write(str(part), samples[begin:end], rate, subtype="PCM_16")
        heard.add(heard_back(part, [*said, "Stopped.", "Gone."]))
    assert set(said) <= heard, heard
