"""The door of the running house: what the page asks for, passed on to the rooms."""

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from assistant.board import Board
from assistant.dashboard.door import VoiceChoice
from assistant.doctor import Finding
from assistant.events import Heard, ListenAgain, PersonErased, Say, SettingsChanged
from assistant.household import SettingsBook
from assistant.journal import Journal
from assistant.network import SWITCH, Network
from assistant.page_times import PageTimes, sentence
from assistant.privacy import Desk, Passcode
from assistant.rituals import Deck, OwnWords, Ritual, read_deck
from assistant.turns import Turn, Turns
from assistant.upkeep import Health, Upkeep
from assistant.written_help import written_help
from audio import devices
from audio.ears import Ears
from audio.phrase_check import Judgement
from audio.reading_trial import Read
from audio.sound import Clip, Utterance
from audio.wake_trial import Tried
from config.errors import HouseError
from config.helplines import helplines_for
from config.paths import Home
from config.settings import Listening, Settings
from intents.language import LanguagePack

TALK_ENDS_AFTER = 2.0
PREVIEW = "Good evening, you two. This is how I sound."
NO_MODEL = "There is no speech model yet, so nothing can be heard."
LISTEN_AGAIN = "listen again"
KEPT_WHILE_OPEN = (
    "speaking.volume",
    "speaking.rate",
    "quiet.",
    "rituals.",
    "household.keep",
    "household.own_help",
    SWITCH,
)
"""Settings that a running room reads anew; the others need the rooms to be opened again."""


class FrontDoor:
    """Implements assistant.dashboard.door.Door; made once, while the rooms behind it may change."""

    def __init__(
        self,
        home: Home,
        book: SettingsBook,
        board: Board,
        rituals: Mapping[str, Ritual],
        deck: Deck | None = None,
        trace: Callable[..., None] = lambda event, **fields: None,
    ) -> None:
        self.home = home.folder
        self.board = board
        self.page_microphone = devices.open_page_microphone()
        self.trace = Turns(trace)
        """Whoever works in the house tells it what happens; it passes that on to `trace`."""

        self.upkeep = Upkeep(home, self.now)
        self._home, self._book = home, book
        self._deck = deck or read_deck()
        self._rituals = rituals
        self.own_words = OwnWords(home.own_words_file)
        self.times = PageTimes(rituals, book, self.journal, self.now, self._tell)
        self.desk = Desk(
            home, self.settings, self.now, lambda person: self._tell(PersonErased(person))
        )
        passcode = Passcode(home.passcode_file, self.now)
        self.network = Network(self.settings, self.save_settings, passcode, board.trouble)
        self._waiting: list[Any] = []
        self._lock = threading.Lock()
        self._post: Callable[[Any], None] = self._waiting.append
        self._reopen: Callable[[], None] = lambda: None
        self._say: Callable[[Any], None] = lambda line: None
        self._clip: Callable[[int], Clip | None] = lambda number: None
        self._pack: LanguagePack | None = None
        self._ears: Ears | None = None
        self._silence: threading.Timer | None = None

    def connect(
        self,
        post: Callable[[Any], None],
        reopen: Callable[[], None],
        clip: Callable[[int], Clip | None],
        pack: LanguagePack,
        ears: Ears | None,
        say: Callable[[Any], None] = lambda line: None,
    ) -> None:
        """The rooms have been opened (again)."""
        with self._lock:
            self._reopen, self._clip = reopen, clip
            self._pack, self._ears, self._say = pack, ears, say
            self._post, waiting = post, self._waiting
            self._waiting = []
        for event in waiting:
            post(event)

    def settings(self) -> Settings:
        """The settings in force."""
        return self._book.settings

    def save_settings(self, changes: Mapping[str, str]) -> None:
        """Save, and open the rooms again where a running one cannot take it over."""
        before = self._book.settings
        after = self._book.change(changes)
        if after == before:
            return
        self.desk.note_access("settings", detail=", ".join(sorted(changes)))
        if all(name.startswith(KEPT_WHILE_OPEN) for name in changes):
            self._tell(SettingsChanged())
        else:
            self._open_rooms_again()

    def _open_rooms_again(self) -> None:
        with self._lock:
            # What is said until the rooms are open again waits for them.
            self._post = self._waiting.append
        self._reopen()

    def _tell(self, event: Any) -> None:
        with self._lock:
            self._post(event)

    def journal(self) -> Journal:
        """A journal for the calling thread."""
        return Journal(self._home.journal_file, self.now)

    def journal_changed(self) -> None:
        """The page has changed the journal: other open pages fetch it again."""
        self.board.publish(saved_count=self.board.snapshot().saved_count + 1)

    def say(self, text: str) -> str:
        """Typed words, as certain as words can be; whoever is in danger is answered here alone."""
        written = written_help(text, self._pack, helplines_for(self.settings()))
        if written:  # never aloud: who types it may have reason not to be overheard
            return written
        if text == LISTEN_AGAIN:
            self._tell(ListenAgain())
        elif text.strip():
            self._tell(Heard(None, Utterance(text.strip(), 1.0), source="text"))
        return ""

    def talk_begin(self) -> None:
        """The talk button went down."""
        self.page_microphone.begin()
        self._watch()

    def talk_push(self, pcm: bytes) -> None:
        """The next piece of the browser's sound."""
        self.page_microphone.push(pcm)
        self._watch()

    def talk_end(self) -> None:
        """The talk button was let go."""
        if self._silence:
            self._silence.cancel()
        self.page_microphone.end()

    def _watch(self) -> None:
        if self._silence:
            self._silence.cancel()
        self._silence = threading.Timer(TALK_ENDS_AFTER, self.page_microphone.end)
        self._silence.name = "talk button"
        self._silence.start()

    def close(self) -> None:
        """Nothing is watched any more."""
        if self._silence:
            self._silence.cancel()
            self._silence.join()

    def clip(self, number: int) -> Clip | None:
        """The sound of a line said lately."""
        return self._clip(number)

    def preview_voice(self, engine: str, voice: str, rate: int) -> Clip:
        """A sentence in this voice."""
        started = devices.start_voice(engine, voice)
        try:
            return started.speak(PREVIEW, rate)
        finally:
            started.close()

    def can_say(self, state: str) -> Sequence[str]:
        """What means something now."""
        return self._pack.examples(state, 12) if self._pack else ()

    def phrases(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Everything, by topic."""
        return list(self._pack.sentences_by_topic().items()) if self._pack else ()

    def ritual(self, name: str) -> Ritual | None:
        """The ritual of this name."""
        return self._rituals.get(name)

    def deck(self) -> Deck:
        """Every question that comes with the house."""
        return self._deck

    def speak(self, sentence: str) -> None:
        """Say this aloud, unless something is going on."""
        if self.board.snapshot().state not in ("resting", "quiet", "deaf"):
            raise HouseError("I am in the middle of something. Please try again in a moment.")
        with self._lock:
            say = self._say
        say(Say(sentence))

    def turns(self) -> Sequence[Turn]:
        """What was said lately, the newest first."""
        return self.trace.newest()

    def health(self) -> Health:
        """How the house does."""
        return self.upkeep.health()

    def findings(self) -> Sequence[Finding]:
        """What the doctor finds."""
        return self.upkeep.findings(self._book.settings)

    def log_lines(self, count: int) -> Sequence[str]:
        """The newest lines of the log."""
        return self.upkeep.log_lines(count)

    def backups(self) -> Sequence[str]:
        """The journal's copies, the newest first."""
        return self.upkeep.backups()

    def back_up(self) -> str:
        """Make today's copy."""
        made = self.upkeep.back_up()
        if made:
            self.desk.note_access("backup", detail=made)
        return made

    def restore(self, name: str) -> None:
        """Put this copy in the journal's place, while the rooms are closed."""
        self.upkeep.restore(name, self._open_rooms_again)
        self.desk.note_access("restore", detail=name)
        self.journal_changed()

    def devices(self) -> tuple[Sequence[str], Sequence[str]]:
        """What is plugged in now; nothing when sound cannot be had at all."""
        try:
            found = devices.list_devices()
        except (OSError, HouseError):
            return (), ()
        inputs = [device.name for device in found if device.inputs]
        return inputs, [device.name for device in found if device.outputs]

    def voices(self) -> Sequence[VoiceChoice]:
        """Every voice that can be chosen."""
        found = []
        for engine in devices.VOICES:
            found += [VoiceChoice(engine, v.id, v.name) for v in devices.voices(engine)]
        return found

    def check_word(self, word: str) -> str | None:
        """A sentence if the speech model does not know the word."""
        if self.knows_word(word):
            return None
        return (
            f"The speech model has no word “{word}”. "
            "Say how it sounds with a word it knows, like “neev” for Niamh."
        )

    def knows_word(self, word: str) -> bool:
        """Whether the speech model has it."""
        word = word.strip().casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
        return self._ears is None or not word or self._ears.knows(word)

    def judge_phrase(self, phrase: str) -> Judgement | None:
        """What speaks against it, with the names of those who live here in mind."""
        partners = self._book.settings.household.partners
        names = [name for p in partners for name in (p.name, p.said, *p.aliases) if name]
        return self._ears.judge(phrase, names) if self._ears else None

    def try_reading(self, sentence: str) -> None:
        """Begin to hear it read aloud."""
        troubles = self.board.snapshot().troubles
        if self._ears is None or "microphone" in troubles:
            raise ValueError(troubles.get("microphone") or NO_MODEL)
        # At once: the ears may be busy, and whoever follows would take what was before for the end.
        self.board.publish(read=Read(sentence))
        self._ears.try_reading(sentence)

    def try_wake(self, engine: str, phrase: str) -> None:
        """Begin to count."""
        if self._ears is None:
            raise ValueError(NO_MODEL)
        ears: Any = {"wake_engine": engine, "wake_phrase": phrase}
        try:
            wanted = Listening(**ears)
        except ValidationError as error:
            raise ValueError(sentence(error.errors()[0]).partition(": ")[2]) from error
        self.board.publish(tried=Tried(wanted.called_by))
        self._ears.try_wake(wanted)

    def stop_trying(self) -> None:
        """Act on what is heard again."""
        if self._ears is not None:
            self._ears.try_wake(None)

    def tonights_question(self) -> str | None:
        """Tonight's question, once it has been asked."""
        return self.board.snapshot().question or None

    def now(self) -> datetime:
        """The household's own time."""
        return datetime.now(self._book.zone)
