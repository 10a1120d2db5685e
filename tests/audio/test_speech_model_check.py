"""Is a speech model's folder whole, and of the kind that can be used?"""

from pathlib import Path

import pytest

from audio.errors import ModelUnusable
from audio.model_check import check, write_lists
from audio.model_registry import STARTER
from tests.audio.model_site import PARTS, write_model


def refusal(folder: Path, *, whole: bool = False) -> str:
    with pytest.raises(ModelUnusable) as caught:
        check(folder, whole=whole)
    return str(caught.value)


def test_the_model_that_comes_with_the_house_is_whole():
    """Every byte of it, as its makers listed them."""
    assert STARTER.shipped is not None
    check(STARTER.shipped, whole=True)


def test_the_starters_list_of_sizes_covers_everything_that_is_summed():
    """Two lists of the same files must not drift apart."""
    assert STARTER.shipped is not None
    names = [
        {line.partition("  ")[2] for line in (STARTER.shipped / name).read_text().splitlines()}
        for name in ("SIZES", "SHA256SUMS")
    ]
    assert names[0] == names[1]


def test_a_model_without_lists_of_its_own_is_accepted(tmp_path: Path):
    """Any Vosk model may be chosen."""
    check(write_model(tmp_path / "mine"), whole=True)


def test_a_model_without_ivectors_is_accepted(tmp_path: Path):
    """The starter has none either."""
    parts = {name: part for name, part in PARTS.items() if not name.startswith("ivector/")}
    check(write_model(tmp_path / "mine", parts))


def test_a_missing_folder_is_named(tmp_path: Path):
    """The path is what its owner can mend."""
    assert f"{tmp_path / 'gone'}: the folder is missing" in refusal(tmp_path / "gone")


@pytest.mark.parametrize("name", [name for name in PARTS if name != "graph/HCLr.fst"])
def test_an_incomplete_model_names_the_missing_file(tmp_path: Path, name: str):
    """Vosk would tell it on stderr only, or hear nonsense."""
    folder = write_model(tmp_path / "mine")
    (folder / name).unlink()
    assert f"The speech model mine is incomplete: {name} is missing." == refusal(folder)


def test_a_missing_graph_is_incomplete_and_not_static(tmp_path: Path):
    """It is static only if it has the static graph instead."""
    folder = write_model(tmp_path / "mine")
    (folder / "graph/HCLr.fst").unlink()
    assert "incomplete: graph/HCLr.fst is missing" in refusal(folder)


def test_a_static_model_is_refused_with_the_reason(tmp_path: Path):
    """It would silently ignore every phrase list."""
    parts = dict(PARTS)
    parts["graph/HCLG.fst"] = parts.pop("graph/HCLr.fst")
    told = refusal(write_model(tmp_path / "big", parts))
    assert "static" in told
    assert "its phrase lists cannot be changed while running" in told


@pytest.mark.parametrize("name", ["graph/Gr.fst", "am/final.mdl", "conf/model.conf"])
def test_an_empty_file_is_damage(tmp_path: Path, name: str):
    """A disk that was full leaves such files."""
    folder = write_model(tmp_path / "mine")
    (folder / name).write_bytes(b"")
    assert f"damaged: {name} is empty" in refusal(folder)


def test_a_file_of_another_kind_is_damage(tmp_path: Path):
    """A checkout without its large files has a few lines of text in their place."""
    folder = write_model(tmp_path / "mine")
    (folder / "graph/Gr.fst").write_text("version https://git-lfs.github.com/spec/v1\n")
    assert "damaged: graph/Gr.fst is not what it should be" in refusal(folder)


def test_a_cut_file_is_seen_at_every_start(tmp_path: Path):
    """Sizes cost nothing to compare."""
    folder = write_model(tmp_path / "mine")
    write_lists(folder)
    with (folder / "graph/HCLr.fst").open("r+b") as file:
        file.truncate(5)
    assert "damaged: graph/HCLr.fst has 5 bytes instead of 8" in refusal(folder)


def test_a_changed_byte_is_seen_when_the_whole_is_looked_at(tmp_path: Path):
    """Size and name are right; only the sum tells."""
    folder = write_model(tmp_path / "mine")
    write_lists(folder)
    with (folder / "am/final.mdl").open("r+b") as file:
        file.seek(6)
        file.write(b"x")
    check(folder)
    assert "damaged: am/final.mdl has changed" in refusal(folder, whole=True)


def test_a_note_beside_the_model_may_be_edited(tmp_path: Path):
    """A README is not part of what hears."""
    folder = write_model(tmp_path / "mine", PARTS | {"README": b"about\n"})
    write_lists(folder)
    (folder / "README").write_text("about this model, at length\n")
    check(folder, whole=True)


def test_the_folder_around_a_model_tells_where_the_model_is(tmp_path: Path):
    """Unpacking by hand often makes one folder too many."""
    write_model(tmp_path / "outer" / "inner")
    assert f"choose {tmp_path / 'outer' / 'inner'}" in refusal(tmp_path / "outer")


def test_any_other_folder_is_no_model(tmp_path: Path):
    """Somebody chose their music."""
    assert "is not a speech model" in refusal(tmp_path)
