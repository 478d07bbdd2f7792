"""All questions of a session in one place: the panel of each state, and where its answer goes."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from hipcoach.coach.keys import PlayerCommand, key_cap
from hipcoach.coach.report_log import ReportLog
from hipcoach.engine.types import State, Status, StepKind
from hipcoach.player import Player
from hipcoach.safety.types import PainKind
from hipcoach.ui.player.ask_panel import AskPanel
from hipcoach.ui.player.question_panels import Answer, ChoicePanel, ScorePanel, WaitPanel
from hipcoach.ui.player.stage_view import clock_text
from hipcoach.ui.player.why_panel import WhyPanel
from hipcoach.ui.shared.seconds_left import count_text, unit_text
from hipcoach.ui.shared.stage_panel import Panel
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.button import DangerButton

NOT_PAIN = "A stretch or a pull is not pain."
STOPPED = "Everything has stopped."
UNANSWERED = "No answer in {left} counts as not given, and the session ends."
CHECK_UNANSWERED = "Goes on in {left}; no answer is recorded as not answered."
CONFIRM_UNANSWERED = "No answer in {left} counts as yes."
SHARP_UNANSWERED = "No answer in {left} counts as still there."

CHECK_ANSWERS = (
    Answer(PlayerCommand.BETTER, "Better", "1"),
    Answer(PlayerCommand.SAME, "Same", "2"),
    Answer(PlayerCommand.WORSE, "Worse", "3"),
)
KIND_ANSWERS = (
    Answer(PainKind.ACHE, "An ache", "1"),
    Answer(PainKind.SHARP, "Sharp or catching", "2"),
    Answer(PainKind.NEURO, "Burning, tingling or numb", "3"),
    Answer(PainKind.WEAK, "Weak or giving way", "4"),
)
YES_NO = (Answer(True, "Yes", "Y"), Answer(False, "No", "N"))


class Panels(QObject):
    """Makes the panels, chooses among them, and hands their answers to the player."""

    requested = Signal(object)  # PlayerCommand

    def __init__(self, theme: Theme, player: Player, report_log: ReportLog) -> None:
        super().__init__()
        self._player = player
        self._report_log = report_log
        self._shown_for: tuple[State, int] | None = None
        self._wait_total_s = 0.0
        self.check = ChoicePanel(theme, CHECK_ANSWERS)
        self.score = ScorePanel(theme, tone="red", icon="pain", skip="Leave it unanswered")
        self.rest_score = ScorePanel(theme, skip="Leave it unanswered")
        self.kind = ChoicePanel(theme, KIND_ANSWERS, skip="Leave it unanswered", tone="red", icon="pain")
        self.confirm = ChoicePanel(theme, YES_NO, tone="red", ground="red_soft", icon="stop")
        self.sharp_wait = WaitPanel(theme, pain_key=False)
        self.sharp_question = ChoicePanel(theme, YES_NO, tone="amber", ground="amber_soft", icon="warning")
        self.rest = WaitPanel(theme, pain_key=True)
        self.ask = AskPanel(theme)
        self.why = WhyPanel(theme)
        self._of_state: dict[State, Panel] = {
            State.PAIN_SCORE: self.score,
            State.PAIN_CONFIRM: self.confirm,
            State.PAIN_KIND: self.kind,
            State.SHARP_WAIT: self.sharp_wait,
            State.SHARP_QUESTION: self.sharp_question,
            State.PAIN_REST: self.rest,
            State.REST_SCORE: self.rest_score,
        }
        self._add_pain_button(self.check)
        self._add_pain_button(self.rest_score)
        self._connect()

    def all(self) -> tuple[Panel, ...]:
        """Return every panel, for the page to hold."""
        return (self.check, *self._of_state.values(), self.ask, self.why)

    def for_status(self, status: Status) -> Panel | None:
        """Return the panel of the present state, filled in, or None if the stage is shown."""
        checking = status.state is State.RUNNING and status.step is not None and status.step.kind is StepKind.CHECK
        panel = self.check if checking else self._of_state.get(status.state)
        if panel is None:
            self._shown_for = None
            return None
        asked = (status.state, status.step_index)
        if asked != self._shown_for:
            self._shown_for = asked
            self._put(panel, status)
        self._show_time(panel, status)
        return panel

    def press(self, panel: QWidget | None, key: Qt.Key, text: str) -> bool:
        """Offer a key to the panel on the screen. Return True if the panel took it."""
        return isinstance(panel, Panel) and panel.press(key, text)

    # -- inside

    def _put(self, panel: Panel, status: Status) -> None:
        name = self._player.session.assignments[status.exercise_order].exercise.name
        if panel is self.check:
            panel.ask(f"{name}: how does it feel now?", NOT_PAIN)
        elif panel is self.score:
            panel.ask("How much does it hurt now?", f"{STOPPED} {NOT_PAIN}")
        elif panel is self.confirm:
            panel.ask(f"You chose {status.pending_pain}. Is that right?", "Until you correct it, it stands.")
        elif panel is self.kind:
            panel.ask("What is it like?")
        elif panel is self.sharp_wait:
            panel.ask("Stay still and rest for a moment.", "Then you are asked whether the sharp pain is still there.")
        elif panel is self.sharp_question:
            panel.ask("Is the sharp or catching pain still there?")
        elif panel is self.rest:
            panel.ask("Rest, in whatever way is most comfortable.")
            self.rest.explain(self._report_log.decision.why if self._report_log.decision is not None else "")
        else:
            panel.ask("How much does it hurt now, after the rest?", NOT_PAIN)

    def _show_time(self, panel: Panel, status: Status) -> None:
        left = clock_text(status.remaining_s)
        if isinstance(panel, WaitPanel):
            total_s = max(self._wait_total_s, status.remaining_s)
            self._wait_total_s = total_s
            left_of_all = round(status.remaining_s / max(total_s, 1.0), 3)
            panel.show_left(count_text(status.remaining_s), left_of_all, unit_text(status.remaining_s))
            return
        self._wait_total_s = 0.0
        panel.show_waiting(self._unanswered(panel).format(left=left))

    def _unanswered(self, panel: Panel) -> str:
        if panel is self.check:
            return CHECK_UNANSWERED
        if panel is self.confirm:
            return CONFIRM_UNANSWERED
        return SHARP_UNANSWERED if panel is self.sharp_question else UNANSWERED

    def _add_pain_button(self, panel: Panel) -> None:
        button = DangerButton(panel.theme, "It hurts more", key=key_cap(PlayerCommand.PAIN), icon="pain", large=True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.requested.emit(PlayerCommand.PAIN))
        panel.foot.addWidget(button)

    def _connect(self) -> None:
        player = self._player
        self.check.chosen.connect(self.requested)
        self.score.answered.connect(player.answer_pain)
        self.rest_score.answered.connect(player.answer_rest)
        self.kind.chosen.connect(player.answer_kind)
        self.confirm.chosen.connect(player.confirm_pain)
        self.sharp_question.chosen.connect(player.answer_sharp)
        for wait in (self.sharp_wait, self.rest):
            wait.pain_pressed.connect(lambda: self.requested.emit(PlayerCommand.PAIN))
            wait.end_pressed.connect(lambda: self.requested.emit(PlayerCommand.ASK))
            wait.why_pressed.connect(lambda: self.requested.emit(PlayerCommand.WHY))
