"""What every page has to hold to, looked for in its tree of widgets."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QLineEdit, QScrollArea, QWidget

from hipcoach.ui.theme import tokens
from hipcoach.ui.widgets.button import Button


def controls(root: QWidget) -> Iterator[QWidget]:
    """Everything that is seen and can be focused."""
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget


def described(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton | QLineEdit) else ""
    return f"{type(widget).__name__} {widget.accessibleName() or text!r} {widget.width()}x{widget.height()}"


def nameless(root: QWidget) -> list[str]:
    return [described(widget) for widget in controls(root) if not widget.accessibleName()]


def too_small(root: QWidget) -> list[str]:
    least = tokens.TARGET_PX
    return [described(widget) for widget in controls(root) if widget.width() < least or widget.height() < least]


def clipped(root: QWidget) -> list[str]:
    """Labels and buttons whose words need more room than they have."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel) and widget.text():
            inner = widget.contentsRect()
            flags = int(Qt.TextFlag.TextWordWrap) if widget.wordWrap() else 0
            needed = widget.fontMetrics().boundingRect(QRect(0, 0, inner.width(), 100_000), flags, widget.text())
            if needed.width() > inner.width() + 1 or needed.height() > inner.height() + 1:
                found.append(f"{described(widget)} needs {needed.width()}x{needed.height()}")
        elif isinstance(widget, Button) and (
            widget.width() < widget.minimumSizeHint().width() or widget.height() < widget.heightForWidth(widget.width())
        ):
            found.append(f"{described(widget)} needs {widget.minimumSizeHint().width()} wide")
    return found


def outside(root: QWidget) -> list[str]:
    """Widgets that stick out of the widget that holds them, to the right or below; what is scrolled may be longer."""
    found = []
    for widget in root.findChildren(QWidget):
        holder = widget.parentWidget()
        if holder is None or not widget.isVisible() or widget.isWindow():
            continue
        place, scrolled = widget.geometry(), isinstance(holder.parentWidget(), QAbstractScrollArea)
        below = place.bottom() > holder.height() + tokens.RING_PX and not scrolled
        if place.right() > holder.width() + tokens.RING_PX or below:
            found.append(f"{described(widget)} in {described(holder)}")
    return found


def wordless(root: QWidget) -> list[str]:
    """Buttons with neither words nor a name."""
    buttons = [each for each in root.findChildren(QAbstractButton) if each.isVisible()]
    return [described(each) for each in buttons if not each.text() and not each.accessibleName()]


def out_of_order(root: QWidget) -> list[str]:
    """Steps of Tab that go back up: to a control that is above the one before it, in the same column."""
    wanted, chain = set(controls(root)), []
    widget = root.nextInFocusChain()
    while widget is not root:
        chain += [widget] if widget in wanted else []
        widget = widget.nextInFocusChain()
    found = []
    for one, following in pairwise(chain):
        here = QRect(one.mapTo(root, QPoint(0, 0)), one.size())
        there = QRect(following.mapTo(root, QPoint(0, 0)), following.size())
        beside = there.left() > here.right() or there.right() < here.left()
        scrolled_together = _scrolled_in(one) is _scrolled_in(following)
        if there.bottom() < here.top() and not beside and scrolled_together:
            found.append(f"{described(one)} then {described(following)}")
    return found


def _scrolled_in(widget: QWidget) -> QWidget | None:
    holder = widget.parentWidget()
    while holder is not None and not isinstance(holder, QScrollArea):
        holder = holder.parentWidget()
    return holder


def words(root: QWidget) -> str:
    """All that can be read or heard of a page."""
    said = []
    for widget in root.findChildren(QWidget):
        if isinstance(widget, QLabel | QAbstractButton):
            said.append(widget.text())
        said += [widget.accessibleName(), widget.accessibleDescription()]
    return "\n".join(said)
