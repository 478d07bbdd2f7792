"""The focus stays on what a user has just pressed, where that part of a page is built anew by it."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from hipcoach.ui.widgets.tab_order import everything_in_order


@contextmanager
def focus_by_name(root: QWidget) -> Iterator[None]:
    """Hold the focus while `root` is built anew, then give it to the control that is called as the one before."""
    focused = root.window().focusWidget()
    if focused is None or not root.isAncestorOf(focused):
        yield
        return
    name, kind = _name(focused), type(focused)
    root.setFocus(Qt.FocusReason.OtherFocusReason)  # else Qt hands it to another page as its control goes
    yield
    found = [each for each in everything_in_order(root) if type(each) is kind and _name(each) == name]
    if found:
        _show_up_to(found[0], root)
        found[0].setFocus(Qt.FocusReason.OtherFocusReason)


def _name(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def _show_up_to(widget: QWidget, root: QWidget) -> None:
    """Show a new control now: what is not yet shown cannot be focused."""
    parent = widget.parentWidget()
    if parent is not None and parent is not root:
        _show_up_to(parent, root)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
        widget.show()
