"""The words of a language that say nothing about what a sentence is about."""

from functools import cache

from intents.reading import LanguageBroken, folder, read_yaml


@cache
def stop_words(code: str) -> frozenset[str]:
    """In lower case, read once. Raises LanguageBroken for a file that is no list of words."""
    page = read_yaml(folder(code) / "stop_words.yaml")
    if not isinstance(page, list):
        raise LanguageBroken("stop_words.yaml: this should be a list of words.")
    return frozenset(word for line in page for word in str(line).split())
