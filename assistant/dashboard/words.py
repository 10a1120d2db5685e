"""Every word of the page, from one folder of the language: a key in, a text out."""

from collections.abc import Mapping, Sequence
from functools import cache
from string import Formatter
from typing import Any

from markupsafe import escape

from intents.reading import LanguageBroken, folder, read_yaml


class Words:
    """The page's texts in one language, by "file.key"."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._texts: dict[str, Any] = {}
        for file in sorted((folder(code) / "page").iterdir(), key=lambda one: one.name):
            if file.name.endswith(".yaml"):
                _spread(file.name.removesuffix(".yaml"), read_yaml(file), self._texts)

    def __call__(self, key: str, /, **gaps: Any) -> str:
        """The text with its gaps filled; with `count`, its one or its many form.

        Where a gap is filled with markup, what comes back is markup with all else escaped.
        Raises LanguageBroken for a key that is not there, naming it.
        """
        if "count" in gaps and f"{key}.many" in self._texts:
            key = f"{key}.one" if gaps["count"] == 1 else f"{key}.many"
        text = str(self._found(key))
        if any(hasattr(gap, "__html__") for gap in gaps.values()):
            return escape(text).format(**gaps)
        return Formatter().vformat(text, (), gaps)

    def many(self, key: str) -> Sequence[str]:
        """A list of texts, such as the names of the months."""
        found = self._found(key)
        return [str(one) for one in found] if isinstance(found, list) else [str(found)]

    def either(self, key: str, otherwise: str) -> str:
        """The text, or `otherwise` where the language has none."""
        return str(self._texts.get(key, otherwise))

    @property
    def keys(self) -> frozenset[str]:
        """Every key there is."""
        return frozenset(self._texts)

    def _found(self, key: str) -> Any:
        if key not in self._texts:
            raise LanguageBroken(f"languages/{self._code}/page: there is no text '{key}'.")
        return self._texts[key]


@cache
def words_in(code: str) -> Words:
    """The words of a language, read once."""
    return Words(code)


def _spread(prefix: str, content: Any, into: dict[str, Any]) -> None:
    if isinstance(content, Mapping):
        for key, value in content.items():
            _spread(f"{prefix}.{key}", value, into)
    else:
        into[prefix] = content
