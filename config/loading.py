"""The settings file, read whole: every fault in it is told at once, with its line."""

import re
import tomllib
from pathlib import Path
from typing import Any

from config.errors import ConfigError, HouseError
from config.lines import line_of
from config.problems import check, dotted
from config.settings import Settings

_AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)|\s*\(at end of document\)")
_MOST_MISTAKES = 20


def load(path: Path) -> Settings:
    """The settings on file; the defaults if there is no such file.

    Raises ConfigError with every problem at once, each a sentence with the line, the setting and
    a guess at what was meant; HouseError if the file cannot be read.
    """
    return parse(read(path))


def read(path: Path) -> str:
    """The file's text, "" if there is no such file. Raises HouseError with a sentence."""
    try:
        # As bytes, so that the line ends stay as their owner's editor made them.
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError([f"line {line}: {path.name} is not written in UTF-8"]) from None
    except OSError as error:
        raise HouseError(f"{path} cannot be read: {error.strerror}.") from error


def parse(text: str) -> Settings:
    """The settings written in this text. Raises ConfigError with every problem at once."""
    data, slips = _parsed(text)
    problems = list(slips)
    settings, faults = check(data)
    for place, sentence in faults:
        problems.append((line_of(text, place) or 0, f"{dotted(place)}: {sentence}"))
    if settings is None or problems:
        raise ConfigError([_told(line, sentence) for line, sentence in sorted(problems)])
    return settings


def _told(line: int, sentence: str) -> str:
    return f"line {line}: {sentence}" if line else sentence


def _parsed(text: str) -> tuple[dict[str, Any], list[tuple[int, str]]]:
    """What the text says, and slips of the pen: lines that are not TOML are passed over."""
    lines = text.split("\n")  # other ends of lines that Python knows are none in TOML
    slips: list[tuple[int, str]] = []
    while len(slips) < _MOST_MISTAKES:
        try:
            return tomllib.loads("\n".join(lines)), slips
        except RecursionError:
            return {}, [*slips, (0, "this cannot be understood: too many brackets")]
        except tomllib.TOMLDecodeError as error:
            found = _AT_LINE.search(str(error))
            line = min(int(found[1]) if found and found[1] else len(lines), len(lines))
            reason = _AT_LINE.sub("", str(error))
            slips.append((line, f"this cannot be understood: {_plain(lines[line - 1], reason)}"))
            if lines[line - 1].lstrip().startswith("["):
                # Without its heading everything below would be blamed for being elsewhere.
                return {}, slips
            lines[line - 1] = ""
    return {}, slips


def _plain(line: str, reason: str) -> str:
    if reason.startswith("Cannot overwrite"):
        return "this setting stands here twice"
    if reason.startswith("Cannot declare"):
        return "this group stands here twice; put its settings together"
    if re.match(r"\s*[\w.-]+\s*=\s*(true|false|yes|no|on|off)\b", line, re.IGNORECASE):
        return "write true or false, in small letters"
    if re.match(r"\s*[\w.-]+\s*=\s*[^\"'\[{\s]", line):
        return 'a text must stand in quotes, like "21:30"'
    return reason[:1].lower() + reason[1:]
