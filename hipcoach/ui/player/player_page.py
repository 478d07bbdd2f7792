"""The page of a running session: it shows the session's status and its questions, and takes every key."""

from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from hipcoach.coach.keys import DEFAULT_KEYS, KeyTable
from hipcoach.coach.report_log import ReportLog
from hipcoach.engine.events import Event, Finished
from hipcoach.engine.questions import Request, State
from hipcoach.player import Player
from hipcoach.safety.rule import PainRule
from hipcoach.session_driver import REQUESTS
from hipcoach.session_keys import PlayerCommand
from hipcoach.ui.player.cover import Cover
from hipcoach.ui.player.explanations import explanations
from hipcoach.ui.player.figure_view import FigureView
from hipcoach.ui.player.narrator import Narrator
from hipcoach.ui.player.panels import Panels
from hipcoach.ui.player.player_keys import PlayerAction, command_for, is_pain
from hipcoach.ui.player.stage import Stage
from hipcoach.ui.player.stage_note import NO_NOTE, StageNote
from hipcoach.ui.player.stage_view import TimeLeft, stage_view
from hipcoach.ui.player.still_clock import StillClock
from hipcoach.ui.player.time_answer import TimeAnswer
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.shared.shown_by import offer_bodies
from hipcoach.ui.shared.stage_panel import Panel
from hipcoach.ui.theme.stage_style import FRAME_MS, QUESTION_FRAME_MS
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.key_press import key_press
from hipcoach.ui.widgets.spoken_as import SpokenAs
from hipcoach.voice.sound_watch import SoundNotice

MOVING = frozenset({State.RUNNING, State.RESUMING, State.WAITING})
STILL = frozenset({State.READY, State.PAUSED, State.ENDED})


class PlayerPage(QWidget):
    """One session on the screen. It decides nothing: a key becomes a command, the status becomes a picture."""

    spoken_as = SpokenAs.QUESTION

    ended = Signal(object)  # Finished
    full_screen_requested = Signal()
    listening_requested = Signal()  # on, or off
    turned = Signal()  # from the stage to a question, or back

    def __init__(
        self, theme: Theme, figures: FigureShelf, player: Player, rule: PainRule, keys: KeyTable = DEFAULT_KEYS
    ) -> None:
        """`keys` are the letters that the user has chosen."""
        super().__init__()
        self._keys = keys
        self.player = player
        self.report_log = ReportLog({a.exercise.id: a.exercise.name for a in player.session.assignments})
        self._rule = rule
        self._note = NO_NOTE
        self._trouble = ""
        self._left = TimeLeft()
        self._time_answer = TimeAnswer()
        self.signs: tuple[str, ...] = ()  # that were marked, and ended the session
        self._still = StillClock(player)
        self.figure = FigureView(theme, figures)
        self.stage = Stage(theme, self.figure, keys)
        self.panels = Panels(theme, player, self.report_log, keys, rule)
        self._cover = Cover(player, self.panels, self._still)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._stack = QStackedLayout()
        self._rows.addLayout(self._stack)
        self._stack.addWidget(self.stage)
        for panel in self.panels.all():
            self._stack.addWidget(panel)
        self.setAccessibleName("Session")
        offer_bodies(self, figures)
        self._narrator = Narrator(self, player)
        self._frames = QTimer(self)
        self._frames.timeout.connect(self.refresh)
        self._actions = self._action_table()
        self.stage.requested.connect(self.do)
        self.stage.clicked.connect(self._on_stage_clicked)
        self.stage.pause_requested.connect(self.player.pause)
        self.panels.requested.connect(self.do)
        self.panels.signs.marked.connect(self._on_signs_marked)
        self._cover.changed.connect(self.refresh)
        player.event_happened.connect(self._on_player_event_happened)
        player.changed.connect(self.refresh)
        player.muted_changed.connect(self.stage.show_muted)
        player.finished.connect(self._on_player_finished)
        player.sound_noticed.connect(self._on_player_sound_noticed)
        player.trouble_changed.connect(self._on_player_trouble_changed)

    @property
    def at_once(self) -> bool:
        """Return True where a press pauses, however soon (`second_press`); its questions are panels of their own.

        In a wait that does not go on by itself nothing is paused: there a press says "ready".
        """
        return self.player.state is not State.WAITING or self.player.goes_on

    # -- what is shown

    @property
    def visible_widget(self) -> QWidget:
        """Return the stage, or the panel that is shown instead."""
        return self._stack.currentWidget() or self.stage

    @property
    def covered(self) -> bool:
        """True while something is open over the session that is answered by keys of its own."""
        return self._cover.panel is not None

    def add_below(self, widget: QWidget) -> None:
        """Keep a widget at the foot of the page, whatever is shown above it."""
        self._rows.addWidget(widget)

    def refresh(self) -> None:
        """Show the present status. Only what has changed is painted."""
        self._still.look()
        status = self.player.status()
        shown = self._cover.look(status) or self.panels.for_status(status) or self.stage
        if shown is self.stage:
            note = StageNote(self._trouble) if self._trouble else self._note.beside(status.caption)
            focused = self.focusWidget()
            left_s, told = self._left.of(status), self._time_answer.words(status)
            view = stage_view(status, self.player.session, self.player.steps, note, left_s=left_s, told=told)
            self.stage.show_view(view)
            self._narrator.show_stage(view, status.state)
            self.figure.show_status(status, self.player.session)
            self.stage.buttons.enable(self.possible())
            if focused is not None and self.focusWidget() is not focused:
                self.setFocus(Qt.FocusReason.OtherFocusReason)  # Qt gave it to a button, which Space would press
        if self.visible_widget is not shown:
            self._stack.setCurrentWidget(shown)
            self.turned.emit()
            if isinstance(shown, Panel):
                shown.take_focus()
                self._narrator.show_panel(shown, state=status.state, opened=shown is self._cover.panel)
            else:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(shown, Panel) and shown is not self._cover.panel:
            self._narrator.show_time(shown, status)
        self._pace(status.state)

    def possible(self) -> frozenset[PlayerCommand]:
        """Return the commands that the session can carry out now."""
        can = self.player.can
        return frozenset(
            command
            for command, action in self._actions.items()
            if not action.requests or any(can(request) for request in action.requests)
        )

    # -- what is asked for

    def do(self, command: PlayerCommand) -> None:
        """Carry out a command; one that is not possible now does nothing."""
        self._actions[command].run()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take every key of the session; a key that is held down counts once."""
        if event.isAutoRepeat():
            return
        press, shown = key_press(event), self.visible_widget
        if not is_pain(press) and isinstance(shown, Panel) and shown.press(press):
            return
        command = command_for(press, self._keys, self.player.state, goes_on=self.player.goes_on)
        if press.is_enter and self.player.state is State.PAUSED:
            self._time_answer.refuse_enter(self.player.status())
            self.refresh()
        elif command is not None:
            self.do(command)
        elif press.combined:
            event.ignore()  # the window's

    def say_arrival(self) -> None:
        """Say what is asked or done now; what happens from then on is announced as it happens."""
        self._narrator.say_now(self.visible_widget)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the focus, so that every key comes here."""
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()
        if isinstance(self.visible_widget, Panel):  # a question that was asked before the window was there
            self.visible_widget.take_focus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop painting while the page is hidden."""
        super().hideEvent(event)
        self._frames.stop()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint at once when the window becomes active."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isVisible():
            self.refresh()

    # -- inside

    def _action_table(self) -> dict[PlayerCommand, PlayerAction]:
        player = self.player
        return {
            **{command: PlayerAction(partial(player.command, command), *asks) for command, asks in REQUESTS.items()},
            PlayerCommand.PAIN: PlayerAction(self._report_pain, *REQUESTS[PlayerCommand.PAIN]),
            PlayerCommand.MORE_TIME: PlayerAction(
                partial(self._change_time, PlayerCommand.MORE_TIME), Request.MORE_TIME
            ),
            PlayerCommand.LESS_TIME: PlayerAction(
                partial(self._change_time, PlayerCommand.LESS_TIME), Request.MORE_TIME
            ),
            PlayerCommand.MUTE: PlayerAction(lambda: player.set_muted(not player.muted)),
            PlayerCommand.FULL_SCREEN: PlayerAction(self.full_screen_requested.emit),
            PlayerCommand.LISTEN: PlayerAction(self.listening_requested.emit),
            PlayerCommand.ASK: PlayerAction(self.ask_to_end, Request.STOP),
            PlayerCommand.WHY: PlayerAction(self.explain),
            PlayerCommand.HELP: PlayerAction(self.show_keys),
            PlayerCommand.SIGNS: PlayerAction(
                lambda: self._cover.open(self.panels.signs, self.panels.signs.open), Request.PAUSE, Request.RESUME
            ),
        }

    def _report_pain(self) -> None:
        """Report pain; a sign that is marked meanwhile is the stricter answer, and ends the session."""
        if not self.take_signs():
            self._cover.close(self.player.report_pain)

    def _change_time(self, command: PlayerCommand) -> None:
        """Make the step longer or shorter; tell by how much, or that it has no such time."""
        if not self.player.command(command):
            self._time_answer.refuse(self.player.status())
            self.refresh()

    def ask_to_end(self) -> None:
        """Pause, and ask whether to end the session here."""
        if self.player.state is State.ENDED:
            return
        if self._marked_signs:
            self.panels.signs.leave()
            return
        self._cover.open(self.panels.ask, self._ask_to_end)

    def _ask_to_end(self) -> None:
        status = self.player.status()
        self.panels.ask.open(paused=status.state is State.PAUSED, then=self.panels.at_end(status))

    def take_marked(self) -> None:
        """Take what is marked in the question, or of the signs: the program ends, and nobody can be asked."""
        if self.take_signs():
            return
        marked = self.panels.marked(self.player.status())
        if marked is not None:
            self.player.answer_question(self.player.state, marked)

    @property
    def _marked_signs(self) -> tuple[str, ...]:
        """The signs that are marked and not taken yet."""
        return self.panels.signs.ticked if self.visible_widget is self.panels.signs else ()

    def take_signs(self) -> bool:
        """End the session with the signs that are marked; return False where none is."""
        if ticked := self._marked_signs:
            self._on_signs_marked(ticked)
        return bool(ticked)

    def explain(self) -> None:
        """Show the reasons for today's session. It pauses meanwhile; a break after a report of pain goes on."""
        if self.visible_widget not in (self.stage, self.panels.of_state[State.PAIN_BREAK]):
            return
        order = self.player.status().exercise_order
        whys = explanations(self._rule, self.player.session, order, self.report_log.decision)
        if not whys:
            return
        self._cover.open(self.panels.why, partial(self.panels.why.open, whys))

    def show_keys(self) -> None:
        """Show the keys over the stage; the session pauses meanwhile. A question is not covered."""
        if self.visible_widget is self.stage:
            self._cover.open(self.panels.help)

    def _on_signs_marked(self, ticked: tuple[str, ...]) -> None:
        self.signs = ticked
        self._cover.close(self.player.stop)

    def _on_stage_clicked(self) -> None:
        waits = self.player.state is State.WAITING or self.player.settling
        (self.player.in_position if waits else self.player.toggle_pause)()

    def _on_player_event_happened(self, event: Event) -> None:
        self.report_log.take(event)
        self._left.take(event)
        self._time_answer.take(event)
        self._narrator.take(event)
        self._note = self._note.after(event, self.player.session)

    def _on_player_sound_noticed(self, noticed: SoundNotice) -> None:
        self._note = self._note.with_sound(noticed)
        self.refresh()

    def _on_player_trouble_changed(self, trouble: str) -> None:
        self._trouble = trouble
        self.refresh()

    def _on_player_finished(self, finished: Finished) -> None:
        self._frames.stop()
        self.ended.emit(finished)

    def _pace(self, state: State) -> None:
        """Start or stop the timer of the frames."""
        waits_still = state is State.WAITING and not self.figure.moving
        if state in STILL or waits_still or not self.isVisible():
            self._frames.stop()
            return
        interval = FRAME_MS if state in MOVING else QUESTION_FRAME_MS
        if not self._frames.isActive() or self._frames.interval() != interval:
            self._frames.start(interval)
