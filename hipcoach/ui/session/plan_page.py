"""What today's session holds: doses with less and more, what is left out and why, another exercise, and Start."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.catalogue.types import Exercise, Side
from hipcoach.coach import words
from hipcoach.coach.plan_choices import PlanPreview
from hipcoach.coach.session_words import ON_BED, new_to_you
from hipcoach.coach.way_in_questions import PlanQuestion
from hipcoach.planner.choices import DoseChoice
from hipcoach.safety.before import Gate
from hipcoach.safety.types import Assignment, LeftOut, Level, Session
from hipcoach.ui.context import UiContext
from hipcoach.ui.shared.exercise_card import ExerciseCard, dose_text, note_text
from hipcoach.ui.shared.why import Why
from hipcoach.ui.shared.why_button import WhyButton
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import Button, ButtonRow, PlainButton, QuietButton
from hipcoach.ui.widgets.fact_list import Fact, facts_across
from hipcoach.ui.widgets.label import BodyText, Heading
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.step_page import StepPage

GATES = {
    Gate.PLANNED: (NoticeKind.INFO, "As planned"),
    Gate.AS_USUAL: (NoticeKind.INFO, "As planned"),
    Gate.HALF: (NoticeKind.AMBER, "Half as much today"),
    Gate.START: (NoticeKind.INFO, "The first step of everything today"),
    Gate.GENTLE: (NoticeKind.AMBER, "A gentler day"),
}
NUMBER_STAYS = "“Not now” begins no session; the number that you gave stays in History."
SIDES = (Side.BOTH, Side.LEFT, Side.RIGHT)


class PlanPage(StepPage):
    """The last page before a session. It asks for each change by a signal, and shows what that led to."""

    started = Signal()
    dose_asked = Signal(str, int, Side)  # exercise, steps, side
    stay_asked = Signal(str)
    swap_asked = Signal(str)
    put_back_asked = Signal(str)
    turn_on_asked = Signal(str)

    def __init__(self, context: UiContext, question: PlanQuestion) -> None:
        super().__init__(context.theme, question.preview.session.plan.title)
        self._context = context
        self._question = question
        self._content = QWidget()
        self.body.addWidget(self._content)
        self.show_planned(question.preview)
        self.say_beneath(NUMBER_STAYS if question.before.number is not None else "")
        self.add_primary("Start", icon="play").clicked.connect(self.started)

    def show_planned(self, planned: PlanPreview) -> None:
        """Show the session as it is now. The focus stays on the same key, or goes to the one beside it."""
        focused = self.focusWidget()
        name = focused.accessibleName() if isinstance(focused, Button) else ""
        old, self._content = self._content, QWidget()
        self._fill(planned)
        self.body.replaceWidget(old, self._content)
        old.hide()
        old.deleteLater()
        self._content.show()
        self._focus_again(name)

    def _focus_again(self, name: str) -> None:
        exercise = name.partition(":")[0]
        keys = [key for key in self._content.findChildren(Button) if key.isEnabled()]
        same = [key for key in keys if key.accessibleName() == name]
        beside = [key for key in keys if exercise and key.accessibleName().startswith(exercise)]
        for key in (*same, *beside)[:1]:
            key.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, planned: PlanPreview) -> None:
        theme, session = self.theme, planned.session
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        done = tuple(assignment.exercise for assignment in session.assignments)
        exercise_s = self._context.forecast.work_seconds(session)
        length = Fact(theme, "clock", words.length(planned.seconds, exercise_s), colour="ink")
        positions = Fact(theme, "body", words.positions(done), colour="ink")
        column.addWidget(
            facts_across(length, positions, Fact(theme, "mat", words.equipment(session.things), colour="ink"))
        )
        for notice in self._notices(session):
            column.addWidget(notice)
        column.addWidget(Heading(theme, words.count(len(session.listed), "exercise")))
        if new := new_to_you(session):
            column.addWidget(BodyText(theme, new))
        for assignment in session.listed:
            column.addWidget(self._row(assignment, planned.choices.get(assignment.exercise.id), session))
        if session.left_out:
            column.addSpacing(Space.M)
            column.addWidget(Heading(theme, "Left out today"))
            for left in session.left_out:
                column.addWidget(self._left_out(left, planned))

    def _notices(self, session: Session) -> Iterator[Notice]:
        """Make a notice for each thing that today's answers led to, the strictest first. Only its "why?" has a key."""
        before, after = self._question.before, self._question.next_day
        kind, title = GATES[before.gate]
        notices = [(kind, title, before.why, before.line)]
        if after is not None and after.level is Level.AMBER:
            more = (NoticeKind.AMBER, "More pain than before your last session", after.why, after.line)
            notices = [more, *(notices if before.gate is not Gate.PLANNED else [])]
        if self._question.marked:
            notices.append((NoticeKind.AMBER, "Worth mentioning", self._question.marked, "screen_soon"))
        if session.on_bed is not None:
            notices.append((NoticeKind.INFO, ON_BED, session.on_bed.sentence, session.on_bed.line))
        for number, (kind, title, sentence, line) in enumerate(notices):
            notice, why = Notice(self.theme, kind, title, sentence), Why.of(self._context.forecast.rule, line, sentence)
            notice.add_button(WhyButton(self.theme, why, about=title if number else ""))
            yield notice

    def _row(self, assignment: Assignment, choice: DoseChoice | None, session: Session) -> ExerciseCard:
        exercise, beside = assignment.exercise, note_text(assignment, session)
        step = "" if choice is None or assignment.on_sheet else step_of(exercise, choice)
        said = (beside,) if choice is None else (step, beside, choice.why)
        note, form = " ".join(filter(None, said)), assignment.dose.form
        row = ExerciseCard(
            self.theme,
            self._context.figures,
            exercise,
            dose_text(assignment),
            note=note,
            cautions=assignment.cautions,
            mind=exercise.cautions_for_all,
            form=form,
        )
        if choice is not None:
            row.add(self._keys(exercise, choice))
        lines = assignment.lines if choice is None else (*assignment.lines, choice.line)
        row.explain(Why.known(self._context.forecast.rule, lines, note))
        return row

    def _keys(self, exercise: Exercise, choice: DoseChoice) -> ButtonRow:
        """Make the keys for less and more, by side where the sides differ; for no step up; for another exercise."""
        row, name = ButtonRow(), exercise.name
        apart = bool((choice.less | choice.more) & {Side.LEFT, Side.RIGHT})
        for side in SIDES:
            if side not in choice.less | choice.more and (side is Side.BOTH or not apart):
                continue  # nothing below its first step, and nothing to take back
            said = "" if side is Side.BOTH else f" {side.value}"
            for icon, change, steps, able in (
                ("minus", "less", -1, side in choice.less),
                ("plus", "more", +1, side in choice.more),
            ):
                text = "" if side is Side.BOTH else words.sentence(side.value)
                key = QuietButton(self.theme, text, icon=icon)
                key.setAccessibleName(f"{name}:{said} {change}")
                key.setToolTip(f"{words.sentence(change)}{said}")
                key.setEnabled(able)
                key.clicked.connect(
                    lambda _checked=False, steps=steps, side=side: self.dose_asked.emit(exercise.id, steps, side)
                )
                row.add(key)
        if choice.up:
            row.add(self._plain(name, "Stay at the step before", lambda: self.stay_asked.emit(exercise.id)))
        row.add(self._plain(name, "Another exercise", lambda: self.swap_asked.emit(exercise.id)))
        return row

    def _left_out(self, left: LeftOut, planned: PlanPreview) -> ExerciseCard:
        exercise = self._context.catalogue.exercises[left.exercise]
        row = ExerciseCard(self.theme, self._context.figures, exercise, left.why)
        if left.exercise in planned.mine:
            back = self._plain(exercise.name, "Put it back", lambda: self.put_back_asked.emit(left.exercise))
            row.add(ButtonRow(back))
        elif left.exercise in planned.off:
            on = self._plain(exercise.name, "Turn it on again", lambda: self.turn_on_asked.emit(left.exercise))
            row.add(ButtonRow(on))
        row.explain(Why.known(self._context.forecast.rule, (left.line,), left.why))
        return row

    def _plain(self, exercise: str, text: str, act: Callable[[], None]) -> PlainButton:
        key = PlainButton(self.theme, text)
        key.setAccessibleName(f"{exercise}: {text.lower()}")
        key.clicked.connect(act)
        return key


def step_of(exercise: Exercise, choice: DoseChoice) -> str:
    """Say where today's dose stands on its ladder."""
    left, right, last = choice.place.left + 1, choice.place.right + 1, len(exercise.ladder)
    if left == right:
        return f"Step {left} of {last}."
    return f"Left: step {left}, right: step {right}, of {last}."
