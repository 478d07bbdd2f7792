"""Which letter does what: a field for each letter that may be changed. P is not among them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from hipcoach.coach.keys import GROUPS, PAGE_LETTERS, SESSION_KEYS
from hipcoach.settings import Settings
from hipcoach.ui.settings_keeper import SettingsKeeper
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space, Type
from hipcoach.ui.widgets.label import Label, Muted
from hipcoach.ui.widgets.notice import Notice, NoticeKind

HOW = "One letter from A to Z for each. P stays what it is: it hurts more."
FIELD_CHARS = 6

WORDS = {row.setting: row.help for row in SESSION_KEYS if row.setting} | {
    each.setting: each.help for each in PAGE_LETTERS
}


class LetterForm(QWidget):
    """A field is saved when it is left or on Enter; a letter that cannot be used changes nothing, and it is said."""

    def __init__(self, theme: Theme, keeper: SettingsKeeper, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XXS)
        column.addWidget(Label(theme, "Letters", bold=True))
        column.addWidget(Muted(theme, HOW, role=Type.SMALL))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        self._fields: dict[str, QLineEdit] = {}
        for row, (name, words) in enumerate(WORDS.items()):
            field = QLineEdit()
            field.setAccessibleName(f"Letter for: {words}")
            field.setFixedWidth(field.fontMetrics().averageCharWidth() * FIELD_CHARS + 2 * Space.M)
            field.editingFinished.connect(lambda name=name: self._save(name))
            grid.addWidget(field, row, 0)
            grid.addWidget(Label(theme, words), row, 1, Qt.AlignmentFlag.AlignVCenter)
            self._fields[name] = field
        column.addLayout(grid)
        self._problem = Notice(theme, NoticeKind.AMBER, "This letter cannot be used", f"{HOW} No two may be the same.")
        self._problem.hide()
        column.addWidget(self._problem)
        self.show_settings(keeper.current)

    def show_settings(self, settings: Settings) -> None:
        """Show the letters, which may have been changed elsewhere."""
        for name, field in self._fields.items():
            field.setText(getattr(settings, name))

    def _save(self, name: str) -> None:
        letter = self._fields[name].text().strip().upper()
        try:
            if letter in self._taken(name):
                raise ValueError(letter)
            self._keeper.change(**{name: letter})
        except ValueError:
            self._problem.show()
            return
        self._fields[name].setText(letter)
        self._problem.hide()

    def _taken(self, name: str) -> set[str]:
        """Return the letters that are in force together with this one."""
        others = {other for group in GROUPS if name in group for other in group if other != name}
        return {getattr(self._keeper.current, other) for other in others}
