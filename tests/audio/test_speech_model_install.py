"""How a speech model gets here: fetched, checked, unpacked whole or not at all."""

import io
import os
import shutil
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from audio.errors import ModelUnusable
from audio.model_check import check
from audio.model_registry import OFFICIAL, STARTER
from audio.speech_model import DownloadFailed, Patience, first_start, install
from config import Home, HouseError, Settings, changed, save
from tests.audio.model_site import PARTS, ModelSite, model_site, write_model, zipped

NAME = OFFICIAL.name
HASTE = Patience(answer_seconds=0.3, slowest=1_000_000, window_seconds=0.2)


@pytest.fixture
def site() -> Iterator[ModelSite]:
    with model_site() as opened:
        yield opened


@pytest.fixture
def home(tmp_path: Path) -> Home:
    place = Home(tmp_path / "home")
    place.models.mkdir(parents=True)
    return place


def get(site: ModelSite, home: Home, seen: list[tuple[int, int]] | None = None) -> Path:
    told = [] if seen is None else seen
    return install(
        NAME,
        home,
        lambda done, total: told.append((done, total)),
        patience=HASTE,
        models=[site.model()],
    )


def left_over(home: Home) -> list[str]:
    return sorted(path.name for path in home.models.iterdir() if path.name != "attempts.json")


@pytest.mark.parametrize("manner", ["good", "moved"])
def test_a_model_is_fetched_checked_and_unpacked(site: ModelSite, home: Home, manner: str):
    """Also when its authors have moved it."""
    site.manner = manner
    seen: list[tuple[int, int]] = []
    folder = get(site, home, seen)
    check(folder, whole=True)
    assert home.models / NAME == folder
    assert (len(site.archive), len(site.archive)) == seen[-1]
    assert [NAME] == left_over(home)


@pytest.mark.parametrize(
    ("manner", "told"),
    [
        ("missing", "answers 404"),
        ("truncated", "broke off"),
        ("stalled", "has stopped answering"),
        ("silent", "has stopped answering|cannot be reached: timed out"),
        ("dripping", "too slow just now"),
        ("wrong", "not the model that was expected"),
        ("login page", "offers 33 bytes instead of"),
        ("no length", "sends more than"),
    ],
)
def test_a_bad_download_is_given_up_and_leaves_nothing(
    site: ModelSite, home: Home, manner: str, told: str
):
    """The house must not wait for ever, nor keep half a model."""
    site.manner = manner
    with pytest.raises(DownloadFailed, match=told):
        get(site, home)
    assert [] == left_over(home)


def test_a_site_that_is_not_there_is_told(site: ModelSite, home: Home):
    """No internet is the usual reason."""
    model = site.model()
    nobody = type(model)(
        **{f: getattr(model, f) for f in model.__slots__}
        | {"address": "http://127.0.0.1:9/model.zip"}
    )
    with pytest.raises(DownloadFailed, match="cannot be reached: Connection refused"):
        install(NAME, home, lambda *_: None, patience=HASTE, models=[nobody])


def test_a_failed_fetch_leaves_the_older_model_as_it_was(site: ModelSite, home: Home):
    """Better an old model than none."""
    write_model(home.models / NAME, PARTS | {"README": b"old"})
    site.manner = "truncated"
    with pytest.raises(DownloadFailed):
        get(site, home)
    assert b"old" == (home.models / NAME / "README").read_bytes()


def test_a_new_model_takes_the_damaged_ones_place(site: ModelSite, home: Home):
    """That is what one is told to do about damage."""
    (home.models / NAME / "graph").mkdir(parents=True)
    check(get(site, home))
    assert [NAME] == left_over(home)


def link(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(entry, "/etc/passwd")
    return buffer.getvalue()


@pytest.mark.parametrize(
    "archive",
    [
        zipped({"../../evil": b"x"} | PARTS),
        zipped(PARTS | {"/tmp/evil": b"x"}, top=""),
        zipped(PARTS | {"..\\evil": b"x"}),
        link("m/link"),
    ],
    ids=["parent", "absolute", "backslash", "link"],
)
def test_an_archive_that_reaches_out_of_its_folder_is_refused(
    site: ModelSite, home: Home, archive: bytes
):
    """Even a known sum does not make that right."""
    site.archive = archive
    with pytest.raises(ModelUnusable, match="reaches outside its own folder"):
        get(site, home)
    assert [] == left_over(home)


@pytest.mark.parametrize(
    ("archive", "told"),
    [
        (b"this is no archive", "is not a whole zip archive"),
        (zipped({"README": b"nothing else"}), "is not a speech model"),
        (zipped({k: v for k, v in PARTS.items() if k != "graph/Gr.fst"}), "graph/Gr.fst is miss"),
    ],
    ids=["no zip", "no model", "incomplete"],
)
def test_an_archive_without_a_model_is_refused(
    site: ModelSite, home: Home, archive: bytes, told: str
):
    """It is looked at before it takes its place."""
    site.archive = archive
    with pytest.raises(ModelUnusable, match=told):
        get(site, home)
    assert [] == left_over(home)


def test_without_room_on_the_disk_nothing_is_fetched(
    site: ModelSite, home: Home, monkeypatch: pytest.MonkeyPatch
):
    """A disk filled to the brim would stop the journal."""
    monkeypatch.setattr(
        shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9 - 100, 100)
    )
    with pytest.raises(HouseError, match="0 MB are free"):
        get(site, home)
    assert 0 == site.asked


def test_what_an_interrupted_fetch_left_is_swept_up_later(site: ModelSite, home: Home):
    """A pulled plug leaves 41 MB; a program that is still at it is left in peace."""
    old, young = home.models / ".unpacking-old", home.models / ".young.zip"
    old.mkdir()
    os.utime(old, (0, 0))
    young.touch()
    get(site, home)
    assert [".young.zip", NAME] == left_over(home)


def start(site: ModelSite, home: Home, settings: Settings | None = None) -> str:
    return first_start(
        home, lambda *_: None, settings=settings, patience=HASTE, models=[site.model()]
    )


def test_the_first_start_fetches_the_official_model(site: ModelSite, home: Home):
    """And the second finds it there without asking anybody."""
    assert f"The speech model {NAME} is here." == start(site, home)
    assert "" == start(site, home)
    assert 1 == site.asked


def test_a_failed_attempt_is_not_repeated_at_every_start(site: ModelSite, home: Home):
    """A house without internet would wait each time it is switched on."""
    site.manner = "missing"
    told = start(site, home)
    assert "answers 404" in told
    assert f"models install {NAME}” tries again" in told
    assert "" == start(site, home)
    assert 1 == site.asked


def test_asking_for_it_tries_again(site: ModelSite, home: Home):
    """The failed attempt is then forgotten."""
    site.manner = "missing"
    start(site, home)
    site.manner = "good"
    check(get(site, home))
    shutil.rmtree(home.models / NAME)
    assert f"The speech model {NAME} is here." == start(site, home)


@pytest.mark.parametrize(
    "wish", [{"listening.fetch_model": "off"}, {"listening.model": "en-starter"}]
)
def test_nothing_is_fetched_against_the_settings(site: ModelSite, home: Home, wish: dict[str, str]):
    """Who wants no internet, or has chosen a model, is not overruled."""
    assert "" == start(site, home, changed(Settings(), wish))
    save(home.settings_file, changed(Settings(), wish))
    assert "" == start(site, home)
    assert 0 == site.asked


def test_an_interruption_is_not_a_failed_attempt(site: ModelSite, home: Home):
    """Ctrl-C during the bar means "not now"."""

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        first_start(home, interrupt, patience=HASTE, models=[site.model()])
    assert [] == left_over(home)
    assert f"The speech model {NAME} is here." == start(site, home)


def test_the_model_that_comes_along_needs_no_fetching(home: Home):
    """It is "installed" on every machine."""
    assert STARTER.shipped == install(STARTER.name, home, lambda *_: None)


def test_an_unknown_name_is_told_with_the_known_ones(home: Home):
    """A folder is used, not installed."""
    with pytest.raises(HouseError, match=f"“ko”. There are: {NAME}, en-starter"):
        install("ko", home, lambda *_: None)


def test_a_real_model_survives_the_whole_way(site: ModelSite, home: Home):
    """Zipped, served, fetched and unpacked, the starter is still the starter."""
    assert STARTER.shipped is not None
    parts = {
        path.relative_to(STARTER.shipped).as_posix(): path.read_bytes()
        for path in STARTER.shipped.rglob("*")
        if path.is_file()
    }
    site.archive = zipped(parts)
    folder = install(NAME, home, lambda *_: None, models=[site.model()])
    check(folder, whole=True)
    assert parts["SHA256SUMS"].splitlines()[3] in (folder / "SHA256SUMS").read_bytes()
