"""The talk button: the browser's own microphone in pieces."""

from tests.assistant.dashboard.conftest import Tab
from tests.assistant.dashboard.fake_door import FakeDoor


def push(tab: Tab, talker: str, piece: str, pcm: bytes) -> int:
    """Send one piece of sound."""
    return tab.post("/talk/push", pcm, X_Talker=talker, X_Piece=piece).status_code


def test_sound_arrives_whole_and_in_order(tab: Tab, door: FakeDoor):
    """A piece that comes twice counts once; one out of turn is refused."""
    assert tab.post("/talk/begin", X_Talker="a").status_code == 204
    assert push(tab, "a", "0", b"ab") == 204
    assert push(tab, "a", "0", b"ab") == 409
    assert push(tab, "a", "2", b"ef") == 409
    assert push(tab, "a", "1", b"cd") == 204
    assert tab.post("/talk/end", X_Talker="a").status_code == 204
    assert door.talks == [b"abcd"]
    assert not door.talking


def test_one_tab_talks_at_a_time(tab: Tab, door: FakeDoor):
    """Two microphones at once would be a muddle."""
    assert tab.post("/talk/begin", X_Talker="a").status_code == 204
    assert tab.post("/talk/begin", X_Talker="b").status_code == 409
    assert push(tab, "b", "0", b"ab") == 409
    assert tab.post("/talk/end", X_Talker="b").status_code == 409
    assert door.talking


def test_what_is_no_sound_is_refused(tab: Tab, door: FakeDoor):
    """Half a sample, an endless piece, a piece without a number, nobody's piece."""
    tab.post("/talk/begin", X_Talker="a")
    assert push(tab, "a", "0", b"abc") == 400
    assert push(tab, "a", "0", bytes(130_000)) == 400
    assert push(tab, "a", "one", b"ab") == 400
    assert tab.post("/talk/begin").status_code == 409
    assert door.talks == [b""]
