"""What every recogniser promises: the fake that tests rely on, and Vosk with the shipped model."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from audio.devices.wav_microphone import speech_of
from audio.errors import ModelUnusable
from audio.ports import SpeechEngine
from audio.sound import FRAME_SECONDS, Frame, Grammar, Utterance
from audio.transcribing import Transcriber, frames_of
from tests.audio.hearing_fakes import FakeEngine, quiet, said
from tests.tree import PROJECT

SPEECH = PROJECT / "tests" / "speech"
MODEL = PROJECT / "audio" / "models" / "en-starter"
CLIPS = {
    "tonight's question please": "001-af_bella.flac",
    "stop": "188-am_echo.flac",
    "what's for dinner": "306-bm_fable.flac",
}


@dataclass(frozen=True)
class Speech:
    """An engine, and somebody who speaks in a way that it can hear."""

    engine: SpeechEngine
    say: Callable[[str], list[Frame]]


def clip(text: str) -> list[Frame]:
    return frames_of(speech_of(SPEECH / CLIPS[text]))


@pytest.fixture(scope="module")
def vosk() -> SpeechEngine:
    from audio.devices.vosk_recognizer import VoskEngine

    return VoskEngine(MODEL, "en-starter")


@pytest.fixture(params=["fake", "vosk"])
def speech(request: pytest.FixtureRequest) -> Speech:
    if request.param == "fake":
        return Speech(FakeEngine(strange=["blargh"]), said)
    return Speech(request.getfixturevalue("vosk"), clip)


def heard(recognizer, frames: list[Frame]) -> Utterance | None:
    for frame in frames:
        recognizer.hear(frame)
    return recognizer.finish()


def test_speech_becomes_words_with_times(speech: Speech):
    """Times tell where a wake phrase ended and where free words began."""
    frames = speech.say("tonight's question please")
    utterance = heard(speech.engine.recognizer(), frames)
    assert utterance.text == "tonight's question please"
    assert 0 < utterance.confidence <= 1
    assert [word.text for word in utterance.words] == utterance.text.split()
    times = [time for word in utterance.words for time in (word.start, word.end)]
    assert times == sorted(times)
    assert 0 <= times[0] and times[-1] <= len(frames) * FRAME_SECONDS + 0.1


def test_times_begin_anew_with_each_stretch(speech: Speech):
    """A recogniser lives for a day; times since this morning would help nobody."""
    recognizer = speech.engine.recognizer()
    first = heard(recognizer, speech.say("tonight's question please"))
    heard(recognizer, quiet(3))
    again = heard(recognizer, speech.say("tonight's question please"))
    assert again.words[0].start == pytest.approx(first.words[0].start, abs=0.1)


def test_silence_is_none(speech: Speech):
    """Nobody spoke: that is not the same as not being understood."""
    recognizer = speech.engine.recognizer()
    assert heard(recognizer, quiet(12)) is None
    assert recognizer.finish() is None


def test_pauses_lose_nothing(speech: Speech):
    """Engines close a sentence at a pause; an answer is made of many."""
    frames = speech.say("tonight's question please")
    utterance = heard(speech.engine.recognizer(), frames + quiet(3) + frames + quiet(6) + frames)
    assert utterance.text == " ".join(["tonight's question please"] * 3)
    assert utterance.words[-1].start > len(frames) * FRAME_SECONDS * 2 + 8


def test_the_partial_result_grows_into_the_result(speech: Speech):
    """Captions are live, and end with what was heard."""
    recognizer = speech.engine.recognizer()
    assert recognizer.partial() == ""
    for frame in speech.say("tonight's question please") + quiet(1):
        recognizer.hear(frame)
    assert recognizer.partial() == "tonight's question please"
    recognizer.finish()
    assert recognizer.partial() == ""


def test_reset_forgets_the_stretch(speech: Speech):
    """What was said before the button was pressed is nobody's business."""
    recognizer = speech.engine.recognizer()
    for frame in speech.say("what's for dinner"):
        recognizer.hear(frame)
    recognizer.reset()
    assert heard(recognizer, speech.say("stop")).text == "stop"


def test_a_phrase_list_is_followed(speech: Speech):
    """Within the list it hears better than any open recogniser could."""
    listed = speech.engine.recognizer(["stop", "skip", speech.engine.unknown])
    assert heard(listed, speech.say("stop")).text == "stop"


def test_what_is_not_on_the_list_is_unknown(speech: Speech):
    """Never squeezed into a phrase that nobody said."""
    listed = speech.engine.recognizer(["stop", "skip", speech.engine.unknown])
    utterance = heard(listed, speech.say("what's for dinner"))
    assert set(utterance.text.split()) == {speech.engine.unknown}


def test_the_list_can_be_changed_between_stretches_and_in_the_midst_of_one(speech: Speech):
    """Every turn of a dialogue has its own phrases; changing them must never end the house."""
    recognizer = speech.engine.recognizer(["stop", "skip", speech.engine.unknown])
    assert heard(recognizer, speech.say("stop")).text == "stop"
    for frame in speech.say("stop"):
        recognizer.hear(frame)
    recognizer.expect(["tonight's question please"])
    assert heard(recognizer, speech.say("tonight's question please")) is not None
    recognizer.expect(None)
    assert heard(recognizer, speech.say("what's for dinner")).text == "what's for dinner"


def test_phrases_with_strange_words_are_left_out_whole(speech: Speech):
    """Half a phrase would be heard in the place of the whole one."""
    listed = speech.engine.recognizer(["stop blargh", "skip", speech.engine.unknown])
    assert heard(listed, speech.say("stop")).text == speech.engine.unknown


@pytest.mark.parametrize("phrases", [[], [""], ["blargh"], ["[unk]"]])
def test_a_list_of_which_nothing_remains_is_refused(speech: Speech, phrases: list[str]):
    """An empty list would end the process, or hear only "unknown" for ever."""
    with pytest.raises(ValueError, match="Not one"):
        speech.engine.recognizer(phrases)
    recognizer = speech.engine.recognizer()
    with pytest.raises(ValueError, match="Not one"):
        recognizer.expect(phrases)
    assert heard(recognizer, speech.say("stop")).text == "stop"


def test_it_says_which_words_it_knows(speech: Speech):
    """The page warns before a name is chosen that can never be heard."""
    assert speech.engine.knows("dinner")
    assert not speech.engine.knows("blargh")
    assert not speech.engine.knows("")


# ---- the shipped model


def test_the_model_lists_its_words(vosk):
    """Near misses of a wake phrase are looked for among them."""
    assert {"juniper", "jupiter", "jennifer"} <= set(vosk.vocabulary)


def test_a_model_that_cannot_follow_phrase_lists_is_refused(tmp_path: Path):
    """It would silently hear everything, and the house would act on it."""
    from audio.devices.vosk_recognizer import VoskEngine

    with pytest.raises(ModelUnusable, match=r"HCLr\.fst is missing"):
        VoskEngine(tmp_path, "big")


def test_a_damaged_model_is_a_sentence_not_a_crash(tmp_path: Path, capfd):
    """Half a download must leave a house that can say so."""
    from audio.devices.vosk_recognizer import VoskEngine

    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "HCLr.fst").write_bytes(b"half")
    with pytest.raises(ModelUnusable, match="damaged or incomplete"):
        VoskEngine(tmp_path, "half")


def test_words_inside_a_graph_file_are_found():
    """The official small model has no word list beside its graph."""
    from audio.devices.vosk_recognizer import symbols_of

    def text(word: str) -> bytes:
        return len(word).to_bytes(4, "little") + word.encode()

    table = (2125658996).to_bytes(4, "little") + text("words") + (3).to_bytes(8, "little")
    table += (3).to_bytes(8, "little")
    for key, word in enumerate(["<eps>", "juniper", "what's"]):
        table += text(word) + key.to_bytes(8, "little")
    assert symbols_of(b"header" + table + b"arcs") == {"<eps>": 0, "juniper": 1, "what's": 2}
    assert symbols_of(b"no table") == {}


@pytest.mark.parametrize("name", sorted(json.loads((SPEECH / "labels.json").read_text())))
def test_whole_sentences_are_heard_and_the_wake_phrase_taken_off(vosk, name: str):
    """The shipped ears, on people's sentences, as the command line hears them."""
    label = json.loads((SPEECH / "labels.json").read_text())[name]
    transcriber = Transcriber(vosk, "hey juniper")
    found = transcriber.transcribe(speech_of(SPEECH / name), Grammar(("stop", "undo that")))
    assert found.wake_heard is label["wake"]
    assert found.dictation.text == label["text"].lower()
    if label["text"] in ("stop", "undo that"):
        assert found.phrase.text == label["text"]


def test_weighing_finds_the_right_words_likelier(speech: Speech):
    """What was said, among a few phrases, is about as likely as free talk, others are not."""
    frames = speech.say("tonight's question please")

    def likelihood(phrases: list[str] | None) -> float:
        found = speech.engine.recognizer(phrases).weigh(frames)
        return found.likelihood if found else -1e9

    free = likelihood(None)
    right = likelihood(["stop", "tonight's question please"])
    wrong = likelihood(["please stop", "move on"])
    assert abs(free - right) < abs(free - wrong)


def test_weighing_starts_afresh_and_leaves_nothing_behind(speech: Speech):
    """The same stretch twice is as likely the second time, also with a hearing in between."""
    ear = speech.engine.recognizer(["stop"])
    first = ear.weigh(speech.say("stop"))
    between = heard(ear, speech.say("stop"))
    second = ear.weigh(speech.say("stop"))
    assert between is not None
    assert (between.text, between.likelihood) == ("stop", 0.0)
    assert 0.5 < between.confidence <= 1.0
    assert first is not None
    assert second is not None
    assert second.likelihood == pytest.approx(first.likelihood, abs=10.0)
