"""A page that is a list until something is chosen, and then that one thing with a way back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.button import PlainButton
from hipcoach.ui.widgets.key_press import key_press
from hipcoach.ui.widgets.page_frame import PageFrame
from hipcoach.ui.widgets.press_letter import press_letter


class ListAndDetail(QStackedWidget):
    """Shows `overview`; `open_detail` shows something else until Esc, Alt+Left or its back button.

    What is opened `over` another detail leads back to that one, which stays as it was.
    """

    def __init__(self, theme: Theme, overview: QWidget, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.overview = overview
        self._return_to: QWidget | None = None
        self._under: list[tuple[QWidget, QWidget | None]] = []  # details to go back to, and where their focus was
        self._back: QWidget | None = None
        self.addWidget(overview)

    @property
    def detail(self) -> QWidget | None:
        """Return the detail that is open, or None."""
        return self.currentWidget() if self.currentIndex() > 0 else None

    def detail_frame(self, title: str, back: str) -> PageFrame:
        """Return an empty frame with a button back to the list; the button reads `back`."""
        frame = PageFrame(self.theme, title)
        button = PlainButton(self.theme, back, icon="left", key="Esc")
        button.clicked.connect(self.close_detail)
        self._back = button
        frame.body.insertWidget(0, button, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def open_detail(self, detail: QWidget, focus: QWidget | None = None, *, over: bool = False) -> None:
        """Open a detail, instead of the open one or over it. The focus goes to `focus`, or to the way back."""
        below = self.detail
        if below is None:
            self._return_to = self.overview.focusWidget()
        elif over:
            self._under.append((below, below.focusWidget()))
        else:
            self._drop_detail()
        self.addWidget(detail)
        self.setCurrentWidget(detail)
        focus = focus or self._back
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        if QAccessible.isActive():
            from hipcoach.ui.widgets.arrival import say_arrival  # for screen readers alone

            say_arrival(detail)

    def close_detail(self) -> None:
        """Close the open detail; the focus goes back to where it was."""
        self._drop_detail()
        self._back = None
        below, focus = self._under.pop() if self._under else (self.overview, self._return_to)
        self.setCurrentWidget(below)
        if focus is not None and isValid(focus):  # what is below may have been built anew meanwhile
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        if QAccessible.isActive():
            from hipcoach.ui.widgets.announce import announce  # as above

            announce(below, below.accessibleName())  # its words were heard before

    def to_top(self) -> None:
        """Show the list from its beginning. A detail that was left open stays where it was read."""
        if self.detail is None and isinstance(self.overview, PageFrame):
            self.overview.to_top()

    def first_focus(self) -> QWidget | None:
        """Return what has the focus on the detail that is open, as when a session over it was not begun."""
        return None if self.detail is None else self.detail.focusWidget()

    def close_all(self) -> None:
        """Close whatever is open."""
        while self.detail is not None:
            self.close_detail()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the detail on Esc and Alt+Left; press the button of a letter."""
        alt_left = event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if self.detail is not None and (event.key() == Qt.Key.Key_Escape or alt_left):
            self.close_detail()
        elif not press_letter(self, key_press(event)):
            super().keyPressEvent(event)

    def _drop_detail(self) -> None:
        detail = self.detail
        if detail is not None:
            self.removeWidget(detail)
            detail.hide()
            detail.deleteLater()
