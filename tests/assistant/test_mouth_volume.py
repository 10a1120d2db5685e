"""How loud a line is played: the household's volume, the line's own share, never beyond the top."""

import pytest

from assistant.board import Board
from assistant.events import Close, Loudness, Say
from assistant.mouth import Mouth
from audio.floor import Floor
from tests.fakes import FakeSpeaker, FakeVoice


@pytest.mark.parametrize(("set_to", "louder"), [(50, 65), (70, 91), (90, 100), (100, 100)])
def test_a_louder_line_stays_within_the_speaker_and_the_next_is_as_set(set_to: int, louder: int):
    """Over a stove as much louder as there is room for."""
    speaker = FakeSpeaker()
    mouth = Mouth(
        floor=Floor(),
        board=Board(),
        voice=FakeVoice(),
        open_speaker=lambda: speaker,
        chimes={},
        tell_brain=lambda event: None,
        deafen=lambda deaf: None,
        loudness=Loudness(set_to, 165),
        spoken_forms={},
        trace=lambda event, **fields: None,
    )
    for event in (Say("A question.", volume_factor=1.3), Say("Good evening."), Close()):
        mouth.post(event)
    mouth.run(lambda: True)
    assert speaker.volumes == [louder, set_to]
