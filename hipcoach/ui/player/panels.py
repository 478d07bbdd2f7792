"""The panels of a session's questions: made from the table in `engine.questions`, each with its look."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from hipcoach.catalogue.sentence import in_sentence
from hipcoach.coach.keys import KeyTable
from hipcoach.coach.pain_question import STANDS
from hipcoach.coach.report_log import ReportLog
from hipcoach.engine.questions import (
    QUESTIONS,
    STEP_QUESTIONS,
    Answer,
    AnswerForm,
    Request,
    SessionQuestion,
    State,
    StepQuestion,
    question_in,
)
from hipcoach.engine.session_table import SESSION
from hipcoach.engine.types import Status
from hipcoach.player import Player
from hipcoach.safety.rule import PainRule
from hipcoach.session_keys import PlayerCommand
from hipcoach.ui.player.ask_panel import AskPanel
from hipcoach.ui.player.keys_panel import KeysPanel
from hipcoach.ui.player.question_panels import ChoicePanel, QuestionPanel, ScorePanel
from hipcoach.ui.player.signs_panel import SignsPanel
from hipcoach.ui.player.wait_panel import WaitPanel
from hipcoach.ui.player.why_panel import WhyPanel
from hipcoach.ui.shared.seconds_left import clock_text, count_text, unit_text
from hipcoach.ui.shared.stage_panel import Panel
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.button import DangerButton


@dataclass(frozen=True, slots=True)
class PanelLook:
    """Colours and picture of a question."""

    tone: str = "accent"
    ground: str = "surface"
    icon: str = ""


LOOKS: Mapping[State, PanelLook] = {
    State.PAIN_CONFIRM: PanelLook("red", "red_soft", "stop"),
    State.KIND_CONFIRM: PanelLook("red", "red_soft", "stop"),
    State.SHARP_QUESTION: PanelLook("amber", "amber_soft", "warning"),
    State.BREAK_SCORE: PanelLook(),
}
"""Every other question about pain looks as `PAIN_LOOK`."""

PAIN_LOOK = PanelLook("red", icon="pain")
SKIP = "Leave it unanswered"
KEEP = "Keep {given}"  # where it is asked again, what was given stands
GAVE = "You gave {number}."
HIGHER_COUNTS = "You gave {number}. Of that and the number you give now, the higher counts."
ENDS_MARKED = "You chose it, so it is taken: {marked}. What would be asked next counts as not given."
ENDS_HIGHER = "You gave {given} and chose {marked}: the higher counts. What would be asked next counts as not given."
ENDS_GIVEN = "What you gave stands: {given}."
COVERED = "The question about pain waits while this is open."
NOT_MEANT = "I did not mean that"
HELD_OPEN = 1.5  # as long as the moment of an answer: no question runs out in that


class Panels(QObject):
    """Makes the panels, chooses among them, and hands their answers to the player."""

    requested = Signal(object)  # PlayerCommand

    def __init__(self, theme: Theme, player: Player, report_log: ReportLog, keys: KeyTable, rule: PainRule) -> None:
        super().__init__()
        self._player = player
        self._keys = keys
        self._report_log = report_log
        self._shown_for: tuple[State, int] | None = None
        self._wait_total_s = 0.0
        self._by_user = False  # the user has answered since the last question came
        self.of_step = {each: self._step_panel(theme, question) for each, question in STEP_QUESTIONS.items()}
        self.ask = AskPanel(theme, keys.cap(PlayerCommand.HELP))
        self.why = WhyPanel(theme, keys.cap(PlayerCommand.WHY))
        self.help = KeysPanel(theme, keys)
        self.signs = SignsPanel(theme, rule.screen)
        self.of_state = {state: self._panel(theme, state, question) for state, question in QUESTIONS.items()}

    def all(self) -> tuple[Panel, ...]:
        """Return every panel, for the page to hold."""
        return (*self.of_step.values(), *self.of_state.values(), self.ask, self.why, self.help, self.signs)

    def for_status(self, status: Status) -> Panel | None:
        """Return the panel that the state asks for, filled in; None where the stage is shown."""
        question = question_in(status.state, status.asks)
        if question is None:
            self._shown_for, self._by_user = None, False
            return None
        panel = self.of_state.get(status.state) or self.of_step[status.asks or StepQuestion.CHECK]
        asked = (status.state, status.step_index)
        if asked != self._shown_for:
            came_by_itself, before = not self._by_user, self._shown_for
            self._shown_for, self._by_user = asked, False
            self._put(panel, question, status)
            if came_by_itself and isinstance(panel, ChoicePanel):
                panel.shield(digits=before is not None and isinstance(self.of_state.get(before[0]), ScorePanel))
        self._show_time(panel, question, status)
        return panel

    def show_clock(self, panel: Panel, status: Status) -> None:
        """Show in what covers a question whether its time stands still, as it does where more can be given."""
        question = QUESTIONS.get(status.state)
        if question is not None and self._player.can(Request.MORE_TIME):
            panel.show_waiting(COVERED)
        else:
            panel.show_waiting(_unanswered(question, status) if question is not None else "")

    def marked(self, status: Status) -> Answer:
        """Return what is marked, and not taken yet, in the question that is open; None where nothing is."""
        panel = self._open_panel(status)
        return panel.marked if panel is not None else None

    def at_end(self, status: Status) -> str:
        """Return what becomes of the open question about pain if the session is ended now; empty where none is open."""
        question = QUESTIONS.get(status.state)
        if question is None:
            return ""
        key, marked = question.key_of(self.marked(status)), self.marked(status)
        given = status.counts_unanswered or status.pending_kind or status.pending_pain
        if marked is None:
            return ENDS_GIVEN.format(given=given) if given else question.ended
        if status.state is State.PAIN_SCORE and self._report_log.at_least is not None:
            return ENDS_HIGHER.format(given=self._report_log.at_least, marked=marked)
        return ENDS_MARKED.format(marked=in_sentence(key.words) if key is not None else marked)

    # -- inside

    def _open_panel(self, status: Status) -> QuestionPanel | None:
        """Return the panel of the question that is open, where it was asked on it."""
        panel = self.of_state.get(status.state)
        asked = (status.state, status.step_index) == self._shown_for
        return panel if asked and isinstance(panel, QuestionPanel) else None

    def _panel(self, theme: Theme, state: State, question: SessionQuestion) -> Panel:
        """Make the panel of a question about pain; its answer goes to the player with its name."""
        look, skip = LOOKS.get(state, PAIN_LOOK), SKIP if question.may_skip else ""
        takes_report = (state, Request.REPORT_PAIN) in SESSION.transitions
        if question.form is AnswerForm.WAIT:
            return self._wait_panel(theme, takes_report)
        panel: ScorePanel | ChoicePanel
        if question.form is AnswerForm.SCORE:
            panel = ScorePanel(theme, self._player.is_red, skip=skip, tone=look.tone, icon=look.icon)
            answered = panel.answered
            if (state, Request.WITHDRAW) in SESSION.transitions:
                cap = self._keys.cap(PlayerCommand.WITHDRAW)
                panel.offer_withdrawal(NOT_MEANT, cap, partial(self.requested.emit, PlayerCommand.WITHDRAW))
        else:
            panel = ChoicePanel(theme, question.answers, skip=skip, tone=look.tone, ground=look.ground, icon=look.icon)
            answered = panel.chosen
        panel.taken.connect(partial(self._answer, state, by_user=False))
        panel.waits_to_take.connect(self._keep_open)
        answered.connect(partial(self._answer, state))
        self._add_time_button(panel)
        if takes_report:
            self._add_pain_button(panel)
        return panel

    def _step_panel(self, theme: Theme, question: SessionQuestion) -> ChoicePanel:
        """Make the panel of a question after an exercise."""
        panel = ChoicePanel(theme, question.answers)
        panel.chosen.connect(self._answer_check)
        self._add_time_button(panel)
        self._add_pain_button(panel)
        return panel

    def _answer_check(self, answer: Answer) -> None:
        self._by_user = True
        self._player.answer_check(answer)

    def _answer(self, state: State, answer: Answer, *, by_user: bool = True) -> None:
        self._by_user = by_user
        self._player.answer_question(state, answer)

    def _keep_open(self, moment_s: float) -> None:
        """Extend the question, where less time is left than it takes until a typed number counts."""
        needed_s = HELD_OPEN * moment_s
        if self._player.can(Request.MORE_TIME) and self._player.status().remaining_s < needed_s:
            self._player.more_time(needed_s)

    def _wait_panel(self, theme: Theme, pain_key: bool) -> WaitPanel:
        panel = WaitPanel(theme, self._keys, pain_key=pain_key)
        panel.pain_pressed.connect(lambda: self.requested.emit(PlayerCommand.PAIN))
        panel.end_pressed.connect(lambda: self.requested.emit(PlayerCommand.ASK))
        panel.why_pressed.connect(lambda: self.requested.emit(PlayerCommand.WHY))
        return panel

    def _put(self, panel: Panel, question: SessionQuestion, status: Status) -> None:
        name = self._player.session.assignments[status.exercise_order].exercise.name
        words = question.words.format(exercise=name, score=status.pending_pain, kind=status.pending_kind)
        if status.state is State.PAIN_KIND and self._report_log.number is not None:
            words = f"{GAVE.format(number=self._report_log.number)} {words}"
        panel.ask(words, self._hint(question, status))
        if isinstance(panel, QuestionPanel):
            panel.show_skip(KEEP.format(given=status.counts_unanswered) if status.counts_unanswered else SKIP)
        if isinstance(panel, ScorePanel):
            panel.show_withdrawal(self._player.can(Request.WITHDRAW))
        if isinstance(panel, WaitPanel) and status.state is State.PAIN_BREAK:
            panel.explain(self._report_log.decision.why if self._report_log.decision is not None else "")

    def _hint(self, question: SessionQuestion, status: Status) -> str:
        """Return the hint of a question; where it is asked again, what stands of it."""
        if not status.counts_unanswered:
            return question.hint
        if status.state is State.PAIN_SCORE and status.counts_unanswered == str(self._report_log.at_least):
            return HIGHER_COUNTS.format(number=status.counts_unanswered)
        return STANDS.format(given=status.counts_unanswered)

    def _show_time(self, panel: Panel, question: SessionQuestion, status: Status) -> None:
        if isinstance(panel, WaitPanel):
            total_s = max(self._wait_total_s, status.remaining_s)
            self._wait_total_s = total_s
            left_of_all = round(status.remaining_s / max(total_s, 1.0), 3)
            left_s = status.remaining_s
            panel.show_left(count_text(left_s, total_s), left_of_all, unit_text(left_s, total_s))
            return
        self._wait_total_s = 0.0
        panel.show_waiting(_unanswered(question, status))
        if isinstance(panel, QuestionPanel):
            panel.offer_time(self._player.can(Request.MORE_TIME))

    def _add_pain_button(self, panel: Panel) -> None:
        button = DangerButton(
            panel.full_theme, "It hurts more", key=self._keys.cap(PlayerCommand.PAIN), icon="pain", large=True
        )
        button.at_once = True
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.requested.emit(PlayerCommand.PAIN))
        panel.foot.addWidget(button)

    def _add_time_button(self, panel: ScorePanel | ChoicePanel) -> None:
        """Add the button that gives more time, before the main one at the end."""
        command = PlayerCommand.MORE_TIME
        panel.add_time_button(self._keys.cap(command), partial(self.requested.emit, command))


def _unanswered(question: SessionQuestion, status: Status) -> str:
    """Return how long a question waits, and what no answer means."""
    if math.isinf(status.remaining_s):
        return "This waits for your answer."
    return question.no_answer(clock_text(status.remaining_s), status.counts_unanswered)
