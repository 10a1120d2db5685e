"""What happens for each request, one topic a file; importing this room registers them all."""

from intents.handlers import (
    appreciation,
    help,
    journal,
    manners,
    numbers,
    people,
    privacy,
    question,
    ritual,
    times,
)

__all__ = [
    "appreciation",
    "help",
    "journal",
    "manners",
    "numbers",
    "people",
    "privacy",
    "question",
    "ritual",
    "times",
]
