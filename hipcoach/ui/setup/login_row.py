"""The row that starts hipcoach at login, so that reminders come without anybody opening it."""

import sys

from PySide6.QtWidgets import QSystemTrayIcon, QVBoxLayout, QWidget

from hipcoach.errors import EnvironmentProblem
from hipcoach.installation.login_start import login_file, start_at_login
from hipcoach.installation.start_command import start_words
from hipcoach.ui.context import UiContext
from hipcoach.ui.theme.tokens import Space, Type
from hipcoach.ui.widgets.choice_row import Choice, ChoiceRow
from hipcoach.ui.widgets.label import Label, MutedLabel

TITLE = "Start hipcoach when I log in"
IN_TRAY = "Reminders come only while hipcoach runs. It starts in the tray, with no window."
NO_TRAY = "Reminders come only while hipcoach runs. This desktop has no tray: hipcoach starts as a minimised window."
ON, OFF = "on", "off"


class LoginRow(QWidget):
    """On or Off, as the user's own file for it is there or not."""

    def __init__(self, context: UiContext, *, platform: str = sys.platform, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._platform = context, platform
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XXS)
        column.addWidget(Label(context.theme, TITLE, bold=True))
        hint = IN_TRAY if QSystemTrayIcon.isSystemTrayAvailable() else NO_TRAY
        column.addWidget(MutedLabel(context.theme, hint, role=Type.SMALL))
        self._row = ChoiceRow(context.theme, TITLE, [Choice(ON, "On"), Choice(OFF, "Off")])
        self._row.set_values((ON if login_file(platform).is_file() else OFF,))
        self._row.changed.connect(lambda: context.changes.make(self, self._keep))
        column.addWidget(self._row)

    def _keep(self) -> None:
        try:
            words = start_words(self._context.paths.home)
            start_at_login(words, on=self._row.value == ON, platform=self._platform)
        except OSError as error:
            where = error.filename or login_file(self._platform).parent
            raise EnvironmentProblem(f"{where}: expected a folder that can be written to ({error.strerror})") from error
