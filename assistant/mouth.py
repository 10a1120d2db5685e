"""The mouth: says lines and plays earcons in order, and tells the ears who has the floor."""

import logging
import queue
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from assistant.board import Board
from assistant.events import (
    Caption,
    Chime,
    Close,
    Deafen,
    Expect,
    Forget,
    Loudness,
    MouthEvent,
    Say,
    Spoken,
    Trouble,
)
from audio.errors import SpeakerMissing, VoiceFailed
from audio.floor import Floor
from audio.ports import Speaker
from audio.sound import Clip

log = logging.getLogger(__name__)

KEPT_CLIPS = 20
SPEAKER_RETRY_SECONDS = 3.0
LOUDEST = 100
CHIME_VOLUME = 0.6
"""Earcons play softer than speech."""

Trace = Callable[..., None]


class Rendering(Protocol):
    """Text to sound, with a cache (audio.rendering)."""

    def speak(self, text: str, rate: int, keep: bool = True) -> Clip:
        """The text as a clip; with keep=False nothing of it stays on disk."""


class Mouth:
    """Belongs to the thread that calls `run`, except `post`, `hush` and `clip`."""

    def __init__(
        self,
        floor: Floor,
        board: Board,
        voice: Rendering,
        open_speaker: Callable[[], Speaker],
        chimes: Mapping[str, Clip],
        tell_brain: Callable[[Any], None],
        deafen: Callable[[bool], None],
        loudness: Loudness,
        spoken_forms: Mapping[str, str],
        trace: Trace,
    ) -> None:
        self._floor, self._board, self._voice = floor, board, voice
        self._open_speaker, self._chimes = open_speaker, chimes
        self._tell_brain, self._deafen, self._trace = tell_brain, deafen, trace
        self._loudness, self._spoken_forms = loudness, spoken_forms
        self._inbox: queue.SimpleQueue[tuple[int, MouthEvent]] = queue.SimpleQueue()
        self._epoch = 0
        self._speaker: Speaker | None = None
        self._speaker_missing = False
        self._speaker_failed_at = -SPEAKER_RETRY_SECONDS
        self._clips: OrderedDict[int, Clip] = OrderedDict()
        self._number = 0
        self._lock = threading.Lock()

    # ---- from any thread

    def post(self, event: MouthEvent) -> None:
        """Queue something to say or do, after everything queued before it."""
        self._inbox.put((self._epoch, event))

    def hush(self) -> None:
        """Cut what is playing and drop every line and earcon queued before this moment."""
        self._epoch += 1
        for _ in range(30):
            speaker = self._speaker
            if speaker is None or not (self._floor.speaking or self._floor.chiming):
                return
            speaker.stop()
            time.sleep(0.01)

    def fall_silent(self) -> None:
        """Like hush, but without waiting: for a signal handler on the mouth's own thread."""
        self._epoch += 1
        if self._speaker is not None:
            self._speaker.stop()

    def clip(self, number: int) -> Clip | None:
        """The sound of a line said lately, for the page."""
        with self._lock:
            return self._clips.get(number)

    # ---- on the mouth's thread

    def run(self, wanted: Callable[[], bool]) -> Close:
        """Work until a Close arrives or `wanted` says no (looked at five times a second)."""
        try:
            while wanted():
                try:
                    epoch, event = self._inbox.get(timeout=0.2)
                except queue.Empty:
                    continue
                if isinstance(event, Close):
                    return event
                self._deal_with(event, dropped=epoch < self._epoch)
            return Close()
        finally:
            if self._speaker is not None:
                self._speaker.close()

    def _deal_with(self, event: MouthEvent, dropped: bool) -> None:
        match event:
            case Say() if dropped:
                self._tell_brain(Spoken(event.turn, cut=True))
            case Say():
                self._say(event)
            case Chime() if not dropped:
                self._chime(event)
            case Expect():
                self._floor.expects = event.expectation
            case Loudness():
                self._loudness = event
            case Forget():
                with self._lock:
                    self._clips.clear()
            case Deafen():
                self._deafen(event.deaf)

    def _say(self, line: Say) -> None:
        epoch = self._epoch
        shown = "" if line.unseen else line.text
        self._floor.line = line.text
        self._floor.speaking = True
        self._board.publish(state="speaking")
        cut = False
        try:
            clip = self._render(line)
            self._remember(line, clip)
            if clip is not None and epoch == self._epoch:
                self._trace("sound", text=shown, at=time.monotonic())
                cut = not self._play(clip, self._loud(line))
        finally:
            self._floor.speaking = False
            self._floor.line = ""
        cut = cut or epoch != self._epoch
        self._trace("spoken", text=shown, cut=cut, at=time.monotonic())
        self._tell_brain(Spoken(line.turn, cut))

    def _loud(self, line: Say) -> int:
        return min(LOUDEST, round(self._loudness.volume * line.volume_factor))

    def _render(self, line: Say) -> Clip | None:
        rate = round(self._loudness.rate * (0.9 if line.slow else 1))
        self._trace("say", text="" if line.unseen else line.text, at=time.monotonic())
        try:
            return self._voice.speak(
                self._as_spoken(line.text), rate, keep=not (line.private or line.unseen)
            )
        except VoiceFailed as error:
            self._tell_brain(Trouble("voice", str(error)))
            return None

    def _as_spoken(self, text: str) -> str:
        for name, said in self._spoken_forms.items():
            text = re.sub(rf"\b{re.escape(name)}\b", said, text)
        return text

    def _remember(self, line: Say, clip: Clip | None) -> None:
        if line.unseen:
            return
        with self._lock:
            self._number += 1
            number = self._number
            if clip is not None:
                self._clips[number] = clip
                if len(self._clips) > KEPT_CLIPS:
                    self._clips.popitem(last=False)
        self._board.caption(Caption("house", line.text, number if clip is not None else 0))

    def _chime(self, chime: Chime) -> None:
        clip = self._chimes.get(chime.name)
        if clip is None:
            return
        self._floor.chiming = True
        self._trace("chime", name=chime.name, at=time.monotonic())
        try:
            self._play(clip, round(self._loudness.volume * CHIME_VOLUME))
        finally:
            self._floor.chiming = False

    def _play(self, clip: Clip, volume: int) -> bool:
        speaker = self._ready_speaker()
        if speaker is None:
            return self._wait_out(clip)
        try:
            whole = speaker.play(clip, volume)
        except SpeakerMissing as error:
            self._lose_speaker(error)
            return self._wait_out(clip)
        if self._speaker_missing:
            self._speaker_missing = False
            self._tell_brain(Trouble("speaker", ""))
        self._board.publish(speaker=speaker.name)
        return whole

    def _wait_out(self, clip: Clip) -> bool:
        """Without a speaker a line takes its time all the same: it is read on the page."""
        epoch, end = self._epoch, time.monotonic() + clip.seconds
        while time.monotonic() < end:
            if epoch != self._epoch:
                return False
            time.sleep(0.02)
        return True

    def _ready_speaker(self) -> Speaker | None:
        if self._speaker is None:
            if time.monotonic() - self._speaker_failed_at < SPEAKER_RETRY_SECONDS:
                return None
            try:
                self._speaker = self._open_speaker()
            except SpeakerMissing as error:
                self._lose_speaker(error)
                return None
        return self._speaker

    def _lose_speaker(self, error: SpeakerMissing) -> None:
        if self._speaker is not None:
            self._speaker.close()
        self._speaker = None
        self._speaker_missing = True
        self._speaker_failed_at = time.monotonic()
        self._board.publish(speaker="")
        self._tell_brain(Trouble("speaker", str(error)))
