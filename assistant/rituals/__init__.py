"""Rituals: their files, the deck of questions, how they run, and when they come."""

from assistant.rituals.actions import (
    Action,
    Answered,
    Appoint,
    Asked,
    CallOff,
    Chose,
    Ended,
    InCompany,
    Listen,
    Mark,
    Note,
    Quality,
    RitualEvent,
    Silent,
    Sound,
    Speak,
    TakeBack,
    Unspoken,
)
from assistant.rituals.content import Content, Drawn, NoContent
from assistant.rituals.deck import TOPICS, Deck, Question
from assistant.rituals.deck_reading import read_deck
from assistant.rituals.engine import RitualRun
from assistant.rituals.faults import RitualError
from assistant.rituals.household_times import ritual_times
from assistant.rituals.occasions import occasions, season
from assistant.rituals.own_words import EditableLine, EditableStep, OwnWords
from assistant.rituals.picking import Evening, pick
from assistant.rituals.picks import Picks
from assistant.rituals.plan import RitualTimes, next_run
from assistant.rituals.practices import Practice, Reference, Why, read_practices, read_why
from assistant.rituals.progress import Couple, RitualMemory
from assistant.rituals.reading import SHIPPED, read_ritual, read_rituals
from assistant.rituals.ritual import Lines, Ritual, Step, find
from assistant.rituals.schedule import Timetable
from assistant.rituals.words import choose

__all__ = [
    "SHIPPED",
    "TOPICS",
    "Action",
    "Answered",
    "Appoint",
    "Asked",
    "CallOff",
    "Chose",
    "Content",
    "Couple",
    "Deck",
    "Drawn",
    "EditableLine",
    "EditableStep",
    "Ended",
    "Evening",
    "InCompany",
    "Lines",
    "Listen",
    "Mark",
    "NoContent",
    "Note",
    "OwnWords",
    "Picks",
    "Practice",
    "Quality",
    "Question",
    "Reference",
    "Ritual",
    "RitualError",
    "RitualEvent",
    "RitualMemory",
    "RitualRun",
    "RitualTimes",
    "Silent",
    "Sound",
    "Speak",
    "Step",
    "TakeBack",
    "Timetable",
    "Unspoken",
    "Why",
    "choose",
    "find",
    "next_run",
    "occasions",
    "pick",
    "read_deck",
    "read_practices",
    "read_ritual",
    "read_rituals",
    "read_why",
    "ritual_times",
    "season",
]
