"""Drops the second press of a double click or key press, where it would answer what the first has just brought up."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from hipcoach.ui.widgets.card import CardButton
from hipcoach.ui.widgets.key_press import ENTER, KeyPress, key_press
from hipcoach.ui.widgets.pressable import Pressable

SOON_MS = 400  # by the presses' own times: a window that was busy takes them late
BY_ITSELF_MS = 400  # so long a page that came by itself takes no press that was meant for the one before
DIGITS_SOON_MS = 500  # a number that was dropped is pressed again; one that was not meant stays on record
SAME_SPOT_PX = 32  # a hand that presses one spot again and again drifts no further
TOLD_MS = 1_500  # so long what the page says of a press that did nothing has to be read
_T = QEvent.Type
_DOWN = frozenset({_T.MouseButtonPress, _T.KeyPress})
_UP = frozenset({_T.MouseButtonRelease, _T.KeyRelease})
_WATCHED = _DOWN | _UP | {_T.MouseButtonDblClick}
_ANSWERS = ENTER | {Qt.Key.Key_Space, Qt.Key.Key_Escape}
_HELD_WITH_OTHERS = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta})


@dataclass(frozen=True, slots=True)
class Press:
    """Where a click came down, and what was there; or a key, and what had the focus."""

    at_ms: int  # 0: not known
    place: QPointF | None
    widget: QWidget | None
    says: str = ""  # a button that says something else now is another one
    key: KeyPress | None = None

    @property
    def gone(self) -> bool:
        """Return True if what was pressed is not shown any more."""
        return self.widget is None or not isValid(self.widget) or not self.widget.isVisible()

    @property
    def answers(self) -> bool:
        """Return True if it may answer something: a click on a button, Enter, Space, Esc."""
        if getattr(self.widget, "at_once", False):
            return False
        if self.key is None:
            return isinstance(self.widget, QAbstractButton | CardButton)
        return not self.key.combined and self.key.key in _ANSWERS

    def near(self, other: "Press", most_px: int | None = None) -> bool:
        """Return True if two clicks are at one place, as those of a double click are, or as near as `most_px`."""
        if self.place is None or other.place is None:
            return False
        if most_px is None:
            most_px = QGuiApplication.styleHints().mouseDoubleClickDistance()
        return (self.place - other.place).manhattanLength() <= most_px

    def soon_ms(self, first: "Press") -> int:
        """Return how long after the first a press is too soon; 0 where it never is."""
        if self.key is None:
            return SOON_MS if isinstance(self.widget, QAbstractButton | CardButton) else 0
        if self.key.combined:
            return 0
        if self.key.digit is not None:
            return DIGITS_SOON_MS if first.key is not None and first.key.digit is not None else 0
        return SOON_MS if self.key.key in _ANSWERS else 0


class SecondPresses(QObject):
    """Watches a window. What is no button takes every click, and what is `at_once` every press."""

    def __init__(self, window: QWidget) -> None:
        """Watch `window`; where that is a dialog, from the press on that has opened it."""
        super().__init__(window)
        below = window.parentWidget()
        before = below.window().findChild(SecondPresses) if below is not None else None
        self.first: Press | None = before.first if before is not None else None  # the last press that counted
        self._told: Press | None = None  # a press that left nothing out, as the page has said
        self._dropping = False
        self._shield = QTimer(self)
        self._shield.setSingleShot(True)
        window.installEventFilter(self)
        _watch_desktop(window, self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Drop a press that comes too soon, with its release."""
        if isinstance(watched, QWidget) and event.type() is _T.Show:
            _watch_desktop(watched, self)
        if isinstance(watched, QWidget) or event.type() not in _WATCHED or QApplication.activePopupWidget() is not None:
            return False
        if not isinstance(event, QMouseEvent | QKeyEvent) or not _counts(event):
            return False
        if event.type() in _DOWN:  # a double click is told after the press that it is
            press = self._press(event)
            shielded = self._shield.isActive() and press.answers
            self._dropping = shielded or (self.first is not None and too_soon(self.first, press))
            if not self._dropping and self._goes_on_pressing(press):
                self._dropping = True
            elif not self._dropping:
                self.first = press
        elif event.type() in _UP and self.first is not None and not self._dropping:
            self.first = replace(self.first, at_ms=event.timestamp())  # clicks, and Space, act only then
        return self._dropping

    def shield(self) -> None:
        """Drop for a moment whatever would answer a page that comes by itself."""
        self._shield.start(BY_ITSELF_MS)

    def _goes_on_pressing(self, press: Press) -> bool:
        """Return True for a click that would leave an answer out, on the spot whose click led to this page."""
        told, button = self._told, press.widget
        if self.first is None or not isinstance(button, Pressable) or not button.leaves_out:
            return False
        if not (self.first.gone and self.first.near(press, SAME_SPOT_PX)):
            return False
        if told is None or told.widget is not button:
            self._told = press
            button.left_nothing_out.emit()
            return True
        return press.at_ms - told.at_ms < TOLD_MS

    def _press(self, event: QMouseEvent | QKeyEvent) -> Press:
        window = self.parent()
        if not isinstance(window, QWidget):
            return Press(event.timestamp(), None, None)
        if isinstance(event, QKeyEvent):
            focused = window.focusWidget() or window
            return Press(event.timestamp(), None, focused, _says(focused), key_press(event))
        found = under = window.childAt(event.position().toPoint())
        while found is not None and not isinstance(found, QAbstractButton | CardButton):
            found = found.parentWidget()
        says = _says(found) if found is not None else ""
        return Press(event.timestamp(), event.globalPosition(), found or under, says)


def shield(window: QWidget) -> None:
    """Let a window take no answer for a moment: a page is about to come by itself."""
    watch = window.findChild(SecondPresses)
    if watch is not None:
        watch.shield()


def _counts(event: QMouseEvent | QKeyEvent) -> bool:
    """Return True for the left button, and for a key that is neither held down nor held with others."""
    if isinstance(event, QMouseEvent):
        return event.button() is Qt.MouseButton.LeftButton
    return not event.isAutoRepeat() and event.key() not in _HELD_WITH_OTHERS


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
    """Return True if what the second press falls on was not there, or not in this place, at the first."""
    widget = second.widget
    if widget is None or getattr(widget, "at_once", False) or not second.at_ms:
        return False
    if not 0 <= second.at_ms - first.at_ms < second.soon_ms(first):
        return False
    if widget is first.widget:
        return second.says != first.says and (second.key is not None or first.near(second))
    if first.widget is None or first.gone or first.near(second):
        return True
    return second.key is not None and first.widget.window() is not widget.window()
