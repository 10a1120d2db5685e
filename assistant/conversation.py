"""The conversation: what the house does about everything that happens."""

from collections.abc import Callable
from dataclasses import replace

from assistant.afterwards import afterwards
from assistant.answers import asking_again, by_default, completed, for_ritual, in_volume
from assistant.board import Board
from assistant.captions import Captions
from assistant.cues import Cues
from assistant.events import (
    BrainEvent,
    Called,
    Chime,
    Deafen,
    Expect,
    GaveUp,
    Heard,
    Hush,
    ListenAgain,
    LongAnswer,
    Loudness,
    MouthEvent,
    PersonErased,
    RitualDue,
    RitualMissed,
    Say,
    SettingsChanged,
    Spoken,
    Tick,
    Trouble,
)
from assistant.household import Household
from assistant.listening import expectation
from assistant.ritual_talk import RitualTalk
from assistant.rituals import Silent
from assistant.understood import cuts_in, make_sense, unsure_words
from config.errors import HouseError
from config.settings import Settings
from intents.house import Ask, Line, Reply, Start, handler_for, say
from intents.language import LanguagePack
from intents.match import Match, Understanding
from intents.meant import meant
from intents.wording import Wording


class Conversation:
    """Belongs to the brain's thread: `receive` one event, get what the mouth shall do, in order."""

    def __init__(
        self,
        house: Household,
        talk: RitualTalk,
        pack: LanguagePack,
        wording: Wording,
        board: Board,
        settings: Callable[[], Settings],
        quiet_for: Callable[[], float],
        trace: Callable[..., None],
    ) -> None:
        self._house, self._talk, self._pack, self._wording = house, talk, pack, wording
        self._board, self._settings, self._quiet_for = board, settings, quiet_for
        self._trace = trace
        self._cues = Cues(house, talk.at_night)
        self._captions = Captions(board, house, pack)
        self._ask: Ask | None = None
        self._asked_twice = False
        self._saved = False
        self._listening_on = False
        self._failures = 0
        self._turn = 0
        self._deaf = False

    @property
    def state(self) -> str:
        """The dialogue state now."""
        if self._ask:
            return self._ask.state
        if self._talk.state:
            return self._talk.state
        return "saved" if self._saved else "command" if self._listening_on else "resting"

    def wake_up(self) -> list[MouthEvent]:
        """The house has just been opened: plan the rituals and rest."""
        self._house.rituals.replan()
        self._show()
        return [*self._talk.recover(), self._expect()]

    def lie_down(self) -> None:
        """The house closes: a ritual in progress can be taken up again until 03:00."""
        self._talk.remember()

    def stumble(self) -> list[MouthEvent]:
        """Something failed inside: say so, and listen again where we were."""
        self._ask = None
        return [self._line(Line("stumbled")), self._expect()]

    def receive(self, event: BrainEvent) -> list[MouthEvent]:
        """Deal with one event."""
        out = self._react(event)
        after = afterwards(self._talk, self._house)
        out += self._carry_out(after) if after and self._ask is None else []
        ritual = self._talk.run.ritual if self._talk.run else None
        out = in_volume(out, self._house.manners.quiet_hours, ritual)
        if not isinstance(event, Tick | Spoken | Trouble) or out:
            self._show()
        return out

    def _react(self, event: BrainEvent) -> list[MouthEvent]:
        match event:
            case Heard():
                return self._heard(event)
            case Called():
                self._trace("called", goes_on=event.goes_on)
                if event.by_hand:
                    return [Hush()]
                return [] if event.goes_on else [Chime("listening")]
            case GaveUp():
                return self._gave_up(event)
            case LongAnswer():
                return self._long_answer(event)
            case RitualDue():
                self._cues.add(event)
            case RitualMissed():
                self._house.memory.journal.note_ritual(event.ritual, event.day, "missed")
                self._house.rituals.replan()
            case SettingsChanged():
                self._house.rituals.replan()
                return [Loudness(self._house.manners.volume, self._house.manners.rate)]
            case Trouble():
                self._board.trouble(event.topic, event.sentence)
            case Spoken():
                self._show()
            case PersonErased():
                self._house.confidence.person_erased(event.person)
            case ListenAgain():
                self._deaf = False
                return [Deafen(False), self._expect()]
            case Tick():
                return self._tick()
        return []

    # ---- what was heard

    def _heard(self, heard: Heard) -> list[MouthEvent]:
        state = heard.state if heard.state == "speaking" else self.state
        state = "command" if state == "resting" else state
        ritual = self._talk.run.name if self._talk.run else None
        understood = make_sense(heard, self._pack, state, ritual, self._house.now())
        match = understood.match
        if state == "ritual_window" and (match is None or understood.decision != "do"):
            return [self._expect()]  # they talk to each other: nothing is shown, kept or logged
        if match and match.intent.startswith("crisis."):
            return self._crisis(match)
        self._house.memory.doubt(match, unsure_words(heard))
        shown = self._captions.heard(heard, understood, self._ask, self._talk)
        self._trace("understood", heard=shown[0], understanding=shown[1], state=state)
        if heard.state == "speaking" and not match:
            return []
        out: list[MouthEvent] = [Hush()] if cuts_in(heard, match, self._pack) else []
        return out + self._respond(heard, understood)

    def _crisis(self, match: Match) -> list[MouthEvent]:
        """Nothing of it is shown, told or kept, and no ritual goes on by itself."""
        if match.intent != "crisis.us":
            self._talk.close()
            self._ask = None
        return [Hush(), *self._do(match)]

    @property
    def _hard_moment(self) -> bool:
        return self._ask is not None and self._ask.state == "hard_moment"

    def _respond(self, heard: Heard, understood: Understanding) -> list[MouthEvent]:
        match = understood.match
        if self._hard_moment and understood.decision != "do":
            return [self._expect()]
        if understood.decision == "do" and match:
            self._failures = 0
            self._cues.answered()
            return self._answer(match)
        if understood.decision == "did_you_mean" and match:
            self._ask = Ask("confirm", match, "")
            example = meant(match, self._house, self._pack)
            return [self._line(Line("did_you_mean", {"example": example})), self._expect()]
        if understood.decision == "ask_again":
            return self._ask_again()
        return self._not_for_us(heard)

    def _answer(self, match: Match) -> list[MouthEvent]:
        if self._ask is not None:
            ask, self._ask = self._ask, None
            whole = completed(ask, match)
            if whole is not None:
                return self._do(whole)
            if match.intent in ("confirm.no", "ritual.stop", "skip", "cancel"):
                return self._declined(ask)
        elif self._talk.run is not None:
            acted = self._talk.offer(for_ritual(match))
            if acted is not None:
                return [*acted, self._expect()]
        elif match.intent == "ritual.resume" and (resumed := self._talk.resume()):
            return [*resumed, self._expect()]
        elif self._saved and match.intent == "confirm.no":
            match = replace(match, intent="journal.undo")
        return self._do(match)

    def _declined(self, ask: Ask) -> list[MouthEvent]:
        if ask.state == "confirm" and not ask.slot:
            self._listening_on = True
            return [self._line(Line("ask_again_1")), self._expect()]
        return [Chime("closed"), *self._talk.again(), self._expect()]

    def _ask_again(self) -> list[MouthEvent]:
        """Once more; then two examples; then leave it."""
        self._failures += 1
        if self._failures >= 3:
            self._failures, self._ask, self._listening_on = 0, None, False
            return [self._line(Line("ask_again_3")), *self._talk.again(), self._expect()]
        self._listening_on = self._ask is None and self._talk.run is None
        return [self._line(asking_again(self._failures, self._house)), self._expect()]

    def _not_for_us(self, heard: Heard) -> list[MouthEvent]:
        """Talk between the two is left alone; a request that is not ours is declined."""
        spoken_to = self.state in ("resting", "command") or heard.source == "text"
        self._listening_on = self._saved = False
        if spoken_to and self._ask is None and self._talk.run is None:
            return [self._line(Line("not_mine")), self._expect()]
        return [self._expect()]

    def _do(self, match: Match) -> list[MouthEvent]:
        handler = handler_for(match.intent)
        try:
            reply = handler(match, self._house) if handler else say("not_yet")
        except HouseError as error:
            reply = Reply(lines=(Line(ready=str(error)),))
        return self._carry_out(reply)

    def _carry_out(self, reply: Reply) -> list[MouthEvent]:
        self._saved, self._listening_on, self._asked_twice = reply.saved, False, False
        self._ask = reply.ask
        out: list[MouthEvent] = [Hush()] if reply.hush else []
        out += [Chime(reply.chime)] if reply.chime else []
        out += [self._line(line) for line in reply.lines]
        if reply.stop == "ritual":
            self._talk.close()
        if reply.stop == "listening":
            self._deaf = True
            out.append(Deafen(True))
        if reply.start:
            out += self._talk.begin(reply.start, cue=False)
        elif self._ask is None:
            out += self._talk.again()
        return [*out, self._expect()]

    # ---- silence and time

    def _gave_up(self, event: GaveUp) -> list[MouthEvent]:
        if event.turn != self._turn:
            return []
        if self._ask is not None:
            return self._unanswered(self._ask)
        if self._talk.run is not None:
            return [*(self._talk.offer(Silent()) or []), self._expect()]
        closing = self.state == "resting" or self._listening_on
        self._saved = self._listening_on = False
        return [Chime("closed"), self._expect()] if closing else [self._expect()]

    def _unanswered(self, ask: Ask) -> list[MouthEvent]:
        """One short last chance for words that are wanted; a yes that does not come is a no."""
        if ask.state == "hard_moment" or ask.otherwise:
            self._ask, silent = None, by_default(ask)
            return self._do(silent) if silent else [self._expect()]
        if ask.state != "confirm" and not self._asked_twice:
            self._asked_twice = True
            return [self._line(Line(f"once_more_{ask.state}")), self._expect()]
        self._ask, self._asked_twice = None, False
        return [Chime("closed"), *self._talk.again(), self._expect()]

    def _long_answer(self, event: LongAnswer) -> list[MouthEvent]:
        return [self._line(Line("long_answer"))] if event.ended else [Chime("halfway")]

    def _tick(self) -> list[MouthEvent]:
        out: list[MouthEvent] = []
        self._house.memory.stay_awake()
        if self._house.memory.retry():
            out += [Chime("saved"), self._line(Line("held_saved"))]
        rung = self._talk.tick(self._quiet_for()) if self._ask is None else None
        if rung is not None:
            return [*out, *rung] if rung == [Chime("halfway")] else [*out, *rung, self._expect()]
        cue = self._cues.ready(self._quiet_for(), busy=self.state != "resting", deaf=self._deaf)
        if cue is None:
            return out
        out += [self._line(line) for line in cue.lines]
        due = cue.begins
        begun = self._talk.begin(Start(due.ritual), cue=True, part=due.part) if due else []
        return [*out, *begun, self._expect()]

    def _line(self, line: Line) -> Say:
        text = self._wording.word(line.key, **line.words) if line.key else line.ready
        if not line.unseen:
            self._house.manners.last_line = text
        return Say(text, self._turn, slow=line.slow, private=line.private, unseen=line.unseen)

    def _expect(self) -> Expect:
        self._turn += 1
        self._captions.draw(self._ask, self._talk)
        people, usual = self._house.people, self._settings().listening
        listening = people.unhurried(usual, self._talk.whose_turn)
        if self._ask is None and (step := self._talk.expectation(self._turn, listening)):
            return Expect(step)
        return Expect(expectation(self.state, self._turn, listening))

    def _show(self) -> None:
        manners = self._house.manners
        resting = "quiet" if manners.asked_to_be_quiet() else "resting"
        state = "deaf" if self._deaf else "ritual" if self._talk.run else resting
        dialogue = "resting" if self._hard_moment else self.state  # the page shows nothing of it
        self._board.publish(state=state, dialogue=dialogue)
