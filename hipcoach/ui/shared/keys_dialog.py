"""A dialog with the keys outside a session, over a page that has the whole window."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from hipcoach.ui.shared.key_rows import KeyRows
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import CONTENT_MAX_PX, Space
from hipcoach.ui.widgets.arrival import say_arrival
from hipcoach.ui.widgets.button import PrimaryButton
from hipcoach.ui.widgets.key_press import key_press
from hipcoach.ui.widgets.page_frame import PageFrame
from hipcoach.ui.widgets.second_press import SecondPresses

WIDTH_PX, HEIGHT_PX = 680, 560


class KeysDialog(QDialog):
    """Closed by Esc, Enter or its button."""

    def __init__(self, theme: Theme, rows: Iterable[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.setAccessibleName("Keys")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        frame = PageFrame(theme, "Keys")
        frame.body.addWidget(KeyRows(theme, rows))
        close = PrimaryButton(theme, "Close", key="Esc")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.M)
        column.addWidget(frame, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignHCenter)
        self.resize(
            min(theme.scaled(WIDTH_PX), parent.width(), CONTENT_MAX_PX), min(theme.scaled(HEIGHT_PX), parent.height())
        )
        close.setFocus(Qt.FocusReason.OtherFocusReason)
        SecondPresses(self)

    def showEvent(self, event: QShowEvent) -> None:
        """Have all of it spoken."""
        super().showEvent(event)
        say_arrival(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Enter; Qt closes on Esc."""
        press = key_press(event)
        if press.is_enter and not press.repeated:
            self.accept()
        else:
            super().keyPressEvent(event)
