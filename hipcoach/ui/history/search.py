"""The search for sessions by exercise, plan, ending, pain, dates and the words of a note."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from hipcoach.clock import day_by
from hipcoach.coach import words
from hipcoach.history.summary_line import FINISHES
from hipcoach.store.queries import Search, SessionLine
from hipcoach.ui.context import UiContext
from hipcoach.ui.history.session_card import session_card
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.date_field import DateField
from hipcoach.ui.widgets.drop_down import DropDown
from hipcoach.ui.widgets.flow_layout import GridFlow
from hipcoach.ui.widgets.label import Label, MutedLabel
from hipcoach.ui.widgets.page_frame import clear_layout

SHOWN_AT_ONCE = 20
FIELD_PX = 260
WRONG_DATE = "A date is written as 2026-03-20."
HIGHEST = 10


class HistorySearch(QWidget):
    """The fields, and under them the sessions that match, newest first; `opened` carries a session's id."""

    opened = Signal(str)

    def __init__(self, context: UiContext, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        theme = context.theme
        here = partial(day_by, context.clock)
        self._found: list[SessionLine] = []
        self._shown = 0
        self.text = QLineEdit()
        self.since = DateField(theme, here, "2026-01-31")
        self.until = DateField(theme, here, "2026-12-31")
        exercises = sorted(context.catalogue.exercises.values(), key=lambda each: each.name)
        plans = sorted(context.catalogue.plans.values(), key=lambda each: each.title)
        self.exercise = _choices(theme, "Any exercise", [(each.name, each.id) for each in exercises])
        self.plan = _choices(theme, "Any plan", [(each.title, each.id) for each in plans])
        self.finish = _choices(theme, "Any ending", [(words.sentence(text), name) for name, text in FINISHES.items()])
        self.pain = _choices(theme, "Any pain", [(f"{n} or more", n) for n in range(1, HIGHEST + 1)])
        self._count = Label(theme, bold=True)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(Space.XS)
        self._more = QuietButton(theme, "Show more")
        self._more.clicked.connect(self._show_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        self.above = QVBoxLayout()
        column.addLayout(self.above)
        column.addWidget(self._form())
        column.addWidget(self._count)
        column.addLayout(self._cards)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        for field in (self.text, self.since.line, self.until.line):
            field.textChanged.connect(self.refresh)
        for choice in (self.exercise, self.plan, self.finish, self.pain):
            choice.currentIndexChanged.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Search, and show the first sessions that match."""
        self._shown = 0
        self.search_again()

    def search_again(self) -> None:
        """Search again, and show as many sessions as before."""
        clear_layout(self._cards)
        shown, self._found, self._shown = self._shown, [], 0
        try:
            search = self.search()
        except ValueError:
            self._count.setText(WRONG_DATE)
        else:
            self._found = self._context.store.queries.sessions(search)
            self._count.setText(words.sentence(words.count(len(self._found), "session")))
        self._show_more()
        while self._shown < min(shown, len(self._found)):
            self._show_more()

    def search(self) -> Search:
        """Return the conditions of the fields. Raises ValueError for a text that is no date."""
        return Search(
            since=self.since.day,
            until=self.until.day,
            plan=self.plan.currentData(),
            exercise=self.exercise.currentData(),
            finish=self.finish.currentData(),
            pain_from=self.pain.currentData(),
            text=self.text.text().strip() or None,
        )

    def _form(self) -> QWidget:
        card = Card(self._context.theme, pad=Space.M)
        holder = QWidget()
        fields = GridFlow(holder, column_px=self._context.theme.scaled(FIELD_PX), gap=Space.XS)
        for name, field in (
            ("Words in a note", self.text),
            ("Exercise", self.exercise),
            ("Plan", self.plan),
            ("How it ended", self.finish),
            ("Some answer about pain was", self.pain),
            ("From this day", self.since),
            ("To this day", self.until),
        ):
            if isinstance(field, DateField):
                field.set_name(name)
            else:
                field.setAccessibleName(name)
            cell = QWidget()
            grid = QGridLayout(cell)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setVerticalSpacing(Space.XXS)
            grid.addWidget(MutedLabel(self._context.theme, name), 0, 0)
            grid.addWidget(field, 1, 0)
            fields.addWidget(cell)
        card.body.addWidget(holder)
        return card

    def _show_more(self) -> None:
        for line in self._found[self._shown : self._shown + SHOWN_AT_ONCE]:
            card = session_card(self._context.theme, line, self._context.forecast.rule, with_date=True)
            card.clicked.connect(lambda session=line.id: self.opened.emit(session))
            self._cards.addWidget(card)
        self._shown = min(self._shown + SHOWN_AT_ONCE, len(self._found))
        self._more.setVisible(self._shown < len(self._found))


def _choices(theme: Theme, none: str, choices: list[tuple[str, object]]) -> DropDown:
    box = DropDown(theme)
    box.addItem(none, None)
    for label, value in choices:
        box.addItem(label, value)
    return box
