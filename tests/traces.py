"""Where words were left: every byte of every file below a folder."""

from pathlib import Path


def traces(folder: Path, *markers: str) -> list[str]:
    """The files, by name, in which a marker can be found, whatever its capitals."""
    wanted = [form for marker in markers for form in _forms(marker)]
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and any(form in path.read_bytes().lower() for form in wanted):
            found.append(str(path.relative_to(folder)))
    return found


def _forms(marker: str) -> list[bytes]:
    small = marker.lower()
    return [small.encode("utf-8"), small.encode("utf-16-le"), small.encode("utf-16-be")]
