"""What now? One card, one sentence, one button; then what else is possible."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.catalogue.types import SessionPlan
from hipcoach.history.sessions import by_day, sessions
from hipcoach.planner.today import Kinds, Today
from hipcoach.safety.compose import Refusal
from hipcoach.store.queries import Search
from hipcoach.ui import words
from hipcoach.ui.context import UiContext
from hipcoach.ui.parts.contact_lines import contact_lines
from hipcoach.ui.parts.day_marks import mark_of, said_of
from hipcoach.ui.parts.week_strip import WeekDay, WeekStrip
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import ButtonRow, PrimaryButton, QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.exercise_picture import ExercisePicture
from hipcoach.ui.widgets.facts import Fact, facts_down
from hipcoach.ui.widgets.flow import GridFlow
from hipcoach.ui.widgets.label import Body, Heading, Label, Lead
from hipcoach.ui.widgets.legend import MarkLegend
from hipcoach.ui.widgets.month import Mark
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.page_frame import PageFrame
from hipcoach.ui.widgets.why import Why, WhyButton

if TYPE_CHECKING:
    from hipcoach.safety.types import Session

PICTURE_PX = 190
COLUMN_PX = 380

TITLES = {
    Kinds.PAUSED: "Sessions are paused",
    Kinds.BLOCKED: "Rest until it has settled",
    Kinds.CHECK_FIRST: "How are you now?",
    Kinds.REST: "A day of rest",
}

LEGEND = {
    Mark.DONE: "done",
    Mark.SHORT: "stopped early",
    Mark.PAIN: "stopped for pain",
    Mark.PLANNED: "planned",
}


class TodayPage(PageFrame):
    """Decides nothing itself: it says what the planner says."""

    plan_start_requested = Signal(str)
    check_requested = Signal()  # the next-day question
    rest_requested = Signal()  # "how is it now?" during a rest

    def __init__(self, context: UiContext, *, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, "Today", parent=parent)
        self._context = context
        self._action: PrimaryButton | None = None
        self._columns: GridFlow | None = None
        self._due: Session | None = None
        self._length: Fact | None = None
        context.theme.changed.connect(self._on_theme_changed)
        self.refresh()

    def first_focus(self) -> QWidget | None:
        """The one button of the day."""
        return self._action

    def refresh(self) -> None:
        """Look at the diary again."""
        self.clear_body()
        self._action = self._columns = self._due = self._length = None
        for notice in self._context.store.notices:
            self.body.addWidget(Notice(self.theme, NoticeKind.AMBER, notice))
        today = self._context.outlook.today()
        self.title.setText(f"Today, {words.day_and_month(today.date)}")
        self.body.addWidget(self._card(today))
        self._add_week(today)
        self._add_others(today)

    def _card(self, today: Today) -> QWidget:
        if today.kind in (Kinds.PAUSED, Kinds.BLOCKED):
            return self._held(today)
        plan = self._context.catalogue.plans.get(today.plan or "")
        if today.kind is Kinds.SESSION and plan is not None:
            return self._session(today, plan)
        card = Card(self.theme, pad=Space.XL)
        card.body.addWidget(Heading(self.theme, TITLES.get(today.kind, TITLES[Kinds.REST]), level=1))
        card.body.addWidget(Lead(self.theme, today.why))
        card.body.addWidget(self._why(today), 0, Qt.AlignmentFlag.AlignLeft)
        if today.kind is Kinds.CHECK_FIRST:
            self._add_action(card.body, "Answer", "right", self.check_requested.emit)
        return card

    def _session(self, today: Today, plan: SessionPlan) -> QWidget:
        session = self._context.outlook.session_for(plan)
        card = Card(self.theme, pad=Space.XL)
        holder = QWidget()
        self._columns = GridFlow(holder, column_px=self.theme.scaled(COLUMN_PX), gap=Space.L)
        said = QWidget()
        column = QVBoxLayout(said)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(Heading(self.theme, plan.title, level=1))
        column.addWidget(Lead(self.theme, today.why))
        column.addWidget(self._why(today), 0, Qt.AlignmentFlag.AlignLeft)
        picture: ExercisePicture | None = None
        if isinstance(session, Refusal):
            column.addWidget(Body(self.theme, session.why))
        else:
            done = [assignment.exercise for assignment in session.assignments]
            picture = ExercisePicture(self.theme, self._context.figures, done[0], height_px=PICTURE_PX)
            length = Fact(self.theme, "clock", " ", colour="ink")
            self._due, self._length = session, length
            picture.first_seen.connect(self._on_picture_first_seen, Qt.ConnectionType.QueuedConnection)
            column.addWidget(
                facts_down(
                    length,
                    Fact(self.theme, "body", words.positions(done), colour="ink"),
                    Fact(self.theme, "mat", words.equipment_in_short(done), colour="ink"),
                )
            )
            self._add_action(column, "Start", "play", lambda: self.plan_start_requested.emit(plan.id))
        column.addStretch(1)
        self._columns.addWidget(said)
        if picture is not None:
            self._columns.addWidget(picture)
        card.body.addWidget(holder)
        return card

    def _held(self, today: Today) -> QWidget:
        card = Card(self.theme, ground="rest_soft", pad=Space.XL)
        card.body.addWidget(Fact(self.theme, "rest", "Resting", colour="rest"))
        card.body.addWidget(Heading(self.theme, TITLES[today.kind], level=1))
        card.body.addWidget(Lead(self.theme, today.why))
        card.body.addWidget(self._why(today), 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(Body(self.theme, "Everyday gentle movement is fine."))
        strength = "Please contact" if today.contact else "Contact"
        whom = f"{strength} your doctor or physiotherapist before you try this exercise again."
        card.body.addWidget(Label(self.theme, whom, bold=today.contact))
        card.body.addWidget(contact_lines(self.theme, self._context.profile.read().contacts))
        self._add_action(card.body, "How is it now?", "right", self.rest_requested.emit)
        return card

    def _why(self, today: Today) -> WhyButton:
        return WhyButton(self.theme, Why.of(self._context.outlook.rule, today.line, today.why))

    def _add_action(self, column: QVBoxLayout, text: str, icon: str, act: Callable[[], None]) -> None:
        column.addSpacing(Space.XS)
        button = PrimaryButton(self.theme, text, icon=icon, large=True, key="Enter")
        button.clicked.connect(act)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._action = button

    def _add_week(self, today: Today) -> None:
        """Show what was done, and what is planned where no rest holds it back."""
        monday = today.date - timedelta(days=today.date.weekday())
        done = by_day(sessions(self._context.store, Search(since=monday)))
        planned = {} if today.kind in (Kinds.PAUSED, Kinds.BLOCKED) else self._context.outlook.week(monday)
        days = []
        for day in (monday + timedelta(days=index) for index in range(7)):
            if day in done:
                days.append(WeekDay(day, mark_of(done[day]), said_of(done[day])))
            elif day >= today.date and planned.get(day):
                said = words.joined(due.kind.value for due in planned[day])
                days.append(WeekDay(day, Mark.PLANNED, f"planned: {said}"))
            else:
                days.append(WeekDay(day, None, "nothing"))
        self.body.addSpacing(Space.S)
        self.body.addWidget(Heading(self.theme, "This week"))
        self.body.addWidget(WeekStrip(self.theme, days, today.date))
        shown = {mark: said for mark, said in LEGEND.items() if any(day.mark is mark for day in days)}
        if shown:
            self.body.addWidget(MarkLegend(self.theme, shown))

    def _add_others(self, today: Today) -> None:
        if not today.others or today.kind in (Kinds.PAUSED, Kinds.BLOCKED):
            return
        row = ButtonRow()
        for plan_id in today.others:
            button = QuietButton(self.theme, self._context.catalogue.plans[plan_id].title)
            button.clicked.connect(lambda _checked=False, plan_id=plan_id: self.plan_start_requested.emit(plan_id))
            row.add(button)
        self.body.addSpacing(Space.S)
        self.body.addWidget(Heading(self.theme, "What else is possible"))
        self.body.addWidget(row)

    def _on_picture_first_seen(self) -> None:
        """Counting the minutes wakes the engine: the first frame does not wait for it."""
        if self._due is not None and self._length is not None:
            self._length.words.setText(words.minutes(self._context.outlook.seconds(self._due)))

    def _on_theme_changed(self) -> None:
        if self._columns is not None:
            self._columns.set_column_px(self.theme.scaled(COLUMN_PX))
