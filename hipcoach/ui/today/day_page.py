"""One day of the week: what was done, what is planned and why. A session can be moved, exchanged or left out."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.coach import words
from hipcoach.planner.programme import Due, Programme, RuleConflict, SessionKind
from hipcoach.planner.today import kind_reason
from hipcoach.store.queries import SessionLine
from hipcoach.ui.context import UiContext
from hipcoach.ui.shared.day_marks import sessions_text
from hipcoach.ui.shared.why import Why
from hipcoach.ui.shared.why_button import WhyButton
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import ButtonRow, PlainButton, QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.label import BodyText, Heading, Label, Lead, MutedLabel
from hipcoach.ui.widgets.layout_items import widgets_in
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.page_frame import clear_layout

MOVE, SWAP = "move", "swap"


class DayDetail(QWidget):
    """The day's content. A change works at once; the last one can be undone while the day is open."""

    changed = Signal()

    def __init__(
        self,
        context: UiContext,
        on: date,
        done: Sequence[SessionLine] = (),
        *,
        held: Why | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`held` is the reason that nothing is planned, if a pain rest holds it back."""
        super().__init__(parent)
        self._context = context
        self.theme = context.theme
        self._book = context.week
        self._on, self._done, self._held = on, done, held
        self._open: tuple[SessionKind, str] | None = None  # which choice is open
        self._undo: tuple[str, Programme] | None = None  # what was changed, and the programme before it
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.M)
        self._first: QWidget | None = None
        self._show()

    def choose(self, kind: SessionKind, what: str) -> None:
        """Show the days to move to (`MOVE`) or the other plans (`SWAP`); a second call hides them."""
        self._open = None if self._open == (kind, what) else (kind, what)
        self._show_again()

    def undo(self) -> None:
        """Undo the last change."""
        self._context.changes.make(self, self._take_back)

    def _take_back(self) -> None:
        if self._undo is not None:
            self._book.save(self._undo[1])
            self._undo = self._open = None
            self._show_again()
            self.changed.emit()

    def _show_again(self) -> None:
        clear_layout(self._column)
        self._first = None
        self._show()
        for widget in widgets_in(self._column):
            widget.show()
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        if self._undo is not None:
            self._add_undo(self._undo[0])
        if self._done:
            self._column.addWidget(Lead(self.theme, f"{words.sentence(sessions_text(self._done))}."))
        if self._held is not None:
            resting = "Nothing is planned during a rest"
            notice = Notice(self.theme, NoticeKind.REST, resting, self._held.decision)
            notice.add_button(WhyButton(self.theme, self._held))
            self._column.addWidget(notice)
            return
        dues = self._book.day(self._on) if self._on >= self._book.today else ()
        titles = {line.title for line in self._done}
        left = [due for due in dues if self._title(due) not in titles]
        for due in left:
            self._column.addWidget(self._card(due))
        if not left and not self._done:
            self._column.addWidget(Lead(self.theme, "Nothing is planned. Everyday movement is fine."))

    def _title(self, due: Due) -> str:
        plan = self._context.catalogue.plans.get(due.plan)
        return plan.title if plan is not None else due.plan

    def _add_undo(self, change: str) -> None:
        notice = Notice(self.theme, NoticeKind.INFO, change)
        undo = QuietButton(self.theme, "Undo", icon="back")
        undo.setAccessibleName(f"Undo: {change}")
        undo.clicked.connect(self.undo)
        notice.add_button(undo)
        self._first = undo
        self._column.addWidget(notice)

    def _card(self, due: Due) -> Card:
        card, title = Card(self.theme), self._title(due)
        card.body.addWidget(Heading(self.theme, title))
        reason = kind_reason(due.kind)
        card.body.addWidget(BodyText(self.theme, reason.sentence))
        plan = self._context.catalogue.plans.get(due.plan)
        if plan is not None:
            card.body.addWidget(MutedLabel(self.theme, plan.summary))
        row = ButtonRow()
        for text, act in (
            ("Another day", lambda: self.choose(due.kind, MOVE)),
            ("Another plan", lambda: self.choose(due.kind, SWAP)),
            ("Leave it out", lambda: self._drop(due)),
        ):
            row.add(self._key(title, text, act))
        why = Why.of(self._context.forecast.rule, reason.line, reason.sentence)
        row.add(WhyButton(self.theme, why, about=title))
        card.body.addWidget(row)
        if self._open == (due.kind, MOVE):
            self._add_days(card, due)
        elif self._open == (due.kind, SWAP):
            self._add_plans(card, due)
        return card

    def _key(self, title: str, text: str, act: Callable[[], None]) -> QuietButton:
        key = QuietButton(self.theme, text)
        key.setAccessibleName(f"{title}: {text.lower()}")
        key.clicked.connect(act)
        return key

    def _add_days(self, card: Card, due: Due) -> None:
        days = self._book.days_for(self._on, due.kind)
        title = "Do it on" if days else "No other day of the coming week fits: each would be too near another session."
        card.body.addWidget(Label(self.theme, title, bold=bool(days)))
        self._add_choices(card, [(words.day_and_month(to), partial(self._move, due, to)) for to in days])

    def _add_plans(self, card: Card, due: Due) -> None:
        plans = self._book.plans_for(self._on, due)
        title = "Do this instead, that day" if plans else "No other plan fits in its place."
        card.body.addWidget(Label(self.theme, title, bold=bool(plans)))
        self._add_choices(card, [(plan.title, partial(self._swap, due, plan.id)) for plan in plans])

    def _add_choices(self, card: Card, choices: Sequence[tuple[str, Callable[[], object]]]) -> None:
        row = ButtonRow()
        for text, act in choices:
            key = PlainButton(self.theme, text, icon="right")
            key.clicked.connect(lambda _checked=False, act=act: act())
            row.add(key)
            self._first = self._first or key
        if choices:
            card.body.addWidget(row)

    def _drop(self, due: Due) -> None:
        self._change(f"{self._title(due)} is left out that day.", lambda: self._book.drop(self._on, due.kind))

    def _move(self, due: Due, to: date) -> None:
        change = f"{self._title(due)} is on {words.day_and_month(to)} now."
        self._change(change, lambda: self._book.move(self._on, to, due.kind))

    def _swap(self, due: Due, plan_id: str) -> None:
        change = f"{self._context.catalogue.plans[plan_id].title} instead of {self._title(due)}, that day."
        self._change(change, lambda: self._book.swap(self._on, due.kind, plan_id))

    def _change(self, change: str, make: Callable[[], Programme | RuleConflict]) -> None:
        self._context.changes.make(self, lambda: self._show_change(change, self._book.programme, make()))

    def _show_change(self, change: str, before: Programme, result: Programme | RuleConflict) -> None:
        self._open = None
        self._undo = None if isinstance(result, RuleConflict) else (change, before)
        self._show_again()
        if isinstance(result, RuleConflict):
            self._column.insertWidget(0, Notice(self.theme, NoticeKind.INFO, result.why))
        self.changed.emit()
