"""The project's own files, as the tests of its shape read them."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).parents[1]
ROOMS = ("config", "audio", "intents", "assistant")


@cache
def tracked() -> tuple[str, ...]:
    """Every path that git keeps and that is there, relative to the project."""
    # A checkout may belong to somebody else than who tests it, as in a container.
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=PROJECT,
        capture_output=True,
        check=True,
        text=True,
    )
    return tuple(path for path in listing.stdout.split("\0") if (PROJECT / path).is_file())


@dataclass(frozen=True)
class Import:
    """One name that a module brings in from elsewhere."""

    name: str
    """Dotted, in full: "audio.sound.Clip" for `from audio.sound import Clip`."""

    line: int
    at_once: bool
    """True at module level: it happens when the module is imported, not when a function runs."""


@dataclass(frozen=True)
class Module:
    """One Python file of the project."""

    path: str
    text: str

    @property
    def room(self) -> str:
        """The top-level folder it lies in."""
        return self.path.split("/")[0]

    @property
    def package(self) -> str:
        """The dotted name of the package that relative imports start from."""
        return self.path.rpartition("/")[0].replace("/", ".")

    def tree(self) -> ast.Module:
        """The parsed source."""
        return ast.parse(self.text, self.path)

    def imports(self) -> Iterator[Import]:
        """Everything it imports, wherever in the file."""
        yield from _imports(self.tree(), self.package, at_once=True)


def _imports(node: ast.AST, package: str, at_once: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield Import(alias.name, child.lineno, at_once)
        elif isinstance(child, ast.ImportFrom):
            base = child.module or ""
            if child.level:
                above = package.split(".")[: len(package.split(".")) - child.level + 1]
                base = ".".join([*above, base]).strip(".")
            for alias in child.names:
                yield Import(f"{base}.{alias.name}", child.lineno, at_once)
        else:
            yield from _imports(child, package, at_once and not _waits(child))


def _waits(node: ast.AST) -> bool:
    """Whether what is in it does not run on import: a function's body, or what only mypy reads."""
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)


@cache
def modules() -> tuple[Module, ...]:
    """Every Python file of the project."""
    return tuple(
        Module(path, (PROJECT / path).read_text(encoding="utf-8"))
        for path in tracked()
        if path.endswith(".py")
    )
