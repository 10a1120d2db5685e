"""Who may import whom, and how large a thing may grow."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import PurePosixPath

import pytest

from tests.tree import PROJECT, ROOMS, Module, modules, tracked

MAY_IMPORT = {
    "config": {"config"},
    "audio": {"audio", "config"},
    "intents": {"intents", "config"},
    "assistant": {"assistant", "config", "audio", "intents"},
}
"""The arrows between rooms."""

MUST_NOT_IMPORT = {
    "events": {"journal", "rituals", "conversation", "dashboard", "app", "mouth"},
    "journal": {"privacy", "rituals", "conversation", "dashboard", "app", "mouth"},
    "rituals": {"journal", "conversation", "dashboard", "app", "mouth"},
    "privacy": {"household", "rituals", "conversation", "dashboard", "app", "mouth"},
    "dashboard": {"conversation", "app", "mouth"},
    "mouth": {"journal", "rituals", "conversation", "dashboard", "app"},
    "conversation": {"dashboard", "app", "mouth"},
}
"""Inside the assistant: what would turn an arrow round."""

FENCES = {
    "sounddevice": "audio/devices/",
    "vosk": "audio/devices/",
    "pyttsx3": "audio/devices/",
    "hibari": "audio/devices/",
    "pymicro_wakeword": "audio/devices/",
    "sqlite_utils": "assistant/journal/",
    "sqlite3": "assistant/journal/",
    "apscheduler": "assistant/rituals/schedule.py",
    "cryptography": "assistant/privacy/sealing.py",
    "flask": "assistant/dashboard/",
    "flask_wtf": "assistant/dashboard/",
    "werkzeug": "assistant/dashboard/",
    "waitress": "assistant/dashboard/",
    "hassil": "intents/",
    "rapidfuzz": "intents/",
    "onnxruntime": "intents/classifier.py",
}
"""The one place where each of these libraries is known."""

HARDWARE = ("sounddevice", "vosk", "pyttsx3", "hibari", "pymicro_wakeword")
TOP_FOLDERS = {"assistant", "intents", "audio", "tests", "config", "script", ".ci"}
LONGEST_MODULE = 320
LONGEST_FUNCTION = 40

in_rooms = [module for module in modules() if module.room in ROOMS]
every_room_module = pytest.mark.parametrize("module", in_rooms, ids=lambda module: module.path)
every_module = pytest.mark.parametrize("module", modules(), ids=lambda module: module.path)


@every_room_module
def test_rooms_import_along_the_arrows(module: Module):
    """A room that knows only those below it can be read, tested and changed without the rest."""
    ours = [found for found in module.imports() if found.name.split(".")[0] in (*ROOMS, "tests")]
    astray = [
        f"line {found.line}: {found.name}"
        for found in ours
        if found.name.split(".")[0] not in MAY_IMPORT[module.room]
    ]
    assert [] == astray


def unit(dotted: str) -> str:
    """The part of the assistant a name belongs to: "journal" for assistant.journal.schema."""
    return [*dotted.split("."), ""][1]


def inside_assistant() -> dict[str, set[str]]:
    """Which part of the assistant imports which others."""
    graph: dict[str, set[str]] = {}
    for module in in_rooms:
        if module.room == "assistant" and module.path != "assistant/__init__.py":
            mine = PurePosixPath(module.path).parts[1].removesuffix(".py")
            names = {unit(i.name) for i in module.imports() if i.name.startswith("assistant.")}
            graph.setdefault(mine, set()).update(names - {mine})
    return graph


@pytest.mark.parametrize("part", MUST_NOT_IMPORT)
def test_inside_the_assistant_no_arrow_is_turned_round(part: str):
    """The page must not reach into a conversation, nor a ritual into the journal."""
    assert set() == inside_assistant().get(part, set()) & MUST_NOT_IMPORT[part]


def test_inside_the_assistant_nothing_goes_in_circles():
    """Two parts that import each other are one part with two names."""
    order = list(TopologicalSorter(inside_assistant()).static_order())
    assert len(order) == len(set(order))


def test_nobody_imports_the_command_line():
    """It prints and exits, which no other part may do."""
    importers = [part for part, others in inside_assistant().items() if "__main__" in others]
    assert [] == importers


@every_room_module
def test_a_library_is_known_in_one_place_only(module: Module):
    """Whoever replaces a library, or works round its traps, has one place to look at."""
    astray = [
        f"line {found.line}: {found.name} belongs in {FENCES[found.name.split('.')[0]]}"
        for found in module.imports()
        if not module.path.startswith(FENCES.get(found.name.split(".")[0], ""))
    ]
    assert [] == astray


@every_room_module
def test_devices_are_imported_when_they_are_opened(module: Module):
    """Importing sounddevice fails where PortAudio is missing, and the house starts there too."""
    if module.path.startswith("audio/devices/") and not module.path.endswith("/__init__.py"):
        adapters = set()
    else:
        folder = PROJECT / "audio" / "devices"
        adapters = {f"audio.devices.{file.stem}" for file in folder.glob("[!_]*.py")}
    too_early = [
        f"line {found.line}: {found.name}"
        for found in module.imports()
        if found.at_once and ".".join(found.name.split(".")[:3]) in adapters
    ]
    assert [] == too_early


def test_the_house_can_be_imported_without_any_sound_library():
    """What the import statements promise must hold when Python really runs them."""
    names = [
        module.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for module in in_rooms
        if not module.path.startswith("audio/devices/") or module.path.endswith("/__init__.py")
    ]
    program = f"""
import importlib, sys
for name in {names!r}:
    importlib.import_module(name)
print(*sorted(set({HARDWARE!r}) & set(sys.modules)))
"""
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, capture_output=True, check=False, text=True
    )
    assert ("\n", "") == (run.stdout, run.stderr)


def test_the_top_level_folders_are_the_rooms():
    """A newcomer finds five folders, each named for what it holds."""
    folders = {path.split("/")[0] for path in tracked() if "/" in path}
    assert set() == folders - TOP_FOLDERS


@every_room_module
def test_only_the_command_line_prints(module: Module):
    """The house runs for months in a corner, where nobody reads what is printed."""
    calls = [node for node in ast.walk(module.tree()) if isinstance(node, ast.Call)]
    prints = [
        call.lineno
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in ("print", "exit", "quit")
    ]
    assert module.path == "assistant/__main__.py" or prints == []


@every_module
def test_a_module_fits_in_one_sitting(module: Module):
    """A file holds one idea, and an idea does not need more."""
    assert len(module.text.splitlines()) <= LONGEST_MODULE


def lines_of_code(function: ast.FunctionDef | ast.AsyncFunctionDef, text: list[str]) -> int:
    """Its lines without docstring, blank lines and comments."""
    body = function.body
    docstring = range(0)
    if ast.get_docstring(function) is not None:
        docstring = range(body[0].lineno, (body[0].end_lineno or 0) + 1)
    numbers = range(function.lineno, (function.end_lineno or 0) + 1)
    code = [text[number - 1].strip() for number in numbers if number not in docstring]
    return len([line for line in code if line and not line.startswith("#")])


@every_module
def test_a_function_fits_on_one_screen(module: Module):
    """When a function needs a heading inside, that heading is the name of a function."""
    text = module.text.splitlines()
    too_long = [
        f"{node.name}: {lines_of_code(node, text)} lines"
        for node in ast.walk(module.tree())
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and lines_of_code(node, text) > LONGEST_FUNCTION
    ]
    assert [] == too_long
