"""What happens for each request, one topic a file; importing this room registers them all."""

from intents.handlers import (
    answers,
    appreciation,
    hard_moment,
    help,
    journal,
    manners,
    messages,
    numbers,
    people,
    privacy,
    question,
    ritual,
    times,
)

__all__ = [
    "answers",
    "appreciation",
    "hard_moment",
    "help",
    "journal",
    "manners",
    "messages",
    "numbers",
    "people",
    "privacy",
    "question",
    "ritual",
    "times",
]
