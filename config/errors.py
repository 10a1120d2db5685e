"""The errors that reach a person: each one a sentence that can be acted on."""

from collections.abc import Sequence


class HouseError(Exception):
    """Something a person can do something about; str() is the sentence to show or say."""


class ConfigError(HouseError):
    """Everything that is wrong with a file, all at once."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))
