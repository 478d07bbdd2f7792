"""The row that starts hipcoach at login, so that reminders come without anybody opening it."""

import sys

from PySide6.QtWidgets import QSystemTrayIcon, QVBoxLayout, QWidget

from hipcoach.errors import EnvironmentProblem
from hipcoach.installation.desktop_files import start_at_login, starts_at_login, user_folders
from hipcoach.installation.start_command import start_words
from hipcoach.ui.context import UiContext
from hipcoach.ui.theme.tokens import Space, Type
from hipcoach.ui.widgets.choice_row import Choice, ChoiceRow
from hipcoach.ui.widgets.label import Label, MutedLabel

TITLE = "Start hipcoach when I log in"
IN_TRAY = "Reminders come only while hipcoach runs. It starts in the tray, with no window."
NO_TRAY = "Reminders come only while hipcoach runs. This desktop has no tray: hipcoach starts as a minimised window."
BY_THE_SYSTEM = "Reminders come only while hipcoach runs. Your system's settings can start it when you log in."
ON, OFF = "on", "off"


class LoginRow(QWidget):
    """On or Off, as the user's own folder of programs that start at login has it."""

    def __init__(self, context: UiContext, *, platform: str = sys.platform, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XXS)
        column.addWidget(Label(context.theme, TITLE, bold=True))
        by_entry = platform not in ("win32", "darwin")
        hint = IN_TRAY if QSystemTrayIcon.isSystemTrayAvailable() else NO_TRAY
        column.addWidget(MutedLabel(context.theme, hint if by_entry else BY_THE_SYSTEM, role=Type.SMALL))
        if by_entry:
            self._row = ChoiceRow(context.theme, TITLE, [Choice(ON, "On"), Choice(OFF, "Off")])
            self._row.set_values((ON if starts_at_login(user_folders()) else OFF,))
            self._row.changed.connect(lambda: context.changes.make(self, self._keep))
            column.addWidget(self._row)

    def _keep(self) -> None:
        try:
            start_at_login(user_folders(), start_words(self._context.paths.home), on=self._row.value == ON)
        except OSError as error:
            where = error.filename or user_folders().login
            raise EnvironmentProblem(f"{where}: expected a folder that can be written to ({error.strerror})") from error
