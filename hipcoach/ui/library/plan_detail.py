"""One plan in full: what is in it, how much, how long, Start, and what else can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.catalogue.types import Catalogue, Equipment, Exercise, Form, SessionPlan
from hipcoach.catalogue.wording import to_fetch
from hipcoach.catalogue.words import from_sheet, read_as_breaths
from hipcoach.coach import words
from hipcoach.coach.session_words import ON_BED, new_to_you, off_text
from hipcoach.coach.stop_text import no_session
from hipcoach.safety.compose import Refusal
from hipcoach.safety.equipment import EQUIPMENT
from hipcoach.safety.locks import lock_reason
from hipcoach.safety.types import Session
from hipcoach.ui.context import UiContext
from hipcoach.ui.desktop.file_dialogs import FileChooser
from hipcoach.ui.library.leaflet_card import LeafletCard
from hipcoach.ui.library.send_plan_card import SendPlanCard
from hipcoach.ui.library.sound_file_card import SoundFileCard
from hipcoach.ui.shared.exercise_card import ExerciseCard, dose_text, note_text
from hipcoach.ui.shared.times import moment_text
from hipcoach.ui.shared.why import Why
from hipcoach.ui.shared.why_button import WhyButton
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import ButtonRow, PrimaryButton, QuietButton
from hipcoach.ui.widgets.fact_list import Fact, facts_across
from hipcoach.ui.widgets.label import BodyText, Heading, Lead
from hipcoach.ui.widgets.notice import Notice, NoticeKind

BREATHS = "Breathing is counted in breaths"

LEFT_OUT_FOR_YOU = "Left out for you"


class PlanDetail(QWidget):
    """A plan as it would be done today."""

    start_requested = Signal(str)  # plan id
    change_wanted = Signal(object)  # a SessionPlan

    def __init__(
        self, context: UiContext, plan: SessionPlan, ask: FileChooser, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._theme, self._plan, self._ask = context, context.theme, plan, ask
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.M)
        session = context.forecast.session_for(plan)
        self._fill(session if isinstance(session, Refusal) else context.forecast.fitted(session))

    def _fill(self, session: Session | Refusal) -> None:
        plan, column = self._plan, self._column
        if isinstance(session, Refusal):  # before all else: nothing starts from here today
            said = no_session(self._context.forecast.today(), session.why, moment_text)
            refused = Notice(self._theme, NoticeKind.REST, "Not today", said)
            refused.add_button(WhyButton(self._theme, Why.of(self._context.forecast.rule, session.line, session.why)))
            column.addWidget(refused)
        column.addWidget(Lead(self._theme, plan.summary))
        if other := stands_in(plan, session):
            column.addWidget(BodyText(self._theme, other))
        if whose := from_sheet(plan):
            column.addWidget(BodyText(self._theme, f"{whose}."))
        if told := read_as_breaths(plan, self._context.catalogue.exercises):
            column.addWidget(Notice(self._theme, NoticeKind.INFO, BREATHS, "\n".join(told)))
        held, length = as_held(self._context, plan, session), self._length(session)
        exercises = exercises_of(plan, held, self._context.catalogue)
        self._in_bed = not isinstance(held, Refusal) and held.plan.in_bed
        column.addWidget(
            facts_across(
                *([Fact(self._theme, "clock", length, colour="ink")] if length else []),
                Fact(self._theme, "body", words.positions(exercises), colour="ink"),
                Fact(self._theme, "mat", words.equipment(things_of(exercises, held)), colour="ink"),
            )
        )
        if isinstance(session, Refusal):  # it may be put together all the same, to be done another day
            column.addWidget(ButtonRow(self._change_button()))
        else:
            column.addWidget(ButtonRow(self._start_button(), self._change_button()))
            if session.on_bed is not None:
                bed, line = session.on_bed.sentence, session.on_bed.line
                notice = Notice(self._theme, NoticeKind.INFO, ON_BED, bed)
                notice.add_button(WhyButton(self._theme, Why.of(self._context.forecast.rule, line, bed), about=ON_BED))
                column.addWidget(notice)
        self._add_exercises(session)
        self._add_left_out(session)
        if not isinstance(session, Refusal):
            column.addSpacing(Space.M)
            column.addWidget(LeafletCard(self._context, plan, self._ask))
            column.addSpacing(Space.M)
            column.addWidget(SoundFileCard(self._context, session, self._ask))
        column.addSpacing(Space.M)
        column.addWidget(SendPlanCard(self._context, plan, self._ask))
        if plan.reading:
            column.addSpacing(Space.M)
            column.addWidget(Heading(self._theme, "To read afterwards"))
            column.addWidget(BodyText(self._theme, plan.reading))

    def _start_button(self) -> PrimaryButton:
        start = PrimaryButton(self._theme, f"Start {self._plan.title}", icon="play", large=True, key="Enter")
        start.clicked.connect(lambda: self.start_requested.emit(self._plan.id))
        return start

    def _change_button(self) -> QuietButton:
        change = QuietButton(self._theme, "Change it" if self._plan.own else "Change a copy of it")
        change.clicked.connect(lambda: self.change_wanted.emit(self._plan))
        return change

    def _add_exercises(self, session: Session | Refusal) -> None:
        column, exercises = self._column, self._exercises(session)
        column.addSpacing(Space.M)
        if isinstance(session, Refusal):
            self._add_by_name(exercises)
            return
        column.addWidget(Heading(self._theme, words.count(len(exercises), "exercise")))
        if new := new_to_you(session):
            column.addWidget(BodyText(self._theme, new))
        for assignment in session.listed:
            row = ExerciseCard(
                self._theme,
                self._context.figures,
                assignment.exercise,
                dose_text(assignment),
                note=note_text(assignment, session),
                cautions=assignment.cautions,
                form=assignment.dose.form,
                in_bed=session.plan.in_bed,
            )
            row.explain(Why.known(self._context.forecast.rule, assignment.lines, assignment.note))
            column.addWidget(row)

    def _add_left_out(self, session: Session | Refusal) -> None:
        if not session.left_out:
            return
        column = self._column
        column.addSpacing(Space.M)
        column.addWidget(Heading(self._theme, "Left out today"))
        for left in session.left_out:
            row = self._row(self._context.catalogue.exercises[left.exercise], left.why)
            row.explain(Why.known(self._context.forecast.rule, (left.line,), left.why))
            column.addWidget(row)

    def _add_by_name(self, exercises: Sequence[Exercise]) -> None:
        """Show the exercises on a day without a session, and which of them are left out for the user on any day."""
        profile, off = self._context.profile.read(), self._context.forecast.today().off
        whys = {each.id: off_text((each.name,)) for each in exercises if each.id in off}
        locks = {each.id: lock_reason(each, profile.locks, profile.cleared) for each in exercises}
        whys |= {name: lock.sentence for name, lock in locks.items() if lock is not None}
        done = [each for each in exercises if each.id not in whys]
        self._column.addWidget(Heading(self._theme, words.count(len(done), "exercise")))
        for exercise in done:
            self._column.addWidget(self._row(exercise, words.sentence(exercise.text(Form.FULL).short)))
        if len(done) < len(exercises):
            self._column.addWidget(Heading(self._theme, LEFT_OUT_FOR_YOU))
        for exercise in exercises:
            if exercise.id in whys:
                self._column.addWidget(self._row(exercise, whys[exercise.id]))

    def _row(self, exercise: Exercise, text: str) -> ExerciseCard:
        return ExerciseCard(self._theme, self._context.figures, exercise, text, in_bed=self._in_bed)

    def _exercises(self, session: Session | Refusal) -> tuple[Exercise, ...]:
        return exercises_of(self._plan, session, self._context.catalogue)

    def _length(self, session: Session | Refusal) -> str:
        forecast = self._context.forecast
        if isinstance(session, Refusal):
            return ""
        return words.length(forecast.seconds(session), forecast.work_seconds(session))


def exercises_of(plan: SessionPlan, session: Session | Refusal, catalogue: Catalogue) -> tuple[Exercise, ...]:
    """Return the exercises of a plan that are done today; those of the whole plan if it is refused."""
    if isinstance(session, Refusal):
        left_out = {left.exercise for left in session.left_out}
        names = [name for name in plan.exercises if name not in left_out]
        return tuple(catalogue.exercises[name] for name in names or plan.exercises)
    return tuple(assignment.exercise for assignment in session.listed)


def as_held(context: UiContext, plan: SessionPlan, session: Session | Refusal) -> Session | Refusal:
    """Return what a plan holds for its user: today's session, or, on a day without one, that of another day."""
    return session if isinstance(session, Session) else context.forecast.once_allowed(plan)


def stands_in(plan: SessionPlan, session: Session | Refusal) -> str:
    """Return what is done today in a plan of which nothing else is, as none of it is at hand; else an empty string."""
    if isinstance(session, Refusal) or {each.exercise.id for each in session.assignments} & set(plan.exercises):
        return ""
    return " ".join(each.why for each in session.left_out if each.line == EQUIPMENT)


def things_of(exercises: Sequence[Exercise], session: Session | Refusal) -> tuple[Equipment, ...]:
    """Return what to have ready for a plan, as it is done today where it is done."""
    return to_fetch(exercises) if isinstance(session, Refusal) else session.things
