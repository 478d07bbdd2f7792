"""Drops the second click of a double click where it would answer what the first has just brought up, unseen.

The window itself is watched, before any of its widgets: only there does every click pass, and little else does.
"""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from hipcoach.ui.widgets.card import CardButton
from hipcoach.ui.widgets.pressable import Pressable

SOON_MS = 400  # by the clicks' own times: a window that was busy takes them late
_T = QEvent.Type
_CLICKS = frozenset({_T.MouseButtonPress, _T.MouseButtonDblClick, _T.MouseButtonRelease})


@dataclass(frozen=True, slots=True)
class Press:
    """Where a click came down, and what was there."""

    at_ms: int
    place: QPointF
    widget: QWidget | None
    says: str = ""  # a button that says something else now is another one

    @property
    def gone(self) -> bool:
        """Return True if what was pressed is not shown any more."""
        return self.widget is None or not isValid(self.widget) or not self.widget.isVisible()

    def near(self, other: "Press") -> bool:
        """Return True if two clicks are at one place, as those of a double click are."""
        return (self.place - other.place).manhattanLength() <= QGuiApplication.styleHints().mouseDoubleClickDistance()


class SecondPresses(QObject):
    """Watches a window. What is `Pressable.at_once`, and what is no button, takes every press."""

    def __init__(self, window: QWidget) -> None:
        """Watch `window`; where that is a dialog, from the press on that has opened it."""
        super().__init__(window)
        below = window.parentWidget()
        before = below.window().findChild(SecondPresses) if below is not None else None
        self.first: Press | None = before.first if before is not None else None  # the last press that counted
        self._dropping = False
        window.installEventFilter(self)
        _watch_desktop(window, self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Drop a press that comes too soon, with its release."""
        if isinstance(watched, QWidget) and event.type() is _T.Show:
            _watch_desktop(watched, self)
        if isinstance(watched, QWidget) or event.type() not in _CLICKS or not isinstance(event, QMouseEvent):
            return False
        if event.button() is not Qt.MouseButton.LeftButton or QApplication.activePopupWidget() is not None:
            return False
        if event.type() is _T.MouseButtonPress:  # a double click is told after the press that it is
            press = self._press(event)
            self._dropping = self.first is not None and too_soon(self.first, press)
            if not self._dropping:
                self.first = press
        return self._dropping

    def _press(self, event: QMouseEvent) -> Press:
        window = self.parent()
        found = under = window.childAt(event.position().toPoint()) if isinstance(window, QWidget) else None
        while found is not None and not isinstance(found, QAbstractButton | CardButton):
            found = found.parentWidget()
        says = _says(found) if found is not None else ""
        return Press(event.timestamp(), event.globalPosition(), found or under, says)


def _says(button: QWidget) -> str:
    """Return what a button says, with the names of what it is part of: on another page it is another button."""
    names: list[str] = []
    widget: QWidget | None = button
    while widget is not None:
        names.append(widget.accessibleName())
        widget = widget.parentWidget()
    return "\n".join(names)


def _watch_desktop(window: QWidget, watch: QObject) -> None:
    """Watch what the desktop sends to a window; that way exists from the first time on that it is shown."""
    handle = window.windowHandle()
    if handle is not None:
        handle.installEventFilter(watch)


def too_soon(first: Press, second: Press) -> bool:
    """Return True if the second press falls on a button that was not there, or not in this place, at the first."""
    button = second.widget
    if not isinstance(button, QAbstractButton | CardButton) or (isinstance(button, Pressable) and button.at_once):
        return False
    if second.at_ms - first.at_ms >= SOON_MS or (button is first.widget and second.says == first.says):
        return False
    return first.gone or first.near(second)
