"""What a stranger who clones the project may count on."""

import os
import re
import subprocess
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

import pytest

from tests.tree import PROJECT, tracked

LOCKS = ("requirements.lock", "requirements-test.lock")
SCRIPTS = (
    "script/run",
    "script/test",
    "script/lint",
    "script/lock",
    "script/bench",
    "script/train",
    ".ci/run",
)
BINARY = {
    ".fst",
    ".mdl",
    ".flac",
    ".wav",
    ".png",
    ".jpg",
    ".woff2",
    ".ico",
    ".gz",
    ".db",
    ".onnx",
    ".npz",
}
FOREIGN = (
    "*.flac",
    "*.wav",
    "*.woff2",
    "*.woff",
    "*.ttf",
    "*.min.js",
    "audio/models/*/README.md",
    "*.onnx",
)
"""Files that others made: sound, fonts, vendored programs and speech models."""

# Put together from pieces, so that this file does not name what it looks for.
REGISTRIES = ("pypi" + ".org", "python" + "hosted", "index" + "-url", "trusted" + "-host")
MACHINE_PATHS = re.compile(r"(?<![\w.~-])/(?:wo" + r"rk|root|home/\w+|tmp/\w+|Users/\w+)/")

texts = [path for path in tracked() if PurePosixPath(path).suffix not in BINARY]
every_text = pytest.mark.parametrize("path", texts)
every_lock = pytest.mark.parametrize("lock", LOCKS)


def read(path: str) -> str:
    """A file of the project as text."""
    return (PROJECT / path).read_text(encoding="utf-8")


def packages(lock: str) -> dict[str, str]:
    """Each package of a lock file with everything the file says about it."""
    entries = re.split(r"^(?=[a-z0-9][\w.-]*==)", read(lock), flags=re.MULTILINE)[1:]
    return {entry.partition("==")[0]: entry for entry in entries}


def test_the_licence_is_there_in_full():
    """Without it nobody may use, change or pass on the house."""
    licence = read("LICENSE")
    assert "Apache License" in licence
    assert "Version 2.0, January 2004" in licence
    assert "END OF TERMS AND CONDITIONS" in licence


def test_whatever_others_made_is_in_the_notices():
    """Who ships another's work names its maker and its licence."""
    named = re.findall(
        r"^\| ((?:`[^`]+`(?:, )?)+) \|", read("THIRD_PARTY_NOTICES.md"), re.MULTILINE
    )
    patterns = [pattern for cell in named for pattern in re.findall(r"`([^`]+)`", cell)]
    foreign = [path for path in tracked() if any(fnmatchcase(path, kind) for kind in FOREIGN)]
    unnamed = [
        path
        for path in foreign
        if not any(
            path.startswith(pattern) or fnmatchcase(path, pattern.replace("**/", ""))
            for pattern in patterns
        )
    ]
    assert foreign, "the starter model at least is not ours"
    assert [] == unnamed


@every_lock
def test_every_package_is_in_the_notices(lock: str):
    """The list of dependencies and their licences is as long as the lock file."""
    notices = read("THIRD_PARTY_NOTICES.md")
    assert [] == [name for name in packages(lock) if f"| {name} | " not in notices]


@every_lock
def test_every_package_has_checksums(lock: str):
    """What is installed next year must be what was tried today."""
    unchecked = [name for name, entry in packages(lock).items() if "--hash=sha256:" not in entry]
    assert packages(lock)
    assert [] == unchecked


def test_the_tests_run_with_the_versions_of_the_house():
    """Otherwise they would prove another house than the one that is started."""
    house, tests = (
        {name: entry.split()[0] for name, entry in packages(lock).items()} for lock in LOCKS
    )
    assert house == {name: tests.get(name) for name in house}


def test_the_locks_hold_what_the_project_asks_for():
    """A dependency that was added and not locked would be missing on every new machine."""
    project = read("pyproject.toml")
    asked = re.search(r"^dependencies = \[(.*?)^\]", project, re.DOTALL | re.MULTILINE)
    extra = re.search(r"^test = \[(.*?)^\]", project, re.DOTALL | re.MULTILINE)
    assert asked and extra
    for lines, lock in ((asked[1], LOCKS[0]), (extra[1], LOCKS[1])):
        names = {name.lower() for name in re.findall(r'^\s+"([\w-]+)', lines, re.MULTILINE)}
        assert set() == names - set(packages(lock))
    assert all("pyrnnoise" in packages(lock) for lock in LOCKS), "the extra named suppression"


@every_text
def test_no_registry_and_no_machine_is_named(path: str):
    """A clone must not reach for an address, or a folder, that only one place has."""
    text = read(path)
    assert [] == [name for name in REGISTRIES if name in text]
    assert [] == MACHINE_PATHS.findall(text)


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_can_be_started(script: str):
    """Two commands are all that the README promises; they must not need a chmod first."""
    assert os.access(PROJECT / script, os.X_OK)
    assert read(script).startswith("#!/usr/bin/env ")


shell = [path for path in texts if re.match(r"#.*\b(ba)?sh\b", read(path).partition("\n")[0])]


@pytest.mark.parametrize("script", shell)
def test_shell_scripts_can_be_parsed(script: str):
    """A slip in a branch that runs only without sudo would otherwise wait for its first victim."""
    run = subprocess.run(["bash", "-n", script], cwd=PROJECT, capture_output=True, check=False)
    assert (0, b"") == (run.returncode, run.stderr)


def test_the_readme_names_commands_that_are_there():
    """The first thing a newcomer types has to work."""
    named = set(re.findall(r"\bscript/[a-z]+\b", read("README.md")))
    assert {"script/run", "script/test"} <= named
    assert set() == {name for name in named if not (PROJECT / name).exists()}
