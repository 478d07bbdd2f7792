"""A page that is a list until something is chosen, and then that one thing with a way back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.button import PlainButton
from hipcoach.ui.widgets.page_frame import PageFrame


class ListAndDetail(QStackedWidget):
    """Shows `overview`; `open_detail` shows something else until Esc, Alt+Left or its back button."""

    def __init__(self, theme: Theme, overview: QWidget, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.overview = overview
        self._return_to: QWidget | None = None
        self._back: QWidget | None = None
        self.addWidget(overview)

    @property
    def detail(self) -> QWidget | None:
        """What is shown instead of the overview."""
        return self.currentWidget() if self.currentIndex() > 0 else None

    def detail_frame(self, title: str, back: str) -> PageFrame:
        """An empty frame with a way back to the list, named `back`."""
        frame = PageFrame(self.theme, title)
        button = PlainButton(self.theme, back, icon="left", key="Esc")
        button.clicked.connect(self.close_detail)
        self._back = button
        frame.body.insertWidget(0, button, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def open_detail(self, detail: QWidget, focus: QWidget | None = None) -> None:
        """Show one thing; the focus goes to `focus`, or to the way back."""
        self._return_to = self.overview.focusWidget()
        self._drop_detail()
        self.addWidget(detail)
        self.setCurrentWidget(detail)
        focus = focus or self._back
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_detail(self) -> None:
        """Back to the list, with the focus where it was."""
        self._drop_detail()
        self.setCurrentIndex(0)
        self._back = None
        if self._return_to is not None and isValid(self._return_to):  # the list may have been built anew meanwhile
            self._return_to.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Alt+Left go back."""
        alt_left = event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if self.detail is not None and (event.key() == Qt.Key.Key_Escape or alt_left):
            self.close_detail()
        else:
            super().keyPressEvent(event)

    def _drop_detail(self) -> None:
        detail = self.detail
        if detail is not None:
            self.removeWidget(detail)
            detail.hide()
            detail.deleteLater()
