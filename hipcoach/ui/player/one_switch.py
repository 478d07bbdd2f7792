"""A session answered with one switch: what a press does in each state, and which answers are read out when."""

from PySide6.QtCore import QObject, QTimer

from hipcoach.clock import Clock
from hipcoach.coach.keys import KeyTable, PlayerCommand
from hipcoach.coach.scan import ScanChoice, is_same_press
from hipcoach.coach.scan_choices import READ_UNASKED, choices_in
from hipcoach.coach.switch_options import SwitchOptions
from hipcoach.engine.events import CueStarted, Event, Silenced
from hipcoach.engine.script import Script
from hipcoach.engine.table import QUESTIONS, Request
from hipcoach.engine.types import State, Status, StepKind
from hipcoach.safety.types import Response
from hipcoach.ui.player.player_page import PlayerPage
from hipcoach.ui.shared.scan_reader import ScanBar, ScanReader
from hipcoach.ui.shared.switch_watch import SwitchWatch
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.announce import announce

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
        self._script, self._pace_s = script, options.pace_s
        self._said_until_s = self._pressed_s = float("-inf")
        self._asked: object = None
        self.bar = ScanBar(theme)
        page.add_below(self.bar)
        self.reader = ScanReader(self.bar, clock, script.length_s, options.pace_s, self._say)
        self.reader.taken.connect(self._on_taken)
        self.watch = SwitchWatch(page, options, keys)
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
            self.reader.press(None if state in QUESTIONS and QUESTIONS[state].takes_answer else self._said_until_s)
        else:
            self._player.pause()

    def look(self) -> None:
        """Follow the session: read the answers of a question that is asked now, once its words are over."""
        covered = self._page.covered
        self.watch.on = not covered
        status = self._player.status()
        asked = None if covered else (status.state, status.step_index, self._checking(status))
        if asked == self._asked:
            return
        self._asked = asked
        choices = () if covered else self._choices(status)
        asks = self._checking(status) or status.state in READ_UNASKED or status.state in QUESTIONS
        waits = status.state in QUESTIONS and not QUESTIONS[status.state].takes_answer
        from_s = max(self._clock.now_s(), self._said_until_s) if asks and not waits else None
        self.reader.ask(choices, from_s, "" if covered else PRESS.get(status.state, PRESS_TO_HEAR))

    def _choices(self, status: Status) -> tuple[ScanChoice, ...]:
        return choices_in(
            status.state,
            self._script,
            self._pace_s,
            checking=self._checking(status),
            can=self._player.can,
            is_red=self._player.is_red,
        )

    def _say(self, words: str) -> None:
        self._player.read_out(words)
        if self._player.share(urgent=True).reader:
            announce(self._page, words, urgent=True)

    def _checking(self, status: Status) -> bool:
        checks = status.step is not None and status.step.kind is StepKind.CHECK
        return checks and status.state is State.RUNNING and not self._player.answered

    def _on_taken(self, choice: ScanChoice) -> None:
        """Make the request of a choice, as its key would."""
        player = self._player
        match choice.request:
            case Request.ANSWER:
                player.answer_question(player.state, choice.answer)
            case Request.ANSWER_CHECK if isinstance(choice.answer, str):
                player.answer_check(Response(choice.answer))
            case Request.REPORT_PAIN:
                self._page.do(PlayerCommand.PAIN)
            case Request.WITHDRAW:
                player.withdraw_report()
            case Request.RESUME:
                player.resume()
            case Request.SKIP:
                player.skip()
            case Request.BACK:
                player.back()
            case Request.STOP:
                player.stop()

    def _on_player_event_happened(self, event: Event) -> None:
        now = self._clock.now_s()
        if isinstance(event, CueStarted) and event.cue.text:
            self._said_until_s = now + event.cue.duration_s
        elif isinstance(event, Silenced):
            self._said_until_s = now
