"""Your week: what it is for and what is possible, with the week that comes of it; each change works at once."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.planner.programme import Programme, week
from hipcoach.ui import words
from hipcoach.ui.context import UiContext
from hipcoach.ui.parts.programme_form import WEEKDAYS, ProgrammeForm
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.week_book import WeekBook
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.label import Body, Heading, Label, Muted
from hipcoach.ui.widgets.page_frame import clear_layout

LOCKS = "What you cannot do, such as kneeling or getting down to the floor, is in Settings: What applies to you."


class WeekDetail(QWidget):
    """The form, and under it the usual week."""

    changed = Signal()

    def __init__(self, context: UiContext, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._book = WeekBook(context)
        theme = context.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        self.form = ProgrammeForm(theme, context.outlook.rule, self._book.programme)
        self.form.changed.connect(self._on_changed)
        column.addWidget(self.form)
        column.addWidget(Muted(theme, LOCKS))
        card = Card(theme)
        self._usual = card.body
        column.addWidget(card)
        self._show_usual()

    def usual(self) -> list[tuple[str, str]]:
        """Each weekday with what it holds, in words."""
        monday = self._book.today - timedelta(days=self._book.today.weekday())
        found = week(self._context.outlook.rule, _usual(self.form.programme), monday)
        plans = self._context.catalogue.plans
        said = (words.joined(plans[due.plan].title for due in dues if due.plan in plans) for dues in found.values())
        return [(day, held or "nothing planned") for day, held in zip(WEEKDAYS, said, strict=True)]

    def _show_usual(self) -> None:
        theme = self._context.theme
        clear_layout(self._usual)
        self._usual.addWidget(Heading(theme, "The usual week"))
        for day, held in self.usual():
            line = Body(theme, f"{day}: {held}")
            self._usual.addWidget(line)
        for index in range(self._usual.count()):
            item = self._usual.itemAt(index)
            widget = item.widget() if item is not None else None
            if isinstance(widget, Label):
                widget.show()

    def _on_changed(self) -> None:
        self._book.save(self.form.programme)
        self._show_usual()
        self.changed.emit()


def _usual(programme: Programme) -> Programme:
    """The same without what was changed on single days."""
    return replace(programme, dropped=frozenset(), added=frozenset(), swapped={})
