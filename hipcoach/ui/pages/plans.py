"""The plans as cards, and one plan in full: what is in it, how much, how long, and Start."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from hipcoach.catalogue.types import Exercise, SessionPlan
from hipcoach.safety.types import Session
from hipcoach.ui import words
from hipcoach.ui.context import UiContext
from hipcoach.ui.parts.exercise_row import ExerciseRow, how_much
from hipcoach.ui.parts.plan_card import PlanCard
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import PrimaryButton
from hipcoach.ui.widgets.empty_state import EmptyState
from hipcoach.ui.widgets.facts import Fact, facts_across
from hipcoach.ui.widgets.flow import GridFlow
from hipcoach.ui.widgets.label import Body, Heading, Lead
from hipcoach.ui.widgets.list_and_detail import ListAndDetail
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.page_frame import PageFrame

CARD_PX = 270


class PlansPage(ListAndDetail):
    """Cards first; a card opens its plan."""

    plan_start_requested = Signal(str)  # plan id

    def __init__(self, context: UiContext, *, parent: QWidget | None = None) -> None:
        self._frame = PageFrame(context.theme, "Plans")
        super().__init__(context.theme, self._frame, parent=parent)
        self._context = context
        self._cards: list[PlanCard] = []
        self._open: SessionPlan | None = None
        context.theme.changed.connect(self._on_theme_changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the plans anew: doses, locks and lengths may have changed."""
        self._frame.clear_body()
        self._cards.clear()
        plans = tuple(self._context.catalogue.plans.values())
        if not plans:
            self._frame.body.addWidget(
                EmptyState(self.theme, "plans", "No plans could be read", "hipcoach doctor says what is missing.")
            )
            return
        holder = QWidget()
        self._grid = GridFlow(holder, column_px=self.theme.scaled(CARD_PX), gap=Space.XXS)
        for plan in plans:
            session = self._context.session_for(plan)
            card = PlanCard(self.theme, plan, exercises_of(session), self._seconds(session))
            card.clicked.connect(lambda plan=plan: self.open_plan(plan.id))
            self._grid.addWidget(card)
            self._cards.append(card)
        self._frame.body.addWidget(holder)
        if self._open is not None:
            self.open_plan(self._open.id)

    def open_plan(self, plan_id: str) -> None:
        """Show one plan in full."""
        self._open = self._context.catalogue.plans[plan_id]
        session = self._context.session_for(self._open)
        frame = self.detail_frame(self._open.title, "All plans")
        fill_plan(frame, self.theme, self._context, session, self._seconds(session))
        start = frame.findChild(PrimaryButton)
        if start is not None:
            start.clicked.connect(lambda: self.plan_start_requested.emit(plan_id))
        self.open_detail(frame)
        if start is not None:
            start.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_detail(self) -> None:
        """Back to the cards."""
        self._open = None
        super().close_detail()

    def _seconds(self, session: Session) -> float | None:
        return self._context.estimate_s(session) if session.assignments else None

    def _on_theme_changed(self) -> None:
        if self._cards:
            self._grid.set_column_px(self.theme.scaled(CARD_PX))


def exercises_of(session: Session) -> tuple[Exercise, ...]:
    """What is done in a session, in its order."""
    return tuple(assignment.exercise for assignment in session.assignments)


def fill_plan(frame: PageFrame, theme: Theme, context: UiContext, session: Session, seconds: float | None) -> None:
    """Put a plan's whole content into its frame; the only PrimaryButton in it starts it."""
    body, plan, done = frame.body, session.plan, exercises_of(session)
    body.addWidget(Lead(theme, plan.summary))
    if seconds is None:
        body.addWidget(Notice(theme, NoticeKind.INFO, "Nothing of this plan is left for you at present."))
    else:
        length = Fact(theme, "clock", words.minutes(seconds), colour="ink")
        positions = Fact(theme, "body", words.positions(done), colour="ink")
        body.addWidget(facts_across(length, positions, Fact(theme, "mat", words.equipment(done), colour="ink")))
        start = PrimaryButton(theme, f"Start {plan.title}", icon="play", large=True, key="Enter")
        body.addWidget(start, 0, Qt.AlignmentFlag.AlignLeft)
        body.addSpacing(Space.M)
        body.addWidget(Heading(theme, words.count(len(done), "exercise")))
        for assignment in session.assignments:
            body.addWidget(ExerciseRow(theme, assignment.exercise, how_much(assignment), assignment.note))
    if session.left_out:
        body.addSpacing(Space.M)
        body.addWidget(Heading(theme, "Left out today"))
        for left in session.left_out:
            exercise = context.catalogue.exercises[left.exercise]
            body.addWidget(ExerciseRow(theme, exercise, left.why))
    if plan.reading:
        body.addSpacing(Space.M)
        body.addWidget(Heading(theme, "To read afterwards"))
        body.addWidget(Body(theme, plan.reading))
