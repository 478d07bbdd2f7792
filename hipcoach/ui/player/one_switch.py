"""A session answered with one switch: what a press does in each state, and which answers are read out when.

A taught word may do what the press does; where nothing is pressed, only what has no word of its own is read out.
"""

from PySide6.QtCore import QObject, QTimer

from hipcoach.clock import Clock
from hipcoach.coach.keys import KeyTable
from hipcoach.coach.scan import ScanChoice, is_same_press
from hipcoach.coach.scan_choices import READ_UNASKED, choices_in
from hipcoach.coach.switch_options import SwitchOptions
from hipcoach.engine.cue import Priority
from hipcoach.engine.events import CueStarted, Event, Silenced
from hipcoach.engine.questions import Answer, Request, SessionQuestion, State, StepQuestion, question_in
from hipcoach.engine.types import Status
from hipcoach.engine.words.script import Script
from hipcoach.session_keys import PlayerCommand
from hipcoach.ui.player.player_page import PlayerPage
from hipcoach.ui.shared.scan_reader import ScanBar, ScanReader
from hipcoach.ui.shared.switch_watch import SwitchWatch
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.announce import announce
from hipcoach.voice.spoken_until import SpokenUntil

LOOK_MS = 100  # for what is opened over the session, and closed again
PRESS = {
    State.WAITING: "Press when you are ready",
    State.RUNNING: "Press to pause",
    State.RESUMING: "Press to pause",
}
PRESS_TO_HEAR = "Press to hear what you can choose"


class OneSwitch(QObject):
    """Connects the switch with the page of a session, and lives as long as that.

    A press asks for what a key could ask for, and for no more.
    """

    def __init__(
        self, page: PlayerPage, theme: Theme, clock: Clock, script: Script, options: SwitchOptions, keys: KeyTable
    ) -> None:
        super().__init__(page)
        self._page, self._player, self._clock = page, page.player, clock
        self._script, self._options, self._pace_s = script, options, options.pace_s
        self.spoken_until = SpokenUntil()  # its cues, and what is read out
        self._pressed_s = float("-inf")
        self._asked: object = None
        self.bar = ScanBar(theme)
        page.add_below(self.bar)
        self.reader = ScanReader(self.bar, clock, script.length_s, options.pace_s, self._say)
        self.reader.taken.connect(self._on_taken)
        self.watch = SwitchWatch(page, options, keys) if options.pressed else None
        if self.watch is not None:
            self.watch.pressed.connect(self.press)
        self._player.event_happened.connect(self._on_player_event_happened)
        self._player.changed.connect(self.look)
        self._looks = QTimer(page)
        self._looks.timeout.connect(self.look)
        self._looks.start(LOOK_MS)

    def press(self) -> None:
        """Say "ready", answer, or pause and offer what can be chosen."""
        now = self._clock.now_s()
        if is_same_press(self._pressed_s, now):
            return
        self._pressed_s = now
        state = self._player.state
        if state is State.WAITING:
            self._player.in_position()
        elif self._choices(self._player.status()):
            question = question_in(state, None)
            self.reader.press(None if question is not None and question.takes_answer else self.said_until_s)
        else:
            self._player.pause()

    @property
    def said_until_s(self) -> float:
        """Until when the voice speaks, by the clock."""
        return self.spoken_until.at_s

    def look(self) -> None:
        """Follow the session: read the answers of a question that is asked now, once its words are over."""
        covered = self._page.covered
        if self.watch is not None:
            self.watch.on = not covered
        status = self._player.status()
        asked = None if covered else (status.state, status.step_index, self.asks(status))
        if asked == self._asked:
            return
        self._asked = asked
        choices = () if covered else self._choices(status)
        question = self._question(status)
        asks = question is not None or status.state in READ_UNASKED
        waits = question is not None and not question.takes_answer
        waits = waits or not (self._options.pressed or (question is not None and question.is_read_out))
        from_s = max(self._clock.now_s(), self.said_until_s) if asks and not waits else None
        quiet = PRESS.get(status.state, PRESS_TO_HEAR) if self._options.pressed else ""
        self.reader.ask(choices, from_s, "" if covered else quiet)

    def _choices(self, status: Status) -> tuple[ScanChoice, ...]:
        question = self._question(status)
        about_pain = question is not None and question.takes_answer and self.asks(status) is None
        read = about_pain or (question is not None and question.is_read_out)
        if not self._options.reads or not (self._options.pressed or read):
            return ()
        return choices_in(
            status.state,
            self._script,
            self._pace_s,
            asks=self.asks(status),
            can=self._player.can,
            is_red=self._player.is_red,
        )

    def _say(self, words: str) -> None:
        self._player.read_out(words)
        now = self._clock.now_s()
        self.spoken_until.silence(now)  # what is read out waits for nothing
        self.spoken_until.say(self._script.length_s(words), Priority.PAIN, now)
        if self._player.share(urgent=True).reader:
            announce(self._page, words, urgent=True)

    def asks(self, status: Status) -> StepQuestion | None:
        """Return what a check asks that runs and was not answered."""
        return status.asks if status.state is State.RUNNING and not self._player.answered else None

    def _question(self, status: Status) -> SessionQuestion | None:
        return question_in(status.state, self.asks(status))

    def _on_taken(self, choice: ScanChoice) -> None:
        self.make(choice.request, choice.answer)

    def make(self, request: Request, answer: Answer) -> None:
        """Make the request of a choice or of a word, as its key would."""
        player = self._player
        match request:
            case Request.ANSWER:
                player.answer_question(player.state, answer)
            case Request.ANSWER_CHECK:
                player.answer_check(answer)
            case Request.REPORT_PAIN:
                self._page.do(PlayerCommand.PAIN)
            case Request.STOP:
                player.stop()
            case Request.MORE_TIME:
                self._page.do(PlayerCommand.MORE_TIME)
            case _:
                player.ask(request)

    def _on_player_event_happened(self, event: Event) -> None:
        now = self._clock.now_s()
        if isinstance(event, CueStarted) and event.cue.text:
            self.spoken_until.say(event.cue.duration_s, event.cue.priority, now)
        elif isinstance(event, Silenced):
            self.spoken_until.silence(now)
