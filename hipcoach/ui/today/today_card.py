"""The card of the day: what is due and why, with at most one button."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.catalogue.types import SessionPlan
from hipcoach.coach import words
from hipcoach.coach.stop_text import SHORT_REST, Stop, contacts_at, meanwhile, rest_end, stop_in_force, whom_to_call
from hipcoach.planner.today import DONE, NO_SESSION, DayKind, Today
from hipcoach.safety.compose import Refusal
from hipcoach.safety.stored_keys import SHORT_REST_SET_TODAY
from hipcoach.ui.context import UiContext
from hipcoach.ui.shared.contact_lines import contact_lines
from hipcoach.ui.shared.exercise_picture import ExercisePicture
from hipcoach.ui.shared.times import moment_text
from hipcoach.ui.shared.why import Why
from hipcoach.ui.shared.why_button import WhyButton
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.breaking_row import BreakingRow
from hipcoach.ui.widgets.button import Button, PrimaryButton, QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.fact_list import Fact, facts_down
from hipcoach.ui.widgets.flow_layout import GridFlow
from hipcoach.ui.widgets.label import BodyText, Heading, Label, Lead, MutedLabel

if TYPE_CHECKING:
    from hipcoach.safety.types import Session

PICTURE_PX = 190
COLUMN_PX = 380
ABOUT_REST = "About this rest"  # a page, on which "How is it now?" asks
RESTING = (DayKind.PAUSED, DayKind.BLOCKED)  # a pain rest holds every session back

TITLES = {
    DayKind.PAUSED: "Sessions are paused",
    DayKind.BLOCKED: "Rest until it has settled",
    DayKind.CHECK_FIRST: "How are you now?",
    DayKind.REST: "A day of rest",
}
TITLES_OF_LINE = {DONE: "Done for today", SHORT_REST_SET_TODAY: SHORT_REST}


class TodayCard(Card):
    """Shows what the planner decided. `action` is its button, if there is one."""

    plan_start_requested = Signal(str)
    check_requested = Signal()  # the next-day question
    pain_rest_requested = Signal()  # how it goes on, and how it is now
    number_given = Signal(str)  # an emergency number was typed
    first_seen = Signal()  # other work can wait for it, as for the picture's

    def __init__(self, context: UiContext, today: Today) -> None:
        resting = today.kind in RESTING
        super().__init__(context.theme, ground="rest_soft" if resting else "raised", pad=Space.XL)
        self._context = context
        self._today = today
        self.action: Button | None = None
        self._action_row: BreakingRow | None = None
        self._columns: GridFlow | None = None
        self._session: Session | None = None
        self._facts: tuple[Fact, Fact, Fact] | None = None
        self._not_today: MutedLabel | None = None
        self._seen = False
        self._why: WhyButton | None = None  # of what the heading says
        self.first_seen.connect(self._on_first_seen, Qt.ConnectionType.QueuedConnection)
        plan = context.catalogue.plans.get(today.plan or "")
        if today.sign.line:
            self._fill_sign()
        elif resting:
            self._fill_resting()
        elif today.kind is DayKind.SESSION and plan is not None:
            self._fill_session(plan)
        else:
            self._fill_without_session()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card; emit `first_seen` the first time, whatever of it is in view."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            self.first_seen.emit()

    def _fill_without_session(self) -> None:
        today = self._today
        title = TITLES_OF_LINE.get(today.line) or TITLES.get(today.kind, TITLES[DayKind.REST])
        self.body.addWidget(Heading(self.theme, title, level=1))
        self.body.addWidget(Lead(self.theme, today.why))
        if today.kind is DayKind.CHECK_FIRST:
            self._add_action(self.body, "Answer", "right", self.check_requested.emit)
        elif today.line in NO_SESSION:
            for said in (rest_end(today, moment_text), whom_to_call(self._context.forecast.rule, today)):
                if said:
                    self.body.addWidget(BodyText(self.theme, said))
            self._add_action(self.body, ABOUT_REST, "right", self.pain_rest_requested.emit)
        self._add_why(self.body)

    def _fill_sign(self) -> None:
        """Say what a sign that was marked today asks for: this day is not for resting alone."""
        from hipcoach.ui.shared.call_number import CallNumber  # 20 ms with the stop's words, and seldom needed
        from hipcoach.ui.shared.stop_page import TITLES as STOP_TITLES

        stop, profile = stop_in_force(self._today), self._context.profile.read()
        if stop is None:
            raise AssertionError("no sign was marked today")
        emergency = stop is Stop.EMERGENCY
        self.body.addWidget(Heading(self.theme, STOP_TITLES[stop], level=1))
        if emergency:
            number = CallNumber(self.theme, profile.emergency_number)
            number.given.connect(self.number_given)
            self.body.addWidget(number)
        self.body.addWidget(Lead(self.theme, self._today.sign.sentence))
        if self._today.line != self._today.sign.line:
            self.body.addWidget(BodyText(self.theme, self._today.why))
        if not emergency:
            self.body.addWidget(Label(self.theme, whom_to_call(self._context.forecast.rule, self._today), bold=True))
            self.body.addWidget(contact_lines(self.theme, contacts_at(stop, profile)))
        if self._today.kind is DayKind.CHECK_FIRST:
            self._add_action(self.body, "Answer", "right", self.check_requested.emit, quiet=emergency)
        else:
            self._add_action(self.body, ABOUT_REST, "right", self.pain_rest_requested.emit, quiet=emergency)
        self._add_why(self.body)

    def _fill_resting(self) -> None:
        today = self._today
        self.body.addWidget(Heading(self.theme, TITLES[today.kind], level=1))
        whom = whom_to_call(self._context.forecast.rule, today)
        if today.red_since is not None:  # newer and worse than what began the rest
            self.body.addWidget(Lead(self.theme, whom, colour="red"))
        else:
            self.body.addWidget(Label(self.theme, whom, bold=today.contact or not meanwhile(today)))
        contacts = contacts_at(stop_in_force(today), self._context.profile.read())
        self.body.addWidget(contact_lines(self.theme, contacts))  # in view with large text, too
        self.body.addWidget(Lead(self.theme, today.why))
        if today.kind is DayKind.PAUSED:  # there the reason is why it is paused
            self.body.addWidget(BodyText(self.theme, today.reported.sentence))
        if until := rest_end(today, moment_text):
            self.body.addWidget(BodyText(self.theme, until))
        if meanwhile(today):
            self.body.addWidget(BodyText(self.theme, meanwhile(today)))
        self._add_action(self.body, ABOUT_REST, "right", self.pain_rest_requested.emit)
        self._add_why(self.body)

    def _fill_session(self, plan: SessionPlan) -> None:
        """Show the plan beside a picture of its first exercise."""
        session = self._context.forecast.session_for(plan)
        holder = QWidget()
        self._columns = GridFlow(holder, column_px=self.theme.scaled(COLUMN_PX), gap=Space.L)
        text = QWidget()
        column = QVBoxLayout(text)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(Heading(self.theme, plan.title, level=1))
        column.addWidget(Lead(self.theme, self._today.why))
        picture: ExercisePicture | None = None
        if isinstance(session, Refusal):
            column.addWidget(BodyText(self.theme, session.why))
            why = Why.of(self._context.forecast.rule, session.line, session.why)
            column.addWidget(WhyButton(self.theme, why, about="No session"), 0, Qt.AlignmentFlag.AlignLeft)
        else:
            picture = self._add_facts(column, session)
            self._add_action(column, "Start", "play", lambda: self.plan_start_requested.emit(plan.id))
        self._add_why(column)
        column.addStretch(1)
        self._columns.addWidget(text)
        if picture is not None:
            self._columns.addWidget(picture)
        self.body.addWidget(holder)

    def _add_facts(self, column: QVBoxLayout, session: "Session") -> ExercisePicture:
        """Add what the session needs; its minutes are counted after the first frame."""
        exercises = [assignment.exercise for assignment in session.assignments]
        first, figures, in_bed = exercises[0], self._context.figures, session.plan.in_bed
        picture = ExercisePicture(self.theme, figures, first, in_bed=in_bed, height_px=PICTURE_PX)
        self._session = session
        self._facts = (
            Fact(self.theme, "clock", " ", colour="ink"),
            Fact(self.theme, "body", words.positions(exercises), colour="ink"),
            Fact(self.theme, "mat", words.equipment_in_short(session.things), colour="ink"),
        )
        column.addWidget(facts_down(*self._facts))
        self._not_today = MutedLabel(self.theme)
        column.addWidget(self._not_today)
        self._show_left_out(session)
        return picture

    def _add_why(self, column: QVBoxLayout) -> None:
        """Add "Why?" for what the heading says, beside the button, or by itself if there is none."""
        today = self._today
        line, said = (today.sign.line, today.sign.sentence) if today.sign.line else (today.line, today.why)
        self._why = why = WhyButton(self.theme, Why.of(self._context.forecast.rule, line, said))
        if self._action_row is not None:
            self._action_row.row.insertWidget(1, why, 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            column.addWidget(why, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_action(
        self, column: QVBoxLayout, text: str, icon: str, act: Callable[[], None], *, quiet: bool = False
    ) -> None:
        """Add the button of the day; `quiet` where something else is the one large thing."""
        column.addSpacing(Space.XS)
        kind = QuietButton if quiet else PrimaryButton
        self.action = kind(self.theme, text, icon=icon, large=True, key="Enter")
        self.action.clicked.connect(act)
        self._action_row = BreakingRow()
        self._action_row.row.addWidget(self.action)
        self._action_row.row.addStretch(1)
        column.addWidget(self._action_row)

    def _on_first_seen(self) -> None:
        """Count the minutes now: that imports the engine, and the first frame does not wait for it."""
        if self._session is None or self._facts is None:
            return
        _window = self.window()  # held: one that nobody else holds would be collected meanwhile, labels and all
        session = self._context.forecast.fitted(self._session)
        exercises = [assignment.exercise for assignment in session.assignments]
        texts = (
            words.length(self._context.forecast.seconds(session), self._context.forecast.work_seconds(session)),
            words.positions(exercises),
            words.equipment_in_short(session.things),
        )
        for fact, text in zip(self._facts, texts, strict=True):
            fact.words.setText(text)
        if self._why is not None:
            from hipcoach.ui.shared.week_effects import minutes_effect  # after the first frame

            most = minutes_effect(self._context.forecast.rule, self._context.week.programme)
            self._why.why = replace(self._why.why, decision=f"{self._today.why} {texts[0]}. {most}")
        self._show_left_out(session)

    def _show_left_out(self, session: "Session") -> None:
        """Name what is left out today; the reasons stand with the plan. Say why it is done on the bed, where it is."""
        if self._not_today is not None:
            names = [each.name for each in session.left_out]
            said = [f"Not today: {words.joined(names)}."] if names else []
            said += [session.on_bed.sentence] if session.on_bed is not None else []
            self._not_today.setText(" ".join(said))
            self._not_today.setVisible(bool(said))

    def _on_theme_changed(self) -> None:
        super()._on_theme_changed()
        if self._columns is not None:
            self._columns.set_column_px(self.theme.scaled(COLUMN_PX))
