"""What now? One card, one sentence, one button; then what else is possible."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from hipcoach.catalogue.types import SessionPlan
from hipcoach.planner.today import Kinds, Today
from hipcoach.safety.compose import Refusal
from hipcoach.ui import words
from hipcoach.ui.context import UiContext
from hipcoach.ui.parts.contact_lines import contact_lines
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import ButtonRow, PrimaryButton, QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.facts import Fact, facts_across
from hipcoach.ui.widgets.label import Body, Heading, Label, Lead, Muted
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.page_frame import PageFrame
from hipcoach.ui.widgets.position_picture import PositionPicture

PICTURE_PX = 130

TITLES = {
    Kinds.PAUSED: "Sessions are paused",
    Kinds.BLOCKED: "Rest until it has settled",
    Kinds.CHECK_FIRST: "How are you now?",
    Kinds.REST: "A day of rest",
}


class TodayPage(PageFrame):
    """Decides nothing itself: it says what the planner says."""

    plan_start_requested = Signal(str)
    check_requested = Signal()  # the next-day question
    rest_requested = Signal()  # "how is it now?" during a rest
    place_requested = Signal(str)

    def __init__(self, context: UiContext, *, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, "Today", parent=parent)
        self._context = context
        self.refresh()

    def refresh(self) -> None:
        """Look at the diary again."""
        self.clear_body()
        for notice in self._context.store.notices:
            self.body.addWidget(Notice(self.theme, NoticeKind.AMBER, notice))
        today = self._context.outlook.today()
        self.body.addWidget(Muted(self.theme, words.long_date(today.date)))
        self.body.addWidget(self._card(today))
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
        if today.kind is Kinds.CHECK_FIRST:
            self._add_action(card, "Answer", "right", self.check_requested.emit)
        return card

    def _session(self, today: Today, plan: SessionPlan) -> QWidget:
        session = self._context.outlook.session_for(plan)
        card = Card(self.theme, pad=Space.XL)
        position = plan.start_position
        if not isinstance(session, Refusal):
            position = session.assignments[0].exercise.position
        card.body.addWidget(
            PositionPicture(self.theme, position, f"Picture: {words.POSITIONS[position]}", height_px=PICTURE_PX)
        )
        card.body.addWidget(Heading(self.theme, plan.title, level=1))
        card.body.addWidget(Lead(self.theme, today.why))
        if isinstance(session, Refusal):
            card.body.addWidget(Body(self.theme, session.why))
            return card
        done = [assignment.exercise for assignment in session.assignments]
        card.body.addWidget(
            facts_across(
                Fact(self.theme, "clock", words.minutes(self._context.outlook.seconds(session)), colour="ink"),
                Fact(self.theme, "body", words.positions(done), colour="ink"),
                Fact(self.theme, "mat", words.equipment_in_short(done), colour="ink"),
            )
        )
        self._add_action(card, "Start", "play", lambda: self.plan_start_requested.emit(plan.id))
        return card

    def _held(self, today: Today) -> QWidget:
        card = Card(self.theme, ground="rest_soft", pad=Space.XL)
        card.body.addWidget(Fact(self.theme, "rest", "Resting", colour="rest"))
        card.body.addWidget(Heading(self.theme, TITLES[today.kind], level=1))
        card.body.addWidget(Lead(self.theme, today.why))
        card.body.addWidget(Body(self.theme, "Everyday gentle movement is fine."))
        strength = "Please contact" if today.contact else "Contact"
        whom = f"{strength} your doctor or physiotherapist before you try this exercise again."
        card.body.addWidget(Label(self.theme, whom, bold=today.contact))
        card.body.addWidget(contact_lines(self.theme, self._context.profile.read().contacts))
        self._add_action(card, "How is it now?", "right", self.rest_requested.emit)
        return card

    def _add_action(self, card: Card, text: str, icon: str, act: Callable[[], None]) -> None:
        card.body.addSpacing(Space.XS)
        button = PrimaryButton(self.theme, text, icon=icon, large=True, key="Enter")
        button.clicked.connect(act)
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_others(self, today: Today) -> None:
        self.body.addSpacing(Space.S)
        row = ButtonRow()
        if today.kind not in (Kinds.PAUSED, Kinds.BLOCKED):
            for plan_id in today.others:
                button = QuietButton(self.theme, self._context.catalogue.plans[plan_id].title)
                button.clicked.connect(lambda _checked=False, plan_id=plan_id: self.plan_start_requested.emit(plan_id))
                row.add(button)
            self.body.addWidget(Heading(self.theme, "What else is possible"))
            everything = QuietButton(self.theme, "All plans", icon="plans")
            everything.clicked.connect(lambda: self.place_requested.emit("plans"))
            row.add(everything)
        history = QuietButton(self.theme, "What I did", icon="history")
        history.clicked.connect(lambda: self.place_requested.emit("history"))
        row.add(history)
        self.body.addWidget(row)
