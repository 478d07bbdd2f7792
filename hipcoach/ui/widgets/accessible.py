"""For screen readers: the role, state and value of the widgets that paint themselves, and how to press them.

Qt asks for each widget once, and keeps the answer as long as the widget lives. So do we: an answer that Python let go
of would be gone.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface, QAccessibleValueInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QWidget
from shiboken6 import isValid

from hipcoach.ui.widgets.card import CardButton
from hipcoach.ui.widgets.spoken_as import HasRange, SpokenAs

_R = QAccessible.Role
ROLES = {
    SpokenAs.HEADING: _R.Heading,
    SpokenAs.BUTTON: _R.Button,
    SpokenAs.RADIO: _R.RadioButton,
    SpokenAs.CHECK: _R.CheckBox,
    SpokenAs.GROUP: _R.Grouping,
    SpokenAs.TAB: _R.PageTab,
    SpokenAs.TABS: _R.PageTabList,
    SpokenAs.PICTURE: _R.Graphic,
    SpokenAs.PROGRESS: _R.ProgressBar,
    SpokenAs.TEXT: _R.StaticText,
    SpokenAs.QUESTION: _R.Dialog,
    SpokenAs.ALERT: _R.AlertMessage,
    SpokenAs.DECORATION: _R.Graphic,
}


class _Value(QAccessibleValueInterface):
    """The value of a bar or a number."""

    def __init__(self, widget: HasRange) -> None:
        super().__init__()
        self._widget = widget

    def currentValue(self) -> float:
        return self._widget.spoken_range().value

    def minimumValue(self) -> float:
        return self._widget.spoken_range().low

    def maximumValue(self) -> float:
        return self._widget.spoken_range().high

    def minimumStepSize(self) -> float:
        return self._widget.spoken_range().step

    def setCurrentValue(self, value: object) -> None:
        """Change nothing: what has a value shows it only."""


class _PaintedWidget(QAccessibleWidget):
    """One painted widget."""

    def __init__(self, widget: QWidget, kind: SpokenAs) -> None:
        super().__init__(widget, ROLES[kind])
        self._painted = widget
        self._kind = kind
        self._value = _Value(widget) if isinstance(widget, HasRange) else None

    def state(self) -> QAccessible.State:
        """Return Qt's state, with what is chosen; what only decorates is not there."""
        state = super().state()
        widget = self._painted
        if self._kind is SpokenAs.DECORATION:
            state.invisible = True
        if isinstance(widget, QAbstractButton) and widget.isCheckable():
            state.checkable = True
            state.checked = widget.isChecked()
            if self._kind is SpokenAs.TAB:
                state.selectable, state.selected = True, widget.isChecked()
        return state

    def interface_cast(self, kind: QAccessible.InterfaceType) -> object:  # type: ignore[override]  # a pointer to Qt
        """Return the value of what has one."""
        if kind is QAccessible.InterfaceType.ValueInterface and self._value is not None:
            return self._value
        return super().interface_cast(kind)

    def actionNames(self) -> list[str]:
        """Return the actions: to press what can be pressed."""
        names = list(super().actionNames())
        if self._can_press() and self._painted.isEnabled():
            names.insert(0, QAccessibleActionInterface.pressAction())
        return names

    def doAction(self, name: str) -> None:
        """Press it, or what Qt knows."""
        widget = self._painted
        if name != QAccessibleActionInterface.pressAction():
            super().doAction(name)
        elif isinstance(widget, QAbstractButton):
            widget.click()
        elif isinstance(widget, CardButton):
            widget.clicked.emit()

    def _can_press(self) -> bool:
        return isinstance(self._painted, QAbstractButton | CardButton)


class SpokenWidgets:
    """Answers Qt for every widget that has `spoken_as`."""

    def __init__(self, found: Callable[[], None] = lambda: None) -> None:
        """`found` is called once, soon after a screen reader has asked about a widget for the first time."""
        self._found: Callable[[], None] | None = found
        self._made: list[_PaintedWidget] = []
        self._look_at = 256  # how many there are before those of widgets that are gone are let go

    def install(self) -> None:
        """Answer from now on. A widget of which Qt has asked before keeps the answer that it had."""
        QAccessible.installFactory(self.interface)

    def interface(self, _name: str, widget: QObject) -> QAccessibleInterface | None:
        """Return the answer for a widget; None leaves it to Qt."""
        if self._found is not None:
            QTimer.singleShot(0, self._found)
            self._found = None
        kind = getattr(widget, "spoken_as", None)
        if not isinstance(widget, QWidget) or kind is None:
            return None
        if len(self._made) >= self._look_at:
            self._made = [each for each in self._made if isValid(each)]
            self._look_at = 2 * len(self._made) + 256
        made = _PaintedWidget(widget, kind)
        self._made.append(made)
        return made
