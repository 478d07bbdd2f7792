"""When to be reminded: a field for each day of the week, with as many times as the user likes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from hipcoach.coach import words
from hipcoach.settings import REMINDER_DAYS, Settings
from hipcoach.ui.settings_keeper import SettingsKeeper
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space, Type
from hipcoach.ui.widgets.button import QuietButton
from hipcoach.ui.widgets.label import Label, Muted
from hipcoach.ui.widgets.notice import Notice, NoticeKind

HOW = "Times such as 18:00, or 8:00, 18:30 for two. An empty field is a day without one."
FIELD_CHARS = 22  # as wide as three times


class ReminderTimes(QWidget):
    """A field is saved when it is left or on Enter; a text that is no time changes nothing, and a notice says so."""

    def __init__(self, theme: Theme, keeper: SettingsKeeper, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XXS)
        column.addWidget(Label(theme, "Times", bold=True))
        column.addWidget(Muted(theme, HOW, role=Type.SMALL))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(2, 1)
        self._fields: dict[str, QLineEdit] = {}
        for row, name in enumerate(REMINDER_DAYS):
            grid.addWidget(Label(theme, words.WEEKDAYS[row]), row, 0, Qt.AlignmentFlag.AlignVCenter)
            field = QLineEdit()
            field.setAccessibleName(f"Reminders on {words.WEEKDAYS[row]}")
            field.setMinimumWidth(field.fontMetrics().averageCharWidth() * FIELD_CHARS)
            field.editingFinished.connect(lambda name=name: self._save(name))
            grid.addWidget(field, row, 1)
            self._fields[name] = field
        column.addLayout(grid)
        self._problem = Notice(theme, NoticeKind.AMBER, "This is no time of day", HOW)
        self._problem.hide()
        column.addWidget(self._problem)
        same = QuietButton(theme, "Monday's times on every day")
        same.clicked.connect(self._same_every_day)
        column.addWidget(same, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_settings(keeper.current)

    def show_settings(self, settings: Settings) -> None:
        """Show the times, which may have been changed elsewhere."""
        for name, field in self._fields.items():
            field.setText(getattr(settings, name))

    def _save(self, name: str) -> None:
        field = self._fields[name]
        try:
            self._keeper.change(**{name: field.text()})
        except ValueError:
            self._problem.show()
            return
        field.setText(getattr(self._keeper.current, name))
        self._problem.hide()

    def _same_every_day(self) -> None:
        self._keeper.change(**dict.fromkeys(REMINDER_DAYS, getattr(self._keeper.current, REMINDER_DAYS[0])))
        self.show_settings(self._keeper.current)
