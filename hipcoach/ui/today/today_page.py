"""What now? One card, one sentence, one button; then what else is possible."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.catalogue.types import SessionPlan
from hipcoach.coach import words
from hipcoach.history.session_detail import by_day
from hipcoach.planner.today import DONE, GENTLE, MOBILITY_IN_BED, NO_FLOOR, NO_SESSION, Kinds, Today
from hipcoach.safety.compose import Refusal
from hipcoach.store.queries import Search
from hipcoach.ui.context import UiContext
from hipcoach.ui.shared.contact_lines import contact_lines
from hipcoach.ui.shared.day_marks import day_mark, sessions_text
from hipcoach.ui.shared.exercise_picture import ExercisePicture
from hipcoach.ui.shared.why import Why
from hipcoach.ui.shared.why_button import WhyButton
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.today.week_strip import WeekDay, WeekStrip
from hipcoach.ui.widgets.button import ButtonRow, PlainButton, PrimaryButton, QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.fact_list import Fact, facts_down
from hipcoach.ui.widgets.flow_layout import GridFlow
from hipcoach.ui.widgets.label import BodyText, Heading, Label, Lead, Muted
from hipcoach.ui.widgets.legend import MarkLegend
from hipcoach.ui.widgets.list_and_detail import ListAndDetail
from hipcoach.ui.widgets.month import CalendarMark
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.page_frame import PageFrame

if TYPE_CHECKING:
    from hipcoach.planner.aim import WeekAim
    from hipcoach.safety.types import Session

PICTURE_PX = 190
COLUMN_PX = 380

TITLES = {
    Kinds.PAUSED: "Sessions are paused",
    Kinds.BLOCKED: "Rest until it has settled",
    Kinds.CHECK_FIRST: "How are you now?",
    Kinds.REST: "A day of rest",
}

DONE_TITLE = "Done for today"

LESS_KEYS = {
    GENTLE: ("More pain today", "M"),
    MOBILITY_IN_BED: ("Bed only", "B"),
    NO_FLOOR: ("Nothing on the floor", "N"),
}

LEGEND = {
    CalendarMark.DONE: "done",
    CalendarMark.SHORT: "stopped early",
    CalendarMark.PAIN: "stopped for pain",
    CalendarMark.PLANNED: "planned",
}


class TodayPage(ListAndDetail):
    """Decides nothing itself: it says what the planner says."""

    plan_start_requested = Signal(str)
    check_requested = Signal()  # the next-day question
    rest_requested = Signal()  # "how is it now?" during a rest

    def __init__(self, context: UiContext, *, parent: QWidget | None = None) -> None:
        self.frame = PageFrame(context.theme, "Today")
        super().__init__(context.theme, self.frame, parent=parent)
        self.body = self.frame.body
        self._context = context
        self._action: PrimaryButton | None = None
        self._actions: QHBoxLayout | None = None
        self._columns: GridFlow | None = None
        self._strip: WeekStrip | None = None
        self._change: PlainButton | None = None
        self._opened: date | None = None  # the day that is shown instead
        self._due: Session | None = None
        self._facts: tuple[Fact, Fact, Fact] | None = None
        self._not_today: Muted | None = None
        context.theme.changed.connect(self._on_theme_changed)
        self.refresh()

    def first_focus(self) -> QWidget | None:
        """The one button of the day."""
        return self._action

    def refresh(self) -> None:
        """Look at the diary again; a day or the week's settings that were open are closed."""
        if self.detail is not None:
            super().close_detail()
        self._fill()

    def close_detail(self) -> None:
        """Back to today, which may have been changed by what was open."""
        cell = self._opened
        super().close_detail()
        self._fill()
        again = self._strip.cell(cell) if self._strip is not None and cell is not None else self._change
        holder = again.parentWidget() if again is not None else None
        if again is not None and holder is not None:
            holder.show()  # what is hidden until it is laid out takes no focus
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_day(self, on: date) -> None:
        """Show one day of the week."""
        from hipcoach.ui.today.day_page import DayDetail  # for whoever looks at a day

        frame = self.detail_frame(words.day_and_month(on), "Today")
        done = by_day(self._context.store.queries.sessions(Search(since=on, until=on))).get(on, ())
        today = self._context.forecast.today()
        resting = today.kind in (Kinds.PAUSED, Kinds.BLOCKED) and on >= today.date
        held = Why.of(self._context.forecast.rule, today.line, today.why) if resting else None
        detail = DayDetail(self._context, on, done, held=held)
        frame.body.addWidget(detail)
        self._opened = on
        self.open_detail(frame)

    def open_week(self) -> None:
        """Show what the week is for, to be changed."""
        from hipcoach.ui.shared.week_page import WeekDetail  # for whoever changes it

        frame = self.detail_frame("Your week", "Today")
        frame.body.addWidget(WeekDetail(self._context))
        self._opened = None
        self.open_detail(frame)

    def _fill(self) -> None:
        self.frame.clear_body()
        self._actions = None
        self._action = self._columns = self._due = self._facts = self._not_today = None
        for notice in self._context.store.notices:
            self.body.addWidget(Notice(self.theme, NoticeKind.AMBER, notice))
        today, aim = self._context.forecast.today_and_aim()
        self.frame.title.setText(f"Today, {words.day_and_month(today.date)}")
        self.body.addWidget(self._card(today))
        self._add_week(today, aim)
        self._add_others(today)

    def _card(self, today: Today) -> QWidget:
        if today.kind in (Kinds.PAUSED, Kinds.BLOCKED):
            return self._held(today)
        plan = self._context.catalogue.plans.get(today.plan or "")
        if today.kind is Kinds.SESSION and plan is not None:
            return self._session(today, plan)
        card = Card(self.theme, pad=Space.XL)
        title = DONE_TITLE if today.line == DONE else TITLES.get(today.kind, TITLES[Kinds.REST])
        card.body.addWidget(Heading(self.theme, title, level=1))
        card.body.addWidget(Lead(self.theme, today.why))
        if today.kind is Kinds.CHECK_FIRST:
            self._add_action(card.body, "Answer", "right", self.check_requested.emit)
        elif today.line in NO_SESSION:
            self._add_action(card.body, "How is it now?", "right", self.rest_requested.emit)
        self._add_why(card.body, today)
        return card

    def _session(self, today: Today, plan: SessionPlan) -> QWidget:
        session = self._context.forecast.session_for(plan)
        card = Card(self.theme, pad=Space.XL)
        holder = QWidget()
        self._columns = GridFlow(holder, column_px=self.theme.scaled(COLUMN_PX), gap=Space.L)
        said = QWidget()
        column = QVBoxLayout(said)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(Heading(self.theme, plan.title, level=1))
        column.addWidget(Lead(self.theme, today.why))
        picture: ExercisePicture | None = None
        if isinstance(session, Refusal):
            column.addWidget(BodyText(self.theme, session.why))
            why = Why.of(self._context.forecast.rule, session.line, session.why)
            column.addWidget(WhyButton(self.theme, why, about="No session"), 0, Qt.AlignmentFlag.AlignLeft)
        else:
            done = [assignment.exercise for assignment in session.assignments]
            picture = ExercisePicture(self.theme, self._context.figures, done[0], height_px=PICTURE_PX)
            self._due = session
            self._facts = (
                Fact(self.theme, "clock", " ", colour="ink"),
                Fact(self.theme, "body", words.positions(done), colour="ink"),
                Fact(self.theme, "mat", words.equipment_in_short(done), colour="ink"),
            )
            picture.first_seen.connect(self._on_picture_first_seen, Qt.ConnectionType.QueuedConnection)
            column.addWidget(facts_down(*self._facts))
            self._not_today = Muted(self.theme)
            column.addWidget(self._not_today)
            self._say_what_is_not_for_today(session)
            self._add_action(column, "Start", "play", lambda: self.plan_start_requested.emit(plan.id))
        self._add_why(column, today)
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
        card.body.addWidget(BodyText(self.theme, "Everyday gentle movement is fine."))
        strength = "Please contact" if today.contact else "Contact"
        whom = f"{strength} your doctor or physiotherapist before you try this exercise again."
        card.body.addWidget(Label(self.theme, whom, bold=today.contact))
        card.body.addWidget(contact_lines(self.theme, self._context.profile.read().contacts))
        self._add_action(card.body, "How is it now?", "right", self.rest_requested.emit)
        self._add_why(card.body, today)
        return card

    def _add_why(self, column: QVBoxLayout, today: Today) -> None:
        """Beside the one button; by itself where there is none."""
        why = WhyButton(self.theme, Why.of(self._context.forecast.rule, today.line, today.why))
        if self._actions is not None:
            self._actions.insertWidget(1, why, 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            column.addWidget(why, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_action(self, column: QVBoxLayout, text: str, icon: str, act: Callable[[], None]) -> None:
        column.addSpacing(Space.XS)
        button = PrimaryButton(self.theme, text, icon=icon, large=True, key="Enter")
        button.clicked.connect(act)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(Space.S)
        self._actions.addWidget(button)
        self._actions.addStretch(1)
        column.addLayout(self._actions)
        self._action = button

    def _add_week(self, today: Today, aim: "WeekAim") -> None:
        """Show what was done, and what is planned where no rest holds it back."""
        monday = today.date - timedelta(days=today.date.weekday())
        done = by_day(self._context.store.queries.sessions(Search(since=monday)))
        planned = {} if today.kind in (Kinds.PAUSED, Kinds.BLOCKED) else self._context.forecast.week(monday)
        days = []
        for day in (monday + timedelta(days=index) for index in range(7)):
            if day in done:
                days.append(WeekDay(day, day_mark(done[day]), sessions_text(done[day])))
            elif day >= today.date and planned.get(day):
                said = words.joined(due.kind.value for due in planned[day])
                days.append(WeekDay(day, CalendarMark.PLANNED, f"planned: {said}"))
            else:
                days.append(WeekDay(day, None, "nothing"))
        self.body.addSpacing(Space.S)
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        head.addWidget(Heading(self.theme, "This week"), 0, Qt.AlignmentFlag.AlignBottom)
        said_aim = Muted(self.theme, aim.said())
        said_aim.setAlignment(Qt.AlignmentFlag.AlignRight)
        head.addWidget(said_aim, 1, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(head)
        self._strip = WeekStrip(self.theme, days, today.date)
        self._strip.day_chosen.connect(self.open_day)
        self.body.addWidget(self._strip)
        shown = {mark: said for mark, said in LEGEND.items() if any(day.mark is mark for day in days)}
        if shown:
            self.body.addWidget(MarkLegend(self.theme, shown))

    def _add_others(self, today: Today) -> None:
        if today.kind in (Kinds.PAUSED, Kinds.BLOCKED):
            return
        row = ButtonRow()
        for plan_id in today.others:
            said, key = LESS_KEYS.get(plan_id, (self._context.catalogue.plans[plan_id].title, ""))
            button = QuietButton(self.theme, said, key=key, shortcut=bool(key))
            button.setToolTip(self._context.catalogue.plans[plan_id].title)
            button.clicked.connect(lambda _checked=False, plan_id=plan_id: self.plan_start_requested.emit(plan_id))
            row.add(button)
        self._change = PlainButton(self.theme, "Change your week")
        self._change.clicked.connect(self.open_week)
        row.add(self._change)
        self.body.addWidget(Heading(self.theme, "What else is possible"))
        self.body.addWidget(row)

    def _on_picture_first_seen(self) -> None:
        """Counting the minutes wakes the engine: the first frame does not wait for it."""
        if self._due is None or self._facts is None:
            return
        session = self._context.forecast.fitted(self._due)
        done = [assignment.exercise for assignment in session.assignments]
        told = (words.minutes(self._context.forecast.seconds(session)), words.positions(done))
        for fact, said in zip(self._facts, (*told, words.equipment_in_short(done)), strict=True):
            fact.words.setText(said)
        self._say_what_is_not_for_today(session)

    def _say_what_is_not_for_today(self, session: "Session") -> None:
        """Why it is not stands with the plan, one key away."""
        if self._not_today is not None:
            names = [each.name for each in session.left_out]
            self._not_today.setText(f"Not today: {words.joined(names)}." if names else "")
            self._not_today.setVisible(bool(names))

    def _on_theme_changed(self) -> None:
        if self._columns is not None:
            self._columns.set_column_px(self.theme.scaled(COLUMN_PX))
